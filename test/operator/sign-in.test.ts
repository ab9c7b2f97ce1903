import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disable, setPassword } from '../../src/accounts/enrol.ts';
import { restrict } from '../../src/accounts/restrict.ts';
import { type OperatorSite, operatorSites, sessionCookie, tokenIn } from '../support/operator-site.ts';

let sites: Awaited<ReturnType<typeof operatorSites>>;
beforeAll(async () => {
  sites = await operatorSites();
}, 60_000);
afterAll(() => sites.remove());

/** What a try that failed must not have left behind. */
async function expectNobodyIn(at: OperatorSite, answered: { readonly headers: object }): Promise<void> {
  expect(answered.headers).not.toHaveProperty('set-cookie');
  expect(await at.events('login-accepted')).toEqual([]);
  expect((await at.ask('/')).status).toBe(303);
}

describe('signing in to the operator page', () => {
  it('takes two kinds of factors, and the ledger has it before the page is shown [A18][A50]', async () => {
    const at = await sites.open();
    const own = await at.own('operator-1', 'operator');
    const answered = await at.send({ account: own.name, password: own.password, code: own.code() });
    expect(answered).toMatchObject({ status: 303, headers: { location: '/' }, body: '' });
    expect(await at.events('login-accepted')).toMatchObject([
      {
        actor: own.name,
        details: { address: '127.0.0.1', kinds: 'knowledge,possession', methods: 'password,totp' },
      },
    ]);
    const shown = await at.ask('/', { session: tokenIn(answered) });
    expect(shown.status).toBe(200);
    expect(shown.body).toContain(own.name);
  });

  it('gives a cookie that no script reads, no other site sends, and nobody guesses', async () => {
    const at = await sites.open();
    const own = await at.own('operator-1', 'operator');
    const { headers } = await at.send({ account: own.name, password: own.password, code: own.code() });
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(/^passerelle-session=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });

  it('gives a Secure cookie of this host alone where a proxy speaks TLS', async () => {
    const address = new URL('https://passerelle.example');
    const at = await sites.open({ config: { place: { host: '127.0.0.1', port: 0 }, address } });
    const own = await at.own('operator-1', 'operator');
    const { headers } = await at.send(
      { account: own.name, password: own.password, code: own.code() },
      { headers: { host: 'passerelle.example', origin: 'https://passerelle.example' } },
    );
    expect(headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Host-passerelle-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
      ),
    ]);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, 'wrong-factor'],
    ['a wrong code', { code: '000000' }, 'wrong-factor'],
    ['no password', { password: '' }, 'wrong-factor'],
    ['no code', { code: '' }, 'wrong-factor'],
    ['neither', { password: '', code: '' }, 'wrong-factor'],
  ])(
    'refuses %s with the words for every other mistake, and leaves nothing but the trace [A18]',
    async (_name, wrong, reason) => {
      const at = await sites.open();
      const own = await at.own('operator-1', 'operator');
      const given = { account: own.name, password: own.password, code: own.code(), ...wrong };
      const answered = await at.send(given);
      const unknown = await at.send({ ...given, account: 'nobody-here' });
      expect(answered.status).toBe(403);
      expect(unknown).toMatchObject({ status: 403, body: answered.body });
      await expectNobodyIn(at, answered);
      await expect
        .poll(() => at.events('login-refused'))
        .toMatchObject([
          { actor: own.name, details: { reason, address: '127.0.0.1' } },
          { actor: 'unknown', details: { reason: 'wrong-factor' } },
        ]);
    },
  );

  it('takes a code once', async () => {
    const at = await sites.open();
    const own = await at.own('operator-1', 'operator');
    const given = { account: own.name, password: own.password, code: own.code() };
    expect((await at.send(given)).status).toBe(303);
    const again = await at.send(given);
    expect(again.status).toBe(403);
    expect(tokenIn(again)).toBeUndefined();
    expect(await at.events('login-accepted')).toHaveLength(1);
  });

  it('is not for readers without a role of the site, right as their factors are', async () => {
    const at = await sites.open();
    const reader = await at.own('control-1');
    const answered = await at.send({
      account: reader.name,
      password: reader.password,
      code: reader.code(),
    });
    expect(answered.status).toBe(403);
    await expectNobodyIn(at, answered);
    await expect
      .poll(() => at.events('login-refused'))
      .toMatchObject([{ actor: reader.name, details: { reason: 'other-role' } }]);
  });

  it.each([
    ['disabled', 'account-disabled', (at: OperatorSite) => disable(at.accounts, 'operator-1')],
    [
      'not valid from here',
      'other-address',
      (at: OperatorSite) => restrict(at.accounts, 'operator-1', { addresses: ['192.0.2.0/24'] }),
    ],
  ] as const)('is refused to an account that is %s', async (_name, reason, change) => {
    const at = await sites.open();
    const own = await at.own('operator-1', 'operator');
    await change(at);
    const answered = await at.send({ account: own.name, password: own.password, code: own.code() });
    expect(answered.status).toBe(403);
    await expectNobodyIn(at, answered);
    await expect.poll(() => at.events('login-refused')).toMatchObject([{ details: { reason } }]);
  });

  it('rests after wrong guesses, at names that no account has too, and says no more of one than of the other', async () => {
    const at = await sites.open();
    const own = await at.own('operator-1', 'operator');
    const guess = (account: string) => at.send({ account, password: 'wrong', code: '000000' });
    for (let number = 0; number < 6; number += 1) await guess(own.name);
    const right = await at.send({ account: own.name, password: own.password, code: own.code() });
    expect(right.status).toBe(403);
    expect(tokenIn(right)).toBeUndefined();
    for (let number = 0; number < 6; number += 1) await guess('nobody-here');
    expect((await guess('nobody-here')).body).toBe(right.body);
    expect(await at.events('login-accepted')).toEqual([]);
  });

  it('shares its count of wrong guesses with the other doors of the site', async () => {
    const at = await sites.open();
    const own = await at.own('operator-1', 'operator');
    await at.send({ account: own.name, password: 'wrong', code: '000000' });
    expect(await at.site.store.failures(`account:${own.name}`)).toMatchObject({ failures: 1 });
    expect(await at.site.store.failures('address:127.0.0.1')).toMatchObject({ failures: 1 });
  });

  it('writes no name down that is no account’s, for it may be a secret', async () => {
    const at = await sites.open();
    const typed = 'hunter2hunter2';
    await at.send({ account: typed, password: 'x', code: 'y' });
    await expect.poll(() => at.events('login-refused')).toMatchObject([{ actor: 'unknown' }]);
    expect(JSON.stringify(await at.events('login-refused'))).not.toContain(typed);
    expect(at.log.join('')).not.toContain(typed);
  });

  it('tells the ledger of a flood of refusals in few entries, and of all when it stops [A50]', async () => {
    const at = await sites.open();
    for (let number = 0; number < 8; number += 1) await at.send({ account: `x${number}y`, password: 'p' });
    await at.page.close();
    const told = await at.events('login-refused');
    expect(told.length).toBeLessThanOrEqual(3);
    expect(told.reduce((sum, { details: { occurrences } }) => sum + Number(occurrences), 0)).toBe(8);
  });

  it('believes no cookie that is there twice', async () => {
    const at = await sites.open();
    const token = await at.signIn(await at.own('operator-1', 'operator'));
    const cookie = `${sessionCookie}=${token}; ${sessionCookie}=planted`;
    expect((await at.ask('/', { headers: { cookie } })).status).toBe(303);
  });
});

