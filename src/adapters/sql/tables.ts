/** The tables of a site, the same in every database: what must arrive when a site is carried from one to another. */

import { createHash } from 'node:crypto';
import type { SqlValue } from './statement.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Number of columns, from the first, that tell the rows apart; rows stand in their order. */
  readonly key: number;
}

/** A row: its values in the order of the columns. */
export type Row = readonly SqlValue[];

function table(name: string, columns: string, key = 1): Table {
  return { name, columns: columns.split(' '), key };
}

/** In an order in which no row refers to one that is still to come. */
export const tables: readonly Table[] = [
  table('identity', 'only_row site mode deliberation'),
  table('ledger', 'sequence bytes hash'),
  table('ledger_subtree', 'level position hash', 2),
  table('checkpoint', 'origin size note at'),
  table('data_key', 'id month anchor wrapped destroyed_at'),
  table('legal_hold', 'id month until reason placed_by placed_at confirmed_by confirmed_at ended_at'),
  table(
    'parcel',
    'serial id data_key direction sender receiver month sequence_number name size digest new correction withdrawal added_at collected_at receipted_at removed_at',
  ),
  table('chunk', 'parcel number sealed', 2),
  table('block', 'parcel number sealed', 2),
  table('staged_tags', 'parcel block tags', 2),
  table('register', 'tag parcel block', 3),
  table('consultation', 'tag id data_key', 2),
  table('receipt', 'parcel account at body'),
  table('held', 'parcel block slot operation reason since tries limits_told', 3),
  table('returned', 'parcel block slot feedback reason', 3),
  table('account', 'name version document last_totp_step'),
  table('failure', 'subject failures last'),
  table('job_run', 'job due'),
];

/** The text that asks for all rows of a table in their order. */
export function selectAll({ name, columns, key }: Table): string {
  return `SELECT ${columns.join(', ')} FROM ${name} ORDER BY ${columns.slice(0, key).join(', ')}`;
}

/** How many rows, and SHA-256 over all of them, hexadecimal. */
export interface TableDigest {
  readonly table: string;
  readonly rows: number;
  readonly digest: string;
}

/** Counts and hashes the rows that pass: each as one line of JSON, bytes as base64 in a list of their own. */
export function startDigest({ name }: Table): { add(row: Row): void; end(): TableDigest } {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(row) {
      rows += 1;
      const values = row.map((value) => (value instanceof Uint8Array ? [value.toBase64()] : value));
      hash.update(`${JSON.stringify(values)}\n`);
    },
    end: () => ({ table: name, rows, digest: hash.digest('hex') }),
  };
}
