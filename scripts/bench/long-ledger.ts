/**
 * What a long ledger costs: entries appended, head, proofs, checkpoint, the whole of it verified, and pruned. Each size is a
 * process of its own, for its peak of memory; ends with 1 if an entry costs more in a long ledger than in a short one.
 *
 *   node scripts/bench/long-ledger.ts [--entries 100000,1000000,10000000] [--step 1000] [--rise 1.5]
 */

import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { signCheckpoint, verifyCheckpoint } from '../../src/ledger/checkpoint.ts';
import { generateLedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { proveConsistency, proveInclusion, rootAt } from '../../src/ledger/merkle.ts';
import { includes, isConsistent } from '../../src/ledger/merkle-proof.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Store } from '../../src/ports/store.ts';
import { pruneLog } from '../../src/retention/prune-log.ts';
import { median } from './figures.ts';
import { collected, identity, start } from './ledger-of-a-gateway.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '100000,1000000,10000000' },
    step: { type: 'string', default: '1000' },
    rise: { type: 'string', default: '1.5' },
    one: { type: 'boolean', default: false },
  },
});

const figures = z.object({
  entries: z.int(),
  /** Microseconds an entry: by the clock, and of work of the processor, which other programs do not stretch. */
  append: z.number(),
  appendWork: z.number(),
  verify: z.number(),
  verifyWork: z.number(),
  prune: z.number(),
  pruneWork: z.number(),
  /** Milliseconds each. */
  head: z.number(),
  inclusion: z.number(),
  consistency: z.number(),
  checkpoint: z.number(),
  /** MiB. */
  file: z.number(),
  memory: z.number(),
});
type Figures = z.infer<typeof figures>;

/** So many proofs and heads are timed for each median. */
const tries = 200;
const name = 'passerelle/rehearsal/21-250/inami';

async function append(store: Store, entries: number): Promise<void> {
  const step = Number(values.step);
  for (let done = 0; done < entries; done += step) {
    const [first = collected(done), ...others] = Array.from(
      { length: Math.min(step, entries - done) },
      (_, place) => collected(done + place),
    );
    await store.commit({ at: start.add({ seconds: done }), changes: [], events: [first, ...others] });
  }
}

/** Seconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await work();
  return (performance.now() - before) / 1000;
}

/** Microseconds that each of the entries takes, by the clock and of work. */
async function perEntry(
  entries: number,
  work: () => Promise<unknown>,
): Promise<readonly [clock: number, work: number]> {
  const before = process.cpuUsage();
  const seconds = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return [(seconds * 1e6) / entries, (user + system) / entries];
}

/** Milliseconds each, the median. */
async function each(work: (place: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let place = 0; place < tries; place += 1) times.push((await timed(() => work(place))) * 1000);
  return median(times);
}

function require(holds: boolean, what: string): void {
  if (!holds) throw new Error(`${what} does not hold`);
}

async function measure(entries: number, file: string): Promise<Figures> {
  const store = await openSqliteStore(file, { create: true, identity });
  const key = readLedgerKey(generateLedgerKey(name).privateKey, name);
  try {
    const [appended, appendWork] = await perEntry(entries, () => append(store, entries));
    const { size } = await store.head();
    const root = await rootAt(store.subtrees, size);
    const head = await each(() => store.head());
    const checkpoint = await each(async () => {
      const note = signCheckpoint({ origin: name, size, root: await rootAt(store.subtrees, size) }, key);
      require(verifyCheckpoint(note, key)?.root === root, 'a checkpoint');
    });
    const placeOf = (place: number) => Math.floor((size * (place + 0.5)) / tries);
    const inclusion = await each(async (place) => {
      const index = placeOf(place);
      const [leaf = ''] = await store.subtrees([{ level: 0, index }]);
      const proof = await proveInclusion(store.subtrees, index, size);
      require(includes({ size, root }, index, leaf, proof), 'an inclusion');
    });
    const consistency = await each(async (place) => {
      const first = { size: placeOf(place), root: await rootAt(store.subtrees, placeOf(place)) };
      const proof = await proveConsistency(store.subtrees, first.size, size);
      require(isConsistent(first, { size, root }, proof), 'a consistency');
    });
    const [verified, verifyWork] = await perEntry(entries, async () => {
      const verdict = await verifyLedger(store.entries(0));
      require(verdict.ok && verdict.size === entries && verdict.roots.get(size) === root, 'the ledger');
    });
    const bytes = (await stat(file)).size;
    const now = start.add({ hours: 24 * 366 * 11 });
    const [pruned, pruneWork] = await perEntry(entries, async () => {
      const { entries: gone } = (await pruneLog({ store, deliberation, actor: identity.site, now })) ?? {};
      require(gone === entries - 1, 'the pruning');
    });
    return {
      entries,
      append: appended,
      appendWork,
      verify: verified,
      verifyWork,
      prune: pruned,
      pruneWork,
      head,
      inclusion,
      consistency,
      checkpoint,
      file: bytes / 2 ** 20,
      memory: process.resourceUsage().maxRSS / 1024,
    };
  } finally {
    await store.close();
  }
}

async function inOwnProcess(entries: number): Promise<Figures> {
  const args = [import.meta.filename, '--one', '--entries', String(entries), '--step', values.step];
  const { stdout, status } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${entries} entries were not measured`);
  return figures.parse(JSON.parse(stdout));
}

const sizes = values.entries.split(',').map(Number);
if (values.one) {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-long-ledger-'));
  try {
    process.stdout.write(JSON.stringify(await measure(sizes[0] ?? 0, path.join(folder, 'site.sqlite'))));
  } finally {
    await rm(folder, { recursive: true });
  }
} else {
  const heading =
    'entries | append µs | of work | verify µs | of work | prune µs | of work | head ms | inclusion ms | consistency ms | checkpoint ms | file MiB | memory MiB';
  process.stdout.write(`| ${heading} |\n| ${heading.replaceAll(/[^|]+/g, ' --: ')} |\n`);
  const measured: Figures[] = [];
  for (const size of sizes) {
    const found = await inOwnProcess(size);
    measured.push(found);
    const cells = Object.values(found).map((value) =>
      value >= 100 ? Math.round(value) : value.toPrecision(3),
    );
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
  const [least, greatest] = [measured[0], measured.at(-1)];
  const rises = (['appendWork', 'verifyWork', 'pruneWork'] as const).filter(
    (what) => (greatest?.[what] ?? 0) > Number(values.rise) * (least?.[what] ?? 0),
  );
  if (rises.length > 0) {
    process.stderr.write(`An entry costs more in a long ledger: ${rises.join(', ')}\n`);
    process.exitCode = 1;
  }
}
