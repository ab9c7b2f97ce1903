import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import {
  conversationRequest,
  openRawSsh,
  passwordRequest,
  type RawSsh,
  responses,
  signatureRequest,
} from '../support/raw-ssh.ts';
import { ed25519Key } from '../support/ssh-keys.ts';

let site: GatewaySite;
let account: TestAccount;
let raw: RawSsh;
beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300', '300', ['key', 'password']);
  raw = await openRawSsh(site.gateway.port);
});
afterEach(async () => {
  raw.socket.destroy();
  await site.close();
});

/** The text of the next USERAUTH_BANNER (RFC 4252 section 5.4). */
async function banner(): Promise<string> {
  const message = await raw.next(53);
  return message.subarray(5, 5 + message.readUInt32BE(1)).toString();
}

describe('a refused user', () => {
  it('reads in three languages that two kinds are needed, whether the name is known or not [threat 24]', async () => {
    raw.send(passwordRequest(account.name, account.password));
    await raw.next(51);
    const told = await banner();
    for (const words of ['deux facteurs', 'twee factoren', 'Two factors']) expect(told).toContain(words);
    raw.socket.destroy();
    raw = await openRawSsh(site.gateway.port);
    raw.send(passwordRequest('nobody', 'a password of nobody'));
    await raw.next(51);
    expect(await banner()).toBe(told);
  });

  it('reads that the other kind is missing once one is proven, and it is said once', async () => {
    raw.send(signatureRequest(raw, account));
    await raw.next(51);
    for (let tries = 0; tries < 2; tries += 1) {
      raw.send(conversationRequest(account.name));
      await raw.next(60);
      raw.send(responses('wrong password'));
      await raw.next(51);
    }
    expect(await banner()).toContain('one of the other kind is still needed');
    expect(raw.numbers.filter((number) => number === 53)).toHaveLength(1);
  });

  it('is told nothing on the way to a login, nor for the keys that an agent offers', async () => {
    raw.send(signatureRequest(raw, { name: account.name, key: ed25519Key() }));
    await raw.next(51);
    raw.send(signatureRequest(raw, account));
    await raw.next(51);
    raw.send(passwordRequest(account.name, account.password));
    await raw.next(52);
    expect(raw.numbers).not.toContain(53);
  });
});
