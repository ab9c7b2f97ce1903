import { expect, it, onTestFinished } from 'vitest';
import { enrolAccount } from '../../src/accounts/enrol.ts';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { proveAtPrompt } from '../../src/accounts/prove-at-prompt.ts';
import { auditor, siteRoles } from '../../src/accounts/site-role.ts';
import { confirm, lift, place } from '../../src/cli/hold.ts';
import { deliberations } from '../../src/deliberations/index.ts';
import { consultingReader, mayRead, partiesOf } from '../../src/deliberations/rules.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { month, openChannel } from '../support/channel.ts';
import { ownReader } from '../support/own-reader.ts';

async function relaySite() {
  const channel = await openChannel();
  onTestFinished(() => channel.close());
  const [deliberation] = deliberations;
  if (deliberation === undefined) throw new RangeError('no deliberation');
  const site = { ...channel.site('inami'), clock: channel.clock, deliberation, mode: 'rehearsal' } as const;
  return site satisfies AccountSite;
}

it('reads nothing by any deliberation, and bears the name of no role of one [A24][A25]', () => {
  for (const deliberation of deliberations) {
    for (const { id } of partiesOf(deliberation)) {
      for (const role of siteRoles) {
        expect(mayRead(deliberation, id, role)).toBe(false);
        expect(consultingReader(deliberation, id, role)).toBeUndefined();
      }
    }
  }
});

it('is for the site’s own people: an account of another party is not enrolled with it', async () => {
  const site = await relaySite();
  for (const role of siteRoles) {
    await expect(enrolAccount(site, { name: 'guest-1', party: '300', role })).rejects.toMatchObject({
      code: 'account-refused',
    });
  }
  expect(await site.store.account('guest-1')).toBeUndefined();
});

it('lets an auditor give no order at the terminal, right as the factors are: the ledger alone says why', async () => {
  const site = await relaySite();
  const examiner = await ownReader(site, 'auditor-1', auditor);
  const at = { ...site, vault: async () => site.vault, config: { site: site.party, mode: site.mode } };
  const output = {
    result() {
      throw new RangeError('an auditor was obeyed');
    },
  };
  const until = Temporal.PlainDate.from('2029-01-31');
  const order = { month: month('2022-02'), reason: 'claim 2028/1', until, as: examiner.name };
  const orders = [
    () => place(at, output, order, examiner.ask()),
    () => confirm(at, output, 'id', examiner.name, examiner.ask()),
    () => lift(at, output, 'id', { as: examiner.name }, examiner.ask()),
  ];
  for (const give of orders) await expect(give()).rejects.toMatchObject({ code: 'login-refused' });
  const entries = (await Array.fromAsync(site.store.entries(0))).map(readEntry).slice(-orders.length);
  expect(entries).toMatchObject(
    orders.map(() => ({ event: 'login-refused', details: { reason: 'other-role' } })),
  );
  expect(await site.store.holds()).toEqual([]);
});

it('proves an operator at the terminal as any of the site’s own people', async () => {
  const site = await relaySite();
  const operator = await ownReader(site, 'operator-1', 'operator');
  await expect(proveAtPrompt(site, operator.name, operator.ask())).resolves.toMatchObject({
    role: 'operator',
  });
});