it.each([false, true])(
  'lets nobody in whose login may not be in the ledger (persisted: %s) [A50]',
  async (persisted) => {
    const at = await sites.open({ fault: { at: 0, persisted } });
    const own = await at.own('operator-1', 'operator');
    const answered = await at.send({ account: own.name, password: own.password, code: own.code() });
    expect(answered.status).toBe(503);
    expect(answered.body).not.toMatch(/store|write|broke/);
    expect(answered.headers).not.toHaveProperty('set-cookie');
    expect(await at.events('login-accepted')).toHaveLength(persisted ? 1 : 0);
    await at.page.close();
    expect(await at.events('session-ended')).toEqual([]);
  },
);

describe('a session of the operator page', () => {
  it('ends when its holder leaves, and its cookie is worth nothing any more', async () => {
    const at = await sites.open();
    const session = await at.signIn(await at.own('operator-1', 'operator'));
    const left = await at.ask('/sign-out', {
      method: 'POST',
      session,
      headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(left.headers['set-cookie']).toEqual([expect.stringMatching(/^passerelle-session=; Max-Age=0/)]);
    expect((await at.ask('/', { session })).status).toBe(303);
    expect(await at.events('session-ended')).toMatchObject([
      { actor: 'operator-1', details: { reason: 'left' } },
    ]);
  });

  it.each([
    ['idle', 15 * 60],
    ['too-long', 8 * 60 * 60],
  ])('ends when it was %s', async (reason, seconds) => {
    const at = await sites.open({ page: { limits: { watchSeconds: 3600 } } });
    const session = await at.signIn(await at.own('operator-1', 'operator'));
    for (let passed = 600; passed < seconds; passed += 600) {
      at.pass({ seconds: 600 });
      expect((await at.ask('/sign-in', { session })).status).toBe(303);
    }
    at.pass({ seconds: 900 });
    expect((await at.ask('/', { session })).headers.location).toBe('/sign-in');
    await expect.poll(() => at.events('session-ended')).toMatchObject([{ details: { reason } }]);
  });

  it('ends by itself, without a request, when its account changes', async () => {
    const at = await sites.open({ page: { limits: { watchSeconds: 0.05 } } });
    const own = await at.own('operator-1', 'operator');
    const session = await at.signIn(own);
    await disable(at.accounts, own.name);
    await expect
      .poll(() => at.events('session-ended'))
      .toMatchObject([{ actor: own.name, details: { reason: 'account-changed' } }]);
    expect((await at.ask('/', { session })).status).toBe(303);
  });

  it('ends with the first request after its account changed, before any watch', async () => {
    const at = await sites.open({ page: { limits: { watchSeconds: 3600 } } });
    const own = await at.own('operator-1', 'operator');
    const session = await at.signIn(own);
    await setPassword(at.accounts, own.name, 'another password');
    const asked = await at.ask('/', { session });
    expect(asked).toMatchObject({ status: 303, body: '' });
    const told = await at.ask('/sign-in', { session });
    expect(told.body).toContain('Your session has ended.');
    expect(told.headers['set-cookie']).toEqual([expect.stringMatching(/^passerelle-session=; Max-Age=0;/)]);
  });

  it('does not outlive the process, which tells the ledger', async () => {
    const at = await sites.open();
    await at.signIn(await at.own('operator-1', 'operator'));
    await at.page.close();
    expect(await at.events('session-ended')).toMatchObject([{ details: { reason: 'stopping' } }]);
  });

  it('is refused beyond the number that an account may have, factors and all', async () => {
    const at = await sites.open({ page: { limits: { sessionsPerAccount: 0 } } });
    const own = await at.own('operator-1', 'operator');
    const answered = await at.send({ account: own.name, password: own.password, code: own.code() });
    expect(answered.status).toBe(503);
    expect(tokenIn(answered)).toBeUndefined();
    expect(await at.events('login-accepted')).toEqual([]);
    await expect
      .poll(() => at.events('login-refused'))
      .toMatchObject([{ details: { reason: 'not-recorded' } }]);
  });
});
