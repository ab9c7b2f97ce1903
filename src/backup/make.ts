/**
 * A backup of a site, made while it runs: its database, its configuration, and public keys. No secret: without the
 * master key, which is kept elsewhere, nothing in it can be read.
 */

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { copyDatabase } from '../adapters/sqlite/copy.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { requireSqliteFile } from '../config/sqlite-file.ts';
import { PasserelleError } from '../errors.ts';
import type { NotedHead } from '../ledger/verify.ts';
import { openSite, type Site } from '../site.ts';
import { text } from '../words/text.ts';
import { contents, sealContents, syncPath } from './contents.ts';
import { proveLedger } from './prove.ts';

export interface Backup {
  /** Absolute path of its folder. */
  readonly folder: string;
  readonly head: NotedHead;
}

/**
 * Makes `<site>-<time, UTC>` below `below`, readable by its owner alone. It is there whole and proven, or not at all.
 * Throws `ledger-broken` or `key-refused` if the site should not be kept as it is.
 */
export async function makeBackup(site: Site, below: string): Promise<Backup> {
  const { config, clock, store } = site;
  requireSqliteFile(config);
  const time = clock.now().toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:]/g, '');
  await mkdir(below, { recursive: true, mode: 0o700 });
  const folder = path.resolve(below, `${config.site}-${time}`);
  if (existsSync(folder)) {
    throw new PasserelleError('usage', text`${folder} is there already: no backup is overwritten`);
  }
  const partial = await mkdtemp(path.resolve(below, '.partial-'));
  try {
    const head = await copySite(site, partial);
    await sealContents(partial);
    // Told before it is there: a purge certificate names each backup that may still hold what was purged.
    await store.commit({
      at: clock.now(),
      changes: [],
      events: [
        {
          event: 'backup-made',
          actor: config.site,
          details: { backup: path.basename(folder), size: head.size, hash: head.hash },
        },
      ],
    });
    await rename(partial, folder);
    await syncPath(path.dirname(folder));
    return { folder, head };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function copySite({ config, clock, store }: Site, folder: string): Promise<NotedHead> {
  const before = await store.head();
  const database = path.join(folder, contents.database);
  copyDatabase(requireSqliteFile(config), database);
  const copy = await openSite({ ...config, database }, clock);
  try {
    const head = await proveLedger(copy.store, before);
    await writePrivately(path.join(folder, contents.ledgerHead), `${head.size}:${head.hash}\n`);
    await writePrivately(path.join(folder, contents.config), await readFile(config.file, 'utf8'));
    await copyPublicKeys(config, path.join(folder, contents.publicKeys));
    return head;
  } finally {
    await copy.close();
  }
}

/** Our own public halves, and the keys of the others by party. */
async function copyPublicKeys(config: SiteConfig, folder: string): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const own = [
    config.openpgp.privateKey,
    config.place === 'recipient' ? undefined : config.gateway.hostKey,
    config.place === 'publisher' ? undefined : config.upstream?.key,
  ].flatMap((file) => (file === undefined ? [] : [[`${file}.pub`, `${path.basename(file)}.pub`] as const]));
  const others = [...config.openpgp.correspondents].map(([party, file]) => [file, `${party}.asc`] as const);
  for (const [file, name] of [...own, ...others].filter(([found]) => existsSync(found))) {
    const key = await readFile(file, 'utf8');
    if (key.includes('PRIVATE KEY')) {
      throw new PasserelleError(
        'key-refused',
        text`${file} holds a private key, where a public one belongs`,
        {
          hint: text`No backup was made. Put the public key there.`,
        },
      );
    }
    await writePrivately(path.join(folder, name), key);
  }
}

async function writePrivately(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: 'wx' });
}
