import { beforeEach, describe, expect, test } from 'vitest';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { confirm, lift, place } from '../../src/cli/hold.ts';
import { n21250 as deliberation } from '../../src/deliberations/n21-250.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { verifyLedger } from '../../src/ledger/verify.ts';
import type { Store } from '../../src/ports/store.ts';
import { confirmHold, endExpiredHolds, isInForce, liftHold, placeHold } from '../../src/retention/holds.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { type StandingClock, standingClock } from '../support/channel.ts';
import { type OwnReader, ownReader } from '../support/own-reader.ts';
import { day, instant, month } from '../support/records.ts';
import { aHolder, type Holder, receive, vault } from './holder.ts';

const anna = { name: 'anna-1' };
const bert = { name: 'bert-1' };
const asked = { month: month('2022-03'), until: day('2028-06-30'), reason: 'claim 22/17, labour court' };

let holder: Holder;
let clock: StandingClock;

/** March stands until 4 March 2028, April until 4 April. */
beforeEach(async () => {
  holder = await aHolder();
  clock = standingClock('2028-02-01T10:00:00Z');
  await receive(holder, instant('2022-03-04T10:00:00Z'));
  await receive(holder, instant('2022-04-04T10:00:00Z'));
});

const site = () => ({ store: holder.store, deliberation, clock });

async function held() {
  const { id } = await placeHold(site(), asked, anna);
  return confirmHold(site(), id, bert);
}

async function purgedOn(now: string, store: Store = holder.store): Promise<readonly string[]> {
  const { purged } = await purgeDue({ store, deliberation, actor: 'inami', now: instant(now) });
  return purged.map((purge) => purge.month);
}

async function events(...names: readonly string[]) {
  const entries = (await Array.fromAsync(holder.store.entries(0))).map(readEntry);
  return entries.filter(({ event }) => names.includes(event));
}

