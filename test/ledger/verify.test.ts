import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type EntryContext,
  emptyLedger,
  encodeEntry,
  entryAfter,
  hashEntry,
} from '../../src/ledger/chain.ts';
import type { LedgerEntry, LedgerHead, StoredEntry } from '../../src/ledger/event.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { type NotedHead, verifyLedger } from '../../src/ledger/verify.ts';
import { instant } from '../support/records.ts';

const context: EntryContext = {
  at: instant('2022-03-04T10:00:00Z'),
  site: 'inami',
  deliberation: '21/250',
  policy: 'f'.repeat(64),
};

/** A ledger of `size` entries, one a second; `mark` makes another of the same form. */
function ledgerOf(
  size: number,
  mark = 'a',
): { entries: readonly StoredEntry[]; heads: readonly LedgerHead[] } {
  const entries: StoredEntry[] = [];
  const heads = [emptyLedger];
  for (let number = 0; number < size; number += 1) {
    const at = context.at.add({ seconds: number });
    const event = { event: 'login-accepted', actor: mark, details: { number } } as const;
    const { entry, head } = entryAfter(heads.at(-1) ?? emptyLedger, event, { ...context, at });
    entries.push(entry);
    heads.push(head);
  }
  return { entries, heads };
}

async function* streamed(entries: readonly StoredEntry[]) {
  yield* entries;
}
const verified = (entries: readonly StoredEntry[], expected?: NotedHead) =>
  verifyLedger(streamed(entries), expected);

/** An entry whose own bytes and hash agree, as someone would forge it who knows how the ledger is made. */
function forged(stored: StoredEntry | undefined, over: Partial<LedgerEntry>): StoredEntry {
  if (stored === undefined) throw new RangeError('no such entry');
  const bytes = encodeEntry({ ...readEntry(stored), ...over });
  return { sequence: stored.sequence, bytes, hash: hashEntry(bytes) };
}

const size = 12;
const { entries, heads } = ledgerOf(size);
const head = heads.at(-1) ?? emptyLedger;
const anyPlace = fc.integer({ min: 0, max: size - 1 });

describe('a ledger as it was written', () => {
  test('is found in order, with the head it has, also when empty', async () => {
    expect(await verified(entries)).toMatchObject({ ok: true, size, head });
    expect(await verified([])).toMatchObject({ ok: true, size: 0, head: emptyLedger });
  });

  test('agrees with every head it ever had', async () => {
    for (const noted of heads) expect(await verified(entries, noted)).toMatchObject({ ok: true, size });
  });
});

