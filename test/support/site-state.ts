/** All that a site is, read beside the program, to be compared before and after: every row and every file. */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { filesBelow } from './passerelle.ts';

export interface SiteState {
  /** Digest of all rows of each table but the ledger's, and those of its Merkle tree. */
  readonly tables: Readonly<Record<string, string>>;
  /** Names of the events in the ledger, oldest first. */
  readonly events: readonly string[];
  /** Digest of each file but the database's own. */
  readonly files: Readonly<Record<string, string>>;
}

/** `database`: the name of its file in the site's folder. */
export async function stateOf(
  site: { readonly folder: string },
  database = 'passerelle.sqlite',
): Promise<SiteState> {
  const files = (await filesBelow(site.folder)).filter((file) => !file.startsWith(database));
  const digests = files.map(
    async (file) => [file, digestOf(await readFile(path.join(site.folder, file)))] as const,
  );
  return {
    ...rowsOf(path.join(site.folder, database)),
    files: Object.fromEntries(await Promise.all(digests)),
  };
}

function rowsOf(file: string): Pick<SiteState, 'tables' | 'events'> {
  const connection = new DatabaseSync(file, { readOnly: true });
  try {
    const names = connection
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      .all();
    const others = names
      .map(({ name }) => String(name))
      .filter((name) => name !== 'ledger' && name !== 'ledger_subtree');
    const rows = (table: string) => connection.prepare(`SELECT * FROM ${table}`).all();
    return {
      tables: Object.fromEntries(others.map((table) => [table, digestOf(readable(rows(table)))])),
      events: rows('ledger').map(({ bytes }) => JSON.parse(Buffer.from(Object(bytes)).toString()).event),
    };
  } finally {
    connection.close();
  }
}

function readable(rows: readonly object[]): string {
  return JSON.stringify(rows, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
