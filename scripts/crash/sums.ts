/** The sum, proven from the data: what insurers opened and what is held, beside what the model says. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { insurers, publisher, relay, siteIn } from '../bench/sites.ts';
import { filesOf } from './evidence.ts';
import { type Change, type Outcome, recordOf } from './model.ts';
import type { World } from './world.ts';

export interface Sums {
  readonly published: number;
  readonly delivered: number;
  readonly held: number;
  /** Told to nobody: a later change came first. */
  readonly superseded: number;
}

/** Counts, and throws unless every record is where it belongs, once, as expected. */
export async function requireSums(world: World, expected: Outcome): Promise<Sums> {
  const opened: Told[] = [];
  for (const insurer of insurers) {
    opened.push(...(await openedChanges(world, insurer)).map((change) => ({ insurer, change })));
  }
  requireEachRecord(opened, expected);
  const held = await heldChanges(world);
  requireSame('the held records', held, expected.held.map(heldAs));
  const superseded = await supersededChanges(world);
  const published = sum([...expected.published.values()].map((changes) => changes.length));
  if (published !== opened.length + held.length + superseded) {
    throw new Error(
      `${published} published, but ${opened.length} delivered, ${held.length} held and ${superseded} superseded`,
    );
  }
  await requireOnce(world);
  return { published, delivered: opened.length, held: held.length, superseded };
}

/** What an insurer was told. */
interface Told {
  readonly insurer: string;
  readonly change: Change;
}

function requireEachRecord(opened: readonly Told[], { delivered }: Outcome): void {
  const found = byRecord(opened);
  const wanted = byRecord(
    [...delivered].flatMap(([insurer, changes]) => changes.map((change) => ({ insurer, change }))),
  );
  for (const record of new Set([...found.keys(), ...wanted.keys()])) {
    const [there = 'nothing', expected = 'nothing'] = [found.get(record), wanted.get(record)];
    if (there === expected) continue;
    throw new Error(`of one record was told\n${there}\ninstead of\n${expected}`);
  }
}

/** For each record, all that was told of it and to whom, as one text. */
function byRecord(all: readonly Told[]): ReadonlyMap<string, string> {
  const records = Map.groupBy(all, ({ change }) => recordOf(change));
  return new Map(
    [...records].map(([record, told]) => [
      record,
      told
        .map(({ insurer, change: { month, operation, ssin, start, end } }) =>
          [insurer, month, operation, ssin, start, end].join(' '),
        )
        .sort()
        .join('\n'),
    ]),
  );
}

const relayed = z.object({ details: z.object({ superseded: z.int(), alreadyKnown: z.literal(0) }) });

/** What the relay's ledger says of them, which holds no more than their number. */
async function supersededChanges(world: World): Promise<number> {
  const entries = await world.ask(relay, ['ledger', 'list', '--event', 'parcel-relayed']);
  return sum(
    z
      .array(relayed)
      .parse(entries)
      .map(({ details }) => details.superseded),
  );
}

/** What an insurer has in its folder of opened files, read without the program's own parser. */
async function openedChanges(world: World, insurer: string): Promise<readonly Change[]> {
  const site = siteIn(world.folder, insurer);
  const files = (await filesOf(site)).filter((file) => file.startsWith('opened/'));
  const changes = await Promise.all(
    files.map(async (file) => changesIn(await readFile(path.join(site.paths.site, file), 'utf8'))),
  );
  return changes.flat();
}

const record =
  /<ssin>([0-9]{11})<\/ssin><startDateRecognition>([0-9-]{10})<\/startDateRecognition>(?:<endDateRecognition>([0-9-]{10})<\/endDateRecognition>)?/g;

function changesIn(xml: string): readonly Change[] {
  const month = /<referenceMonth>([0-9-]{7})<\/referenceMonth>/.exec(xml)?.[1] ?? '';
  return (['new', 'correction', 'withdrawal'] as const).flatMap((operation) => {
    // The header has an element of each of these names too, which holds a number.
    const block = new RegExp(`<${operation}>\\n([\\s\\S]*?)</${operation}>`).exec(xml)?.[1] ?? '';
    return [...block.matchAll(record)].map(([, ssin = '', start = '', end = '']) => {
      return { month, operation, ssin, start, end };
    });
  });
}

const heldListing = z.object({
  records: z.array(
    z.object({
      /** Month and place: 2022-03/7 */
      reference: z.string(),
      child: z.string(),
      operation: z.string(),
      period: z.object({ start: z.string(), end: z.string().nullable() }),
    }),
  ),
});

async function heldChanges(world: World): Promise<readonly string[]> {
  const [listing] = z.tuple([heldListing]).parse(await world.ask(relay, ['held', 'list', '--records']));
  return listing.records.map(({ reference, child, operation, period: { start, end } }) => {
    return `${reference.slice(0, 7)} ${operation} ${child} ${start} ${end ?? ''}`;
  });
}

/** An operator sees the birth year and the check digits of a child. */
function heldAs({ month, operation, ssin, start, end }: Change): string {
  return `${month} ${operation} ${ssin.slice(0, 2)}.••.••-•••.${ssin.slice(9)} ${start} ${end}`;
}

const entry = z.object({ event: z.string(), details: z.object({ parcel: z.string().optional() }) });

/** Events that each parcel has once at a site, whatever died in between. */
const onceAt = [
  [publisher, ['parcel-published', 'receipt-accepted']],
  [relay, ['parcel-fetched', 'parcel-delivered', 'receipt-accepted', 'receipt-sent']],
  ...insurers.map((insurer) => [insurer, ['parcel-fetched', 'parcel-unsealed', 'receipt-sent']] as const),
] as const;

async function requireOnce(world: World): Promise<void> {
  for (const [party, events] of onceAt) {
    const entries = z.array(entry).parse(await world.ask(party, ['ledger', 'list']));
    for (const event of events) {
      const about = entries.filter((each) => each.event === event);
      const names = about.flatMap(({ details }) => details.parcel ?? []);
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) throw new Error(`${event} stands twice for ${twice} at ${party}`);
    }
  }
}

function requireSame(what: string, found: readonly string[], expected: readonly string[]): void {
  const [there, wanted] = [found.toSorted(), expected.toSorted()];
  if (there.join('\n') === wanted.join('\n')) return;
  throw new Error(`${what}: found\n${there.join('\n')}\ninstead of\n${wanted.join('\n')}`);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((whole, part) => whole + part, 0);
}
