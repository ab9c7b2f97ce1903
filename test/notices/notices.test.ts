import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import type { Expiry } from '../../src/notices/expiry.ts';
import { noticesForOwn } from '../../src/notices/for-own.ts';
import { noticesForParty } from '../../src/notices/for-party.ts';
import { messageOf } from '../../src/notices/message.ts';
import { dueOn, freshMarks, markOf, type Notice } from '../../src/notices/notice.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { languages } from '../../src/words/language.ts';
import { sayIn } from '../../src/words/say.ts';
import { day, instant, month } from '../support/records.ts';
import { englishIn } from '../support/spoken.ts';

function parcel(change: Partial<Parcel> = {}): Parcel {
  return {
    id: 'one',
    dataKey: 'key',
    direction: 'outbound',
    name: '21-250_2022-03_inami_300_0003.xml.pgp',
    month: month('2022-03'),
    sender: 'inami',
    receiver: '300',
    sequenceNumber: 3,
    size: 1000,
    digest: '00',
    counts: { new: 1, correction: 0, withdrawal: 0 },
    addedAt: instant('2022-03-10T08:00:00Z'),
    collectedAt: null,
    receiptedAt: null,
    removedAt: null,
    ...change,
  };
}

function toInsurer(today: string, parcels: readonly Parcel[], expiries: readonly Expiry[] = []) {
  const circumstances = { deliberation: n21250, party: '300', remindAfter: 7, sunset: undefined };
  return noticesForParty({ ...circumstances, today: day(today), parcels, expiries });
}

const topics = (notices: readonly Notice[]) => notices.map(({ topic }) => topic);
const said = (notices: readonly Notice[]) => notices.map(({ says }) => String(says));

describe('what an insurer is told', () => {
  it('is one line for all new files, and a reminder each week while they lie there', () => {
    const two = [parcel(), parcel({ id: 'two', month: month('2022-02') })];
    expect(said(toInsurer('2022-03-10', two))).toEqual(['2 new files are ready (2022-02, 2022-03).']);
    const days: string[] = [];
    const told = new Set<string>();
    let lastDay: Temporal.PlainDate | null = null;
    for (let at = day('2022-03-10'); at.month < 5; at = at.add({ days: 1 })) {
      const notices = toInsurer(at.toString(), two);
      const fresh = freshMarks(notices, told);
      if (dueOn(notices, { fresh, lastDay }, at, { everyDays: 1, remindAfter: 7 }) !== 'due') continue;
      for (const mark of fresh) told.add(mark);
      lastDay = at;
      days.push(at.toString().slice(5));
    }
    expect(days.join(' ')).toBe('03-10 03-17 03-24 03-31 04-07 04-14 04-21 04-28');
    expect(topics(toInsurer('2022-03-17', two))).toEqual(['collect-reminder']);
  });

  it('is nothing of what others have, of what was fetched just now, and of what is settled', () => {
    const collectedAt = instant('2022-03-11T08:00:00Z');
    expect(toInsurer('2022-03-10', [parcel({ receiver: '100' })])).toEqual([]);
    expect(toInsurer('2022-03-10', [parcel({ direction: 'inbound' })])).toEqual([]);
    expect(toInsurer('2022-03-12', [parcel({ collectedAt })])).toEqual([]);
    expect(toInsurer('2022-05-12', [parcel({ collectedAt, receiptedAt: collectedAt })])).toEqual([]);
  });

  it('names the day on which a receipt is due, two days after the file was fetched', () => {
    const fetched = [parcel({ collectedAt: instant('2022-03-11T08:00:00Z') })];
    expect(said(toInsurer('2022-03-13', fetched))).toEqual([
      'The receipt of 1 file that you fetched is awaited (2022-03); it is due on 2022-03-17.',
    ]);
  });

  it('warns of the end of its own key, card and enrolment, 60, 30, 7 and 1 days before and once after', () => {
    const expiry: Expiry = { what: 'card', whose: '300', subject: 'x', lastDay: day('2022-06-30') };
    const told = new Set<string>();
    const days: number[] = [];
    for (let left = 70; left > -20; left -= 1) {
      const today = expiry.lastDay.subtract({ days: left }).toString();
      const fresh = freshMarks(toInsurer(today, [], [expiry]), told);
      for (const mark of fresh) told.add(mark);
      if (fresh.length > 0) days.push(left);
    }
    expect(days).toEqual([60, 30, 7, 1, -1]);
    expect(toInsurer('2022-06-29', [], [{ ...expiry, whose: '100' }])).toEqual([]);
  });
});

