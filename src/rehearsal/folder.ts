/** The folder of a rehearsal: one site a folder, as real sites have it, to be looked into afterwards. */

import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'smol-toml';
import { loadConfig } from '../config/load.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import { generateMasterKey } from '../secrets/master-key.ts';
import { type Text, text } from '../words/text.ts';

/** Its presence says that a folder was made by a rehearsal and may be made again. */
const mark = 'REHEARSAL';
const exampleKeys = path.resolve(import.meta.dirname, '../../keys-example');

/** Makes `folder` new. Throws `usage`, and touches nothing, if what lies there is no rehearsal's. */
export async function clearFolder(folder: string): Promise<void> {
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    if (error.code === 'ENOTDIR') throw notOurs(text`${folder} is no folder`);
    throw error;
  });
  if (there.length > 0 && !there.includes(mark)) {
    throw notOurs(text`${folder} is not empty, and no rehearsal made it`);
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(
    path.join(folder, mark),
    'Made by `passerelle rehearse`: no real person, no real key, no real secret. It may be deleted.\n',
  );
}

function notOurs(says: Text): PasserelleError {
  const hint = text`Name another folder with --folder. Nothing was changed.`;
  return new PasserelleError('usage', says, { hint });
}

/** Where things of a party lie in the folder of a rehearsal. */
export function sitePaths(folder: string, party: PartyId) {
  const site = path.join(folder, party);
  return {
    site,
    config: path.join(site, 'passerelle.toml'),
    evaluations: path.join(site, 'evaluations.csv'),
    extract: path.join(site, 'cin-extract.csv'),
    opened: path.join(site, 'opened'),
    secret: (name: string) => path.join(site, 'secrets', name),
    key: (name: string) => path.join(site, 'keys', name),
  };
}

export type SitePaths = ReturnType<typeof sitePaths>;

/** Makes the folder of a site with the example keys named and a master key of its own. */
export async function makeSiteFolder(paths: SitePaths, keys: readonly string[]): Promise<void> {
  await mkdir(paths.secret('.'), { recursive: true, mode: 0o700 });
  await mkdir(paths.key('.'), { recursive: true, mode: 0o700 });
  for (const key of keys) {
    await copyFile(path.join(exampleKeys, key), paths.key(key));
    await chmod(paths.key(key), key.includes('.public.') || key.endsWith('.pub') ? 0o644 : 0o600);
  }
  // A site's folder may be there already when it is given its account elsewhere.
  if (!existsSync(paths.secret('master-key'))) {
    await writeSecret(paths.secret('master-key'), generateMasterKey());
  }
}

export async function writeSecret(file: string, secret: string): Promise<void> {
  await writeFile(file, `${secret}\n`, { mode: 0o600 });
}

/** Writes a site's configuration and reads it back as every command would. */
export async function writeConfig(
  paths: SitePaths,
  deliberation: Deliberation,
  party: PartyId,
  sections: Readonly<Record<string, unknown>>,
): Promise<SiteConfig> {
  const head = {
    site: party,
    mode: 'rehearsal',
    deliberation: deliberation.number,
    database: 'passerelle.db',
    master_key: { file: 'secrets/master-key' },
  };
  const text = `# REHEARSAL: throwaway keys, numbers of the mock register.\n${stringify({ ...head, ...sections })}`;
  await writeFile(paths.config, text, { mode: 0o600 });
  return loadConfig(paths.config);
}
