/** The operator page as markup: what it must say, and what it must never let through. */

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evidencePage } from '../../src/operator/pages/evidence.ts';
import { operatorPage } from '../../src/operator/pages/operator.ts';
import { signInPage } from '../../src/operator/pages/sign-in.ts';
import { stylesheet } from '../../src/operator/pages/style.ts';
import type { OperatorView, SignInView } from '../../src/operator/view.ts';
import { mentionsSsin } from '../../src/redaction.ts';
import { languages } from '../../src/words/language.ts';
import { exampleEvidenceView, exampleOperatorView } from '../support/operator-view.ts';

/** A view in which nothing is wrong. */
const calm: OperatorView = {
  ...exampleOperatorView,
  channel: { open: true, lastDay: '2022-12-31', daysLeft: 195, points: '26, 27, decision' },
  now: '2022-06-20T08:05:00+02:00',
  months: exampleOperatorView.months.filter(({ month }) => month < '2022-06'),
  chosenMonth: '2022-05',
  held: { ...exampleOperatorView.held, total: 0, groups: [] },
  holds: [],
  overdue: [],
  refusedLogins: {
    days: exampleOperatorView.refusedLogins.days.map(({ day }) => ({ day, count: 0 })),
    reasons: [],
  },
  health: exampleOperatorView.health.map(({ item }) => ({ item, state: 'good', count: null })),
};

const notes: readonly SignInView['note'][] = [null, 'refused', 'resting', 'crowded', 'ended', 'signed-out'];

/** Codes that a view takes from closed lists. */
const reasonsOfTheProgram: Readonly<Record<string, true>> = { 'multiple-insurers': true, 'no-insurer': true };

/** What is to be read on the page, without its markup; drawings say theirs in titles, texts and descriptions. */
function words(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');
}

const page = (view: OperatorView, language: (typeof languages)[number] = 'en') =>
  operatorPage(view, language).markup;

