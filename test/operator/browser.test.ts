/** The operator page in a real browser: looked at, walked by keyboard, judged by axe, printed. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest, partyById, spokenName } from '../../src/deliberations/rules.ts';
import { operatorPage } from '../../src/operator/pages/operator.ts';
import { stylesheet } from '../../src/operator/pages/style.ts';
import type { CellState, OperatorView, SessionView } from '../../src/operator/view.ts';
import { type Language, languages } from '../../src/words/language.ts';
import {
  axeFaults,
  focusableIn,
  focusedIn,
  geometryFaults,
  type Page,
  startBrowser,
  type TestBrowser,
} from '../support/browser.ts';
import { type LivedRelay, livedRelay } from '../support/lived-relay.ts';
import { exampleOperatorView } from '../support/operator-view.ts';
import { describeWithProgram } from '../support/programs.ts';

const widths = [360, 768, 1280, 1920];

/** The example in figures of a hundred thousand, at each place, with every state of a cell. */
function large(language: Language): readonly OperatorView[] {
  const states: readonly CellState[] = [
    'none',
    'delivered',
    'collected',
    'receipted',
    'late',
    'purged',
    'collected',
  ];
  const named = (id: string) => {
    const party = partyById(n21250, id);
    return { party: id, name: party === undefined ? id : spokenName(party, language) };
  };
  const { chosenMonth } = exampleOperatorView;
  const relay: OperatorView = {
    ...exampleOperatorView,
    siteName: named(exampleOperatorView.site).name,
    parties: exampleOperatorView.parties.map(({ party }) => named(party)),
    upstream: named(latest(n21250.publisher).id),
    months: exampleOperatorView.months.map((row) => ({
      ...row,
      flow: {
        ...row.flow,
        received: 812_345,
        delivered: 654_321,
        held: 123_456,
        returned: 34_568,
        balanced: false,
      },
      cells: row.cells.map((cell, index) => ({
        ...cell,
        files: 3,
        collected: 2,
        receipted: 2,
        late: 2,
        purged: 2,
        records: 123_456,
        state: row.month === chosenMonth ? (states[index] ?? 'none') : cell.state,
      })),
    })),
    sessions: { ...exampleOperatorView.sessions, gateway: longSessions },
  };
  const end = relay.parties[0];
  const publisher: OperatorView = {
    ...relay,
    ...(end !== undefined && { parties: [{ ...end, ...named(relay.site) }] }),
    place: 'publisher',
    siteName: relay.upstream?.name ?? '',
    upstream: null,
    months: relay.months.map((row) => ({
      ...row,
      cells: row.cells.slice(3, 4).map((cell) => ({ ...cell, party: relay.site })),
    })),
  };
  const insurer = relay.parties[4];
  const recipient: OperatorView = {
    ...publisher,
    ...(insurer !== undefined && { site: insurer.party, siteName: insurer.name }),
    place: 'recipient',
    upstream: named(relay.site),
  };
  return [relay, publisher, recipient];
}

const longSessions: readonly SessionView[] = ['100', '300'].map((party) => ({
  account: `insurer-${party}-of-the-night-shift`,
  party,
  address: '2001:db8:85a3:8d3:1319:8a2e:370:7348',
  since: '2022-11-21T07:59:00Z',
}));

