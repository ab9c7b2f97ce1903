/** Makes the files of a new site: all of them, or none. */

import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import { loadConfig } from '../config/load.ts';
import { correspondentsOf } from '../config/sections.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { requireSqliteFile } from '../config/sqlite-file.ts';
import { PasserelleError } from '../errors.ts';
import { exampleLedgerKey, exampleOpenpgpKey, examplePassphrase } from '../keys/example-files.ts';
import { generateMasterKey } from '../secrets/master-key.ts';
import { createPrivateFile } from '../secrets/private-file.ts';
import { openSite } from '../site.ts';
import { type Unit, type UnitSite, unitsOf } from '../systemd/units.ts';
import { text } from '../words/text.ts';
import type { Answers } from './init-questions.ts';
import { configTemplate, keyFiles, type NewSite } from './init-template.ts';
import { newPair, type Pair, publicFile, writePair } from './key-pairs.ts';

const databaseName = 'passerelle.sqlite';

/** The keys of a pair that are made with the site. The OpenPGP key waits for its passphrase. */
export function pairsAtOnce({ site, passphrase }: Answers): readonly Pair[] {
  const openpgp = site.mode === 'rehearsal' || passphrase !== undefined;
  return [
    ...(openpgp ? ['openpgp' as const] : []),
    ...(site.place === 'recipient' ? [] : ['host' as const]),
    'login',
    'ledger',
  ];
}

/** Gives the paths of what it made. Throws `usage` if any of it is there already. */
export async function makeSite(answers: Answers, config: string, clock: Clock): Promise<readonly string[]> {
  const folder = path.dirname(config);
  const { site } = answers;
  const inSite = (file: string) => path.join(folder, file);
  const units = unitsOf(unitSiteOf(site, config));
  requireNothingThere([
    config,
    inSite(databaseName),
    ...Object.values(keyFiles).flatMap((file) => [inSite(file), publicFile(inSite(file))]),
    ...(site.mode === 'rehearsal' ? correspondentFiles(site) : []).map(({ file }) => inSite(file)),
    ...units.map((unit) => inSite(unitFile(unit))),
  ]);
  const made: string[] = [];
  try {
    for await (const file of filesOf(answers, config, units, clock)) made.push(file);
    return made;
  } catch (error) {
    for (const file of made) await rm(file, { force: true });
    throw error;
  }
}

function requireNothingThere(files: readonly string[]): void {
  const found = files.find((file) => existsSync(file));
  if (found === undefined) return;
  throw new PasserelleError('usage', text`${found} is there already: there is a site here`, {
    hint: text`Nothing is overwritten. Choose another folder with --config <folder>/passerelle.toml`,
  });
}

/** None of the files is there yet. Each is told before it is made, so that what is half made is taken away too. */
async function* filesOf(
  answers: Answers,
  config: string,
  units: readonly Unit[],
  clock: Clock,
): AsyncGenerator<string> {
  const { site, passphrase } = answers;
  const folder = path.dirname(config);
  await mkdir(path.join(folder, 'correspondents'), { recursive: true });
  const masterKey = path.join(folder, keyFiles.master);
  yield masterKey;
  await createPrivateFile(masterKey, `${generateMasterKey()}\n`);
  yield config;
  await createPrivateFile(config, configTemplate(site));
  if (site.mode === 'rehearsal') yield* exampleFiles(site, folder);

  const loaded = await loadConfig(config);
  for (const pair of pairsAtOnce(answers)) {
    const file = path.join(folder, keyFiles[pair]);
    yield file;
    yield publicFile(file);
    const options = passphrase === undefined ? {} : { passphrase };
    await writePair(file, await newPair({ config: loaded, clock }, pair, options));
  }
  await mkdir(path.join(folder, unitFolder), { recursive: true });
  for (const unit of units) {
    const file = path.join(folder, unitFile(unit));
    yield file;
    await writeFile(file, unit.text, { flag: 'wx' });
  }
  yield path.join(folder, databaseName);
  await openDatabase(loaded, clock);
}

/** Whom a rehearsal exchanges with is known beforehand: the holders of the example keys. */
async function* exampleFiles(site: NewSite, folder: string): AsyncGenerator<string> {
  const passphrase = path.join(folder, keyFiles.passphrase);
  yield passphrase;
  await createPrivateFile(passphrase, `${examplePassphrase}\n`);
  for (const { file, publicKey } of correspondentFiles(site)) {
    yield path.join(folder, file);
    await writeFile(path.join(folder, file), await publicKey(), { flag: 'wx' });
  }
}

function correspondentFiles({ party, deliberation }: NewSite) {
  return correspondentsOf(deliberation, party.id).flatMap((id) => [
    { file: `correspondents/${id}.asc`, publicKey: async () => (await exampleOpenpgpKey(id)).publicKey },
    { file: `correspondents/${id}.vkey`, publicKey: async () => (await exampleLedgerKey(id)).publicKey },
  ]);
}

/** The units of a site that start with the machine. */
export function startingUnits(site: NewSite): readonly string[] {
  return unitsOf(unitSiteOf(site, '/'))
    .filter(({ starts }) => starts)
    .map(({ name }) => name);
}

const unitFolder = 'systemd';

function unitFile({ name }: Pick<Unit, 'name'>): string {
  return path.join(unitFolder, name);
}

/** Where the administrator puts the credentials of an unattended site. */
export function credentialsFolder({ party }: NewSite): string {
  return path.join('/etc/passerelle', party.id);
}

/** The units start this program by this Node, as whoever sets the site up; root leaves that to a user of the service. */
function unitSiteOf(site: NewSite, config: string): UnitSite {
  const { username } = userInfo();
  const [, main = ''] = process.argv;
  return {
    suffix: `-${site.party.id}`,
    title: site.party.name,
    place: site.place,
    mode: site.mode,
    program: [process.execPath, main].map(withoutSpecifiers),
    config: withoutSpecifiers(config),
    user: username === 'root' ? 'passerelle' : username,
    port: site.listen.port,
    unattended: site.unattended,
    credentials: credentialsFolder(site),
  };
}

/** `%` is a sign of systemd's own. */
function withoutSpecifiers(file: string): string {
  return file.replaceAll('%', '%%');
}

async function openDatabase(config: SiteConfig, clock: Clock): Promise<void> {
  const { store, close } = await openSite(config, clock, { create: true });
  try {
    const details = { mode: config.mode, database: path.basename(requireSqliteFile(config)) };
    const event = { event: 'site-opened', actor: config.site, details } as const;
    await store.commit({ at: clock.now(), changes: [], events: [event] });
  } finally {
    await close();
  }
}
