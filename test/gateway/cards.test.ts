/** eID and other PKCS#11 cards: raw signatures first, then a token of SoftHSM by OpenSSH's own client. */

import { sign } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addCertificate } from '../../src/accounts/card.ts';
import { removeKey } from '../../src/accounts/enrol.ts';
import { restrict } from '../../src/accounts/restrict.ts';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { cardTrustOf } from '../../src/operations/card-trust.ts';
import { issueCard, nationalNumber, sshBlobOf, writeLists, writeTrust } from '../support/card-authority.ts';
import { ecKeys, type Issued, type KeyPair, pem, rsaKeys } from '../support/certificates.ts';
import { ecdsaSshSignature } from '../support/fido-keys.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { writeKnownHosts } from '../support/known-hosts.ts';
import { describeWithProgram } from '../support/programs.ts';
import { openRawSsh, passwordRequest, type RawSsh, signedRequest } from '../support/raw-ssh.ts';
import { sftp } from '../support/sftp-program.ts';
import { makeToken, softhsm } from '../support/softhsm.ts';
import { sshString } from '../support/ssh-keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const start = '2022-03-15T10:00:00Z';
const at = Temporal.Instant.from(start);

let folder: string;
let site: GatewaySite;
let account: TestAccount;
let cards: Parameters<typeof addCertificate>[0];
const warnings: string[] = [];

beforeEach(async () => {
  folder = await temporaryFolder();
  warnings.length = 0;
  const cardTrust = cardTrustOf(await writeTrust(folder, at), {
    warn: (_event, facts) => warnings.push(JSON.stringify(facts)),
  });
  site = await openGatewaySite({ start, gateway: { cardTrust } });
  account = await site.account('with-card', '300', ['key', 'password']);
  cards = { ...site.options, party: 'inami', trust: await cardTrust() };
});
afterEach(async () => {
  await site.close();
});

/** All that a reader of the ledger or of the log sees. */
async function everythingTold(): Promise<string> {
  return JSON.stringify([await site.events(), site.log, await site.store.accounts()]);
}

async function withRaw<Value>(use: (raw: RawSsh) => Promise<Value>): Promise<Value> {
  const raw = await openRawSsh(site.gateway.port);
  try {
    return await use(raw);
  } finally {
    raw.socket.destroy();
  }
}

function request(raw: RawSsh, keys: KeyPair): Buffer {
  const { name, blob } = sshBlobOf(keys);
  const isRsa = name === 'ssh-rsa';
  return signedRequest(raw, account.name, { algorithm: isRsa ? 'rsa-sha2-256' : name, blob }, (signed) =>
    isRsa
      ? sign('sha256', signed, keys.privateKey)
      : ecdsaSshSignature(signed, keys.privateKey, 'sha384', 48),
  );
}

/** True if the key's signature opens a session; the answer to anything else must be the usual words. */
async function opens(keys: KeyPair): Promise<boolean> {
  return withRaw(async (raw) => {
    raw.send(request(raw, keys));
    const answer = await Promise.race([raw.next(52), raw.next(51)]);
    if (answer[0] === 52) return true;
    const methods = sshString('publickey,keyboard-interactive');
    expect(answer).toEqual(Buffer.concat([Buffer.of(51), methods, Buffer.of(0)]));
    return false;
  });
}

const lastRefusal = async () => (await site.events('login-refused')).at(-1)?.details;

describe.each([
  { algorithm: 'RSA of 2048 bits', make: () => rsaKeys(2048) },
  { algorithm: 'ECDSA nistp384', make: () => ecKeys('P-384') },
])('a card with $algorithm', ({ make }) => {
  it('proves both kinds by its own PIN, and the ledger names its key but not its holder [A18][A19]', async () => {
    const keys = make();
    expect(await opens(keys)).toBe(false);
    await addCertificate(cards, account.name, issueCard(keys).der);
    expect(await opens(keys)).toBe(true);
    expect(await site.events('login-accepted')).toMatchObject([
      {
        details: {
          methods: 'card',
          kinds: 'knowledge,possession',
          key: fingerprintOf(sshBlobOf(keys).blob),
        },
      },
    ]);
    const told = await everythingTold();
    expect(told).not.toContain(nationalNumber);
    expect(told).not.toContain('Test Holder');
    expect(warnings).toEqual([]);
  });
});