describe('the overview', () => {
  it('says at the top that all is well, or how much is not and what to do first', () => {
    expect(page(calm)).toMatch(/<h1>.*All is well.*<\/h1>/);
    expect(words(page(calm))).toContain('Nothing is late and nothing waits for you.');
    const monday = page(exampleOperatorView);
    expect(monday).toMatch(/<h1>.*5 things need your attention.*<\/h1>/);
    const concerns = [
      ...monday.matchAll(/<li class="(bad|attention)">(?:(?!<\/li>).)*?<a href="#(\w+)">([^<]*)/gs),
    ];
    expect(concerns.slice(0, 5).map(([, state]) => state)).toEqual([
      'bad',
      'bad',
      'attention',
      'attention',
      'attention',
    ]);
    for (const [, , part] of concerns) expect(monday).toContain(`id="${part}"`);
  });

  it('has a concern for everything that is not well, so that no green page hides it', () => {
    for (const { item } of calm.health) {
      const health = calm.health.map((each) =>
        each.item === item ? { ...each, state: 'bad' as const, count: 1 } : each,
      );
      expect(page({ ...calm, health })).toMatch(/<h1>.*1 thing needs your attention/);
    }
    for (const reason of ['clock-ran-back', 'ledger-rewound'] as const) {
      const channel = { open: false, reason, since: '2022-06-19T22:00:00Z', points: '26, 27' } as const;
      expect(page({ ...calm, channel })).toMatch(/<div class="headline bad">/);
    }
    const [first, ...others] = calm.purge.entries;
    if (first === undefined) throw new RangeError('nothing is kept');
    const purge = { ...calm.purge, entries: [{ ...first, state: 'due' as const }, ...others] };
    expect(page({ ...calm, purge })).toMatch(/<div class="headline bad">/);
    const days = calm.refusedLogins.days.map(({ day }) => ({ day, count: 2 }));
    expect(words(page({ ...calm, refusedLogins: { days, reasons: [] } }))).toContain(
      '14 logins were refused in the last seven days',
    );
  });

  it('says once for a month who owes receipts, and whether they have their files', () => {
    const owed = (month: string, from: string) =>
      ({ what: 'receipt', month, from, parcel: `${month}-${from}`, due: `${month}-20` }) as const;
    const cells = (row: (typeof calm.months)[number]) =>
      row.cells.map((cell) =>
        cell.party === '500' ? { ...cell, files: 1, collected: 0 } : { ...cell, collected: 1 },
      );
    const months = calm.months.map((row) => ({ ...row, cells: cells(row) }));
    const overdue = [owed('2022-04', '100'), owed('2022-04', '500'), owed('2022-05', '300')];
    const shown = words(page({ ...calm, months, overdue }));
    expect(shown).toContain('2 things need your attention');
    expect(shown).toContain('Receipts for April 2022 are overdue since 20 April 2022: 100 and 500.');
    expect(shown).toContain('Not collected yet by 500: remind them');
    expect(shown).toContain(
      'A receipt for May 2022 is overdue since 20 May 2022: 300 (Socialist mutualities).',
    );
    expect(shown).toContain('The files were collected: ask them to hand in the receipts.');
  });

  it('says what this site itself owes, and by which command it is done', () => {
    const overdue = [
      { what: 'receipt', month: '2022-05', from: calm.site, parcel: 'x', due: '2022-06-12' },
      { what: 'month', month: '2022-06', from: 'opgroeien', parcel: null, due: '2022-06-13' },
    ] as const;
    const relay = words(page({ ...calm, overdue }));
    expect(relay).toContain(
      'This site owes a receipt for May 2022 since 12 June 2022. Hand it in: passerelle relay',
    );
    expect(relay).toContain('Ask the sender, then run: passerelle relay');
    expect(relay).not.toContain('remind them');
    const recipient = words(page({ ...calm, place: 'recipient', overdue }));
    expect(recipient).toContain('Hand it in: passerelle collect');
    const publisher = words(page({ ...calm, place: 'publisher', site: 'opgroeien', overdue }));
    expect(publisher).toContain(
      'is not published: it was due by 13 June 2022. Publish it: passerelle publish 2022-06',
    );
  });

  it('asks for nothing that a closed channel does not let anybody do', () => {
    const { held } = exampleOperatorView;
    const channel = {
      open: false,
      reason: 'ended',
      since: '2022-12-31T23:00:00Z',
      points: '26, 27',
    } as const;
    const shown = page({ ...calm, held, channel });
    expect(shown).toMatch(/<h1>.*The channel is closed, and all is well.*<\/h1>/);
    expect(shown).not.toContain('passerelle held return');
  });

  it('shows every figure of the view', () => {
    const shown = words(page(exampleOperatorView));
    const numbers: number[] = [
      ...exampleOperatorView.months.flatMap(({ flow, cells }) => [
        flow.received,
        flow.held,
        flow.returned,
        ...cells.map(({ records }) => records),
      ]),
      ...exampleOperatorView.refusedLogins.reasons.map(({ count }) => count),
      ...Object.values(exampleOperatorView.accounts),
      exampleOperatorView.held.total,
      exampleOperatorView.ledger.size,
      exampleOperatorView.ledger.checkpoint?.size ?? 0,
      ...exampleOperatorView.ledger.others.map(({ size }) => size),
    ];
    for (const number of numbers) expect(shown).toContain(` ${number.toLocaleString('en-GB')} `);
    for (const { account, address } of [
      ...exampleOperatorView.sessions.gateway,
      ...exampleOperatorView.sessions.page,
    ]) {
      expect(shown).toContain(account);
      expect(shown).toContain(address);
    }
    expect(shown.replaceAll(' ', '')).toContain(exampleOperatorView.ledger.hash);
    for (const { lastDay, heldUntil } of exampleOperatorView.purge.entries) {
      const day = (text: string) =>
        Temporal.PlainDate.from(text).toLocaleString('en-GB', {
          day: 'numeric',
          month: 'short',
          year: 'numeric',
        });
      expect(shown).toContain(day(lastDay));
      if (heldUntil !== null) expect(shown).toContain(day(heldUntil));
    }
  });

  it('tells the state of a cell in a word, not by its mark alone', () => {
    const cells = [
      ...page(exampleOperatorView).matchAll(/<td class="cell (\w+)">.*?<span class="hidden">([^<]+)</g),
    ];
    expect(new Set(cells.map(([, state, word]) => `${state}: ${word}`))).toEqual(
      new Set([
        'none: nothing',
        'delivered: delivered',
        'collected: collected',
        'receipted: receipted',
        'late: receipt overdue',
      ]),
    );
  });

  it('says how many of several files have come so far', () => {
    const months = calm.months.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({
        ...cell,
        files: 2,
        collected: 1,
        receipted: 1,
        state: 'collected' as const,
      })),
    }));
    expect(words(page({ ...calm, months }))).toContain('collected (1 of 2 files)');
  });

  it('does not hide a month that does not add up', () => {
    const months = calm.months.map((row) => ({ ...row, flow: { ...row.flow, balanced: false } }));
    const shown = words(page({ ...calm, months }));
    expect(shown).toContain('≠');
    expect(shown).toContain('This does not add up.');
  });

  it('draws nothing where nothing is, and says so', () => {
    const empty = {
      ...calm,
      months: [],
      chosenMonth: null,
      purge: { ...calm.purge, entries: [], through: null },
    };
    const shown = words(page(empty));
    for (const said of [
      'The first month will be drawn here.',
      'No month has passed',
      'Nothing is kept here yet.',
    ]) {
      expect(shown).toContain(said);
    }
    expect(page(empty)).not.toContain('id="flow-wide"');
  });

  it('draws at a recipient what came from the relay, and nothing that it does not do', () => {
    const months = calm.months.map((row) => ({
      ...row,
      flow: { ...row.flow, received: 5 },
      cells: row.cells.slice(0, 1).map((cell) => ({ ...cell, party: 'inami' })),
    }));
    const relay = { party: 'inami', name: 'INAMI' };
    const markup = page({
      ...calm,
      place: 'recipient',
      site: '300',
      parties: [relay],
      upstream: relay,
      months,
    });
    const description = /<desc id="flow-wide-description">([^<]*)</.exec(markup)?.[1];
    expect(description).toBe('Received from INAMI: 5. Its files: receipted.');
    expect(markup).not.toContain('class="box end');
    expect(markup).not.toContain('class="box branch');
  });

  it('has no page for held records where none can be held', () => {
    expect(page({ ...calm, place: 'publisher', upstream: null })).not.toContain('id="held"');
  });

  it.each(languages)('says everything in the language that was asked for: %s', (language) => {
    const markup = page(exampleOperatorView, language);
    expect(markup).toContain(`<html lang="${language}">`);
    const heading = { fr: 'Mois par mois', nl: 'Maand per maand', en: 'Months' }[language];
    expect(markup).toContain(`>${heading}</h2>`);
    const number = { fr: '1\u202f207', nl: '1.207', en: '1,207' }[language];
    expect(markup).toContain(number);
    const others = {
      fr: /overdue|delivered|te laat/,
      nl: /overdue|delivered|en retard/,
      en: /en retard|te laat/,
    }[language];
    expect(words(markup)).not.toMatch(others);
  });
});