describe('a ledger that was tampered with', () => {
  test('any changed byte is found at its entry', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, fc.nat(), fc.integer({ min: 1, max: 255 }), async (place, offset, flip) => {
        const changed = entries.map((entry, number) => {
          if (number !== place) return entry;
          const bytes = Uint8Array.from(entry.bytes);
          const at = offset % bytes.length;
          bytes[at] = (bytes[at] ?? 0) ^ flip;
          return { ...entry, bytes };
        });
        expect(await verified(changed)).toEqual({ ok: false, sequence: place, problem: 'altered' });
      }),
    );
  });

  test('a changed entry whose hash was made to fit is found where the next should follow it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: size - 2 }), async (place) => {
        const rewritten = entries.with(place, forged(entries[place], { actor: 'somebody else' }));
        expect(await verified(rewritten)).toEqual({
          ok: false,
          sequence: place + 1,
          problem: 'broken-chain',
        });
      }),
    );
  });

  test('a changed last entry is found by a head noted before', async () => {
    const rewritten = entries.with(size - 1, forged(entries[size - 1], { actor: 'somebody else' }));
    expect(await verified(rewritten)).toMatchObject({ ok: true });
    expect(await verified(rewritten, head)).toEqual({
      ok: false,
      sequence: size - 1,
      problem: 'other-history',
    });
  });

  test('a dropped entry is found at its place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: size - 2 }), async (place) => {
        expect(await verified(entries.toSpliced(place, 1))).toEqual({
          ok: false,
          sequence: place,
          problem: 'out-of-sequence',
        });
      }),
    );
  });

  test('a dropped entry is found even if those after it were renumbered', async () => {
    const renumbered = entries
      .toSpliced(3, 1)
      .map((entry, sequence) => ({ ...forged(entry, { sequence }), sequence }));
    expect(await verified(renumbered)).toEqual({ ok: false, sequence: 3, problem: 'broken-chain' });
  });

  test('two entries in each other’s place are found at the first', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, anyPlace, async (one, other) => {
        fc.pre(one < other);
        const [first, second] = [entries[one], entries[other]];
        if (first === undefined || second === undefined) throw new RangeError('no such entry');
        expect(await verified(entries.with(one, second).with(other, first))).toMatchObject({
          ok: false,
          sequence: one,
        });
      }),
    );
  });

  test('an inserted or repeated entry is found at its place', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, async (place) => {
        const repeated = entries.flatMap((entry, number) => (number === place ? [entry, entry] : [entry]));
        expect(await verified(repeated)).toEqual({
          ok: false,
          sequence: place + 1,
          problem: 'out-of-sequence',
        });
      }),
    );
  });

  test('a ledger cut short is found by a head noted before, at the first entry that is missing', async () => {
    await fc.assert(
      fc.asyncProperty(anyPlace, async (kept) => {
        const cut = entries.slice(0, kept);
        expect(await verified(cut)).toMatchObject({ ok: true, size: kept });
        expect(await verified(cut, head)).toEqual({ ok: false, sequence: kept, problem: 'truncated' });
      }),
    );
  });

  test('a ledger written anew in whole is found by a head noted before', async () => {
    const anew = ledgerOf(size, 'b').entries;
    expect(await verified(anew)).toMatchObject({ ok: true });
    expect(await verified(anew, heads[5])).toEqual({ ok: false, sequence: 4, problem: 'other-history' });
  });

  test('an entry older than the one before is found', async () => {
    const backdated = entries.slice(0, 2).with(1, forged(entries[1], { at: '2021-01-01T00:00:00.000Z' }));
    expect(await verified(backdated)).toEqual({ ok: false, sequence: 1, problem: 'time-ran-back' });
  });

  test('an entry of another site is found', async () => {
    const mixed = entries.slice(0, 2).with(1, forged(entries[1], { site: '300' }));
    expect(await verified(mixed)).toEqual({ ok: false, sequence: 1, problem: 'foreign' });
  });

  test.each([
    ['not JSON', 'entry'],
    ['another member', JSON.stringify({ ...readFirst(), ssin: 'x' })],
    ['another order of members', JSON.stringify(Object.fromEntries(Object.entries(readFirst()).reverse()))],
    ['spaces', JSON.stringify(readFirst(), null, 1)],
    ['an unknown event', JSON.stringify({ ...readFirst(), event: 'data-leaked' })],
    ['bytes that are no text', '\uFFFD'],
  ])('an entry with %s is found, though its hash fits', async (_what, text) => {
    const bytes = text === '\uFFFD' ? Uint8Array.of(0xff, 0xfe) : Buffer.from(text);
    const entry = { sequence: 0, bytes, hash: hashEntry(bytes) };
    expect(await verified([entry])).toEqual({ ok: false, sequence: 0, problem: 'unreadable' });
  });

  test('an entry that cannot be read is refused for listing too', () => {
    const [entry] = entries;
    expect(() => readEntry({ sequence: 0, hash: '', ...entry, bytes: Buffer.from('{}') })).toThrow(
      expect.objectContaining({ code: 'ledger-broken' }),
    );
  });
});

function readFirst(): LedgerEntry {
  const [first] = entries;
  if (first === undefined) throw new RangeError('no entry');
  return readEntry(first);
}
