import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { activate, addKey, enrolAccount } from '../../src/accounts/enrol.ts';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { type FidoTestKey, fidoEcdsaKey, fidoEd25519Key } from '../support/fido-keys.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { openRawSsh, passwordRequest, type RawSsh, signedRequest } from '../support/raw-ssh.ts';
import { sshString } from '../support/ssh-keys.ts';

const flags = { none: 0, touched: 1, userVerified: 4, both: 5 } as const;

let site: GatewaySite;
let raw: RawSsh;
beforeEach(async () => {
  site = await openGatewaySite();
  raw = await openRawSsh(site.gateway.port);
});
afterEach(async () => {
  raw.socket.destroy();
  await site.close();
});

/** USERAUTH_FAILURE (RFC 4252 section 5.1). */
const failure = (methods: string, partial: 0 | 1) =>
  Buffer.concat([Buffer.of(51), sshString(methods), Buffer.of(partial)]);
const refused = failure('publickey,keyboard-interactive', 0);

function sign(account: string, key: FidoTestKey, given: number): void {
  raw.send(signedRequest(raw, account, key, (signed) => key.sign(signed, given, 1)));
}

async function enrolled(key: FidoTestKey): Promise<TestAccount> {
  const account = await site.account('with-fido', '300', ['key', 'password']);
  await addKey({ ...site.options, party: 'inami' }, account.name, key.publicLine);
  return account;
}

describe.each([
  { algorithm: 'ed25519', make: fidoEd25519Key },
  { algorithm: 'ecdsa', make: fidoEcdsaKey },
])('at the gateway, a FIDO2 key ($algorithm)', ({ make }) => {
  it('is possession when touched: the password opens the session [A18][A19][threat 20]', async () => {
    const key = make();
    const account = await enrolled(key);
    sign(account.name, key, flags.touched);
    expect(await raw.next(51)).toEqual(failure('keyboard-interactive,password', 1));
    raw.send(passwordRequest(account.name, account.password));
    await raw.next(52);
    expect(await site.events('login-accepted')).toMatchObject([
      {
        actor: account.name,
        details: {
          methods: 'fido,password',
          kinds: 'knowledge,possession',
          key: fingerprintOf(key.blob),
        },
      },
    ]);
  });

  it('is both kinds when it verified its user: no password is asked [A18][A19][threat 20]', async () => {
    const key = make();
    const account = await enrolled(key);
    sign(account.name, key, flags.both);
    await raw.next(52);
    expect(await site.events('login-accepted')).toMatchObject([
      { details: { methods: 'fido', kinds: 'knowledge,possession', key: fingerprintOf(key.blob) } },
    ]);
  });

  it('proves nothing without a touch, or by the signature of another one [threat 20][weakness: user presence ignored]', async () => {
    const key = make();
    const account = await enrolled(key);
    for (const given of [flags.none, flags.userVerified]) {
      sign(account.name, key, given);
      expect(await raw.next(51)).toEqual(refused);
    }
    sign(account.name, make(), flags.both);
    expect(await raw.next(51)).toEqual(refused);
    const other = make();
    raw.send(signedRequest(raw, account.name, key, (signed) => other.sign(signed, flags.both, 1)));
    expect(await raw.next(51)).toEqual(refused);
    raw.send(passwordRequest(account.name, account.password));
    expect(await raw.next(51)).toEqual(refused);
    expect(await site.events('login-accepted')).toEqual([]);
  });

  it('opens nothing for an account that is not active', async () => {
    const key = make();
    const keeping = { ...site.options, party: 'inami' };
    await enrolAccount(keeping, { name: 'pending', party: '300', role: 'insurability' });
    await addKey(keeping, 'pending', key.publicLine);
    sign('pending', key, flags.both);
    expect(await raw.next(51)).toEqual(refused);
    // It can prove both kinds, so the account needs no other factor.
    await activate(keeping, 'pending', Temporal.PlainDate.from('2022-01-03'));
    // What was tried before a change counts for the account as it was.
    raw.socket.destroy();
    raw = await openRawSsh(site.gateway.port);
    sign('pending', key, flags.both);
    await raw.next(52);
  });
});
