import { expect, it, onTestFinished } from 'vitest';
import { attemptLogin, bothFactors } from '../support/gateway-client.ts';
import { openGatewaySite } from '../support/gateway-site.ts';

it('says who is logged in, from where and since when, and no more when they have left', async () => {
  const site = await openGatewaySite();
  onTestFinished(() => site.close());
  const account = await site.account('insurer-300', '300');
  expect(site.gateway.sessions()).toEqual([]);
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(account));
  expect(open).toBe(true);
  expect(site.gateway.sessions()).toMatchObject([
    { account: { name: 'insurer-300', party: '300' }, address: '127.0.0.1', since: site.clock.now() },
  ]);
  client.end();
  await expect.poll(() => site.gateway.sessions()).toEqual([]);
});

it('does not count who proved nothing', async () => {
  const site = await openGatewaySite();
  onTestFinished(() => site.close());
  const account = await site.account('insurer-300', '300');
  const { open, client } = await attemptLogin(
    site.gateway.port,
    bothFactors({ ...account, password: 'wrong' }),
  );
  expect(open).toBe(false);
  expect(site.gateway.sessions()).toEqual([]);
  client.end();
});