describe('a legal hold', () => {
  test('keeps its month from the purge and no other, through its last day, and the purge follows the day after [A35][A36]', async () => {
    const { id } = await held();
    expect(await purgedOn('2028-04-05T10:00:00Z')).toEqual(['2022-04']);
    expect(await purgedOn('2028-06-30T21:59:59.999Z')).toEqual([]);
    expect(await purgedOn('2028-06-30T22:00:00Z')).toEqual(['2022-03']);
    expect(await events('hold-placed', 'hold-confirmed', 'hold-expired')).toMatchObject([
      {
        event: 'hold-placed',
        actor: 'anna-1',
        details: { hold: id, reason: asked.reason, until: '2028-06-30' },
      },
      {
        event: 'hold-confirmed',
        actor: 'bert-1',
        details: { hold: id, placedBy: 'anna-1', month: '2022-03' },
      },
      { event: 'hold-expired', actor: 'inami', details: { hold: id, confirmed: true } },
    ]);
    expect(await verifyLedger(holder.store.entries(0))).toMatchObject({ ok: true });
  });

  test('asked for by one operator keeps nothing, and she cannot confirm it herself', async () => {
    const { id } = await placeHold(site(), asked, anna);
    await expect(confirmHold(site(), id, anna)).rejects.toMatchObject({ code: 'hold-refused' });
    expect(await purgedOn('2028-03-05T10:00:00Z')).toEqual(['2022-03']);
    await expect(confirmHold(site(), id, bert)).rejects.toThrow(/is purged/);
    await expect(placeHold(site(), asked, anna)).rejects.toThrow(/nothing of 2022-03 is kept/);
    expect(await events('hold-confirmed')).toEqual([]);
  });

  test.each([
    ['ends before the month would be purged', { until: day('2028-03-04') }, /would keep nothing/],
    ['ends later than its clause lets it', { until: day('2029-03-05') }, /2029-03-04 at most/],
    ['has no reason to speak of', { reason: 'because' }, /8 to 300 characters/],
    ['names a child', { reason: 'claim of 15651200150' }, /social security number/],
    ['has a reason of two lines', { reason: 'claim 22/17\nand more' }, /one line/],
    ['is on a month that was never here', { month: month('2022-07') }, /nothing of 2022-07/],
  ])('is refused if it %s, and leaves no trace', async (_why, over, says) => {
    const { size } = await holder.store.head();
    await expect(placeHold(site(), { ...asked, ...over }, anna)).rejects.toThrow(says);
    expect(await holder.store.holds()).toEqual([]);
    expect((await holder.store.head()).size).toBe(size);
  });

  test('is lifted by two operators only; a request is withdrawn by one', async () => {
    const { id } = await held();
    for (const second of [undefined, anna]) {
      await expect(liftHold(site(), id, anna, second)).rejects.toThrow(/two operators/);
    }
    expect(await purgedOn('2028-03-05T10:00:00Z')).toEqual([]);
    await liftHold(site(), id, anna, bert);
    await expect(liftHold(site(), id, anna, bert)).rejects.toThrow(/ended/);
    expect(await purgedOn('2028-03-05T10:00:00Z')).toEqual(['2022-03']);
    const request = await placeHold(site(), { ...asked, month: month('2022-04') }, anna);
    await liftHold(site(), request.id, anna, undefined);
    await expect(confirmHold(site(), request.id, bert)).rejects.toThrow(/ended/);
    expect(await events('hold-lifted')).toMatchObject([
      { actor: 'anna-1', details: { hold: id, with: 'bert-1' } },
      { details: { hold: request.id } },
    ]);
  });

  test('that has ended is not revived by a clock that is put back, and is told once [A35]', async () => {
    const hold = await held();
    const frame = { store: holder.store, actor: 'inami' };
    await endExpiredHolds({ ...frame, now: instant('2028-07-01T10:00:00Z') });
    await endExpiredHolds({ ...frame, now: instant('2028-07-02T10:00:00Z') });
    expect(await events('hold-expired')).toHaveLength(1);
    const [ended] = await holder.store.holds();
    expect(ended && isInForce(ended, day('2028-06-01'))).toBe(false);
    clock.set('2028-06-01T10:00:00Z');
    await expect(confirmHold(site(), hold.id, bert)).rejects.toThrow(/ended/);
    expect(await purgedOn('2028-06-01T10:00:00Z')).toEqual(['2022-03', '2022-04']);
  });

  test('is never prolonged: more time takes another order of two, and each ends on its own day', async () => {
    await held();
    const { id } = await placeHold(site(), { ...asked, until: day('2028-09-30') }, bert);
    expect(await purgedOn('2028-07-01T10:00:00Z')).toEqual(['2022-03', '2022-04']);
    await expect(confirmHold(site(), id, anna)).rejects.toThrow(/is purged/);
  });

  test('confirmed while the purge is at work stops it at the last moment', async () => {
    const { id } = await placeHold(site(), asked, anna);
    const late: Store = {
      ...holder.store,
      async parcels(criteria) {
        await confirmHold(site(), id, bert);
        return holder.store.parcels(criteria);
      },
    };
    expect(await purgedOn('2028-03-05T10:00:00Z', late)).toEqual([]);
    expect(await holder.store.parcels({ month: '2022-03' })).toHaveLength(1);
    expect(await events('data-purged')).toEqual([]);
  });
});

describe('at the terminal', () => {
  let operators: readonly OwnReader[];
  const said: unknown[] = [];
  const output = { result: (value: unknown) => void said.push(value) };
  const at = () => ({
    ...site(),
    config: { site: 'inami', mode: 'rehearsal' } as const,
    vault: async () => vault,
  });

  beforeEach(async () => {
    const accounts: AccountSite = { ...site(), vault, party: 'inami', mode: 'rehearsal' };
    operators = [await ownReader(accounts, 'anna-1'), await ownReader(accounts, 'bert-1')];
  });

  test('two accounts each prove both kinds of factors to place a hold and to lift it [A31]', async () => {
    const [one, other] = operators;
    if (one === undefined || other === undefined) throw new RangeError('two operators are expected');
    await place(at(), output, { ...asked, as: one.name }, one.ask());
    const [request] = await holder.store.holds();
    const id = request?.id ?? '';
    clock.set('2028-02-01T10:01:00Z');
    await expect(confirm(at(), output, id, one.name, one.ask())).rejects.toMatchObject({
      code: 'hold-refused',
    });
    await expect(confirm(at(), output, id, other.name, async () => 'guess')).rejects.toMatchObject({
      code: 'login-refused',
    });
    expect((await holder.store.holds())[0]?.confirmedAt).toBeNull();
    await confirm(at(), output, id, other.name, other.ask());
    expect(said.at(-1)).toMatchObject({ confirmedBy: 'bert-1' });

    clock.set('2028-02-01T10:02:00Z');
    const first = one.ask();
    const second = other.ask();
    const both = (label: string) => (label.includes(one.name) ? first(label) : second(label));
    await lift(at(), output, id, { as: one.name, with: other.name }, both);
    expect((await holder.store.holds())[0]?.endedAt).not.toBeNull();
  });
});
