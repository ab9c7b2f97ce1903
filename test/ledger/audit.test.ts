import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { auditLedgers, type Claim, type LedgerCopy } from '../../src/ledger/audit.ts';
import { emptyLedger, entryAfter } from '../../src/ledger/chain.ts';
import type { LedgerEvent, StoredEntry } from '../../src/ledger/event.ts';
import { emptyTree, grow, rootOf } from '../../src/ledger/merkle.ts';
import { instant } from '../support/records.ts';

const size = 24;
const plain = (number: number): LedgerEvent => ({ event: 'login-accepted', actor: 'x', details: { number } });
const events = Array.from({ length: size }, (_, number) => plain(number));

/** A ledger that is whole in itself, whatever happened: as somebody writes it who knows how. */
function written(site: string, told: readonly LedgerEvent[]): readonly StoredEntry[] {
  let head = emptyLedger;
  return told.map((event, number) => {
    const at = instant('2022-03-04T10:00:00Z').add({ seconds: number });
    const next = entryAfter(head, event, { at, site, deliberation: '21/250', policy: 'f'.repeat(64) });
    head = next.head;
    return next.entry;
  });
}

function copyOf(source: string, entries: readonly StoredEntry[]): LedgerCopy {
  return {
    source,
    async *entries() {
      yield* entries;
    },
  };
}

function rootsOf(entries: readonly StoredEntry[]): readonly string[] {
  let tree = emptyTree;
  return [
    rootOf(tree),
    ...entries.map(({ hash }) => {
      tree = grow(tree, hash).tree;
      return rootOf(tree);
    }),
  ];
}

const inami = written('inami', events);
const roots = rootsOf(inami);
const seen = (at: number, source = 'checkpoint'): Claim => ({
  source,
  origin: 'passerelle/21-250/inami',
  size: at,
  root: roots[at] ?? '',
});
const noted = (at: number): LedgerEvent => ({
  event: 'checkpoint-noted',
  actor: 'inami',
  details: { of: 'inami', origin: 'passerelle/21-250/inami', size: at, root: roots[at] ?? '' },
});

describe('an audit', () => {
  test('finds nothing in ledgers that are as they were, and says what it compared', async () => {
    const opgroeien = written('opgroeien', [plain(0), noted(7), plain(1), noted(19)]);
    const report = await auditLedgers(
      [copyOf('i', inami), copyOf('o', opgroeien), copyOf('older i', inami.slice(0, 20))],
      [seen(0), seen(3), seen(22)],
    );
    expect(report).toEqual({
      ledgers: [
        { source: 'i', site: 'inami', size, pruned: null },
        { source: 'o', site: 'opgroeien', size: 4, pruned: null },
        { source: 'older i', site: 'inami', size: 20, pruned: null },
      ],
      compared: 10,
      untold: 0,
      findings: [],
      losses: [],
    });
  });

  test('finds history that was rewritten, between what was seen last before and first after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(size - 1),
        fc.uniqueArray(fc.nat(size - 1), { maxLength: 5 }),
        async (place, sizes) => {
          const forged = written('inami', events.with(place, plain(1000)));
          const witness = written(
            'opgroeien',
            sizes.map((at) => noted(at + 1)),
          );
          const { findings } = await auditLedgers([copyOf('i', forged), copyOf('o', witness)], []);
          const after = sizes.map((at) => at + 1).filter((at) => at > place);
          const before = sizes.map((at) => at + 1).filter((at) => at <= place);
          const [entry, last] = [Math.max(0, ...before), Math.min(...after) - 1];
          const rewritten = { finding: 'rewritten', source: 'i', by: 'o', entry, last };
          expect(findings).toEqual(after.length === 0 ? [] : [rewritten]);
          expect(entry <= place && place <= last).toBe(true);
        },
      ),
    );
  });

  test.each([
    ['dropped', (told: readonly LedgerEvent[], at: number) => told.toSpliced(at, 1)],
    ['inserted', (told: readonly LedgerEvent[], at: number) => told.toSpliced(at, 0, plain(1000))],
    ['rewritten', (told: readonly LedgerEvent[], at: number) => told.with(at, plain(1000))],
    [
      'moved',
      (told: readonly LedgerEvent[], at: number) => [...told.slice(0, at), ...told.slice(at).reverse()],
    ],
  ])('names the very entry where another copy parts from it: %s', async (_what, forge) => {
    for (let place = 0; place < size - 1; place += 1) {
      const { findings } = await auditLedgers(
        [copyOf('kept', inami), copyOf('shown', written('inami', forge(events, place)))],
        [],
      );
      expect(findings).toEqual([{ finding: 'copies-differ', source: 'shown', by: 'kept', entry: place }]);
    }
  });

  test('finds a ledger that ends before what others saw', async () => {
    const { findings } = await auditLedgers([copyOf('i', inami.slice(0, 9))], [seen(4), seen(12, 'receipt')]);
    expect(findings).toEqual([{ finding: 'dropped', source: 'i', by: 'receipt', entry: 9 }]);
  });

  test('finds two ledgers of one size that one site showed to two others', async () => {
    const other = { ...seen(9, 'b'), root: 'ab'.repeat(32) };
    const { findings } = await auditLedgers([], [seen(9, 'a'), other]);
    expect(findings).toEqual([{ finding: 'forked', source: 'a', by: 'b', size: 9 }]);
  });

  test('finds what is broken in itself, and names the first entry', async () => {
    const broken = inami.toSpliced(5, 1).map((entry, sequence) => ({ ...entry, sequence }));
    const { findings } = await auditLedgers([copyOf('i', broken)], [seen(20)]);
    expect(findings).toEqual([{ finding: 'broken', source: 'i', entry: 5, problem: 'out-of-sequence' }]);
  });

  test('leaves alone what is said of the ledgers of others, other deliberations, and of none', async () => {
    const claims = ['passerelle/21-250/100', 'passerelle/22-001/inami', 'elsewhere'].map((origin) => ({
      ...seen(9),
      origin,
    }));
    expect(await auditLedgers([copyOf('i', inami.slice(0, 5))], claims)).toMatchObject({
      compared: 0,
      findings: [],
    });
  });

  test('tells of a loss that was acknowledged, and holds the ledger to all before it', async () => {
    const lost: LedgerEvent = {
      event: 'restore-acknowledged',
      actor: 'inami',
      details: {
        of: 'inami',
        origin: 'passerelle/21-250/inami/restored-1',
        lostOrigin: 'passerelle/21-250/inami',
        lostSize: size,
        lostRoot: roots[size] ?? '',
        keptSize: 10,
        reason: 'disk failed',
      },
    };
    const restored = written('inami', [...events.slice(0, 10), lost, plain(77)]);
    const after: Claim = {
      source: 'later',
      origin: 'passerelle/21-250/inami/restored-1',
      size: 12,
      root: rootsOf(restored)[12] ?? '',
    };
    const sound = await auditLedgers([copyOf('i', restored)], [seen(8), seen(size), after]);
    expect(sound.findings).toEqual([]);
    expect(sound.losses).toEqual([
      { source: 'i', origin: 'passerelle/21-250/inami', kept: 10, lostSize: size, reason: 'disk failed' },
    ]);
    const forged = written('inami', [...events.slice(0, 10).with(3, plain(5)), lost, plain(77)]);
    const report = await auditLedgers([copyOf('i', forged)], [seen(8), seen(size), after]);
    expect(report.findings).toMatchObject([{ finding: 'rewritten', entry: 0, last: 7 }]);
  });
});
