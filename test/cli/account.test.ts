import { chmod, copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTotpDevice } from '../../src/login/totp.ts';
import { generateSshKeyPair } from '../../src/ssh/generate-key.ts';
import { issueCard, nationalNumber } from '../support/card-authority.ts';
import { ecKeys } from '../support/certificates.ts';
import { passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const exampleKey = path.resolve(import.meta.dirname, '../../keys-example/insurer-300.ssh-user.pub');
const secret = 'correct horse battery';

/** A rehearsal of INAMI's site with a password file and a public key, and how to run commands at it. */
async function relaySite() {
  const folder = await temporaryFolder();
  await passerelle(folder, 'init', 'inami', '--rehearsal', '--at', '2022-03-01');
  await writeFile(path.join(folder, 'password'), `${secret}\n`, { mode: 0o600 });
  await copyFile(exampleKey, path.join(folder, 'key.pub'));
  const account = (...args: readonly string[]) =>
    passerelle(folder, 'account', ...args, '--rehearsal', '--json');
  const enrol = (...args: readonly string[]) =>
    account('enrol', 'insurer-300', '--party', '300', '--password-file', 'password', ...args);
  const size = async () =>
    JSON.parse((await passerelle(folder, 'ledger', 'head', '--rehearsal', '--json')).stdout).size;
  return { folder, account, enrol, ledgerSize: size };
}

describe('an enrolment code', () => {
  it('is printed once, for an account whose password the operator never knew', async () => {
    const { folder, account, ledgerSize } = await relaySite();
    const enrolled = await account(
      'enrol',
      'insurer-300',
      '--party',
      '300',
      '--key',
      'key.pub',
      '--no-password',
    );
    expect(JSON.parse(enrolled.stdout)).toMatchObject({ password: false, invitedUntil: null });
    expect((await account('activate', 'insurer-300', '--undertaking', '2022-02-15')).status).toBe(5);
    const invited = JSON.parse((await account('invite', 'insurer-300', '--hours', '24')).stdout);
    expect(invited).toMatchObject({ code: expect.stringMatching(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/) });
    const shown = await account('show', 'insurer-300');
    expect(JSON.parse(shown.stdout)).toMatchObject({ invitedUntil: invited.until });
    expect(shown.stdout).not.toContain(invited.code);
    expect((await account('activate', 'insurer-300', '--undertaking', '2022-02-15')).status).toBe(0);
    const size = await ledgerSize();
    expect((await account('invite', 'insurer-300', '--hours', '0')).status).toBe(2);
    expect(await ledgerSize()).toBe(size);
    const ledger = await passerelle(folder, 'ledger', 'list', '--rehearsal', '--json');
    expect(ledger.stdout).not.toContain(invited.code);
  });
});

describe('a card', () => {
  it('is refused where the site trusts nobody to vouch for it, and nothing is changed [threat 19]', async () => {
    const { folder, account, enrol, ledgerSize } = await relaySite();
    await enrol('--key', 'key.pub');
    await writeFile(path.join(folder, 'card.crt'), issueCard(ecKeys()).der);
    const before = await ledgerSize();
    const refused = await account('add-certificate', 'insurer-300', 'card.crt');
    expect(refused.status).toBe(5);
    expect(refused.stderr).not.toContain(nationalNumber);
    expect((await account('add-certificate', 'insurer-300', 'no.crt')).status).toBe(2);
    expect(await ledgerSize()).toBe(before);
    expect(JSON.parse((await account('show', 'insurer-300')).stdout)).toMatchObject({ cards: [] });
  });
});

describe('the terms of an account', () => {
  it('are given by restrict, shown, and lifted', async () => {
    const { account, enrol } = await relaySite();
    await enrol('--key', 'key.pub');
    const restricted = await account(
      ...['restrict', 'insurer-300', '--from-address', '192.0.2.7,2001:db8::/32'],
      ...['--valid-until', '2022-06-30', '--method', 'ssh-key', 'password'],
    );
    const terms = {
      addresses: ['192.0.2.7', '2001:db8::/32'],
      validFrom: null,
      validUntil: '2022-06-30',
      methods: ['ssh-key', 'password'],
    };
    expect(JSON.parse(restricted.stdout)).toMatchObject({ terms });
    expect(JSON.parse((await account('show', 'insurer-300')).stdout)).toMatchObject({ terms });
    const lifted = await account('restrict', 'insurer-300', '--lift', '--valid-from', '2022-03-02');
    expect(JSON.parse(lifted.stdout)).toMatchObject({
      terms: { addresses: null, validFrom: '2022-03-02', validUntil: null, methods: null },
    });
    expect((await account('restrict', 'insurer-300')).status).toBe(2);
    expect((await account('restrict', 'insurer-300', '--from-address', 'home')).status).toBe(2);
  });
});

describe('an account', () => {
  it('is enrolled, activated with a dated undertaking, disabled and revoked [A26]', async () => {
    const { account, enrol } = await relaySite();
    const enrolled = await enrol('--key', 'key.pub');
    expect(enrolled.status).toBe(0);
    expect(JSON.parse(enrolled.stdout)).toMatchObject({
      status: 'pending',
      role: 'insurability',
      password: true,
      keys: [{}],
    });

    const early = await account('activate', 'insurer-300');
    expect(early.status).toBe(5);
    expect(early.stderr).toMatch(/no dated undertaking of confidentiality/);

    expect(
      JSON.parse((await account('activate', 'insurer-300', '--undertaking', '2022-02-15')).stdout),
    ).toMatchObject({
      status: 'active',
      undertaking: '2022-02-15',
    });
    expect(JSON.parse((await account('disable', 'insurer-300')).stdout)).toMatchObject({
      status: 'disabled',
    });
    expect(JSON.parse((await account('revoke', 'insurer-300')).stdout)).toMatchObject({
      status: 'revoked',
      keys: [],
      password: false,
    });
    expect(JSON.parse((await account('list')).stdout)).toHaveLength(1);
    expect((await account('show', 'insurer-400')).status).toBe(5);
  });

  it('shows neither password nor TOTP secret, in any output and in the ledger', async () => {
    const { folder, account, enrol } = await relaySite();
    const enrolled = await enrol('--totp', '--uri-file', 'device.uri');
    const uri = (await readFile(path.join(folder, 'device.uri'), 'utf8')).trim();
    expect(isTotpDevice(uri)).toBe(true);
    expect((await stat(path.join(folder, 'device.uri'))).mode & 0o777).toBe(0o600);
    const code = new URL(uri).searchParams.get('secret') ?? '';
    expect(code).not.toBe('');
    for (const { stdout, stderr } of [
      enrolled,
      await account('show', 'insurer-300'),
      await passerelle(folder, 'ledger', 'list', '--rehearsal'),
    ]) {
      expect(stdout + stderr).not.toContain(code);
      expect(stdout + stderr).not.toContain(secret);
    }
  });

  it('hands its TOTP secret over on stdout only when it is asked to', async () => {
    const { enrol } = await relaySite();
    const [device, account] = (await enrol('--totp', '--show-uri')).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(isTotpDevice(device.totpUri)).toBe(true);
    expect(account).toMatchObject({ name: 'insurer-300', totp: true });
  });

  it.each([
    ['a password file that others can read', ['--key', 'key.pub'], 3, /password is open to others/],
    ['nowhere to show the TOTP secret', ['--totp'], 2, /no terminal to show the QR code/],
    [
      'a place for the TOTP secret that is taken',
      ['--totp', '--uri-file', 'key.pub'],
      2,
      /key\.pub is there already/,
    ],
    ['a password that is too short', ['--password-file', 'short'], 5, /password is refused \(too-short\)/],
    ['a file that is no key', ['--key', 'secrets/master.key'], 5, /key is refused \(not-a-public-key\)/],
    ['a key that is not there', ['--key', 'absent.pub'], 2, /absent\.pub cannot be read/],
    ['a key that is no example key', ['--key', 'own.pub'], 3, /is not one of the example keys/],
    [
      'a role that may not read [A25]',
      ['--role', 'social-service', '--key', 'key.pub'],
      5,
      /point 11, does not let that role read/,
    ],
  ])('is not enrolled with %s, and nothing is left of it', async (_case, args, status, reason) => {
    const { folder, account, enrol, ledgerSize } = await relaySite();
    await writeFile(path.join(folder, 'own.pub'), generateSshKeyPair('mine').publicKey);
    await writeFile(path.join(folder, 'short'), '1234567', { mode: 0o600 });
    if (status === 3 && args.includes('key.pub')) await chmod(path.join(folder, 'password'), 0o644);
    const refused = await enrol(...args);
    expect({ status: refused.status, stdout: refused.stdout }).toEqual({ status, stdout: '' });
    expect(refused.stderr).toMatch(reason);
    expect(JSON.parse((await account('list')).stdout)).toEqual([]);
    expect(await ledgerSize()).toBe(1);
  });

  it('is never given a password on the command line, nor by a prompt without a terminal', async () => {
    const { account } = await relaySite();
    expect((await account('enrol', 'x3', '--party', '300', '--password', secret)).status).toBe(2);
    const asked = await account('enrol', 'x3', '--party', '300');
    expect(asked.status).toBe(3);
    expect(asked.stderr).toMatch(/new password of x3: there is no terminal to ask at/);
    expect(JSON.parse((await account('list')).stdout)).toEqual([]);
  });

  it('loses access even after the last day, and even without the master key', async () => {
    const { folder, account, enrol } = await relaySite();
    await enrol('--key', 'key.pub');
    await writeFile(path.join(folder, 'secrets/master.key'), '\n');
    expect((await account('revoke', 'insurer-300', '--at', '2023-02-01')).status).toBe(0);
    expect((await account('activate', 'insurer-300')).status).toBe(4);
  });
});
