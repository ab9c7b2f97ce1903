import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatClosurePage } from '../../src/closure/page.ts';
import { type ClosureReport, closureReport } from '../../src/closure/report.ts';
import type { Wording } from '../../src/pages/language.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { words } from '../../src/words/documents/closure-report.ts';
import { codes } from '../../src/words/documents/codes.ts';
import { languages } from '../../src/words/language.ts';
import {
  child,
  deliberation,
  memberOf,
  month,
  mutation,
  openChannel,
  publisher,
  relay,
  type TestChannel,
} from '../support/channel.ts';
import { ssinsIn } from '../support/ssin-traces.ts';

const children = [1, 2, 3, 4].map(child);
let channel: TestChannel;

/** January of four children: one to insurer 300, one held, one returned; of one the file was refused first. */
beforeAll(async () => {
  channel = await openChannel();
  channel.affiliations.set(child(1), memberOf('300')).set(child(4), memberOf('300'));
  await channel.publish(
    month('2022-01'),
    children.map((ssin) => mutation('new', ssin, '2022-01-01')),
  );
  await expect(channel.relay({ upstream: publisher, confirmedVolume: 1, mode: 'real' })).rejects.toThrow();
  await channel.relay();
  await channel.giveBack(['2022-01/2'], 'ssin-unknown-to-cin');
  await channel.collect(publisher);
  await channel.collect('300');
});

afterAll(() => channel.close());

async function reportAt(site: string): Promise<ClosureReport> {
  const { store, guard } = channel.site(site);
  const channelState = await guard.state();
  const now = channel.clock.now();
  return closureReport({
    store,
    deliberation,
    site,
    mode: 'rehearsal',
    now,
    channel: channelState,
    witness: undefined,
  });
}

/** Digests and UUIDs left out: eleven digits of theirs in a row are chance. */
function longNumbers(text: string): readonly string[] {
  return text.replaceAll(/\b[0-9a-f]{16,}\b|[0-9a-f-]{36}/g, '').match(/[0-9]{11}/g) ?? [];
}

describe('the closure report', () => {
  it('tells what moved, to whom, what was held, returned and refused, and why [A42]', async () => {
    const report = await reportAt(relay);
    expect(report).toMatchObject({ interim: true, place: 'relay', movedSinceEnd: 0 });
    expect(report.months).toMatchObject([
      {
        month: '2022-01',
        received: 4,
        delivered: 2,
        byParty: { 300: 2, 100: 0, opgroeien: 1 },
        held: 1,
        returned: 1,
        disagreement: null,
      },
    ]);
    const { practice } = report;
    expect(practice.held).toEqual([{ month: '2022-01', reason: 'unknown-ssin', records: 2 }]);
    expect(practice.returned).toEqual([{ month: '2022-01', reason: 'ssin-unknown-to-cin', records: 1 }]);
    expect(practice.refusals).toMatchObject([{ event: 'parcel-refused', count: 1 }]);
    expect(practice.incidents).toMatchObject([{ event: 'parcel-refused', actor: relay }]);
    expect(report.purgeToCome).toEqual([
      { month: '2022-01', received: '2022-01-05', lastDay: '2028-01-05', heldUntil: null },
    ]);
  });

  it('tells at Opgroeien what was published and came back, at an insurer what it received', async () => {
    expect((await reportAt(publisher)).months).toMatchObject([
      { received: 4, returned: 1, receiptsMissing: 0 },
    ]);
    expect((await reportAt('300')).months).toMatchObject([
      { received: 2, byParty: { inami: 2 }, receiptsMissing: 0 },
    ]);
  });

  it('names a month whose figures contradict each other', async () => {
    const { store, guard } = channel.site(relay);
    const lacking = Object.assign(Object.create(store), { parcels: async () => [] });
    const report = await closureReport({
      store: lacking,
      deliberation,
      site: relay,
      mode: 'rehearsal',
      now: channel.clock.now(),
      channel: await guard.state(),
      witness: undefined,
    });
    expect(report.months[0]?.disagreement).toMatchObject({ ledger: 'there', other: 'missing' });
    expect(formatClosurePage(report, 'en')).toMatch(/class="notice alarm">January 2022: parcel .* «missing»/);
  });

  it.each(languages)(
    'has a page in %s without a social security number, a script or a link [A42]',
    async (language) => {
      const report = await reportAt(relay);
      const page = formatClosurePage(report, language);
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).not.toMatch(/<script|<link|src=|href=|\{[a-z]+\}/);
      expect(page.match(/<table>/g)?.length).toBe(page.match(/<caption>/g)?.length);
      for (const text of [page, JSON.stringify(report)]) {
        expect(ssinsIn(text, children)).toEqual([]);
        expect(longNumbers(text)).toEqual([]);
      }
    },
  );

  it('has every word in three languages, each with the same values', () => {
    const values = (text: string) => (text.match(/\{[a-z]+\}/g) ?? []).sort();
    for (const wording of Object.values<Wording>({ ...words, ...codes })) {
      for (const language of languages) {
        expect(wording[language]).toMatch(/\S/);
        expect(values(wording[language])).toEqual(values(wording.en));
      }
    }
  });

  it('has a wording for each reason for which records are held or returned', () => {
    const reasons = Object.keys(deliberation.returns.values[0]?.value?.reasons ?? {});
    expect(reasons.filter((reason) => !Object.hasOwn(codes, reason))).toEqual([]);
  });
});

describe('after the last day', () => {
  it('is final, and after the purge the ledger alone makes it [A41][A42]', async () => {
    channel.clock.set('2023-01-01T00:00:00+01:00');
    const before = await reportAt(relay);
    expect(before).toMatchObject({ interim: false, movedSinceEnd: 0 });
    // That of December is not due at INAMI before the 7th.
    expect(before.missingMonths).toHaveLength(10);
    expect(formatClosurePage(before, 'nl')).toContain('februari 2022: geen bestand');
    channel.clock.set('2028-01-06T09:00:00+01:00');
    const { store } = channel.site(relay);
    await purgeDue({ store, deliberation, actor: relay, now: channel.clock.now() });
    const after = await reportAt(relay);
    expect(after.purgeToCome).toEqual([]);
    expect(after.practice.purged).toMatchObject([{ month: '2022-01', records: 4 }]);
    expect(after.months).toMatchObject([
      { received: 4, delivered: 2, held: 1, returned: 1, disagreement: null },
    ]);
    expect(formatClosurePage(after, 'fr')).toContain('Le canal a pris fin le 31 décembre 2022');
  });

  it('says so if anything moved all the same', async () => {
    const { store } = channel.site('100');
    const details = {
      parcel: 'late',
      digest: 'a'.repeat(64),
      month: '2022-12',
      sequence: 1,
      from: relay,
      new: 1,
    };
    await store.commit({
      at: channel.clock.now(),
      changes: [],
      events: [{ event: 'parcel-fetched', actor: '100', details }],
    });
    const report = await reportAt('100');
    expect(report.movedSinceEnd).toBe(1);
    expect(formatClosurePage(report, 'nl')).toContain('class="notice alarm"');
  });
});
