import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FidoVerdict,
  fidoSignatureAlgorithms,
  isAcceptableFidoKey,
  kindsProvenByFido,
  parseFidoKeyLine,
  verifyFidoSignature,
} from '../../src/login/fido-key.ts';
import { fingerprintOf, isAcceptable, verifySignature } from '../../src/login/ssh-key.ts';
import { type FidoTestKey, fidoEcdsaKey, fidoEd25519Key } from '../support/fido-keys.ts';
import { ecdsaKey, ed25519Key, sshString } from '../support/ssh-keys.ts';

const signed = Buffer.from('what the client signs');
const makers = [fidoEd25519Key, fidoEcdsaKey] as const;
const keys = makers.map((make) => make());
const flags = { none: 0, touched: 1, userVerified: 4, both: 5 } as const;

function verdictOf(key: FidoTestKey, given: number, counter = 7): FidoVerdict {
  return verifyFidoSignature(key, signed, key.sign(signed, given, counter));
}

describe.each(keys)('a FIDO key ($algorithm)', (key) => {
  it('proves possession when touched, and knowledge too when it verified its user', () => {
    const touched = verdictOf(key, flags.touched);
    expect(touched).toEqual({ verified: true, touched: true, userVerified: false, counter: 7 });
    expect(kindsProvenByFido(touched)).toEqual(['possession']);

    const both = verdictOf(key, flags.both, 0xffff_ffff);
    expect(both).toEqual({ verified: true, touched: true, userVerified: true, counter: 0xffff_ffff });
    expect(kindsProvenByFido(both)).toEqual(['possession', 'knowledge']);
  });

  it('proves nothing by a signature without touch, whatever it says of its user [threats 20]', () => {
    for (const untouched of [flags.none, flags.userVerified]) {
      const verdict = verdictOf(key, untouched);
      expect(verdict).toMatchObject({ verified: true, touched: false });
      expect(kindsProvenByFido(verdict)).toEqual([]);
    }
  });

  it('proves no knowledge by a touch alone [threats 20]', () => {
    for (let other = 0; other < 0x100; other += 1) {
      const kinds = kindsProvenByFido(verdictOf(key, other));
      expect(kinds.includes('possession')).toBe((other & flags.touched) !== 0);
      expect(kinds.includes('knowledge')).toBe((other & flags.both) === flags.both);
    }
  });

  it('is refused when flags or counter were altered after signing [threats 20]', () => {
    const signature = key.sign(signed, flags.none, 7);
    const raise = Buffer.from(signature);
    raise[raise.length - 5] = flags.both;
    const recount = Buffer.from(signature);
    recount[recount.length - 1] = 8;
    for (const altered of [raise, recount]) {
      const verdict = verifyFidoSignature(key, signed, altered);
      expect(verdict).toEqual({ verified: false, reason: 'wrong-signature' });
      expect(kindsProvenByFido(verdict)).toEqual([]);
    }
  });

  it('is refused for other data, another key and another algorithm', () => {
    const signature = key.sign(signed, flags.both, 7);
    const wrong = { verified: false, reason: 'wrong-signature' };
    expect(verifyFidoSignature(key, Buffer.from('something else'), signature)).toEqual(wrong);
    const sameSort = makers.map((make) => make()).filter(({ algorithm }) => algorithm === key.algorithm);
    for (const other of sameSort) expect(verifyFidoSignature(other, signed, signature)).toEqual(wrong);
    for (const other of keys.filter(({ algorithm }) => algorithm !== key.algorithm)) {
      expect(verifyFidoSignature(other, signed, signature).verified).toBe(false);
      const named = { algorithm: other.algorithm, blob: key.blob };
      expect(isAcceptableFidoKey(named)).toBe(false);
      expect(verifyFidoSignature(named, signed, signature)).toEqual({
        verified: false,
        reason: 'other-algorithm',
      });
    }
  });

  it('is refused when made for another application than SSH', () => {
    const make = keys.indexOf(key) === 0 ? fidoEd25519Key : fidoEcdsaKey;
    for (const application of ['', 'ssh', 'SSH:', 'xssh:', 'https://example.org']) {
      const foreign = make(application);
      expect(isAcceptableFidoKey(foreign)).toBe(false);
      expect(verdictOf(foreign, flags.both)).toEqual({ verified: false, reason: 'foreign-application' });
      expect(parseFidoKeyLine(foreign.publicLine)).toEqual({ problem: 'foreign-application' });
    }
    expect(verdictOf(make('ssh:passerelle'), flags.both).verified).toBe(true);
  });

  it('is refused, never crashed upon, wherever signature or key is cut or continued', () => {
    const signature = key.sign(signed, flags.both, 7);
    for (let length = 0; length < signature.length; length += 1) {
      expect(verifyFidoSignature(key, signed, signature.subarray(0, length)).verified).toBe(false);
    }
    for (let length = 0; length < key.blob.length; length += 1) {
      const cut = { algorithm: key.algorithm, blob: key.blob.subarray(0, length) };
      expect(verifyFidoSignature(cut, signed, signature)).toEqual({
        verified: false,
        reason: 'malformed-key',
      });
    }
    fc.assert(
      fc.property(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 40 }), (at, bytes) => {
        for (const whole of [signature, key.blob]) {
          const mutated = Buffer.from(whole);
          mutated.set(bytes.subarray(0, whole.length), at % (whole.length - bytes.length + 1));
          if (mutated.equals(whole)) continue;
          const offered = whole === key.blob ? { algorithm: key.algorithm, blob: mutated } : key;
          const proof = whole === signature ? mutated : signature;
          expect(verifyFidoSignature(offered, signed, proof).verified).toBe(false);
        }
        const longer = { algorithm: key.algorithm, blob: Buffer.concat([key.blob, bytes]) };
        expect(isAcceptableFidoKey(longer)).toBe(false);
        expect(verifyFidoSignature(key, signed, Buffer.concat([bytes, signature])).verified).toBe(false);
      }),
    );
  });

  it('is enrolled from its line', () => {
    const blob = key.blob.toString('base64');
    const enrolled = { algorithm: key.algorithm, blob, fingerprint: fingerprintOf(key.blob) };
    expect(parseFidoKeyLine(`${key.publicLine}\n`)).toEqual({ key: enrolled });
    expect(isAcceptableFidoKey(key)).toBe(true);
  });

  it('is never taken for a plain key, nor a plain key for it', () => {
    expect(isAcceptable(key)).toBe(false);
    expect(verifySignature(key, signed, key.sign(signed, flags.both, 7))).toBe(false);
    for (const plain of [ed25519Key(), ecdsaKey('nistp256')]) {
      expect(isAcceptableFidoKey(plain)).toBe(false);
      expect(isAcceptableFidoKey({ algorithm: key.algorithm, blob: plain.blob })).toBe(false);
    }
  });
});