const own = noticesForOwn({
  site: 'inami',
  today: day('2022-06-01'),
  missing: [
    { what: 'month', month: month('2022-05'), from: 'opgroeien', parcel: null, due: day('2022-05-31') },
    { what: 'receipt', month: month('2022-03'), from: '300', parcel: 'a', due: day('2022-05-20') },
    { what: 'receipt', month: month('2022-04'), from: '300', parcel: 'b', due: day('2022-05-30') },
  ],
  held: {
    held: 5,
    beyond: [
      { limit: 'P31D', records: 4 },
      { limit: 'P62D', records: 0 },
    ],
  },
  sunset: { within: 90, days: 80, lastDay: day('2022-12-31') },
  expiries: [
    { what: 'openpgp-key', whose: 'inami', subject: 'inami', lastDay: day('2022-06-20') },
    { what: 'enrolment', whose: '300', subject: 'insurer-300', lastDay: day('2022-06-02') },
    { what: 'openpgp-key', whose: '100', subject: '100', lastDay: day('2023-06-02') },
  ],
  nameOf: (party) => `<${party}>`,
});

describe('what the site’s own people are told', () => {
  it('is what others owe, what is held, which keys end and when the channel does', () => {
    expect(said(own)).toEqual([
      'The file of 2022-05, which <opgroeien> owes, was due on 2022-05-31.',
      '2 receipts of <300> are overdue (2022-03, 2022-04).',
      '4 records are held for more than 31 days.',
      'An account of <300> can log in until 2022-06-02.',
      'The OpenPGP key of this site serves until 2022-06-20.',
      'The channel closes for good after 2022-12-31.',
    ]);
  });

  it('names no account and no file, and says in each language what to do next', () => {
    for (const language of languages) {
      const say = sayIn(language);
      for (const { says, todo } of own) {
        expect(`${say(says)} ${say(todo)}`).not.toMatch(/insurer-300|\.pgp/);
        expect(say(todo).length).toBeGreaterThan(20);
        if (language !== 'en') expect(englishIn(`${say(says)}\n${say(todo)}`, language)).toEqual([]);
      }
    }
  });
});

describe('a message', () => {
  const sender = { deliberation: n21250, site: 'inami', mode: 'rehearsal', from: 'p@inami.example' } as const;
  const recipient = { address: 'it@300.example', party: '300', language: 'fr' } as const;
  const at = instant('2022-06-01T05:30:00Z');
  const written = (fresh: readonly string[], change: object = {}) =>
    messageOf({ ...sender, ...change }, recipient, own, { fresh, lastDay: null }, at);

  it('is marked in a rehearsal, and not in a real channel', () => {
    expect(written(['a']).subject).toMatch(/^\[RÉPÉTITION\] Passerelle, n° 21\/250, INAMI/);
    expect(written(['a'], { mode: 'real' }).subject).toMatch(/^Passerelle, n° 21\/250, INAMI/);
    expect(written(['a']).text).toMatch(/^Ceci est une répétition/);
    expect(written(['a'], { mode: 'real' }).text).not.toMatch(/répétition/);
  });

  it('has the same id for the same news to the same reader, and another for anything else', () => {
    const marks = [markOf('a'), markOf('b')];
    expect(written(marks).id).toBe(written(marks).id);
    expect(written(marks).id).toMatch(/^[0-9a-f]{40}@inami\.example$/);
    const others = [
      written([markOf('a')]),
      written(marks, { mode: 'real' }),
      messageOf(sender, { ...recipient, address: 'x@300.example' }, own, { fresh: marks, lastDay: null }, at),
      messageOf(sender, recipient, own, { fresh: marks, lastDay: day('2022-05-20') }, at),
    ];
    expect(new Set([written(marks), ...others].map(({ id }) => id)).size).toBe(5);
  });
});
