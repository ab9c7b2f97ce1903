/**
 * Where a child stands in a large access register, under the data keys of six years: the register's part of `who-saw`,
 * for children who are known and who are not, and for the first time after the system forgot the file. Then the whole
 * answer, which reads the ledger from its beginning.
 *
 * The register is filled beside the store, in the order of its index; the children that are asked for are really in
 * it. Usage: [--rows 10000000] [--entries 100000] [--runs 5] [--into docs]
 */

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { tracesOf } from '../../src/access-register/traces.ts';
import { whoSaw } from '../../src/access-register/who-saw.ts';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { parseReferenceMonth } from '../../src/people/reference-month.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import type { Change, Store } from '../../src/ports/store.ts';
import { createVault, type OpenDataKey } from '../../src/retention/vault.ts';
import { identity, start } from './ledger-of-a-gateway.ts';
import { childAt } from './mock-data.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    entries: { type: 'string', default: '100000' },
    runs: { type: 'string', default: '5' },
    into: { type: 'string' },
  },
});
const rows = Number(values.rows);
const entries = Number(values.entries);
/** As many as live at once: six years of months. */
const months = 72;
/** Asked for in one run; each is in the register, under every key. */
const children = 20;
const vault = createVault(randomBytes(32));

const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-who-saw-'));
const file = path.join(folder, 'site.sqlite');

/** A data key and a delivered parcel for each month. */
async function addMonths(store: Store): Promise<readonly OpenDataKey[]> {
  const keys: OpenDataKey[] = [];
  for (let number = 0; number < months; number += 1) {
    const day = Temporal.PlainDate.from('2022-01-01').add({ months: number });
    const month = parseReferenceMonth(day.toPlainYearMonth().toString());
    if (month === undefined) throw new TypeError('no month');
    const { stored, key } = vault.createDataKey(month, start);
    const parcel: Parcel = {
      ...{ id: key.id, dataKey: key.id, direction: 'outbound', sender: 'inami', receiver: '300', month },
      ...{ sequenceNumber: number + 1, name: `part-${number}`, size: 0, digest: digestOf(number) },
      ...{ counts: { new: 1, correction: 0, withdrawal: 0 }, addedAt: start },
      ...{ collectedAt: null, receiptedAt: null, removedAt: null },
    };
    const changes: Change[] = [
      { change: 'create-data-key', key: stored },
      { change: 'add-parcel', parcel },
    ];
    await store.commit({ at: start, changes, events: [eventOf(number)] });
    keys.push(key);
  }
  return keys;
}

const digestOf = (number: number) => (number % months).toString(16).padStart(64, 'a');

/** One of 72 files of seven insurers, collected again and again. */
function eventOf(number: number): LedgerEvent {
  const [parcel, actor] = [`part-${number % months}`, `insurer-300-${number % 7}`];
  const details = { parcel, digest: digestOf(number), address: '192.0.2.7', bytes: 4096 };
  // A register is asked about few of the files that a ledger tells of.
  return number % 100 === 0
    ? { event: 'parcel-collected', actor, details }
    : {
        event: 'parcel-collected',
        actor,
        details: { ...details, digest: number.toString(16).padStart(64, 'b') },
      };
}

/** Keyed hashes are random: these stand as far from each other as random ones do in the mean. */
function fillRegister(keys: readonly OpenDataKey[], wanted: number): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA synchronous = OFF; BEGIN');
    const insert = database.prepare('INSERT INTO register VALUES (?, ?, 0)');
    const tag = randomBytes(16);
    const step = 2 ** 48 / wanted;
    for (let number = 0; number < wanted; number += 1) {
      tag.writeUIntBE(Math.floor(number * step), 0, 6);
      insert.run(tag, 1 + (number % months));
    }
    for (const [month, key] of keys.entries()) {
      for (let child = 0; child < children; child += 1) insert.run(key.tagOf(childAt(child)), 1 + month);
    }
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}

async function fillLedger(store: Store): Promise<void> {
  const size = 1000;
  for (let done = 0; done < entries; done += size) {
    const [first = eventOf(done), ...others] = Array.from({ length: size }, (_, place) =>
      eventOf(done + place),
    );
    await store.commit({ at: start, changes: [], events: [first, ...others] });
  }
}

/** Has the system forget what it keeps of the file in memory. */
function forgetFile(): void {
  const { status } = spawnSync('dd', [`if=${file}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
  if (status !== 0) throw new Error('dd of the GNU core utilities is needed');
}

/** Milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const open = (create: boolean) => openSqliteStore(file, { create, identity });

/** Where that child stands: under every key, or nowhere. */
async function ask(store: Store, child: number): Promise<void> {
  const { found } = await tracesOf({ store, vault }, childAt(child));
  if (found.length !== (child < children ? months : 0)) throw new Error('a child stands elsewhere');
}

async function each(store: Store, first: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let child = first; child < first + children; child += 1)
    times.push(await timed(() => ask(store, child)));
  return times;
}

try {
  const first = await open(true);
  const keys = await addMonths(first);
  await fillLedger(first);
  await first.close();
  fillRegister(keys, rows);

  const [cold, known, unknown, whole]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let run = 0; run < Number(values.runs); run += 1) {
    forgetFile();
    const store = await open(false);
    cold.push(await timed(() => ask(store, run % children)));
    await each(store, 0);
    known.push(...(await each(store, 0)));
    unknown.push(...(await each(store, children)));
    const clock = rehearsalClock(start);
    const site = {
      store,
      vault,
      clock,
      deliberation,
      party: 'inami',
      mode: 'rehearsal',
      witness: undefined,
    } as const;
    whole.push(await timed(() => whoSaw(site, childAt(run), { language: 'en', format: 'json' })));
    await store.close();
  }
  const size = `${rows.toLocaleString('en')} rows`;
  const row = (work: string, ours: readonly number[]) =>
    ({ work, unit: 'ms', compared: 'time', ours, peers: {} }) as const;
  await report({
    part: 'who-saw',
    rows: [
      { ...row(`a child in a register of ${size}`, known), goal: { bound: 10 } },
      { ...row(`a child who is not in it`, unknown), goal: { bound: 10 } },
      row('the first of a process, the file in no memory', cold),
      row(`the whole answer, with a ledger of ${entries.toLocaleString('en')} entries`, whole),
    ],
    into: values.into,
  });
} finally {
  await rm(folder, { recursive: true });
}
