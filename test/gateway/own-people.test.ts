import { expect, it, onTestFinished } from 'vitest';
import { attemptLogin, bothFactors } from '../support/gateway-client.ts';
import { openGatewaySite } from '../support/gateway-site.ts';

it('lets none of the site’s own people in, right as their factors are: they use its terminal [A17]', async () => {
  const site = await openGatewaySite();
  onTestFinished(() => site.close());
  const own = await site.account('control-1', 'inami');
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(own));
  client.end();
  expect(open).toBe(false);
  await expect
    .poll(() => site.events('login-refused'))
    .toMatchObject([{ details: { reason: 'other-party' } }]);
  expect(await site.events('login-accepted')).toEqual([]);
});
