/** The configuration that a new site begins with: what is known stands, what others must tell first is commented out. */

import { correspondentsOf } from '../config/sections.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Deliberation, Party } from '../deliberations/clause.ts';
import { latest, spokenName } from '../deliberations/rules.ts';
import { credentialNames } from '../systemd/units.ts';
import { say, spokenLanguage } from '../words/operator.ts';

export interface NewSite {
  readonly party: Party;
  readonly place: SiteConfig['place'];
  readonly mode: SiteConfig['mode'];
  readonly deliberation: Deliberation;
  /** Where its gateway listens, if it has one. */
  readonly listen: Endpoint;
  /** The gateway that it fetches from; undefined until its operator has told. */
  readonly upstream: NewUpstream | undefined;
  /** Whether relay or collection run without an operator, with secrets from systemd. */
  readonly unattended: boolean;
}

export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

interface NewUpstream extends Endpoint {
  readonly user: string;
  /** `SHA256:…` */
  readonly hostKeyFingerprint: string;
}

/** Where the keys and secrets of a new site lie, from its folder. */
export const keyFiles = {
  master: 'secrets/master.key',
  openpgp: 'secrets/openpgp.asc',
  passphrase: 'secrets/openpgp.passphrase',
  host: 'secrets/host_ed25519',
  login: 'secrets/login_ed25519',
  password: 'secrets/upstream.password',
  ledger: 'secrets/ledger.pem',
} as const;

/** The text of passerelle.toml for a new site. */
export function configTemplate(site: NewSite): string {
  const sections = [head, ...sectionsByPlace[site.place], notices, operator, closing];
  return sections.map((section) => section(site).trimStart()).join('\n');
}

type Section = (site: NewSite) => string;

const head: Section = ({ party, mode, deliberation }) => {
  const name = spokenName(party, spokenLanguage());
  return `
# ${mode === 'real' ? say`${name}, deliberation n° ${deliberation.number}` : say`REHEARSAL: ${name}, deliberation n° ${deliberation.number}`}
# ${say`Paths are relative to this file. No secret stands here, only where it is read from:`}
#   { file = "…" }        ${say`a file that only its owner may read (chmod 600)`}
#   { credential = "…" }  ${say`a credential of the systemd service (LoadCredential=)`}
#   "prompt"              ${say`asked at the terminal when it is needed`}

site = "${party.id}"
mode = "${mode}"
deliberation = "${deliberation.number}"
${spokenLanguage() === 'en' ? '# ' : ''}language = "${spokenLanguage()}"  # fr, nl, en
database = "passerelle.sqlite"
master_key = { file = "${keyFiles.master}" }  # ${say`opens the database: back it up apart from it`}
`;
};

const gateway: Section = ({ listen, deliberation }) => `
# ${say`The SFTP server of this site.`}
[gateway]
host = "${listen.host}"  # ${say`"0.0.0.0" or "::" for every address of the machine`}
port = ${listen.port}
host_key = "${keyFiles.host}"
# next_host_key = "${keyFiles.host}.next"  # ${say`announced to those who log in, before it takes the place of the other`}

[retention]
# transit_days = ${Temporal.Duration.from(latest(deliberation.transit).duration).total('days')}  # ${say`a collected file leaves the gateway after so many days`}
`;

/** Where a secret is read from that an operator would type: in a rehearsal from a file, for it is none. */
const typed = ({ mode, unattended }: NewSite, name: 'passphrase' | 'password'): string => {
  if (mode === 'rehearsal') return `{ file = "${keyFiles[name]}" }`;
  return unattended ? `{ credential = "${credentialNames[name]}" }` : '"prompt"';
};

const openpgp: Section = (site) => `
# ${say`Signs what this site sends, opens what is sealed to it.`}
[openpgp]
private_key = "${keyFiles.openpgp}"
passphrase = ${typed(site, 'passphrase')}

# ${say`The public keys of the others. Compare their fingerprints by another way than the one they came by.`}
[openpgp.correspondents]
${correspondents(site, 'asc')}
`;

