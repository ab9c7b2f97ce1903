/** Lives through a history in the real pipeline: select, publish, relay, collect, with real stores and real keys. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Candidate } from '../../src/flow.ts';
import { readMonthlyFile } from '../../src/monthly-file/read.ts';
import { openedName } from '../../src/parcels/name.ts';
import { parcelBlock } from '../../src/parcels/read.ts';
import { type Operation, operations } from '../../src/people/operation.ts';
import { parsePeriod } from '../../src/people/period.ts';
import type { Mutation } from '../../src/people/record.ts';
import { nextMonth } from '../../src/people/reference-month.ts';
import type { Ssin } from '../../src/people/ssin.ts';
import type { Affiliation, AffiliationSource } from '../../src/ports/affiliation.ts';
import { disclosedBefore } from '../../src/publish/publish.ts';
import { selectChanges } from '../../src/publish/select.ts';
import { statementsOf } from '../../src/statements/statement.ts';
import {
  child,
  deliberation,
  memberOf,
  month,
  openChannel,
  publisher,
  relay,
  type TestChannel,
} from '../support/channel.ts';
import { bytesOf } from '../support/monthly-files.ts';
import type { Happening, Outcome, Statement } from './reference.ts';

/** Where files lie in memory, if the system has such a place: histories try rules, and no disk. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const insurers = ['100', '200', '300', '400', '500', '600', '900'];

/** Children of the histories, by name. */
const numbers = new Map(['A', 'B'].map((name, index) => [name, child(index)]));
const names = new Map([...numbers].map(([name, ssin]) => [ssin, name]));

function mutationOf({ operation, record, last }: Statement): Mutation {
  const [name = '', first = ''] = record.split(' ');
  const ssin = numbers.get(name);
  const { period } = parsePeriod(first, last === 'open' ? null : last);
  if (ssin === undefined || period === undefined) throw new RangeError(record);
  return { operation, record: { ssin, period } };
}

function recordOf({ record: { ssin, period } }: Mutation): string {
  return `${names.get(ssin)} ${period.start}`;
}

function lastDayOf({ record: { period } }: Mutation): string {
  return period.end?.toString() ?? 'open';
}

/** Gives the outcome of each run of the relay. */
export async function* livedOutcomes(history: readonly Happening[]): AsyncGenerator<Outcome> {
  const channel = await openChannel('2022-01-01T09:00:00Z', memory);
  try {
    const opgroeien = createOpgroeien(channel);
    const cin = createCin();
    const readers = insurers.map((insurer) => createReader(channel, insurer));
    let day = '2022-01-01';
    let due = month('2022-01');
    for (const happening of history) {
      switch (happening.happens) {
        case 'evaluated':
          opgroeien.evaluate(happening.record, happening.last);
          break;
        case 'misstated':
          opgroeien.misstate(happening);
          break;
        case 'affiliated':
          cin.learn(happening);
          break;
        case 'published':
          if (`${due}-01` > day) day = `${due}-01`;
          channel.clock.set(`${day}T09:00:00Z`);
          await channel.publish(due, await opgroeien.changes());
          due = nextMonth(due);
          break;
        case 'relayed':
          day = happening.day;
          channel.clock.set(`${day}T09:00:00Z`);
          await channel.relay({ affiliation: cin.source });
          yield await outcomeOf(channel, readers);
      }
    }
    await requireSums(channel);
  } finally {
    await channel.close();
  }
}

/** Each month's statement adds up at every site, and ledger and data agree; else it throws. */
async function requireSums(channel: TestChannel): Promise<void> {
  for (const [site, { store }] of channel.sites) await statementsOf({ store, deliberation, site });
}

/** Opgroeien's table, and the changes that its own selection finds in it. */
function createOpgroeien(channel: TestChannel) {
  const table = new Map<string, string>();
  let misstatements: Statement[] = [];
  return {
    evaluate(record: string, last: string): void {
      if (last === 'not entitled') table.delete(record);
      else table.set(record, last);
    },
    misstate(statement: Statement): void {
      misstatements = [...misstatements.filter(({ record }) => record !== statement.record), statement];
    },
    async changes(): Promise<readonly Mutation[]> {
      const { store, vault } = channel.site(publisher);
      const disclosed = disclosedBefore(store, vault);
      const selection = await selectChanges({ candidates: candidatesOf(table), disclosed });
      const misstated = new Set(misstatements.map(({ record }) => record));
      const selected = [...selection.mutations()].filter((mutation) => !misstated.has(recordOf(mutation)));
      const changes = [...selected, ...misstatements.map(mutationOf)];
      misstatements = [];
      return operations.flatMap((operation) =>
        changes.filter((mutation) => mutation.operation === operation),
      );
    },
  };
}

