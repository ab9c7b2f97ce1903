import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isOpensshCertificate,
  type OpensshCertificateTerms,
  verifyOpensshCertificate,
} from '../../src/login/openssh-certificate.ts';
import { fingerprintOf, isAcceptable } from '../../src/login/ssh-key.ts';
import {
  type CertificateDraft,
  certificateBy,
  namedSignature,
  signatureNames,
} from '../support/openssh-certificates.ts';
import { describeWithProgram } from '../support/programs.ts';
import { ecdsaKey, ed25519Key, rsaKey, sshString, type TestKey } from '../support/ssh-keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const suffix = '-cert-v01@openssh.com';
const data = Buffer.from('what the client signs');
const authority = ed25519Key();
const holder = ed25519Key();
const rsa3072 = rsaKey(3072);

const noon = Temporal.Instant.from('2022-03-15T12:00:00Z');
const terms: OpensshCertificateTerms = {
  authorities: [ecdsaKey('nistp256').blob, authority.blob],
  revoked: new Set(),
  principal: 'oa-100',
  at: noon,
  address: '192.0.2.7',
};

/** What a client sends: the name of the certificate, its blob, and the signature with its name. */
function presented(blob: Uint8Array, key: TestKey = holder, name = signatureNames(key)[0] ?? '') {
  return { offered: { algorithm: `${name}${suffix}`, blob }, signature: namedSignature(key, name, data) };
}

function verdictOf(blob: Uint8Array, changed: Partial<OpensshCertificateTerms> = {}, key: TestKey = holder) {
  const { offered, signature } = presented(blob, key);
  return verifyOpensshCertificate(offered, data, signature, { ...terms, ...changed });
}

const certificate = (draft: CertificateDraft = {}) => certificateBy(authority, holder, draft);
const refused = (reason: string) => ({ accepted: false, reason });

