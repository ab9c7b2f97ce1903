/** Pruned ledgers, and forgeries dressed up as pruning: two programs that share no code find the same in them. */

import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { auditLedgers, type Finding } from '../../src/ledger/audit.ts';
import { emptyLedger, entryAfter } from '../../src/ledger/chain.ts';
import type { LedgerEvent, StoredEntry } from '../../src/ledger/event.ts';
import { exportedEntries, exportedSubtrees } from '../../src/ledger/export.ts';
import { frontierOf, rootOf } from '../../src/ledger/merkle.ts';
import { keptSubtrees, type Pruning, pruningEvent, subtreesFrom } from '../../src/ledger/pruned.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { describeWithProgram } from '../support/programs.ts';
import { day, instant } from '../support/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const script = path.resolve(import.meta.dirname, '../../scripts/verify-ledger.py');
const origin = 'passerelle/21-250/inami';

/** An event, and when it is written. */
type Told = readonly [at: string, event: LedgerEvent];

function written(site: string, told: readonly Told[]): readonly StoredEntry[] {
  let head = emptyLedger;
  return told.map(([at, event]) => {
    const context = { at: instant(at), site, deliberation: '21/250', policy: 'p' };
    const next = entryAfter(head, event, context);
    head = next.head;
    return next.entry;
  });
}

const login = (number: number): LedgerEvent => ({
  event: 'login-accepted',
  actor: 'insurer-300',
  details: { number },
});
/** Eleven days of 2022 and, later, a few entries that stay. */
const days = Array.from(
  { length: 11 },
  (_, place): Told => [`2022-03-${String(place + 4).padStart(2, '0')}T10:00:00Z`, login(place)],
);
const later: readonly Told[] = [
  ['2024-02-29T10:00:00Z', login(11)],
  ['2026-01-01T10:00:00Z', login(12)],
  ['2031-01-01T10:00:00Z', login(13)],
];
const today = '2032-03-12T10:00:00Z';
/** What is over today: those up to 11 March. */
const over = 8;

const leavesOf = (entries: readonly StoredEntry[]) =>
  subtreesFrom(entries.map(({ sequence, hash }) => ({ level: 0, index: sequence, hash })));
const rootAfter = async (entries: readonly StoredEntry[], size: number) =>
  rootOf({ size, hashes: await leavesOf(entries)(frontierOf(size)) });

async function pruningOf(
  entries: readonly StoredEntry[],
  gone: number,
  over_: Partial<Pruning> = {},
): Promise<Pruning> {
  const last = entries[gone - 1];
  if (last === undefined) throw new RangeError(String(gone));
  const on = Temporal.PlainDate.from(readEntry(last).at.slice(0, 10));
  return {
    entries: gone,
    root: await rootAfter(entries, gone),
    hash: last.hash,
    written: on,
    lastDay: on.add({ years: 10 }),
    points: '18, 28',
    seen: new Map([['opgroeien', 5]]),
    months: new Set(['2022-03']),
    ...over_,
  };
}

interface Forged {
  /** History as it is told; by default the honest one. */
  readonly told?: readonly Told[];
  /** What the entry `log-pruned` says; by default what was done. */
  readonly says?: (honest: Pruning) => Partial<Pruning>;
  /** Entries that are not there; by default those that are over. */
  readonly gone?: number;
  /** How the first line is forged. */
  readonly heading?: (heading: {
    pruned: { entries: number; subtrees: [number, number, string][] };
  }) => unknown;
  /** How the other lines are forged. */
  readonly lines?: (lines: readonly string[]) => readonly string[];
  /** What is written after the pruning. */
  readonly after?: readonly Told[];
}

/** The lines of an exported ledger that was pruned, or forged. */
async function exported({
  told = [...days, ...later],
  says = () => ({}),
  gone = over,
  heading,
  lines,
  after = [],
}: Forged) {
  const before = written('inami', told);
  const said = await pruningOf(before, over);
  const event = pruningEvent({ ...said, ...says(said) }, 'inami');
  const entries = written('inami', [...told, [today, event], ...after]);
  const kept = await keptSubtrees(leavesOf(entries), {
    entries: gone,
    seen: new Map([['opgroeien', Math.min(5, gone)]]),
  });
  const first = {
    pruned: {
      entries: gone,
      subtrees: kept.map(({ level, index, hash }): [number, number, string] => [level, index, hash]),
    },
  };
  const left = entries.slice(gone).map(({ bytes }) => Buffer.from(bytes).toString());
  const head = gone === 0 ? [] : [JSON.stringify(heading === undefined ? first : heading(first))];
  return [...head.filter((line) => line !== 'null'), ...(lines?.(left) ?? left)];
}

const whole = written('inami', [...days, ...later]);
const linesOf = (entries: readonly StoredEntry[]) =>
  entries.map(({ bytes }) => Buffer.from(bytes).toString());

/** The ledger of a site that noted checkpoints of INAMI's: each size in the hour of the entry before it. */
async function witness(...sizes: readonly number[]): Promise<readonly string[]> {
  const told: Told[] = [];
  for (const size of sizes) {
    const at = readEntry(whole[size - 1] ?? expect.fail()).at;
    const details = { of: 'inami', origin, size, root: await rootAfter(whole, size) };
    told.push([at, { event: 'checkpoint-noted', actor: 'inami', details }]);
  }
  return linesOf(written('opgroeien', told));
}

