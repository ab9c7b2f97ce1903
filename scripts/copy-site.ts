/**
 * Copies of a site what may be copied, while it runs: the database, the configuration, public keys. No secret.
 * The copy is then opened as the site opens its own, and its ledger verified against the head from before.
 * Prints the name of the site. For scripts/backup.sh:
 *
 *   node scripts/copy-site.ts <configuration> <empty folder>
 */

import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteStore } from '../src/adapters/store-sqlite.ts';
import { reportError } from '../src/cli/report-error.ts';
import { loadConfig } from '../src/config/load.ts';
import type { SiteConfig } from '../src/config/site-config.ts';
import { policyDigest } from '../src/deliberations/rules.ts';
import { PasserelleError } from '../src/errors.ts';
import type { LedgerHead } from '../src/ledger/event.ts';
import { type NotedHead, verifyLedger } from '../src/ledger/verify.ts';
import type { Store } from '../src/ports/store.ts';

async function copySite(configFile: string, folder: string): Promise<void> {
  const config = await loadConfig(configFile);
  const before = await onStore(config, config.database, (store) => store.head());
  const database = path.join(folder, path.basename(config.database));
  copyDatabase(config.database, database);
  const head = await onStore(config, database, (store) => verifiedHead(store, before));
  await writeFile(path.join(folder, 'LEDGER-HEAD'), `${head.size}:${head.hash}\n`);
  await copyFile(config.file, path.join(folder, 'passerelle.toml'));
  await copyPublicKeys(config, path.join(folder, 'public-keys'));
  process.stdout.write(`${config.site}\n`);
}

/** One consistent state, as of now; other processes go on reading and writing. */
function copyDatabase(from: string, to: string): void {
  const database = new DatabaseSync(from, { readOnly: true, timeout: 5000 });
  try {
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
}

async function onStore<Result>(
  { site, mode, deliberation }: SiteConfig,
  database: string,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const identity = { site, mode, deliberation: deliberation.number, policy: policyDigest(deliberation) };
  const store = await openSqliteStore(database, { create: false, identity });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** The head of a ledger that is whole and has passed `before`. Throws `ledger-broken`. */
async function verifiedHead(store: Store, before: LedgerHead): Promise<NotedHead> {
  const verdict = await verifyLedger(store.entries(0), before);
  if (verdict.ok) return verdict.head;
  throw new PasserelleError('ledger-broken', `the ledger is broken at entry ${verdict.sequence}`, {
    hint: 'No backup was made. See what «passerelle ledger verify» says, and keep the last good backup.',
  });
}

/** Our own public halves, and the keys of the others by party. */
async function copyPublicKeys(config: SiteConfig, folder: string): Promise<void> {
  await mkdir(folder);
  const own = [
    config.openpgp.privateKey,
    config.place === 'recipient' ? undefined : config.gateway.hostKey,
    config.place === 'publisher' ? undefined : config.upstream?.key,
  ].flatMap((file) => (file === undefined ? [] : [[`${file}.pub`, `${path.basename(file)}.pub`] as const]));
  const others = [...config.openpgp.correspondents].map(([party, file]) => [file, `${party}.asc`] as const);
  for (const [file, name] of [...own, ...others].filter(([found]) => existsSync(found))) {
    const text = await readFile(file, 'utf8');
    if (text.includes('PRIVATE KEY')) {
      throw new PasserelleError('key-refused', `${file} holds a private key, where a public one belongs`, {
        hint: 'No backup was made. Put the public key there.',
      });
    }
    await writeFile(path.join(folder, name), text);
  }
}

process.umask(0o077);
const [configFile, folder] = process.argv.slice(2);
try {
  if (configFile === undefined || folder === undefined) {
    throw new PasserelleError('usage', 'a configuration and a folder are expected');
  }
  await copySite(configFile, folder);
} catch (error) {
  process.exitCode = reportError(error, false);
}