describe('an OpenSSH user certificate', () => {
  it('proves possession of its key to who trusts its authority', () => {
    const blob = certificate();
    expect(isOpensshCertificate(presented(blob).offered)).toBe(true);
    expect(isOpensshCertificate(holder)).toBe(false);
    expect(verdictOf(blob)).toEqual({
      accepted: true,
      fingerprint: fingerprintOf(holder.blob),
      authority: fingerprintOf(authority.blob),
      serial: 1n,
      validUntil: null,
    });
  });

  it('of an authority that is not trusted is refused [threats 19]', () => {
    const [other = Buffer.alloc(0)] = terms.authorities;
    expect(verdictOf(certificate(), { authorities: [] })).toEqual(refused('unknown-authority'));
    expect(verdictOf(certificate(), { authorities: [other] })).toEqual(refused('unknown-authority'));
  });

  it('that names a trusted authority without its signature is refused [threats 19]', () => {
    const blob = certificate();
    for (let at = 0; at < blob.length; at += 1) {
      const altered = Buffer.from(blob);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(verdictOf(altered).accepted).toBe(false);
    }
    const forged = Buffer.from(blob);
    forged.writeUInt8(forged.readUInt8(blob.length - 1) ^ 1, blob.length - 1);
    expect(verdictOf(forged)).toEqual(refused('wrong-authority-signature'));
  });

  it('speaks for nobody else than its principals, and without any for nobody [threats 19]', () => {
    const two = certificate({ principals: ['oa-200', 'oa-100'] });
    expect(verdictOf(two).accepted).toBe(true);
    for (const principals of [[], [''], ['oa-10'], ['oa-1000'], ['OA-100'], ['*'], ['oa-100\0']]) {
      expect(verdictOf(certificate({ principals }))).toEqual(refused('other-principal'));
    }
  });

  it('opens from its first second until just before its last [threats 19]', () => {
    const second = BigInt(noon.epochMilliseconds / 1000);
    const blob = certificate({ validAfter: second, validBefore: second + 60n });
    const at = (seconds: number) => verdictOf(blob, { at: noon.add({ milliseconds: seconds * 1000 }) });
    expect(at(-0.001)).toEqual(refused('not-yet-valid'));
    expect(at(0)).toMatchObject({ accepted: true, validUntil: noon.add({ seconds: 60 }) });
    expect(at(59.999).accepted).toBe(true);
    expect(at(60)).toEqual(refused('expired'));
  });

  it('is refused once its key or its authority is revoked [threats 18] [threats 19]', () => {
    for (const { blob } of [holder, authority]) {
      const revoked = new Set([fingerprintOf(blob)]);
      expect(verdictOf(certificate(), { revoked })).toEqual(refused('revoked'));
    }
  });

  it('for hosts opens nothing', () => {
    for (const type of [0, 2, 3]) expect(verdictOf(certificate({ type }))).toEqual(refused('not-for-users'));
  });

  it('is obeyed in where it may come from', () => {
    const from = (text: string) => certificate({ options: [['source-address', sshString(text)]] });
    expect(verdictOf(from('198.51.100.1,192.0.2.0/24')).accepted).toBe(true);
    expect(verdictOf(from('192.0.2.0/24'), { address: '::ffff:192.0.2.9' }).accepted).toBe(true);
    expect(verdictOf(from('2001:db8::/32'), { address: '2001:db8::1' }).accepted).toBe(true);
    for (const elsewhere of ['192.0.2.8', '198.51.100.0/24', '::/0']) {
      expect(verdictOf(from(elsewhere))).toEqual(refused('other-address'));
    }
    for (const text of ['', 'anywhere', '192.0.2.0/33', '192.0.2.7,']) {
      expect(verdictOf(from(text))).toEqual(refused('malformed'));
    }
    const two = Buffer.concat([sshString('192.0.2.7'), sshString('198.51.100.1')]);
    expect(verdictOf(certificate({ options: [['source-address', two]] }))).toEqual(refused('malformed'));
    const bare = certificate({ options: [['source-address', Buffer.from('192.0.2.7')]] });
    expect(verdictOf(bare)).toEqual(refused('malformed'));
  });

  it('with a condition that is unknown or cannot be met is refused', () => {
    const none = Buffer.alloc(0);
    const withOption = (name: string, value: Uint8Array) => certificate({ options: [[name, value]] });
    expect(verdictOf(withOption('verify-required', none))).toEqual(refused('verification-required'));
    const unknown = ['force-command', 'source-addresses', 'toString', 'no-touch-required'];
    for (const name of unknown) {
      expect(verdictOf(withOption(name, sshString('x')))).toEqual(refused('unknown-critical-option'));
    }
    // What is met does not hide what is not.
    const both = certificate({
      options: [
        ['source-address', sshString('192.0.2.7')],
        ['unknown', none],
      ],
    });
    expect(verdictOf(both)).toEqual(refused('unknown-critical-option'));
  });

  it('may permit what does not exist here', () => {
    const extensions = [
      ['permit-pty', Buffer.alloc(0)],
      ['unknown@example.org', sshString('x')],
    ] as const;
    expect(verdictOf(certificate({ extensions })).accepted).toBe(true);
  });

  it('in another form than its own is refused', () => {
    const value = sshString('192.0.2.7');
    const malformed = [
      certificate({ tail: Buffer.of(0) }),
      certificate({ algorithm: 'ssh-dss' }),
      certificate({ algorithm: 'toString' }),
      certificate({ key: [] }),
      certificate({ options: [['', value]] }),
      certificate({ options: Array.from({ length: 2 }, () => ['source-address', value] as const) }),
      certificate({
        options: [
          ['verify-required', value],
          ['source-address', value],
        ],
      }),
      holder.blob,
      Buffer.alloc(0),
    ];
    for (const blob of malformed) expect(verdictOf(blob)).toEqual(refused('malformed'));
    const whole = certificate();
    for (let length = 0; length < whole.length; length += 1) {
      expect(verdictOf(whole.subarray(0, length))).toEqual(refused('malformed'));
    }
  });

  it('is never taken for the plain key that it certifies', () => {
    const { offered } = presented(certificate());
    for (const algorithm of ['ssh-ed25519', offered.algorithm]) {
      expect(isAcceptable({ algorithm, blob: offered.blob })).toBe(false);
    }
  });

  it('needs the signature of its own key, over what was to be signed', () => {
    const blob = certificate();
    const { offered, signature } = presented(blob);
    const wrong = refused('wrong-signature');
    expect(verdictOf(blob, {}, ed25519Key())).toEqual(wrong);
    expect(verdictOf(blob, {}, ecdsaKey('nistp256'))).toEqual(wrong);
    expect(verifyOpensshCertificate(offered, Buffer.from('else'), signature, terms)).toEqual(wrong);
    const plainName = { algorithm: 'ssh-ed25519', blob };
    expect(verifyOpensshCertificate(plainName, data, signature, terms)).toEqual(wrong);
    fc.assert(
      fc.property(fc.nat(), fc.uint8Array({ maxLength: 30 }), (cut, tail) => {
        const mutated = Buffer.concat([signature.subarray(0, cut % (signature.length + 1)), tail]);
        if (mutated.equals(signature)) return;
        expect(verifyOpensshCertificate(offered, data, mutated, terms)).toEqual(wrong);
      }),
    );
  });
});

