import { once } from 'node:events';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addKey, disable, revoke } from '../../src/accounts/enrol.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { channelState } from '../../src/deliberations/rules.ts';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import { attemptLogin, bothFactors, listNames, logIn, openSftp } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { ed25519Key } from '../support/ssh-keys.ts';

const lastMoment = Temporal.Instant.from('2022-12-31T22:59:59Z');
const firstMomentAfter = Temporal.Instant.from('2022-12-31T23:00:00Z');

let site: GatewaySite;
let account: TestAccount;
/** On the same site, but looking ten times a second. */
let watchful: Gateway;

beforeEach(async () => {
  site = await openGatewaySite({ start: '2022-12-31T22:00:00Z' });
  account = await site.account('insurer-300');
  await site.parcel('300', Buffer.from('sealed'), '2022-12');
  watchful = await startGateway({
    ...site.options,
    port: 0,
    limits: { watchSeconds: 0.1, farewellSeconds: 0.5 },
  });
});
afterEach(async () => {
  await watchful.close();
  await site.close();
});

const closed = (client: Client) => once(client, 'close');
const refused = async (port: number) => {
  const { open, error, client } = await attemptLogin(port, bothFactors(account));
  client.end();
  return open ? 'open' : error;
};

describe('the sunset', () => {
  it('comes at midnight in Brussels: open the second before, closed then [A40][A41][threat 52]', async () => {
    site.clock.moveTo(lastMoment);
    const client = await logIn(site.gateway.port, account);
    client.end();
    site.clock.moveTo(firstMomentAfter);
    expect(await refused(site.gateway.port)).not.toBe('open');
  });

  it('is told to who comes, in three languages, with the day and the point [A40][A41]', async () => {
    site.clock.moveTo(firstMomentAfter);
    const words = await refused(site.gateway.port);
    expect(words).toContain("21/250 n'est plus ouvert depuis le 2023-01-01");
    expect(words).toContain('gesloten sinds 2023-01-01');
    expect(words).toContain('is closed since 2023-01-01 (points 26, 27');
    await expect
      .poll(() => site.events('login-refused'))
      .toMatchObject([{ details: { reason: 'channel-closed' } }]);
  });

  it('ends what an open session may do at once, and soon the session [A40][A41][threat 52]', async () => {
    site.clock.moveTo(lastMoment);
    const client = await logIn(watchful.port, account);
    const sftp = await openSftp(client);
    expect(await listNames(sftp, '/inbox')).toEqual(['2022-12']);
    const end = closed(client);
    site.clock.moveTo(firstMomentAfter);
    expect(await Promise.race([listNames(sftp, '/inbox'), end.then(() => 'cut')])).not.toEqual(['2022-12']);
    await end;
    await expect
      .poll(() => site.events('session-ended'))
      .toMatchObject([{ details: { reason: 'channel-closed' } }]);
    expect(await site.events('directory-listed')).toHaveLength(1);
  });

  it('ends a session that asks nothing, and in the end nobody listens [A40][A41][threat 52]', async () => {
    const client = await logIn(watchful.port, account);
    const end = closed(client);
    site.clock.moveTo(firstMomentAfter);
    // Comes before anybody has looked, and so before the time of farewell is over.
    const late = refused(watchful.port);
    await end;
    expect(await late).toContain('closed since');
    await expect.poll(() => refused(watchful.port)).toContain('ECONNREFUSED');
  });

  it('cannot be undone by a restart, nor by a clock that is set back [A41][threat 52]', async () => {
    site.clock.moveTo(firstMomentAfter.add({ hours: 1 }));
    await refused(site.gateway.port);
    await expect.poll(() => site.events('login-refused')).toHaveLength(1);
    const restart = () => startGateway({ ...site.options, port: 0 });
    await expect(restart()).rejects.toMatchObject({ code: 'channel-closed' });
    site.clock.moveTo(lastMoment);
    await expect(restart()).rejects.toMatchObject({ code: 'channel-closed' });
    expect(await refused(site.gateway.port)).toContain('clock of the server cannot be trusted');
  });

  it('is asked of the guard between the last factor and the login', async () => {
    let asked = 0;
    const guard = {
      state: async () => {
        asked += 1;
        return channelState(n21250, asked < 3 ? lastMoment : firstMomentAfter);
      },
    };
    const closing = await startGateway({ ...site.options, port: 0, guard, limits: { watchSeconds: 60 } });
    expect(await refused(closing.port)).toContain('closed since');
    expect(await site.events('login-accepted')).toEqual([]);
    await closing.close();
  });
});

describe('an account', () => {
  const owner = () => ({ ...site.options, party: 'inami' });

  it('that is disabled or revoked loses its sessions, also idle ones, and only its own [threat 23]', async () => {
    const other = await site.account('other-300', '300');
    const stays = await logIn(watchful.port, other);
    for (const end of [disable, revoke]) {
      const victim = await site.account(`victim-${end.name}`, '100');
      const client = await logIn(watchful.port, victim);
      const over = closed(client);
      await end(owner(), victim.name);
      await over;
      expect((await attemptLogin(watchful.port, bothFactors(victim))).open).toBe(false);
    }
    expect(await listNames(await openSftp(stays), '/')).toContain('inbox');
    stays.end();
    const ended = await site.events('session-ended');
    expect(ended).toMatchObject([
      { actor: 'victim-disable', details: { reason: 'account-changed' } },
      { actor: 'victim-revoke', details: { reason: 'account-changed' } },
    ]);
  });

  it('that is disabled opens nothing more, even before anyone looks [threat 23]', async () => {
    const unwatched = await startGateway({ ...site.options, port: 0, limits: { watchSeconds: 3600 } });
    const client = await logIn(unwatched.port, account);
    const sftp = await openSftp(client);
    const over = closed(client);
    await disable(owner(), account.name);
    expect(await Promise.race([sftp.open('/README.txt'), over.then(() => 'cut')])).not.toBeInstanceOf(Buffer);
    await over;
    await unwatched.close();
  });

  it('that is given another key must log in again', async () => {
    const client = await logIn(watchful.port, account);
    const over = closed(client);
    await addKey(owner(), account.name, ed25519Key().publicLine);
    await over;
    expect((await attemptLogin(watchful.port, bothFactors(account))).open).toBe(true);
  });
});

describe('the gateway', () => {
  it('ends all sessions when channel or accounts cannot be looked at: what is not known is no', async () => {
    let broken = false;
    const guard = {
      state: async () => {
        if (broken) throw new RangeError('the database is gone');
        return channelState(n21250, lastMoment);
      },
    };
    const blind = await startGateway({ ...site.options, port: 0, guard, limits: { watchSeconds: 0.1 } });
    const client = await logIn(blind.port, account);
    const over = closed(client);
    broken = true;
    await over;
    expect((await attemptLogin(blind.port, bothFactors(account))).open).toBe(false);
    await blind.close();
  });

  it('tells all sessions when it stops, and the ledger', async () => {
    const clients = await Promise.all([logIn(watchful.port, account), logIn(watchful.port, account)]);
    const over = Promise.all(clients.map(closed));
    await watchful.close();
    await over;
    expect(await site.events('session-ended')).toMatchObject([
      { details: { reason: 'stopping' } },
      { details: { reason: 'stopping' } },
    ]);
    await watchful.close();
  });
});
