import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { activate, disable, enrolAccount, setPassword } from '../../src/accounts/enrol.ts';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { proveAtPrompt } from '../../src/accounts/prove-at-prompt.ts';
import { restrict } from '../../src/accounts/restrict.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { bareAccount } from '../support/accounts.ts';
import { openChannel } from '../support/channel.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { type OwnReader, ownReader } from '../support/own-reader.ts';

let site: AccountSite;
let reader: OwnReader;

beforeEach(async () => {
  const channel = await openChannel();
  onTestFinished(() => channel.close());
  site = { ...channel.site('inami'), clock: channel.clock, deliberation: n21250, mode: 'rehearsal' };
  reader = await ownReader(site);
});

async function lastEntry() {
  const entries = (await Array.fromAsync(site.store.entries(0))).map(readEntry);
  return entries.at(-1);
}

const answering = (...answers: readonly string[]) => {
  const left = [...answers];
  return async () => left.shift() ?? '';
};

const refused = { code: 'login-refused' };

describe('proving at the terminal who one is', () => {
  it('takes a password and a code, and tells the ledger which kinds [A18]', async () => {
    const account = await proveAtPrompt(site, reader.name, reader.ask());
    expect(account).toMatchObject({ name: 'control-1', party: 'inami', role: 'administrative-control' });
    expect(reader.asked).toEqual([
      'REHEARSAL, PIN or password of control-1',
      'REHEARSAL, One-time code of control-1',
    ]);
    expect(await lastEntry()).toMatchObject({
      event: 'login-accepted',
      actor: 'control-1',
      details: { kinds: 'knowledge,possession', address: '::1' },
    });
  });

  it.each(['password', 'code'])(
    'is refused with a wrong %s, without saying which was wrong',
    async (wrong) => {
      const given = { password: reader.password, code: reader.code(), [wrong]: '000000' };
      const attempt = proveAtPrompt(site, reader.name, answering(given.password, given.code));
      await expect(attempt).rejects.toMatchObject(refused);
      await expect(attempt).rejects.not.toThrow(new RegExp(wrong));
      expect(await lastEntry()).toMatchObject({
        event: 'login-refused',
        actor: 'control-1',
        details: { reason: 'wrong-factor' },
      });
      expect(await site.store.failures('account:control-1')).toMatchObject({ failures: 1 });
    },
  );

  it('takes a code once', async () => {
    const code = reader.code();
    await proveAtPrompt(site, reader.name, answering(reader.password, code));
    const again = proveAtPrompt(site, reader.name, answering(reader.password, code));
    await expect(again).rejects.toMatchObject(refused);
  });

  it('rests after wrong guesses, as the gateway does', async () => {
    for (let guess = 0; guess < 6; guess += 1) {
      await expect(proveAtPrompt(site, reader.name, answering('wrong', '000000'))).rejects.toMatchObject(
        refused,
      );
    }
    await expect(proveAtPrompt(site, reader.name, reader.ask())).rejects.toMatchObject(refused);
    expect(await lastEntry()).toMatchObject({ details: { reason: 'too-many-tries' } });
  });

  it('writes no name down that is no account’s, for it may be a secret', async () => {
    const typed = 'hunter2hunter2';
    await expect(proveAtPrompt(site, typed, answering('x', '000000'))).rejects.toMatchObject(refused);
    expect(await lastEntry()).toMatchObject({ actor: 'unknown' });
    expect(JSON.stringify(await lastEntry())).not.toContain(typed);
  });

  it.each([
    ['disabled', 'account-disabled', () => disable(site, reader.name)],
    ['not valid here', 'other-address', () => restrict(site, reader.name, { addresses: ['192.0.2.0/24'] })],
  ] as const)('is refused to an account that is %s', async (_name, reason, end) => {
    await end();
    await expect(proveAtPrompt(site, reader.name, reader.ask())).rejects.toMatchObject(refused);
    expect(await lastEntry()).toMatchObject({ event: 'login-refused', details: { reason } });
  });

  it('is refused to an account that is disabled while its factors are looked at', async () => {
    let judged = 0;
    const account: typeof site.store.account = async (name) => {
      const found = await site.store.account(name);
      judged += 1;
      if (judged === 1) await disable(site, reader.name);
      return found;
    };
    const store = new Proxy(site.store, {
      get: (target, verb) => {
        const method: unknown = verb === 'account' ? account : Reflect.get(target, verb);
        return typeof method === 'function' ? method.bind(target) : method;
      },
    });
    await expect(proveAtPrompt({ ...site, store }, reader.name, reader.ask())).rejects.toMatchObject(refused);
    expect(judged).toBeGreaterThan(1);
    expect(await lastEntry()).toMatchObject({
      event: 'login-refused',
      details: { reason: 'account-disabled' },
    });
  });

  it('is not for accounts of other parties, who come by the gateway', async () => {
    const guest = await ownReader({ ...site, party: 'opgroeien' }, 'guest', 'needs-evaluation');
    await expect(proveAtPrompt(site, guest.name, guest.ask())).rejects.toMatchObject(refused);
    expect(await lastEntry()).toMatchObject({ details: { reason: 'other-party' } });
  });

  it('needs both kinds: a password alone opens nothing [A18]', async () => {
    await enrolAccount(site, { name: 'half', party: 'inami', role: 'administrative-control' });
    await setPassword(site, 'half', 'password of half');
    const half = await site.store.account('half');
    const active = { ...bareAccount, ...half, status: 'active', version: (half?.version ?? 0) + 1 } as const;
    const events = [{ event: 'account-changed', actor: 'inami', details: {} }] as const;
    await site.store.commit({
      at: site.clock.now(),
      changes: [{ change: 'put-account', account: active }],
      events,
    });
    const attempt = proveAtPrompt(site, 'half', answering('password of half', reader.code()));
    await expect(attempt).rejects.toMatchObject(refused);
    await expect(activate(site, 'half', null)).rejects.toMatchObject({ code: 'account-refused' });
  });

  it.each([false, true])(
    'lets nobody in whose login may not be in the ledger (persisted: %s) [A50]',
    async (persisted) => {
      const { store } = faultyStore(site.store, { at: 0, persisted });
      const attempt = proveAtPrompt({ ...site, store }, reader.name, reader.ask());
      await expect(attempt).rejects.toMatchObject({ code: 'store-failed' });
    },
  );
});