const ledger: Section = (site) => `
# ${say`Signs checkpoints of the ledger, which the others hold: by them a restored or rewritten ledger is noticed.`}
[ledger]
key = "${keyFiles.ledger}"

# ${say`What «keys show ledger» prints at the others.`}
[ledger.correspondents]
${correspondents(site, 'vkey')}
`;

/** In a rehearsal the keys of the others are there at once. */
function correspondents({ party, mode, deliberation }: NewSite, kind: 'asc' | 'vkey'): string {
  return correspondentsOf(deliberation, party.id)
    .map((id) => `${mode === 'real' ? '# ' : ''}${id} = "correspondents/${id}.${kind}"`)
    .join('\n');
}

const evaluations: Section = () => `
# ${say`Where «select» and «publish» find the evaluations if the command names no file.`}
[evaluations]
file = "evaluations.csv"
`;

const upstream: Section = (site) => {
  const { host, port, user, hostKeyFingerprint } = site.upstream ?? {
    host: 'sftp.example',
    port: 2222,
    user: '…',
    hostKeyFingerprint: 'SHA256:…',
  };
  const lines = [
    '[upstream]',
    `host = "${host}"`,
    `port = ${port}`,
    `host_key_fingerprint = "${hostKeyFingerprint}"  # ${say`as ssh-keygen -l prints it; no other server is trusted`}`,
    `user = "${user}"`,
    `key = "${keyFiles.login}"  # ${say`possession`}`,
    `password = ${typed(site, 'password')}  # ${say`knowledge`}`,
  ];
  return `
# ${say`The gateway that this site fetches from. Its operator tells all but the files.`}
${lines.map((line) => `${site.upstream === undefined ? '# ' : ''}${line}`).join('\n')}
# totp = { file = "…" }  # ${say`possession, instead of the key: the otpauth URI`}
`;
};

const affiliation: Section = () => `
# ${say`The extract of the CIN by which records find their insurer.`}
[affiliation]
extract = "cin.csv"
maximum_age_days = 3
`;

const collect: Section = () => `
# ${say`Where opened files are put. The purge erases them with the rest.`}
[collect]
folder = "inbox"
`;

const feedback: Section = () => `
# ${say`Where opened feedback files are put: records that the relay could not route. The purge erases them too.`}
[collect]
folder = "feedback"
`;

const operator: Section = () => `
# ${say`A page that shows the site's own people how it does; on this machine only.`}
# [operator]
# listen = "127.0.0.1:8443"
`;

const notices: Section = () => `
# ${say`Whom to tell by e-mail what is new, overdue or about to end, and by which mail server: docs/notices.md`}
# [notices]
# from = "passerelle@site.example"
# server = { host = "smtp.site.example" }
# recipients = [{ address = "team@site.example", language = "${spokenLanguage()}" }]
`;

const closing: Section = ({ place, deliberation }) => `
[sunset]
# ends_early = ${Temporal.PlainDate.from(latest(deliberation.lastDay)).subtract({ months: 1 })}  # ${say`a last day before the legal one; a later one is refused`}

# ${say`Cron expressions, in Brussels time.`}
[schedule]
# purge = "15 2 * * *"
${scheduleByPlace[place]}
[log]
# level = "info"  # debug, info, warn, error, silent
`;

const sectionsByPlace: Readonly<Record<SiteConfig['place'], readonly Section[]>> = {
  publisher: [gateway, openpgp, ledger, evaluations, upstream, feedback],
  relay: [gateway, openpgp, ledger, upstream, affiliation],
  recipient: [openpgp, ledger, upstream, collect],
};

const scheduleByPlace: Readonly<Record<SiteConfig['place'], string>> = {
  publisher: '# collect = "0 7 * * *"\n',
  relay: '# relay = "0 6 * * *"\n',
  recipient: '# collect = "0 7 * * *"\n',
};