describe('the algorithms of FIDO keys', () => {
  it('are named as clients must know them', () => {
    expect(fidoSignatureAlgorithms).toEqual(keys.map(({ algorithm }) => algorithm));
  });
});

describe('a FIDO key of ECDSA', () => {
  it('must be an uncompressed point on P-256', () => {
    const blobOf = (curve: string, point: Uint8Array) =>
      Buffer.concat(
        ['sk-ecdsa-sha2-nistp256@openssh.com', curve, point, 'ssh:'].map((field) => sshString(field)),
      );
    const off = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)]);
    const compressed = Buffer.concat([Buffer.of(2), Buffer.alloc(32, 1)]);
    for (const blob of [blobOf('nistp256', off), blobOf('nistp256', compressed), blobOf('nistp384', off)]) {
      const offered = { algorithm: 'sk-ecdsa-sha2-nistp256@openssh.com', blob };
      expect(isAcceptableFidoKey(offered)).toBe(false);
      expect(verifyFidoSignature(offered, signed, Buffer.alloc(80))).toEqual({
        verified: false,
        reason: 'malformed-key',
      });
    }
  });
});

describe('the line of a FIDO key', () => {
  it('is refused with the reason', () => {
    const { publicLine } = fidoEd25519Key();
    const [algorithm = '', base64 = ''] = publicLine.split(' ');
    const refused = [
      ['', 'not-a-public-key'],
      [`${publicLine}\n${publicLine}`, 'not-a-public-key'],
      [ed25519Key().publicLine, 'algorithm-not-allowed'],
      [`webauthn-${publicLine}`, 'algorithm-not-allowed'],
      [`${algorithm} ${base64.slice(0, -8)}`, 'weak-or-malformed'],
      [`sk-ecdsa-sha2-nistp256@openssh.com ${base64}`, 'weak-or-malformed'],
      [ed25519Key().privateText, 'private-key'],
    ] as const;
    for (const [line, problem] of refused) expect(parseFidoKeyLine(line)).toEqual({ problem });
  });
});
