/**
 * What it takes to append to the ledger of a site, each entry a durable transaction of its own: beside the bare INSERT
 * of the same bytes by `node:sqlite`, and beside the disk alone: one page written and synced as SQLite does it, by `fsync`.
 *
 * By turns, each into a file of its own, with entries as long as what a gateway writes most. Usage: [--entries 5000]
 * [--runs 5] [--into docs]
 */

import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { emptyLedger, entryAfter } from '../../src/ledger/chain.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Step } from '../../src/ports/store.ts';
import { median } from './figures.ts';
import { collected, identity, start } from './ledger-of-a-gateway.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '5000' },
    runs: { type: 'string', default: '5' },
    into: { type: 'string' },
  },
});
const entries = Number(values.entries);
const untimed = Math.ceil(entries / 10);

const step = (number: number): Step => ({
  at: start.add({ seconds: number }),
  changes: [],
  events: [collected(number)],
});

/** Microseconds of one, by the clock and of work of this process. */
interface Cost {
  readonly clock: number;
  readonly work: number;
}

/** The first tenth is left out: what a process does for the first time takes longer. */
async function costOf(one: (number: number) => unknown): Promise<Cost> {
  for (let number = 0; number < untimed; number += 1) await one(number);
  const [began, used] = [performance.now(), process.cpuUsage()];
  for (let number = untimed; number < untimed + entries; number += 1) await one(number);
  const { user, system } = process.cpuUsage(used);
  return { clock: ((performance.now() - began) * 1000) / entries, work: (user + system) / entries };
}

/** A page with the head that the write-ahead log gives it (sqlite.org/fileformat.html, section 4.1). */
const frame = Buffer.alloc(24 + 4096, 1);

async function syncs(file: string): Promise<Cost> {
  const descriptor = openSync(file, 'wx');
  try {
    // As most of the log's: into room that the file has already.
    for (let place = 0; place < untimed + entries; place += 1) writeSync(descriptor, frame);
    fsyncSync(descriptor);
    return await costOf((number) => {
      writeSync(descriptor, frame, 0, frame.length, number * frame.length);
      fsyncSync(descriptor);
    });
  } finally {
    closeSync(descriptor);
  }
}

async function inserts(file: string): Promise<Cost> {
  const database = new DatabaseSync(file);
  try {
    database.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
      CREATE TABLE ledger (sequence INTEGER PRIMARY KEY, bytes BLOB NOT NULL, hash TEXT NOT NULL) STRICT;`);
    const insert = database.prepare('INSERT INTO ledger VALUES (?, ?, ?)');
    const { bytes, hash } = entryAfter(emptyLedger, collected(1_000), { at: start, ...identity }).entry;
    return await costOf((number) => insert.run(number, bytes, hash));
  } finally {
    database.close();
  }
}

async function appends(file: string): Promise<Cost> {
  const store = await openSqliteStore(file, { create: true, identity });
  try {
    const steps = Array.from({ length: untimed + entries }, (_, number) => step(number));
    const cost = await costOf((number) => store.commit(steps[number] ?? step(number)));
    if (!(await verifyLedger(store.entries(0), await store.head())).ok) throw new Error('a broken ledger');
    return cost;
  } finally {
    await store.close();
  }
}

const contenders = { appends, inserts, syncs } as const;
type Contender = keyof typeof contenders;
const names = ['appends', 'inserts', 'syncs'] as const satisfies readonly Contender[];
const costs: Record<Contender, Cost[]> = { appends: [], inserts: [], syncs: [] };
const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-ledger-appends-'));
try {
  // The first run lets V8 compile what the others time.
  for (let run = 0; run <= Number(values.runs); run += 1) {
    for (const [place] of names.entries()) {
      const name = names[(place + run) % names.length] ?? 'appends';
      const cost = await contenders[name](path.join(folder, `${name}-${run}`));
      if (run > 0) costs[name].push(cost);
    }
  }
} finally {
  await rm(folder, { recursive: true });
}

const clocks = (name: Contender) => costs[name].map(({ clock }) => clock);
const works = (name: Contender) => costs[name].map(({ work }) => work);
const [insert, sync] = ['bare INSERT', 'fsync of a page'];
await report({
  part: 'ledger-appends',
  rows: [
    {
      work: 'append to the ledger',
      unit: 'µs',
      compared: 'amount',
      ours: clocks('appends'),
      peers: { [insert]: clocks('inserts'), [sync]: clocks('syncs') },
      goal: { times: 1.2, of: insert },
    },
    {
      work: 'append to the ledger: work of the processor',
      unit: 'µs',
      compared: 'amount',
      ours: works('appends'),
      peers: { [insert]: works('inserts'), [sync]: works('syncs') },
    },
  ],
  into: values.into,
});
process.stdout.write(`${Math.round(1e6 / median(clocks('appends')))} appends a second\n`);
