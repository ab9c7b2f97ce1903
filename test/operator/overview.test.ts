import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { proveAtPrompt } from '../../src/accounts/prove-at-prompt.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { createLedgerCount, type LedgerCount } from '../../src/operator/gather/ledger-count.ts';
import { operatorViewOf } from '../../src/operator/gather/overview.ts';
import type { GatewayHere } from '../../src/operator/gather/site.ts';
import type { MonthRow, OperatorView } from '../../src/operator/view.ts';
import { type InsurerCode, parseInsurerCode } from '../../src/people/insurer.ts';
import { mentionsSsin } from '../../src/redaction.ts';
import { confirmHold, placeHold } from '../../src/retention/holds.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { openSite, type Site } from '../../src/site.ts';
import { child, month, mutation, openChannel, type TestChannel } from '../support/channel.ts';
import { ownReader } from '../support/own-reader.ts';
import { setUpSite } from '../support/rehearsed-sites.ts';

/** Configurations of sites; their stores are the channel's. */
const standing = new Map<string, Site>();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'passerelle-overview-'));
  for (const party of ['inami', '300', 'opgroeien']) {
    const site = await setUpSite(await mkdtemp(path.join(folder, 'site-')), party);
    const config = await loadConfig(path.join(site.folder, 'passerelle.toml'));
    standing.set(
      party,
      await openSite(config, rehearsalClock(Temporal.Instant.from('2022-03-01T00:00:00Z'))),
    );
  }
}, 60_000);
afterAll(async () => {
  for (const site of standing.values()) await site.close();
  await rm(folder, { recursive: true, force: true });
});

let channel: TestChannel;
const counts = new Map<string, LedgerCount>();
beforeEach(async () => {
  channel = await openChannel('2022-02-05T09:00:00Z');
  onTestFinished(() => channel.close());
  counts.clear();
});

const viewer = { account: 'operator-1', role: 'operator' } as const;

async function viewAt(
  party: string,
  { chosen, gateway }: { readonly chosen?: string; readonly gateway?: GatewayHere } = {},
): Promise<OperatorView> {
  const configured = standing.get(party);
  if (configured === undefined) throw new RangeError(party);
  const { store, guard } = channel.site(party);
  const site: Site = { ...configured, store, guard, clock: channel.clock };
  const ledgerCount = counts.get(party) ?? createLedgerCount(store, n21250, party);
  counts.set(party, ledgerCount);
  const seen = { site: () => site, gateway, pageSessions: () => [], ledgerCount };
  const view = await operatorViewOf(seen, viewer, { month: chosen, language: 'en' });
  // Whatever is shown, counted on from view to view or all at once: it is the same, and no child is in it.
  const anew = { ...seen, ledgerCount: createLedgerCount(store, n21250, party) };
  expect(await operatorViewOf(anew, viewer, { month: chosen, language: 'en' })).toEqual(view);
  expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  expect(mentionsSsin(JSON.stringify(view))).toBe(false);
  return view;
}

function insurer(code: string): InsurerCode {
  const parsed = parseInsurerCode(code);
  if (parsed === undefined) throw new RangeError(code);
  return parsed;
}

/** January: two children of insurer 300, one of 100, and one whom the CIN does not know; 300 has collected. */
async function january(): Promise<void> {
  for (const number of [1, 2])
    channel.affiliations.set(child(number), { outcome: 'one-insurer', insurer: insurer('300') });
  channel.affiliations.set(child(3), { outcome: 'one-insurer', insurer: insurer('100') });
  const mutations = [1, 2, 3, 4].map((number) => mutation('new', child(number), '2022-01-01'));
  await channel.publish(month('2022-01'), mutations);
  await channel.relay();
  await channel.collect('300');
}

const rowOf = ({ months }: OperatorView, of: string): MonthRow | undefined =>
  months.find((row) => row.month === of);
const cellOf = (view: OperatorView, of: string, party: string) =>
  rowOf(view, of)?.cells.find((cell) => cell.party === party);
const healthOf = ({ health }: OperatorView, item: string) => health.find((found) => found.item === item);