async function* candidatesOf(table: ReadonlyMap<string, string>): AsyncGenerator<Candidate> {
  let line = 1;
  for (const [record, last] of table) {
    line += 1;
    yield { ...mutationOf({ operation: 'new', record, last }).record, line, inScope: true };
  }
}

/** The CIN, with answers that begin on days. */
function createCin() {
  const known: { readonly ssin: Ssin | undefined; readonly from: string; readonly answer: string }[] = [];
  const answerFor = (asked: Ssin, day: string): Affiliation => {
    const answer = known
      .filter(({ ssin, from }) => ssin === asked && from <= day)
      .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
      .at(-1)?.answer;
    switch (answer) {
      case undefined:
        return { outcome: 'unknown-ssin' };
      case 'affiliation-unavailable':
        return { outcome: 'unavailable' };
      case 'unknown-ssin':
      case 'no-insurer':
      case 'multiple-insurers':
      case 'cancelled-ssin':
        return { outcome: answer };
      default:
        return memberOf(answer);
    }
  };
  const source: AffiliationSource = {
    description: 'the CIN of a history',
    affiliationsOn: async (ssins, day) => ssins.map((ssin) => answerFor(ssin, day.toString())),
  };
  return {
    source,
    learn({ child: name, from, answer }: Extract<Happening, { happens: 'affiliated' }>): void {
      known.push({ ssin: numbers.get(name), from, answer });
    },
  };
}

interface Reader {
  /** Collects, opens and applies what is new, as an insurer's own software would; gives what it was told. */
  collect(): Promise<readonly string[]>;
  readonly standing: ReadonlyMap<string, string>;
  readonly insurer: string;
}

function createReader(channel: TestChannel, insurer: string): Reader {
  const standing = new Map<string, string>();
  return {
    insurer,
    standing,
    async collect() {
      const { collected } = await channel.collect(insurer);
      const told: string[] = [];
      for (const parcel of collected.toSorted((a, b) => a.sequenceNumber - b.sequenceNumber)) {
        const file = path.join(channel.site(insurer).folder, parcel.month, openedName(parcel.name));
        const { mutations } = await readMonthlyFile(bytesOf(await readFile(file)), deliberation);
        for (const mutation of (await Array.fromAsync(mutations)).flat()) {
          const { operation } = mutation;
          const [record, last] = [recordOf(mutation), lastDayOf(mutation)];
          requireSense(operation, standing.get(record), last);
          if (operation === 'withdrawal') standing.delete(record);
          else standing.set(record, last);
          told.push(`${insurer} ${operation} ${record} ${last}`);
        }
      }
      return told;
    },
  };
}

/** What an insurer's software may rely on: see `Operation`. */
function requireSense(operation: Operation, before: string | undefined, last: string): void {
  const makesSense = {
    new: before === undefined,
    correction: before !== undefined,
    withdrawal: before === last,
  };
  if (!makesSense[operation]) throw new RangeError(`${operation} of what stands as ${before}`);
}

async function outcomeOf(channel: TestChannel, readers: readonly Reader[]): Promise<Outcome> {
  const told: string[] = [];
  for (const reader of readers) told.push(...(await reader.collect()));
  const standing = readers.flatMap((reader) =>
    [...reader.standing].map(([record, last]) => `${reader.insurer} ${record} ${last}`),
  );
  return { told: told.sort(), standing: standing.sort(), held: await heldAt(channel) };
}

async function heldAt(channel: TestChannel): Promise<readonly string[]> {
  const { store, vault } = channel.site(relay);
  const keys = new Map((await store.dataKeys()).map((key) => [key.id, key]));
  const lines: string[] = [];
  for (const parcel of await store.parcels({ direction: 'inbound' })) {
    const key = keys.get(parcel.dataKey);
    if (key === undefined) continue;
    for await (const { block, records } of store.heldOf(parcel.id)) {
      const mutations = await parcelBlock(store, vault.openDataKey(key), parcel.id, block);
      for (const { slot, operation, reason } of records) {
        const mutation = mutations[slot];
        if (mutation !== undefined) lines.push(`${recordOf(mutation)} ${operation} ${reason}`);
      }
    }
  }
  return lines.sort();
}
