import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restrict } from '../../src/accounts/restrict.ts';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import type { LoginTerms } from '../../src/ports/account.ts';
import { attemptLogin, bothFactors, conversation, logIn, stepOf } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';

const day = (text: string) => Temporal.PlainDate.from(text);

let site: GatewaySite;
let account: TestAccount;
beforeEach(async () => {
  site = await openGatewaySite({ start: '2022-03-15T10:00:00Z' });
  account = await site.account('insurer-300', '300', ['key', 'password', 'totp']);
});
afterEach(() => site.close());

const limit = (terms: Partial<LoginTerms>) =>
  restrict({ ...site.options, party: 'inami' }, account.name, terms);

/** All that the peer is told, and the reason in the ledger. */
async function refusal(steps = bothFactors(account)) {
  const before = (await site.events('login-refused')).length;
  const { open, answers, error, client } = await attemptLogin(site.gateway.port, steps);
  client.end();
  await expect.poll(() => site.events('login-refused')).toHaveLength(before + 1);
  const { reason } = (await site.events('login-refused')).at(-1)?.details ?? {};
  return { open, answers, error, reason };
}

async function opens(steps = bothFactors(account)): Promise<boolean> {
  const { open, client } = await attemptLogin(site.gateway.port, steps);
  client.end();
  return open;
}

const failure = { left: ['publickey', 'keyboard-interactive'], partial: false };

describe('an account under terms', () => {
  it.each([
    ['other-address', { addresses: ['192.0.2.0/24', '::/0'] }],
    ['not-yet-valid', { validFrom: day('2022-03-16') }],
    ['expired', { validUntil: day('2022-03-14') }],
  ] as const)(
    'is refused like one that does not exist, and the ledger says %s [threat 17]',
    async (reason, terms) => {
      await limit(terms);
      const refused = await refusal();
      expect(refused).toMatchObject({ open: false, answers: [failure, failure], reason });
      const unknown = await attemptLogin(site.gateway.port, [
        stepOf.key({ name: 'nobody', key: account.key }),
        conversation('nobody', [account.password]),
      ]);
      unknown.client.end();
      expect(unknown).toMatchObject({ answers: refused.answers, error: refused.error });
      expect(await site.events('login-accepted')).toEqual([]);
    },
  );

  it('logs in from its addresses, on its days, both included, and by its methods [threat 17]', async () => {
    const today = day('2022-03-15');
    await limit({ addresses: ['192.0.2.7', '127.0.0.0/8'], validFrom: today, validUntil: today });
    expect(await opens()).toBe(true);
    await limit({ methods: ['ssh-key', 'password'] });
    expect(await opens()).toBe(true);
  });

  it('proves nothing by a method that is not among its own, right as the factor may be', async () => {
    const byCode = () => [conversation(account.name, [account.password, account.code()])];
    await limit({ methods: ['password', 'totp'] });
    expect(await refusal([stepOf.key(account)])).toMatchObject({
      answers: [failure],
      reason: 'other-method',
    });
    expect(await opens(byCode())).toBe(true);
    await limit({ methods: ['ssh-key', 'password'] });
    site.clock.moveTo(Temporal.Instant.from('2022-03-15T10:02:00Z'));
    expect(await refusal(byCode())).toMatchObject({ answers: [failure], reason: 'other-method' });
  });

  it('is said to be guessed at, not to be elsewhere, where the factors are wrong', async () => {
    await limit({ addresses: ['192.0.2.0/24'] });
    expect(await refusal([conversation(account.name, ['wrong password', '000000'])])).toMatchObject({
      answers: [failure],
      reason: 'wrong-factor',
    });
  });
});

describe('a session under terms', () => {
  /** On the same site, but looking ten times a second. */
  let watchful: Gateway;
  beforeEach(async () => {
    watchful = await startGateway({ ...site.options, port: 0, limits: { watchSeconds: 0.1 } });
  });
  afterEach(() => watchful.close());

  it('ends as soon as they are changed, even if it meets them', async () => {
    const client = await logIn(watchful.port, account);
    const closed = once(client, 'close');
    await limit({ addresses: ['127.0.0.1'] });
    await closed;
    await expect
      .poll(() => site.events('session-ended'))
      .toMatchObject([{ details: { reason: 'account-changed' } }]);
    expect((await site.events('account-changed')).at(-1)).toMatchObject({
      details: { account: 'insurer-300', change: 'terms' },
    });
  });

  it('ends at midnight in Brussels after the last day [threat 17]', async () => {
    await limit({ validUntil: day('2022-03-15') });
    site.clock.moveTo(Temporal.Instant.from('2022-03-15T22:59:59Z'));
    const client = await logIn(watchful.port, account);
    const closed = once(client, 'close');
    site.clock.moveTo(Temporal.Instant.from('2022-03-15T23:00:00Z'));
    await closed;
    await expect
      .poll(() => site.events('session-ended'))
      .toMatchObject([{ details: { reason: 'account-expired' } }]);
  });
});