describe('every page', () => {
  const hostile = `<img src=x onerror=alert(1)>"'&\u202e`;
  const spoilt: OperatorView = JSON.parse(JSON.stringify(exampleOperatorView), (key, value: unknown) =>
    [
      'account',
      'name',
      'siteName',
      'address',
      'placedBy',
      'confirmedBy',
      'party',
      'reason',
      'deliberation',
    ].includes(key) &&
    typeof value === 'string' &&
    !(value in reasonsOfTheProgram)
      ? hostile
      : value,
  );

  it('has no element and no attribute out of what somebody typed', () => {
    for (const markup of [
      page(spoilt),
      evidencePage({ ...exampleEvidenceView, siteName: hostile }, 'en').markup,
    ]) {
      expect(markup).toContain('&lt;img');
      expect(markup).not.toContain('<img');
      expect(markup).not.toContain('\u202e');
      // Values of attributes put aside, no tag has one that nobody wrote.
      expect(markup.replace(/="[^"]*"/g, '')).not.toMatch(/<[^>]*\sonerror/);
    }
  });

  const all = languages.flatMap((language) => [
    page(exampleOperatorView, language),
    evidencePage(exampleEvidenceView, language).markup,
    ...notes.map((note) => signInPage({ mode: 'rehearsal', note }, language).markup),
  ]);

  it('runs nothing, styles nothing in place and fetches from nowhere else', () => {
    for (const markup of all) {
      expect(markup).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:|<iframe|<img/i);
      const addresses = [...markup.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address);
      expect(addresses.filter((address) => !/^(?:#|\/(?!\/))/.test(address ?? ''))).toEqual([]);
    }
    expect(stylesheet).not.toMatch(/url\(|@import|expression/);
  });

  it('names each of its parts once, and leads only to parts that are there', () => {
    for (const markup of all) {
      const names = [...markup.matchAll(/\sid="([^"]*)"/g)].map(([, name]) => name);
      expect(new Set(names).size).toBe(names.length);
      const named = [...markup.matchAll(/(?:href="#|aria-labelledby="|aria-describedby="|\sfor=")([^"]*)"/g)];
      for (const [, name] of named) expect(names).toContain(name);
    }
  });

  it('is marked in a rehearsal, and only there', () => {
    for (const markup of all) expect(markup).toContain('class="rehearsal"');
    expect(page({ ...exampleOperatorView, mode: 'real' })).not.toContain('class="rehearsal"');
    expect(signInPage({ mode: 'real', note: null }, 'en').markup).not.toMatch(/rehearsal/i);
  });

  it('holds no social security number', () => {
    for (const markup of all) expect(mentionsSsin(words(markup))).toBe(false);
  });
});

describe('the style', () => {
  it('stands in parts that are all in the sheet', () => {
    const folder = new URL('../../src/operator/pages/style/', import.meta.url);
    const parts = globSync('*.css', { cwd: folder });
    expect(parts.length).toBeGreaterThan(5);
    for (const part of parts) expect(stylesheet).toContain(readFileSync(new URL(part, folder), 'utf8'));
  });

  it('knows light and dark, less motion, strong colours and paper', () => {
    for (const medium of [
      'prefers-color-scheme: dark',
      'prefers-reduced-motion',
      'forced-colors: active',
      '@media print',
    ]) {
      expect(stylesheet).toContain(medium);
    }
  });
});

describe('the page to sign in', () => {
  it('tells why nobody is signed in, aloud where something went wrong', () => {
    const said = notes.map((note) => signInPage({ mode: 'real', note }, 'en').markup);
    expect(new Set(said).size).toBe(notes.length);
    expect(said.map((markup) => /role="(alert|status)"/.exec(markup)?.[1])).toEqual([
      undefined,
      'alert',
      'alert',
      'alert',
      'status',
      'status',
    ]);
  });

  it('names no site and no deliberation to a stranger', () => {
    expect(words(signInPage({ mode: 'real', note: null }, 'en').markup)).not.toMatch(
      /inami|opgroeien|21\/250/i,
    );
  });
});
