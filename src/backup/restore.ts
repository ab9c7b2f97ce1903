/**
 * Puts a backup in the place of a database that is lost. What happened since the backup is unknown to the site from
 * then on, legal holds among it, and its ledger says so for ever: what is due is purged once its operator has
 * acknowledged that.
 */

import { constants, existsSync } from 'node:fs';
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../clock.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { requireSqliteFile } from '../config/sqlite-file.ts';
import { PasserelleError } from '../errors.ts';
import type { NotedHead } from '../ledger/verify.ts';
import { type RetentionReport, runRetention } from '../operations/retention.ts';
import { openSite } from '../site.ts';
import { text } from '../words/text.ts';
import { contents, headOf, requireWhole, syncPath } from './contents.ts';
import { proveLedger, proveParcels } from './prove.ts';

export interface ProvenBackup {
  /** Where its ledger stands. */
  readonly head: NotedHead;
  /** Parcels whose every byte and record was read. */
  readonly parcels: number;
}

/**
 * Proves that `backup` holds the site of `config` whole, and that the site's master key opens all of it. Throws
 * `backup-refused`, `store-refused` (another site's), `store-failed` or `ledger-broken`.
 */
export async function proveBackup(config: SiteConfig, clock: Clock, backup: string): Promise<ProvenBackup> {
  await requireWhole(backup);
  const noted = await headOf(backup);
  // Opening a database writes beside it: the backup itself stays as it was made.
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-backup-'));
  try {
    const database = path.join(folder, contents.database);
    await copyFile(path.join(backup, contents.database), database);
    return await proveDatabase({ ...config, database }, clock, noted);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function proveDatabase(config: SiteConfig, clock: Clock, noted: NotedHead): Promise<ProvenBackup> {
  const site = await openSite(config, clock);
  try {
    const head = await proveLedger(site.store, noted);
    return { head, parcels: await proveParcels(site.store, await site.vault()) };
  } finally {
    await site.close();
  }
}

export interface Restored extends ProvenBackup {
  /** What is due is named there: it waits until the restore is acknowledged. */
  readonly retention: RetentionReport;
}

/**
 * Restores `backup` as the database of the site: proven, with its restoration in its ledger, or not at all. Throws `usage` if there is a database already, and what {@link proveBackup} throws.
 */
export async function restoreBackup(config: SiteConfig, clock: Clock, backup: string): Promise<Restored> {
  const target = requireSqliteFile(config);
  for (const file of [target, `${target}-wal`].filter((found) => existsSync(found))) {
    throw new PasserelleError('usage', text`${file} is there already: nothing is overwritten`, {
      hint: text`Stop the site, and put the old database (with -wal and -shm) aside: it may be evidence.`,
    });
  }
  await requireWhole(backup);
  const noted = await headOf(backup);
  const database = `${target}.restoring`;
  const beginnings = [database, `${database}-wal`, `${database}-shm`, `${database}.lock`];
  await removeAll(beginnings);
  try {
    await copyFile(path.join(backup, contents.database), database, constants.COPYFILE_EXCL);
    const proven = await proveDatabase({ ...config, database }, clock, noted);
    const retention = await beginAgain({ ...config, database }, clock, path.basename(backup), proven.head);
    await syncPath(database);
    await rename(database, target);
    await syncPath(path.dirname(target));
    return { ...proven, retention };
  } finally {
    await removeAll(beginnings);
  }
}

/** Writes into the ledger of the copy what it is, and does at once what should have been done meanwhile. */
async function beginAgain(
  config: SiteConfig,
  clock: Clock,
  backup: string,
  head: NotedHead,
): Promise<RetentionReport> {
  const site = await openSite(config, clock);
  try {
    const details = { backup, size: head.size, hash: head.hash };
    const event = { event: 'site-restored', actor: config.site, details } as const;
    await site.store.commit({ at: clock.now(), changes: [], events: [event] });
    return await runRetention(site);
  } finally {
    await site.close();
  }
}

async function removeAll(files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true });
}