describe('the months', () => {
  it('add up at the relay, with the way of each insurer’s files [A23]', async () => {
    await january();
    const view = await viewAt('inami');
    expect(rowOf(view, '2022-01')).toMatchObject({
      flow: { received: 4, delivered: 3, held: 1, returned: 0, balanced: true, files: 1 },
      late: false,
    });
    expect(cellOf(view, '2022-01', '300')).toMatchObject({
      files: 1,
      records: 2,
      receipted: 1,
      late: 0,
      state: 'receipted',
    });
    expect(cellOf(view, '2022-01', '100')).toMatchObject({
      files: 1,
      records: 1,
      receipted: 0,
      state: 'delivered',
    });
    expect(view.chosenMonth).toBe('2022-01');
    expect(view.months.map((row) => row.month)).toEqual(['2022-02', '2022-01']);
    expect(healthOf(view, 'figures')).toMatchObject({ state: 'good' });
  });

  it('are told by what the publisher sent, and by what an insurer has', async () => {
    await january();
    const published = await viewAt('opgroeien');
    expect(published.upstream).toBeNull();
    expect(rowOf(published, '2022-01')?.flow).toMatchObject({ received: 4, files: 1, held: 0 });
    expect(cellOf(published, '2022-01', 'inami')).toMatchObject({ state: 'receipted' });
    const collected = await viewAt('300');
    expect(rowOf(collected, '2022-01')?.flow).toMatchObject({ received: 2, files: 1 });
    expect(cellOf(collected, '2022-01', 'inami')).toMatchObject({ records: 2, state: 'receipted' });
  });

  it('say what is late: a receipt that an insurer owes, and a month that did not come [A10]', async () => {
    await january();
    channel.clock.set('2022-05-02T09:00:00Z');
    const view = await viewAt('inami');
    expect(cellOf(view, '2022-01', '100')).toMatchObject({ late: 1, state: 'late' });
    expect(cellOf(view, '2022-01', '300')).toMatchObject({ late: 0, state: 'receipted' });
    expect(rowOf(view, '2022-03')).toMatchObject({ late: true, flow: { files: 0 } });
    expect(view.overdue).toContainEqual(
      expect.objectContaining({ what: 'receipt', month: '2022-01', from: '100' }),
    );
    expect(healthOf(view, 'overdue')).toMatchObject({ state: 'attention', count: view.overdue.length });
  });

  it('are drawn as asked, and for whoever asks for a month that there is not the newest is', async () => {
    await january();
    await channel.publish(month('2022-02'), [mutation('new', child(5), '2022-02-01')]);
    await channel.relay();
    expect((await viewAt('inami')).chosenMonth).toBe('2022-02');
    expect((await viewAt('inami', { chosen: '2022-01' })).chosenMonth).toBe('2022-01');
    for (const chosen of ['2021-01', '<script>', '']) {
      expect((await viewAt('inami', { chosen })).chosenMonth).toBe('2022-02');
    }
  });
});

describe('what is held', () => {
  it('stands by reason and age, and alarms beyond the last limit', async () => {
    await january();
    const fresh = await viewAt('inami');
    expect(fresh.held).toMatchObject({ total: 1, groups: [{ reason: 'unknown-ssin' }] });
    expect(fresh.held.groups[0]?.byAge[0]).toBe(1);
    expect(fresh.held.bands.at(-1)?.to).toBeNull();
    expect(fresh.held.bands).toHaveLength(fresh.held.groups[0]?.byAge.length ?? 0);
    expect(healthOf(fresh, 'held')).toMatchObject({ state: 'good', count: null });
    channel.clock.set('2022-12-30T09:00:00Z');
    const old = await viewAt('inami');
    expect(old.held.groups[0]?.byAge.at(-1)).toBe(1);
    expect(healthOf(old, 'held')).toMatchObject({ state: 'bad', count: 1 });
  });
});

describe('the end', () => {
  it('is counted down to its day, today included, and said when it has come [A38]', async () => {
    channel.clock.set('2022-12-31T12:00:00Z');
    expect((await viewAt('inami')).channel).toMatchObject({ open: true, lastDay: '2022-12-31', daysLeft: 1 });
    channel.clock.set('2023-01-01T00:00:00+01:00');
    const view = await viewAt('inami');
    expect(view.channel).toMatchObject({ open: false, reason: 'ended' });
    expect(view.term).toEqual({ first: '2021-12-22', last: '2022-12-31' });
    expect(view.overdue).toEqual([]);
    expect(healthOf(view, 'channel')).toMatchObject({ state: 'good' });
  });
});