const early: Told = ['2032-03-12T11:00:00Z', login(99)];
const forgeries: Readonly<Record<string, Forged & { readonly finds: readonly string[] }>> = {
  'nothing forged': { finds: [] },
  'what came after a pruning': { after: [early], finds: [] },
  'no line of what is kept': { heading: () => null, finds: ['broken out-of-sequence'] },
  'a line that is none': { heading: () => ({ pruned: 8 }), finds: ['broken unreadable'] },
  'a kept hash altered': {
    heading: ({ pruned }) => ({
      pruned: {
        ...pruned,
        subtrees: pruned.subtrees.map(([level, index], place) => [
          level,
          index,
          place === 1 ? 'ab'.repeat(32) : (pruned.subtrees[place]?.[2] ?? ''),
        ]),
      },
    }),
    finds: ['broken not-pruned-so'],
  },
  'a kept hash left out': {
    heading: ({ pruned }) => ({ pruned: { ...pruned, subtrees: pruned.subtrees.slice(1) } }),
    finds: ['broken not-pruned-so'],
  },
  'more gone than was said': { gone: over + 2, finds: ['broken not-pruned-so'] },
  'all gone but what tells of it': { gone: 14, finds: ['broken not-pruned-so'] },
  'fewer gone than was said': { gone: over - 2, finds: ['broken not-pruned-so'] },
  'nothing gone, and said to be': { gone: 0, finds: ['broken not-pruned-so'] },
  'a hole after what is gone': {
    lines: (lines) => lines.toSpliced(1, 1),
    finds: ['broken out-of-sequence', 'copies-differ'],
  },
  'a hole where it begins': {
    lines: (lines) => lines.slice(1),
    finds: ['broken out-of-sequence'],
  },
  'no entry that says so': { lines: (lines) => lines.slice(0, -1), finds: ['broken not-pruned-so'] },
  'another root said': { says: () => ({ root: 'ab'.repeat(32) }), finds: ['broken not-pruned-so'] },
  'another last hash said': { says: () => ({ hash: 'ab'.repeat(32) }), finds: ['broken not-pruned-so'] },
  'a day too late said': {
    says: ({ written: on }) => ({ written: on.add({ days: 1 }), lastDay: on.add({ days: 1, years: 10 }) }),
    finds: ['broken pruned-early'],
  },
  'a shorter time said': { says: () => ({ lastDay: day('2031-03-11') }), finds: ['broken pruned-early'] },
  'more pruned than is over': {
    gone: 12,
    says: () => ({ entries: 12, written: day('2024-02-29'), lastDay: day('2034-02-28') }),
    finds: ['broken pruned-early'],
  },
  'a past rewritten before it was pruned': {
    told: [...days.with(2, ['2022-03-06T10:00:00Z', login(77)]), ...later],
    finds: ['rewritten', 'rewritten', 'copies-differ'],
  },
};

describeWithProgram('python3', 'the verifier in Python, of pruned ledgers', () => {
  const harness = `
import importlib.util, json, sys
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verifier", sys.argv[1])
verifier = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verifier)
print(json.dumps([verifier.audit(ledgers, []) for ledgers in json.load(sys.stdin)]))
`;

  it('says which entries are gone, by which points, and verifies what is left', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'pruned'), (await exported({})).map((line) => `${line}\n`).join(''));
    const { status, stderr } = spawnSync('python3', ['-B', script, 'pruned'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect({ status, lines: stderr.trimEnd().split('\n') }).toEqual({
      status: 0,
      lines: [
        'pruned: ledger of inami, 15 entries',
        'pruned: entries 0 to 7 were pruned (points 18, 28), the last written on 2022-03-11',
        'No contradiction was found.',
      ],
    });
  });

  it('finds what the program finds: whatever is more than a pruning', async () => {
    const folder = await temporaryFolder();
    const put = async (name: string, lines: readonly string[]) => {
      const file = path.join(folder, name);
      await writeFile(file, lines.map((line) => `${line}\n`).join(''));
      return file;
    };
    const others = await put('others.jsonl', await witness(3, 5, 12));
    const copy = await put('copy.jsonl', linesOf(whole));
    const asked: string[][] = [];
    for (const [name, forged] of Object.entries(forgeries)) {
      asked.push([await put(`${name}.jsonl`, await exported(forged)), others, copy]);
    }
    // Who lies about the day is whole alone: only what others have tells.
    const all = [...days, ...later];
    const gone = written('inami', all);
    const lie = { ...(await pruningOf(gone, 12)), written: day('2022-03-11'), lastDay: day('2032-03-11') };
    const lying = await put('lying.jsonl', await exported({ gone: 12, says: () => lie }));
    asked.push([lying], [lying, copy], [lying, await put('late.jsonl', await witness(11, 12))]);

    const ours: (readonly Finding[])[] = [];
    for (const files of asked) {
      const copies = await Promise.all(
        files.map(async (source) => ({
          source,
          entries: () => exportedEntries(source),
          subtrees: await exportedSubtrees(source),
        })),
      );
      ours.push((await auditLedgers(copies, [])).findings);
    }
    const run = spawnSync('python3', ['-c', harness, script], { input: JSON.stringify(asked) });
    expect(run.stderr.toString()).toBe('');
    const theirs: unknown = JSON.parse(run.stdout.toString());
    expect(theirs).toEqual(ours);
    const found = ours.map((findings) =>
      findings.map((each) => (each.finding === 'broken' ? `broken ${each.problem}` : each.finding)),
    );
    const expected = Object.entries(forgeries).map(([name, { finds }]) => [name, finds]);
    expect(Object.keys(forgeries).map((name, place) => [name, found[place]])).toEqual(expected);
    expect(found.slice(-3)).toEqual([[], ['pruned-early'], ['pruned-early']]);
  });
});