describe('a card', () => {
  let keys: KeyPair;
  let card: Issued;
  beforeEach(async () => {
    keys = rsaKeys(2048);
    card = issueCard(keys);
    await addCertificate(cards, account.name, Buffer.from(pem('CERTIFICATE', card.der)));
  });

  it('is judged at each login by what the lists say now [threat 19]', async () => {
    expect(await opens(keys)).toBe(true);
    await writeLists(folder, at, [card.serial]);
    expect(await opens(keys)).toBe(false);
    await expect.poll(lastRefusal).toMatchObject({ reason: 'card-revoked' });
    await writeLists(folder, at);
    site.clock.moveTo(at.add({ hours: 25 }));
    expect(await opens(keys)).toBe(false);
    await expect.poll(lastRefusal).toMatchObject({ reason: 'card-revocation-stale' });
    await rm(path.join(folder, 'citizen.crl'));
    expect(await opens(keys)).toBe(false);
    await expect.poll(lastRefusal).toMatchObject({ reason: 'card-revocation-unknown' });
    expect(warnings.map((facts) => JSON.parse(facts).sort)).toEqual(['revocation-list']);
    expect(await site.events('login-accepted')).toHaveLength(1);
  });

  it('proves nothing by the key of another one, nor once it is taken away [threat 19]', async () => {
    expect(await opens(rsaKeys(2048))).toBe(false);
    await withRaw(async (raw) => {
      const { blob } = sshBlobOf(keys);
      const foreign = rsaKeys(2048);
      raw.send(
        signedRequest(raw, account.name, { algorithm: 'rsa-sha2-256', blob }, (signed) =>
          sign('sha256', signed, foreign.privateKey),
        ),
      );
      await raw.next(51);
      raw.send(passwordRequest(account.name, account.password));
      expect((await raw.next(51)).at(-1)).toBe(0);
    });
    await removeKey(cards, account.name, fingerprintOf(sshBlobOf(keys).blob));
    expect(await opens(keys)).toBe(false);
    expect(await site.events('login-accepted')).toEqual([]);
  });

  it('can be the only method of an account', async () => {
    await restrict(cards, account.name, { methods: ['card'] });
    expect(await opens(keys)).toBe(true);
    await withRaw(async (raw) => {
      raw.send(passwordRequest(account.name, account.password));
      expect((await raw.next(51)).at(-1)).toBe(0);
    });
  });

  it('is enrolled once, and only if it may log in now; nothing is left of another [threat 19]', async () => {
    const { size } = await site.store.head();
    const before = await site.store.account(account.name);
    const refused = [
      card.der,
      Buffer.from('no certificate'),
      issueCard(rsaKeys(2048), { notAfter: at.subtract({ hours: 1 }) }).der,
      issueCard(rsaKeys(1024)).der,
    ];
    for (const file of refused) {
      await expect(addCertificate(cards, account.name, file)).rejects.toMatchObject({
        code: 'account-refused',
      });
    }
    expect(await site.store.account(account.name)).toEqual(before);
    expect((await site.store.head()).size).toBe(size);
  });

  it('is let in by no site that trusts nobody [threat 19]', async () => {
    const trustless = { ...cards, trust: await cardTrustOf(undefined, { warn: () => {} })() };
    await expect(addCertificate(trustless, account.name, issueCard(ecKeys()).der)).rejects.toMatchObject({
      code: 'account-refused',
    });
  });
});

describeWithProgram(['softhsm2-util', 'sftp'], 'a token of SoftHSM by OpenSSH', () => {
  it.each([
    ['RSA', () => rsaKeys(2048)],
    ['ECDSA', () => ecKeys('P-384')],
  ])('logs in with its PIN, and not with another one (%s) [A19][threat 19]', async (_name, make) => {
    const keys = make();
    await addCertificate(cards, account.name, issueCard(keys).der);
    const pin = '246802';
    const config = await makeToken(folder, keys, pin);
    const { port, host } = site.gateway;
    const knownHosts = await writeKnownHosts(site);
    const visit = (given: string) =>
      sftp(
        { host, port, knownHosts },
        { user: account.name, token: { module: softhsm, pin: given, config } },
        ['ls'],
        folder,
      );

    const right = await visit(pin);
    expect(right, right.stderr).toMatchObject({ status: 0, stdout: expect.stringContaining('inbox') });
    expect(await visit('000000')).toMatchObject({ status: 255 });
    expect(await site.events('login-accepted')).toMatchObject([{ details: { methods: 'card' } }]);
  });
});
