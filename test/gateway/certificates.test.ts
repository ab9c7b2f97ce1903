import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addAuthority, distrustKey } from '../../src/accounts/authority.ts';
import { activate, enrolAccount, removeKey, setPassword } from '../../src/accounts/enrol.ts';
import type { AccountKeeping } from '../../src/accounts/keeping.ts';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { fidoEd25519Key } from '../support/fido-keys.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { type CertificateDraft, certificateBy } from '../support/openssh-certificates.ts';
import { describeWithProgram } from '../support/programs.ts';
import { openRawSsh, passwordRequest, type RawSsh, signedRequest } from '../support/raw-ssh.ts';
import { runProgram } from '../support/run-program.ts';
import { ed25519Key, signWith, sshString, type TestKey } from '../support/ssh-keys.ts';

const password = 'a password that nobody writes down';
const name = 'insurer-100';

let site: GatewaySite;
let keeping: AccountKeeping;
let raw: RawSsh;
let authority: TestKey;
let holder: TestKey;

beforeEach(async () => {
  site = await openGatewaySite();
  keeping = { ...site.options, party: 'inami' };
  [authority, holder] = [ed25519Key(), ed25519Key()];
  await enrolAccount(keeping, { name, party: '100', role: 'insurability' });
  await setPassword(keeping, name, password);
  await addAuthority(keeping, name, authority.publicLine);
  await activate(keeping, name, Temporal.PlainDate.from('2022-01-03'));
  raw = await openRawSsh(site.gateway.port);
});
afterEach(async () => {
  raw.socket.destroy();
  await site.close();
});

const failure = (methods: string, partial: 0 | 1) =>
  Buffer.concat([Buffer.of(51), sshString(methods), Buffer.of(partial)]);
const refused = failure('publickey,keyboard-interactive', 0);

/** Offers a certificate with a signature of its key, and gives the answer. */
async function offer(draft: CertificateDraft = {}, by = authority, account = name): Promise<Buffer> {
  const blob = certificateBy(by, holder, { principals: [account], ...draft });
  const algorithm = 'ssh-ed25519-cert-v01@openssh.com';
  const sign = (signed: Buffer) => signWith(holder, null, signed);
  raw.send(signedRequest(raw, account, { algorithm, blob }, sign, 'ssh-ed25519'));
  return raw.next(51);
}

async function reason(): Promise<unknown> {
  raw.socket.destroy();
  await expect.poll(() => site.events('login-refused')).toHaveLength(1);
  return (await site.events('login-refused')).at(0)?.details;
}

describe('a key certified by an authority of the account', () => {
  it('is possession, and no more: the password opens the session [A18][A19]', async () => {
    expect(await offer()).toEqual(failure('keyboard-interactive,password', 1));
    raw.send(passwordRequest(name, password));
    await raw.next(52);
    expect(await site.events('login-accepted')).toMatchObject([
      { details: { methods: 'certificate,password', key: fingerprintOf(holder.blob) } },
    ]);
  });

  it.each([
    ['other-principal', { principals: ['insurer-300'] }],
    ['expired', { validBefore: 1_640_000_000n }],
    ['other-address', { options: [['source-address', sshString('192.0.2.0/24')]] }],
    ['unknown-critical-option', { options: [['force-command', sshString('ls')]] }],
  ] as const)(
    'is refused in the usual words, and the ledger says why: %s [threat 19]',
    async (why, draft) => {
      expect(await offer(draft)).toEqual(refused);
      expect(await reason()).toMatchObject({ reason: `certificate-${why}` });
    },
  );

  it('is refused once it is distrusted, or its authority taken away [threat 19]', async () => {
    await distrustKey(keeping, name, fingerprintOf(holder.blob));
    expect(await offer()).toEqual(refused);
    expect(await reason()).toMatchObject({ reason: 'certificate-revoked' });
    await removeKey(keeping, name, fingerprintOf(authority.blob));
    raw = await openRawSsh(site.gateway.port);
    expect(await offer()).toEqual(refused);
  });

  it('proves nothing by another authority, to another account, or to none [threat 19]', async () => {
    const other = await site.account('insurer-300', '300');
    expect(await offer({}, ed25519Key())).toEqual(refused);
    for (const account of [other.name, 'nobody']) {
      raw.socket.destroy();
      raw = await openRawSsh(site.gateway.port);
      expect(await offer({}, authority, account)).toEqual(refused);
    }
    expect(await site.events('login-accepted')).toEqual([]);
  });
});

it('refuses what cannot be an authority or a fingerprint, and changes nothing', async () => {
  const before = await site.store.account(name);
  for (const attempt of [
    () => addAuthority(keeping, name, authority.publicLine),
    () => addAuthority(keeping, name, fidoEd25519Key().publicLine),
    () => distrustKey(keeping, name, 'SHA256:short'),
  ]) {
    await expect(attempt()).rejects.toMatchObject({ code: 'account-refused' });
  }
  expect(await site.store.account(name)).toEqual(before);
});

describeWithProgram(['sftp', 'ssh-keygen'], 'a certificate made by ssh-keygen, used by OpenSSH', () => {
  it('logs in with the password after it', async () => {
    const folder = await mkdtemp(path.join(site.folder, 'certified-'));
    const file = (of: string) => path.join(folder, of);
    const keygen = async (...options: readonly string[]) =>
      expect(await runProgram('ssh-keygen', ['-q', ...options])).toMatchObject({ status: 0 });
    for (const key of ['authority', 'holder']) await keygen('-t', 'ed25519', '-N', '', '-f', file(key));
    await keygen('-s', file('authority'), '-I', 'holder of a test', '-n', name, file('holder.pub'));
    await addAuthority(keeping, name, await readFile(file('authority.pub'), 'utf8'));
    await writeFile(file('askpass'), `#!/bin/sh\necho '${password}'\n`, { mode: 0o700 });
    const ran = await runProgram(
      'sftp',
      [
        ...['-F', 'none', '-oBatchMode=no', '-b', '-', '-P', String(site.gateway.port)],
        ...['-oIdentityAgent=none', '-oIdentitiesOnly=yes', '-oNumberOfPasswordPrompts=1'],
        ...['-oStrictHostKeyChecking=no', '-oUserKnownHostsFile=/dev/null'],
        ...['-i', file('holder'), `-oCertificateFile=${file('holder-cert.pub')}`, `${name}@127.0.0.1`],
      ],
      { input: 'ls\n', env: { SSH_ASKPASS: file('askpass'), SSH_ASKPASS_REQUIRE: 'force' } },
    );
    expect(ran, ran.output).toMatchObject({ status: 0 });
    expect(await site.events('login-accepted')).toMatchObject([
      { details: { methods: 'certificate,password' } },
    ]);
  });
});
