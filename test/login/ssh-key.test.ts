import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fingerprintOf,
  isAcceptable,
  parsePublicKeyLine,
  signatureAlgorithms,
  verifySignature,
} from '../../src/login/ssh-key.ts';
import { ecdsaKey, ed25519Key, rsaKey, signWith, sshMpint, sshString } from '../support/ssh-keys.ts';

const signed = Buffer.from('what the client signs');
const rsa3072 = rsaKey(3072);
const allowed = [
  [ed25519Key(), 'ssh-ed25519', null],
  [ecdsaKey('nistp256'), 'ecdsa-sha2-nistp256', 'sha256'],
  [ecdsaKey('nistp384'), 'ecdsa-sha2-nistp384', 'sha384'],
  [ecdsaKey('nistp521'), 'ecdsa-sha2-nistp521', 'sha512'],
  [rsa3072, 'rsa-sha2-256', 'sha256'],
  [rsa3072, 'rsa-sha2-512', 'sha512'],
] as const;

describe('an SSH key', () => {
  it.each(allowed)(
    'of an allowed algorithm proves possession by its signature (%#: %s)',
    (key, algorithm, hash) => {
      const offered = { algorithm, blob: key.blob };
      const signature = signWith(key, hash, signed);
      expect(isAcceptable(offered)).toBe(true);
      expect(verifySignature(offered, signed, signature)).toBe(true);

      expect(verifySignature(offered, Buffer.from('something else'), signature)).toBe(false);
      expect(verifySignature({ ...offered, blob: ed25519Key().blob }, signed, signature)).toBe(false);
      for (const broken of [Buffer.alloc(0), signature.subarray(1), Buffer.alloc(signature.length)]) {
        expect(verifySignature(offered, signed, broken)).toBe(false);
      }
    },
  );

  it('is never taken under the name of another algorithm, nor with SHA-1', () => {
    for (const [key, own] of allowed) {
      for (const algorithm of [...signatureAlgorithms, 'ssh-rsa', 'ssh-dss', 'toString']) {
        const belongs =
          algorithm === own || (key.algorithm === 'ssh-rsa' && algorithm.startsWith('rsa-sha2-'));
        expect(isAcceptable({ algorithm, blob: key.blob })).toBe(belongs);
      }
    }
    const sha1 = signWith(rsa3072, 'sha1', signed);
    for (const algorithm of ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512']) {
      expect(verifySignature({ algorithm, blob: rsa3072.blob }, signed, sha1)).toBe(false);
    }
    expect(signatureAlgorithms).not.toContain('ssh-rsa');
  });

  it('of RSA must have 3072 bits, and not so many that it keeps the processor busy', () => {
    const e = sshMpint(Buffer.of(1, 0, 1));
    const offered = (exponent: Buffer, modulus: Buffer) => ({
      algorithm: 'rsa-sha2-512',
      blob: Buffer.concat([sshString('ssh-rsa'), exponent, sshMpint(modulus)]),
    });
    const modulus = (bits: number) => {
      const bytes = Buffer.alloc(Math.ceil(bits / 8), 0xff);
      bytes[0] = 0xff >> (bytes.length * 8 - bits);
      return bytes;
    };
    expect(isAcceptable(offered(e, modulus(3071)))).toBe(false);
    expect(isAcceptable(offered(e, modulus(3072)))).toBe(true);
    expect(isAcceptable(offered(e, modulus(8192)))).toBe(true);
    expect(isAcceptable(offered(e, modulus(8193)))).toBe(false);
    expect(isAcceptable(offered(sshMpint(Buffer.of(1)), modulus(3072)))).toBe(false);
    expect(isAcceptable(offered(sshMpint(Buffer.alloc(8, 0x7f)), modulus(3072)))).toBe(false);
    expect(isAcceptable({ algorithm: 'rsa-sha2-512', blob: rsaKey(2048).blob })).toBe(false);
  });

  it('must be a point on its curve', () => {
    const offCurve = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]);
    const blob = Buffer.concat([
      sshString('ecdsa-sha2-nistp256'),
      sshString('nistp256'),
      sshString(offCurve),
    ]);
    expect(isAcceptable({ algorithm: 'ecdsa-sha2-nistp256', blob })).toBe(false);
  });

  it('is refused, never crashed upon, whatever bytes come', () => {
    const start = fc.constantFrom(...allowed.map(([key]) => key.blob), Buffer.alloc(0));
    fc.assert(
      fc.property(start, fc.nat(), fc.uint8Array({ maxLength: 40 }), (blob, cut, tail) => {
        const mutated = Buffer.concat([blob.subarray(0, cut % (blob.length + 1)), tail]);
        if (mutated.equals(blob)) return;
        for (const algorithm of signatureAlgorithms) {
          expect(verifySignature({ algorithm, blob: mutated }, signed, tail)).toBe(false);
        }
      }),
    );
  });
});

describe('a public key line', () => {
  it('is read with its comment, and named by its fingerprint', () => {
    const { publicLine, blob } = ed25519Key();
    const { key } = parsePublicKeyLine(`${publicLine}\n`);
    const hash = createHash('sha256').update(blob).digest('base64').slice(0, 43);
    expect(key).toEqual({
      algorithm: 'ssh-ed25519',
      blob: blob.toString('base64'),
      fingerprint: `SHA256:${hash}`,
    });
    expect(fingerprintOf(blob)).toBe(key?.fingerprint);
  });

  it('is refused with the reason', () => {
    const ed25519 = ed25519Key();
    const [, base64 = ''] = ed25519.publicLine.split(' ');
    const refused = [
      ['', 'not-a-public-key'],
      ['hello', 'not-a-public-key'],
      [`from="10.0.0.0/8" ${ed25519.publicLine}`, 'not-a-public-key'],
      [`${ed25519.publicLine}\n${ed25519.publicLine}`, 'not-a-public-key'],
      [ed25519.privateText, 'private-key'],
      [`ssh-dss ${base64}`, 'algorithm-not-allowed'],
      [`ssh-rsa ${base64}`, 'weak-or-malformed'],
      [`ssh-ed25519 ${base64.slice(0, -8)}`, 'weak-or-malformed'],
      [rsaKey(2048).publicLine, 'weak-or-malformed'],
    ] as const;
    for (const [line, problem] of refused) expect(parsePublicKeyLine(line)).toEqual({ problem });
  });
});
