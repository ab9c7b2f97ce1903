/**
 * The systemd units of a site: a gateway that ends with the channel, a service that takes over from it and goes on
 * purging, and, where no operator unlocks the fetch (decision 14), a relay or a collection by schedule.
 */

import path from 'node:path';
import type { SiteConfig } from '../config/site-config.ts';

/** What the units of a site depend on. Paths are absolute; `%` begins a specifier in them, such as `%i` in a template. */
export interface UnitSite {
  /** Goes into the names of the units: `passerelle-<service>` and this. */
  readonly suffix: string;
  /** How people call the site. */
  readonly title: string;
  readonly place: SiteConfig['place'];
  readonly mode: SiteConfig['mode'];
  /** By what the program is started. */
  readonly program: readonly string[];
  readonly config: string;
  readonly user: string;
  /** The lowest port that the gateway listens on. */
  readonly port: number;
  /** Whether relay or collection run without an operator. */
  readonly unattended: boolean;
  /** The folder in which administrators keep the credentials of an unattended site. */
  readonly credentials: string;
}

export interface Unit {
  readonly name: string;
  readonly text: string;
  /** Whether it starts with the machine, or another starts it. */
  readonly starts: boolean;
}

/** The secrets that an operator types, or else systemd hands over. */
export const credentialNames = { passphrase: 'openpgp-passphrase', password: 'upstream-password' } as const;

interface Service {
  readonly name: string;
  readonly does: string;
  readonly command: string;
  /** What others it needs, starts or ends, and lines of its own. */
  readonly relations?: (site: UnitSite) => readonly string[];
  readonly lines: (site: UnitSite) => readonly string[];
}

/** The process that strangers can reach is kept from the keys that open what is sealed to the site. */
const withoutKeys = ({ config }: UnitSite): readonly string[] => [
  `InaccessiblePaths=${ifThere(config, 'secrets/openpgp.asc', 'secrets/openpgp.passphrase')}`,
  `InaccessiblePaths=${ifThere(config, 'secrets/login_ed25519', 'secrets/upstream.password')}`,
];

const gateway: Service = {
  name: 'gateway',
  does: 'gateway',
  command: 'serve',
  // It ends with exit code 4 where the channel is closed: the purge goes on.
  relations: (site) => [`OnFailure=${nameOf(site, retention)}`],
  lines: (site) => [
    '# As bin/passerelle sets it: large pieces of memory in large pages.',
    'Environment=GLIBC_TUNABLES=glibc.malloc.hugetlb=1',
    'ExecReload=/bin/kill -HUP $MAINPID',
    // Transfers under way are given time to end.
    'TimeoutStopSec=120',
    ...withoutKeys(site),
    ...(site.port < 1024 ? ['AmbientCapabilities=CAP_NET_BIND_SERVICE'] : []),
  ],
};

const retention: Service = {
  name: 'retention',
  does: 'purge by schedule, also after the last day of the channel',
  command: 'serve --retention-only',
  relations: (site) => (site.place === 'recipient' ? [] : [`Conflicts=${nameOf(site, gateway)}`]),
  lines: withoutKeys,
};

const fetching = (name: string, does: string): Service => ({
  name,
  does,
  command: `${name} --watch`,
  lines: ({ mode, credentials }) =>
    mode === 'rehearsal'
      ? []
      : Object.values(credentialNames).map(
          (each) => `LoadCredential=${each}:${path.join(credentials, each)}`,
        ),
});

const relay = fetching('relay', 'relay by schedule');
const collect = fetching('collect', 'collection by schedule');

const servicesByPlace: Readonly<
  Record<
    SiteConfig['place'],
    { readonly always: readonly Service[]; readonly unattended: readonly Service[] }
  >
> = {
  publisher: { always: [gateway, retention], unattended: [collect] },
  relay: { always: [gateway, retention], unattended: [relay] },
  recipient: { always: [retention], unattended: [collect] },
};

/** The units of a site, whose program, configuration and user are known. */
export function unitsOf(site: UnitSite): readonly Unit[] {
  const { always, unattended } = servicesByPlace[site.place];
  return [...always, ...(site.unattended ? unattended : [])].map((service) => unitOf(site, service));
}

function nameOf({ suffix }: UnitSite, { name }: Service): string {
  return `passerelle-${name}${suffix.replace(/@$/, '@%i')}.service`;
}

function unitOf(site: UnitSite, service: Service): Unit {
  const name = nameOf(site, service).replace('%i', '');
  const rehearsal = site.mode === 'rehearsal' ? ' --rehearsal' : '';
  const command = [...site.program.map(argument), service.command, '--config', argument(site.config)].join(
    ' ',
  );
  const text = `# /etc/systemd/system/${name}
[Unit]
Description=Passerelle, ${site.title}: ${service.does}
After=network-online.target
Wants=network-online.target
${(service.relations?.(site) ?? []).join('\n')}
[Service]
User=${site.user}
ExecStart=${command}${rehearsal}
Type=notify
# The program has systemd-notify speak for it.
NotifyAccess=all
WatchdogSec=2min
KillMode=mixed
Restart=on-failure
RestartSec=10
# What a new start cannot mend: usage, configuration, a closed channel, a broken ledger.
RestartPreventExitStatus=2 3 4 10
${service.lines(site).join('\n')}
${hardening(site, service)}
[Install]
WantedBy=multi-user.target
`;
  const starts = service !== retention || site.place === 'recipient';
  return { name, text: text.replaceAll(/\n{3,}/g, '\n\n').replaceAll(/(?<=.\n)(?=\[)/g, '\n'), starts };
}

/** Node compiles what it runs: under MemoryDenyWriteExecute= it does not start. All else is closed. */
function hardening(site: UnitSite, service: Service): string {
  const { config, program, port } = site;
  const folder = path.dirname(config);
  const atHome = [config, ...program].some((each) => /^\/(?:home|root|run\/user)\//.test(each));
  const bounding = service === gateway && port < 1024 ? 'CAP_NET_BIND_SERVICE' : '';
  return `
# The site's folder is written to, but for its configuration and keys; the rest of the machine is not.
UMask=0077
ProtectSystem=strict
ProtectHome=${atHome ? 'read-only' : 'yes'}
${folder.startsWith('/var/lib/') ? `StateDirectory=${folder.slice('/var/lib/'.length)}\nStateDirectoryMode=0700` : `ReadWritePaths=${quoted(folder)}`}
ReadOnlyPaths=${ifThere(config, path.basename(config), 'secrets', 'correspondents')}
PrivateTmp=yes
PrivateMounts=yes
PrivateDevices=yes
NoNewPrivileges=yes
CapabilityBoundingSet=${bounding}
${bounding === '' ? 'PrivateUsers=yes\n' : ''}RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
KeyringMode=private
RemoveIPC=yes
PrivateIPC=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProcSubset=pid
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
SystemCallErrorNumber=EPERM
`;
}

/** Files beside the configuration, as a list of paths of which some may not be there. */
function ifThere(config: string, ...names: readonly string[]): string {
  return names.map((name) => quoted(`-${path.join(path.dirname(config), name)}`)).join(' ');
}

/** As systemd reads a word: in quotes if there are blanks in it. */
function quoted(word: string): string {
  const escaped = word.replaceAll(/["\\]/g, '\\$&');
  return /[\s"'\\]/.test(word) ? `"${escaped}"` : escaped;
}

/** In a command a `$` would begin the name of a variable. */
function argument(text: string): string {
  return quoted(text).replaceAll('$', '$$$$');
}
