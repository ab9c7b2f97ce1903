import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasCode } from '../../src/errors.ts';
import { type EntryContext, emptyLedger, entryAfter } from '../../src/ledger/chain.ts';
import { eventNames, type LedgerEvent } from '../../src/ledger/event.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { anySsin, instant } from '../support/records.ts';

const context: EntryContext = {
  at: instant('2022-03-04T10:00:00.123456789Z'),
  site: 'inami',
  deliberation: '21/250',
  policy: 'f'.repeat(64),
};
const event: LedgerEvent = {
  event: 'parcel-relayed',
  actor: 'inami',
  details: { to: '300', count: 3, confirmed: true, account: null },
};

describe('an entry', () => {
  test('is canonical JSON: members in fixed order, details by name, no space', () => {
    const { entry } = entryAfter(emptyLedger, event, context);
    expect(Buffer.from(entry.bytes).toString()).toBe(
      `{"sequence":0,"at":"2022-03-04T10:00:00.123Z","site":"inami","deliberation":"21/250","policy":"${context.policy}",` +
        '"event":"parcel-relayed","actor":"inami","details":{"account":null,"confirmed":true,"count":3,"to":"300"},' +
        `"previous":"${'0'.repeat(64)}"}`,
    );
  });

  test('has the leaf hash of RFC 6962', () => {
    const { entry, head } = entryAfter(emptyLedger, event, context);
    const leaf = createHash('sha256').update(Buffer.concat([Buffer.from([0]), entry.bytes]));
    expect(entry.hash).toBe(leaf.digest('hex'));
    expect(head).toEqual({ size: 1, hash: entry.hash, at: instant('2022-03-04T10:00:00.123Z') });
  });

  test('holds the hash of the one before', () => {
    const first = entryAfter(emptyLedger, event, context);
    const second = entryAfter(first.head, event, context);
    expect(readEntry(second.entry)).toMatchObject({ sequence: 1, previous: first.entry.hash });
  });

  test('is never older than the one before', () => {
    const first = entryAfter(emptyLedger, event, context);
    const earlier = { ...context, at: context.at.subtract({ hours: 1 }) };
    const second = entryAfter(first.head, event, earlier);
    expect(readEntry(second.entry).at).toBe('2022-03-04T10:00:00.123Z');
    expect(second.head.at).toEqual(first.head.at);
  });

  test('says its time to the millisecond, as Temporal does', () => {
    const time = fc.integer({ min: -8.64e15, max: 8.64e15 });
    fc.assert(
      fc.property(time, (milliseconds) => {
        const at = Temporal.Instant.fromEpochMilliseconds(milliseconds);
        const { entry, head } = entryAfter(emptyLedger, event, { ...context, at });
        expect(Buffer.from(entry.bytes).toString()).toContain(
          `"at":"${at.toString({ fractionalSecondDigits: 3 })}"`,
        );
        expect(head.at).toEqual(at);
      }),
    );
  });

  test('is read back as the event that was written', () => {
    const details = fc.dictionary(
      fc.stringMatching(/^[a-z][A-Za-z]{0,11}$/),
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...eventNames), fc.string(), details, (name, actor, told) => {
        const written = { event: name, actor, details: told };
        const {
          event: readName,
          actor: readActor,
          details: read,
        } = readEntry(entryAfter(emptyLedger, written, context).entry);
        expect({ event: readName, actor: readActor, details: { ...read } }).toEqual({
          ...written,
          details: { ...told },
        });
      }),
    );
  });
});

describe('a detail that another reader of JSON might lose, reorder or change', () => {
  test.each([
    ['__proto__', 1],
    ['7', 1],
    ['', 1],
    ['two words', 1],
    ['count', Number.NaN],
    ['count', Number.POSITIVE_INFINITY],
  ])('is refused: %j of %s', (name, value) => {
    const details = Object.fromEntries([[name, value]]);
    expect(hasCode(refusal({ ...event, details }), 'internal')).toBe(true);
  });
});

describe('a social security number', () => {
  const written = (digits: string): readonly string[] => {
    const [year, month, day] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
    const [counter, check] = [digits.slice(6, 9), digits.slice(9)];
    return [
      digits,
      `${year}.${month}.${day}-${counter}.${check}`,
      `${year}${month}${day}-${counter}.${check}`,
      `${year}${month}${day} ${counter} ${check}`,
      `unknown child ${digits}, held`,
      `"ssin":"${digits}"`,
      `child${digits}.xml`,
    ];
  };

  test('is refused in any written form, as actor, name or value of a detail, and never repeated', () => {
    fc.assert(
      fc.property(anySsin, (ssin) => {
        for (const text of written(ssin)) {
          for (const leak of [
            { ...event, actor: text },
            { ...event, details: { child: text } },
            { ...event, details: { [text]: 1 } },
          ]) {
            const error = refusal(leak);
            expect(hasCode(error, 'internal')).toBe(true);
            expect(String(error)).not.toContain(text);
          }
        }
      }),
    );
  });

  test('is refused as a number', () => {
    expect(hasCode(refusal({ ...event, details: { child: 15651200150 } }), 'internal')).toBe(true);
  });

  test('is not seen where digits only look like one: a wrong check, a digest, a UUID, an instant', () => {
    const honest = [
      '15651200151',
      '2022-03-04T10:00:00.123Z',
      `15651200150${'ab'.repeat(27)}`.slice(0, 64).padEnd(64, 'c'),
      '15651200-1500-4000-8000-015651200150',
      'opgroeien-inami-2022-03-0001.xml.pgp',
    ];
    for (const text of honest) expect(refusal({ ...event, details: { text } })).toBeUndefined();
  });

  test('is not seen in any digest, whatever its digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{64}$/), (digest) => {
        expect(refusal({ ...event, details: { digest } })).toBeUndefined();
      }),
    );
  });
});

function refusal(leak: LedgerEvent): unknown {
  try {
    entryAfter(emptyLedger, leak, context);
    return undefined;
  } catch (error) {
    return error;
  }
}
