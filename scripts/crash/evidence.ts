/** What the databases and folders of the sites show, read beside the program and never written. */

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { type NotedHead, verifyLedger } from '../../src/ledger/verify.ts';
import { type Site, siteIn } from '../bench/sites.ts';
import { parties } from './world.ts';

/** Looks at the ledgers of all sites again and again. Throws if one is broken, or lost what it once had. */
export function watchLedgers(folder: string): {
  check(): Promise<void>;
  head(party: PartyId): NotedHead | undefined;
} {
  const heads = new Map<PartyId, NotedHead>();
  return {
    head: (party) => heads.get(party),
    async check() {
      for (const party of parties) {
        const noted = heads.get(party);
        const entries = ledgerOf(siteIn(folder, party), noted);
        if (entries === undefined) continue;
        const verdict = await verifyLedger(entries, noted);
        if (!verdict.ok) {
          throw new Error(`the ledger of ${party} is broken at ${verdict.sequence}: ${verdict.problem}`);
        }
        heads.set(party, verdict.head);
      }
    },
  };
}

const entryRow = z.object({ sequence: z.int(), bytes: z.instanceof(Uint8Array), hash: z.string() });

/** All entries, or `undefined` if the last one is the one noted. */
function ledgerOf(site: Site, noted: NotedHead | undefined) {
  const rows = rowsOf(site, entryRow, 'SELECT sequence, bytes, hash FROM ledger ORDER BY sequence');
  if (noted !== undefined && rows.length === noted.size && rows.at(-1)?.hash === noted.hash) return undefined;
  return (async function* () {
    yield* rows;
  })();
}

/** A nonce and an authentication tag stand around each chunk at rest. */
const sealOfChunk = 28;

const nameRow = z.object({ name: z.string() });

/** Parcels that are visible and lack a byte, over all sites. */
export function partialParcels(folder: string): readonly string[] {
  const sql = `
    SELECT name FROM parcel LEFT JOIN chunk ON chunk.parcel = parcel.id
    WHERE removed_at IS NULL AND direction = 'outbound' OR direction = 'inbound'
    GROUP BY parcel.id
    HAVING size <> coalesce(sum(length(sealed)) - count(sealed) * ${sealOfChunk}, 0)`;
  return parties.flatMap((party) =>
    rowsOf(siteIn(folder, party), nameRow, sql).map(({ name }) => `${name} at ${party}`),
  );
}

const countRow = z.object({ count: z.int() });

/** What is staged for a parcel that never came, and files that are neither the site's nor opened parcels. */
export async function leftovers(folder: string): Promise<readonly string[]> {
  const staged = parties.flatMap((party) => {
    const counts = [
      'SELECT count(*) AS count FROM chunk WHERE parcel NOT IN (SELECT id FROM parcel)',
      'SELECT count(*) AS count FROM block WHERE parcel NOT IN (SELECT id FROM parcel)',
      'SELECT count(*) AS count FROM staged_tags',
    ].map((sql) => countIn(siteIn(folder, party), sql));
    return counts.some((count) => count > 0) ? [`${counts.join(', ')} staged rows at ${party}`] : [];
  });
  const files = await Promise.all(
    parties.map(async (party) => (await filesOf(siteIn(folder, party))).filter((file) => !isExpected(file))),
  );
  return [...staged, ...files.flat()];
}

const expectedFiles: readonly RegExp[] = [
  /^passerelle\.(toml|db|db-wal|db-shm|db\.lock)$/,
  /^(evaluations|cin-extract)\.csv$/,
  /^(keys|secrets)\/[^/]+$/,
  /^opened\/[0-9]{4}-[0-9]{2}\/21-250_[0-9]{4}-[0-9]{2}_inami_[0-9]{3}_[0-9]{4}\.xml$/,
];

function isExpected(file: string): boolean {
  return expectedFiles.some((form) => form.test(file));
}

/** Whatever of the data is still there after the last purge, at any site. `ssins`: of all children. */
export async function remains(folder: string, ssins: Iterable<string>): Promise<readonly string[]> {
  const tables = ['parcel', 'chunk', 'block', 'staged_tags', 'register', 'receipt', 'held'];
  const found: string[] = [];
  for (const party of parties) {
    const site = siteIn(folder, party);
    for (const table of tables) {
      const count = countIn(site, `SELECT count(*) AS count FROM ${table}`);
      if (count > 0) found.push(`${count} rows of ${table} at ${party}`);
    }
    const keys = countIn(site, 'SELECT count(*) AS count FROM data_key WHERE length(wrapped) > 0');
    if (keys > 0) found.push(`${keys} data keys at ${party}`);
    for (const file of await filesOf(site)) {
      if (file.startsWith('opened/')) found.push(`${file} at ${party}`);
      if (/\.csv$/.test(file)) continue;
      const bytes = await readFile(path.join(site.paths.site, file));
      if ([...ssins].some((ssin) => bytes.includes(ssin))) found.push(`a child in ${file} at ${party}`);
    }
  }
  return found;
}

function countIn(site: Site, sql: string): number {
  return rowsOf(site, countRow, sql)[0]?.count ?? 0;
}

/** Reads while others write. A connection that only reads leaves a crashed database as it found it. */
function rowsOf<Row>({ paths }: Site, row: z.ZodType<Row>, sql: string): readonly Row[] {
  const database = new DatabaseSync(path.join(paths.site, 'passerelle.db'), {
    readOnly: true,
    timeout: 10_000,
  });
  try {
    return z.array(row).parse(database.prepare(sql).all());
  } finally {
    database.close();
  }
}

/** All files of a site, relative to it. */
export async function filesOf({ paths }: Site): Promise<readonly string[]> {
  const entries = await readdir(paths.site, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(paths.site, path.join(entry.parentPath, entry.name)))
    .sort();
}
