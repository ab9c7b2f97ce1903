/** Sites of a rehearsal, set up by the commands that an operator would use. */

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { passerelle, type Run } from './passerelle.ts';
import { temporaryFolder } from './temporary-folder.ts';

const examples = path.resolve(import.meta.dirname, '../../keys-example');

/** The day on which they are set up. */
const setUpOn = '2022-03-01';

export interface RehearsedSite {
  readonly folder: string;
  /** Runs a command at the site, in rehearsal. */
  run(...args: readonly string[]): Promise<Run>;
  /** The same; throws unless it succeeds, and gives its JSON. */
  json(...args: readonly string[]): Promise<unknown>;
  write(name: string, content: string | Uint8Array): Promise<void>;
  /** Adds a section to the configuration. */
  append(section: string): Promise<void>;
  /** Changes the configuration. */
  edit(pattern: RegExp, replacement: string): Promise<void>;
}

/** A site with its keys; a gateway listens on a port that the system chooses. */
export async function rehearsedSite(party: string): Promise<RehearsedSite> {
  return setUpSite(await temporaryFolder(), party);
}

/** The same in a folder that is there. */
export async function setUpSite(folder: string, party: string): Promise<RehearsedSite> {
  const site = siteIn(folder);
  await site.json('init', party, '--at', setUpOn);
  await site.edit(/^port = 2222$/m, 'port = 0');
  return site;
}

/** The site whose configuration lies in `folder`. */
export function siteIn(folder: string): RehearsedSite {
  const config = path.join(folder, 'passerelle.toml');
  const run = (...args: readonly string[]) => passerelle(folder, ...args, '--rehearsal');
  const change = async (to: (text: string) => string) =>
    writeFile(config, to(await readFile(config, 'utf8')));
  return {
    folder,
    run,
    async json(...args) {
      const { status, stdout, stderr } = await run(...args, '--json');
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
      return JSON.parse(stdout);
    },
    write: (name, content) => writeFile(path.join(folder, name), content, { mode: 0o600 }),
    append: (section) => change((text) => `${text}\n${section}\n`),
    edit: (pattern, replacement) => change((text) => text.replace(pattern, replacement)),
  };
}

/** Enrols an account with an example key and a password, and activates it. */
export async function enrolAt(
  site: RehearsedSite,
  account: { readonly name: string; readonly party: string; readonly password: string },
): Promise<void> {
  const { name, party, password } = account;
  await site.write('password', `${password}\n`);
  await copyFile(path.join(examples, `${name}.ssh-user.pub`), path.join(site.folder, 'key.pub'));
  const enrol = ['enrol', name, '--party', party, '--key', 'key.pub', '--password-file', 'password'];
  await site.json('account', ...enrol);
  await site.json('account', 'activate', name, '--undertaking', '2022-01-15');
}

/** What a gateway told when it began to listen. */
export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly hostKeyFingerprint: string;
}

/** Names the gateway that a site fetches from, and gives it the factors of its account there. */
export async function connect(
  site: RehearsedSite,
  { host, port, hostKeyFingerprint }: Listening,
  { user, password }: { readonly user: string; readonly password: string },
): Promise<void> {
  await site.write('secrets/login-password', `${password}\n`);
  await site.append(`[upstream]
host = "${host}"
port = ${port}
host_key_fingerprint = "${hostKeyFingerprint}"
user = "${user}"
key = "secrets/login_ed25519"
password = { file = "secrets/login-password" }`);
}