describe('the purge', () => {
  it('goes from kept to soon, held, due and purged, by the clauses [A35]', async () => {
    await january();
    const states = async () => (await viewAt('inami')).purge.entries.map(({ state }) => state);
    const calendar = (await viewAt('inami')).purge;
    expect(calendar).toMatchObject({
      through: '2028-02-05',
      entries: [{ month: '2022-01', lastDay: '2028-02-05' }],
    });
    expect(await states()).toEqual(['kept']);
    channel.clock.set('2027-12-01T09:00:00Z');
    expect(await states()).toEqual(['soon']);

    const at = { ...channel.site('inami'), deliberation: n21250, clock: channel.clock };
    const order = {
      month: month('2022-01'),
      until: Temporal.PlainDate.from('2028-06-30'),
      reason: 'claim 2028/1',
    };
    const { id } = await placeHold(at, order, { name: 'operator-1' });
    expect((await viewAt('inami')).holds).toEqual([
      { month: '2022-01', until: '2028-06-30', placedBy: 'operator-1', confirmedBy: null },
    ]);
    expect(await states()).toEqual(['soon']);
    await confirmHold(at, id, { name: 'operator-2' });
    const held = await viewAt('inami');
    expect(held.purge).toMatchObject({ through: '2028-06-30', entries: [{ state: 'held' }] });
    // Free text, which somebody typed, is not among what may be shown.
    expect(JSON.stringify(held)).not.toContain('claim 2028/1');

    channel.clock.set('2028-07-01T09:00:00Z');
    const due = await viewAt('inami');
    expect(due.purge.entries).toMatchObject([{ state: 'due' }]);
    expect(healthOf(due, 'purge')).toMatchObject({ state: 'bad', count: 1 });
    expect(due.holds).toEqual([]);
    await purgeDue({ ...at, actor: 'inami', now: channel.clock.now() });
    const purged = await viewAt('inami');
    expect(purged.purge).toMatchObject({ through: null, entries: [{ state: 'purged' }] });
    expect(cellOf(purged, '2022-01', '300')).toMatchObject({ purged: 1, state: 'purged', records: 2 });
    expect(healthOf(purged, 'purge')).toMatchObject({ state: 'good' });
  });
});

describe('the doors', () => {
  it('count refused logins by day and reason, thirty days back', async () => {
    const site: AccountSite = {
      ...channel.site('inami'),
      clock: channel.clock,
      deliberation: n21250,
      mode: 'rehearsal',
    };
    const own = await ownReader(site, 'operator-1', 'operator');
    const fail = () => proveAtPrompt(site, own.name, async () => 'wrong').catch(() => {});
    await fail();
    channel.clock.set('2022-03-01T09:00:00Z');
    await fail();
    await fail();
    const view = await viewAt('inami');
    expect(view.refusedLogins.days).toHaveLength(30);
    expect(view.refusedLogins.days.at(-1)).toEqual({ day: '2022-03-01', count: 2 });
    expect(view.refusedLogins.days.find(({ day }) => day === '2022-02-05')).toEqual({
      day: '2022-02-05',
      count: 1,
    });
    expect(view.refusedLogins.reasons).toEqual([{ reason: 'wrong-factor', count: 3 }]);
    expect(view.accounts).toEqual({ pending: 0, active: 1, disabled: 0, revoked: 0 });
  });

  it('tell who is at the gateway of this process, and do not pretend to know of another', async () => {
    expect((await viewAt('inami')).sessions).toEqual({ gatewayHere: false, gateway: [], page: [] });
    const account = { name: 'insurer-300', party: '300' };
    const session = { account, address: '192.0.2.30', since: channel.clock.now() };
    const { sessions } = await viewAt('inami', { gateway: { sessions: () => [session] } });
    expect(sessions).toEqual({
      gatewayHere: true,
      gateway: [
        { account: 'insurer-300', party: '300', address: '192.0.2.30', since: '2022-02-05T09:00:00Z' },
      ],
      page: [],
    });
  });
});