describeWithProgram('chromium', 'the operator page in Chromium', () => {
  let relay: LivedRelay;
  let browser: TestBrowser;
  let home: string;
  /** Signed in, as an operator and as an auditor; neither runs any script. */
  let operator: Page;
  let auditor: Page;

  beforeAll(async () => {
    [relay, browser] = await Promise.all([livedRelay(), startBrowser()]);
    home = relay.page.where;
    operator = await browser.visit();
    auditor = await browser.visit({ language: 'fr' });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([browser?.close(), relay?.end()]);
  });

  /** The page at `path` in a browser that runs what the test brings along. */
  async function judged(
    path: string,
    as: Page | undefined,
    scheme: 'light' | 'dark' = 'light',
  ): Promise<Page> {
    const page = await browser.visit({ scripts: true, scheme, ...(as !== undefined && { as }) });
    await page.goto(home + path);
    return page;
  }

  it('lets an operator in by keyboard alone, without scripts, and a wrong code keeps them out', async () => {
    const an = await relay.own('an-peeters', 'operator');
    await operator.goto(home);
    expect(new URL(operator.url()).pathname).toBe('/sign-in');
    const { keyboard } = operator;
    const typeAll = async (code: string) => {
      await operator.locator('#account').focus();
      await keyboard.type(an.name);
      await keyboard.press('Tab');
      await keyboard.type(an.password);
      await keyboard.press('Tab');
      await keyboard.type(code);
      await keyboard.press('Enter');
    };
    await typeAll('000000');
    await operator.getByRole('alert').waitFor();
    expect(await operator.locator('#password').inputValue()).toBe('');
    await typeAll(an.code());
    await operator.getByRole('heading', { level: 1, name: /need your attention/ }).waitFor();
    expect(new URL(operator.url()).pathname).toBe('/');
  });

  it('shows an auditor the evidence and no overview', async () => {
    const els = await relay.own('els-maes', 'auditor');
    await auditor.goto(home);
    await auditor.fill('#account', els.name);
    await auditor.fill('#password', els.password);
    await auditor.fill('#code', els.code());
    await auditor.keyboard.press('Enter');
    await auditor.getByRole('heading', { level: 1, name: 'Preuves' }).waitFor();
    expect(await auditor.getByRole('link', { name: 'Vue d’ensemble' }).count()).toBe(0);
  });

  it('marks a rehearsal on every page, in its title too', async () => {
    const visitor = await browser.visit();
    for (const [page, path] of [
      [visitor, '/sign-in'],
      [operator, '/'],
      [operator, '/evidence'],
    ] as const) {
      await page.goto(`${home}${path}?lang=en`);
      expect(await page.title()).toMatch(/^REHEARSAL · /);
      expect(await page.locator('.rehearsal').isVisible()).toBe(true);
    }
    await visitor.context().close();
  });

  it('is walked through by the tab key in the order of its words, and the focus is always seen', async () => {
    const page = await judged('/?lang=en', operator);
    const stops = [];
    for (let left = await focusableIn(page); left > 0; left -= 1) {
      await page.keyboard.press('Tab');
      stops.push(await focusedIn(page));
    }
    expect(stops[0]?.name).toBe('Skip to the content');
    expect(stops.filter(({ visible }) => !visible)).toEqual([]);
    const orders = stops.map(({ order }) => order);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
    expect(new Set(orders).size).toBe(orders.length);
    await page.context().close();
  });

  it('leads past its head', async () => {
    await operator.goto(home);
    await operator.keyboard.press('Tab');
    await operator.keyboard.press('Enter');
    expect(new URL(operator.url()).hash).toBe('#main');
  });

  describe.each(languages)('in %s', (language) => {
    const pages = [
      ['sign-in', '/sign-in', () => undefined],
      ['overview', '/', () => operator],
      ['evidence', '/evidence', () => auditor],
    ] as const;

    it.each(pages)('has nothing that axe finds wrong, and fits every screen: %s', async (_name, path, as) => {
      const page = await judged(`${path}?lang=${language}`, as());
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        expect({ width, faults: await geometryFaults(page) }).toEqual({ width, faults: [] });
      }
      for (const summary of await page.locator('summary').all()) await summary.click();
      expect(await page.locator('details:not([open])').count()).toBe(0);
      expect(await geometryFaults(page)).toEqual([]);
      expect(await axeFaults(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await axeFaults(page, 'contrast')).toEqual([]);
      await page.context().close();
    });
  });

  it.each(languages)('has room for figures of a large channel and for every state: %s', async (language) => {
    const page = await browser.visit({ scripts: true });
    for (const view of large(language)) {
      const { markup } = operatorPage(view, language);
      await page.setContent(
        markup.replace(/<link [^>]*>/g, '').replace('</head>', `<style>${stylesheet}</style></head>`),
      );
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        expect({ width, faults: await geometryFaults(page) }).toEqual({ width, faults: [] });
      }
    }
    await page.context().close();
  });

  it('would tell of words that run into others, and of colours too faint', async () => {
    const page = await browser.visit({ scripts: true });
    await page.setContent(`<html lang="en"><title>x</title><main><h1>x</h1><p style="color:#bbb">faint</p>
      <p style="width:9rem;white-space:nowrap">words that are wider than their paragraph</p>
      <svg id="d" class="drawing" width="90" height="40"><rect class="box" width="50" height="30"/>
      <text x="2" y="20">first words</text><text x="20" y="22">others</text></svg></main></html>`);
    const faults = (await geometryFaults(page)).join();
    for (const fault of ['does not hold', 'leaves its box', 'runs into «others»'])
      expect(faults).toContain(fault);
    expect((await axeFaults(page, 'contrast')).join()).toContain('color-contrast');
    await page.context().close();
  });

  it('is printed without what only a screen needs, and with all of its tables', async () => {
    const page = await judged('/?lang=fr', operator);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 1030, height: 700 });
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await page.locator('.viewer').isVisible()).toBe(false);
    expect(await page.locator('.rehearsal').isVisible()).toBe(true);
    expect(await page.locator('#flow-wide').isVisible()).toBe(true);
    expect(await geometryFaults(page)).toEqual([]);
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString()).toBe('%PDF-');
    await page.context().close();
  });

  it('shows after six years what is purged, and fits as before', async () => {
    await relay.growOld();
    const page = await judged('/?lang=nl', operator);
    expect(await page.locator('#months .cell.purged').count()).toBeGreaterThan(0);
    expect(await page.locator('#purge rect.purged').count()).toBeGreaterThan(0);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      expect({ width, faults: await geometryFaults(page) }).toEqual({ width, faults: [] });
    }
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('asked for nothing but itself, and nothing broke its policy', () => {
    // The one answer that is no page: to the wrong code.
    expect(browser.complaints).toEqual([expect.stringContaining('status of 403')]);
    const elsewhere = [...browser.asked].filter((url) => new URL(url).origin !== home);
    expect(elsewhere).toEqual([]);
    expect(browser.asked.size).toBeGreaterThan(3);
  });
});