describeWithProgram('ssh-keygen', 'a certificate made by ssh-keygen', () => {
  /** Certifies `key` by `by`, with the options of ssh-keygen given. */
  async function certify(by: TestKey, key: TestKey, ...options: readonly string[]): Promise<Buffer> {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'ca'), by.privateText, { mode: 0o600 });
    await writeFile(path.join(folder, 'key.pub'), `${key.publicLine}\n`);
    const all = ['-q', '-s', 'ca', '-I', 'identifier', '-z', '42', ...options, 'key.pub'];
    execFileSync('ssh-keygen', all, { cwd: folder, env: { ...process.env, TZ: 'UTC' }, stdio: 'pipe' });
    const [, base64 = ''] = (await readFile(path.join(folder, 'key-cert.pub'), 'utf8')).split(' ');
    return Buffer.from(base64, 'base64');
  }
  const forHolder = ['-n', 'oa-100'];

  const keys = [holder, ecdsaKey('nistp256'), ecdsaKey('nistp384'), ecdsaKey('nistp521'), rsa3072];
  it.each(keys)('is accepted for each algorithm of key ($algorithm)', async (key) => {
    const blob = await certify(authority, key, ...forHolder, '-V', '20220101000000:20220401000000');
    for (const name of signatureNames(key)) {
      const { offered, signature } = presented(blob, key, name);
      expect(verifyOpensshCertificate(offered, data, signature, terms)).toEqual({
        accepted: true,
        fingerprint: fingerprintOf(key.blob),
        authority: fingerprintOf(authority.blob),
        serial: 42n,
        validUntil: Temporal.Instant.from('2022-04-01T00:00:00Z'),
      });
    }
    expect(verdictOf(blob, { at: Temporal.Instant.from('2022-04-01T00:00:00Z') }, key)).toEqual(
      refused('expired'),
    );
    expect(verdictOf(blob, { at: Temporal.Instant.from('2021-12-31T23:59:59Z') }, key)).toEqual(
      refused('not-yet-valid'),
    );
  });

  it.each(keys)('is accepted from each algorithm of authority ($algorithm)', async (key) => {
    const variants =
      key.algorithm === 'ssh-rsa'
        ? [
            ['-t', 'rsa-sha2-256'],
            ['-t', 'rsa-sha2-512'],
          ]
        : [[]];
    for (const variant of variants) {
      const blob = await certify(key, holder, ...forHolder, ...variant);
      expect(verdictOf(blob, { authorities: [key.blob] }).accepted).toBe(true);
      expect(verdictOf(blob)).toEqual(refused('unknown-authority'));
    }
  });

  it('signed with SHA-1, by its authority or its key, is refused [threats 25]', async () => {
    const sha1 = await certify(rsa3072, holder, ...forHolder, '-t', 'ssh-rsa');
    expect(verdictOf(sha1, { authorities: [rsa3072.blob] })).toEqual(refused('wrong-authority-signature'));

    const blob = await certify(authority, rsa3072, ...forHolder);
    const { offered, signature } = presented(blob, rsa3072, 'ssh-rsa');
    expect(verifyOpensshCertificate(offered, data, signature, terms)).toEqual(refused('wrong-signature'));
    // Nor under the name of a sound one.
    for (const name of signatureNames(rsa3072)) {
      const renamed = { ...offered, algorithm: `${name}${suffix}` };
      expect(verifyOpensshCertificate(renamed, data, signature, terms)).toEqual(refused('wrong-signature'));
    }
  });

  it('of a weak key, or by one, is refused', async () => {
    const weak = rsaKey(2048);
    expect(verdictOf(await certify(authority, weak, ...forHolder), {}, weak)).toEqual(refused('weak-key'));
    const byWeak = await certify(weak, holder, ...forHolder);
    expect(verdictOf(byWeak, { authorities: [weak.blob] })).toEqual(refused('wrong-authority-signature'));
  });

  it('is judged by its options as ssh-keygen writes them', async () => {
    const withOption = (option: string) => certify(authority, holder, ...forHolder, '-O', option);
    const here = await withOption('source-address=192.0.2.0/24,2001:db8::/32');
    expect(verdictOf(here).accepted).toBe(true);
    expect(verdictOf(here, { address: '203.0.113.1' })).toEqual(refused('other-address'));
    const forced = await withOption('force-command=internal-sftp');
    expect(verdictOf(forced)).toEqual(refused('unknown-critical-option'));
    const custom = await withOption('critical:limit@example.org=1');
    expect(verdictOf(custom)).toEqual(refused('unknown-critical-option'));
    expect(verdictOf(await withOption('verify-required'))).toEqual(refused('verification-required'));
    expect(verdictOf(await withOption('extension:note@example.org=1')).accepted).toBe(true);
    expect(verdictOf(await withOption('clear')).accepted).toBe(true);
    expect(verdictOf(await certify(authority, holder, ...forHolder, '-h'))).toEqual(refused('not-for-users'));
    expect(verdictOf(await certify(authority, holder))).toEqual(refused('other-principal'));
  });
});
