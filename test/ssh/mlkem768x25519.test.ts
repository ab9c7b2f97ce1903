import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerClient,
  type ClientKeys,
  clientInit,
  finishClient,
  generateClientKeys,
} from '../../src/ssh/mlkem768x25519.ts';
import { sshString } from '../support/ssh-keys.ts';
import vectors from './ml-kem-768-vectors.json' with { type: 'json' };
import recorded from './openssh-exchange.json' with { type: 'json' };

const encapsulationKeyLength = 1184;
const ciphertextLength = 1088;
/** FIPS 203 section 2.4: q. */
const modulus = 3329;

/** RFC 7748 section 6.1. */
const alice = {
  private: '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
  public: '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
};
const bob = { public: 'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f' };
const agreedByAliceAndBob = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';

/** All encodings of points whose product with any scalar is zero (Bernstein, Curve25519, "validate"). */
const weakPoints = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

const bytes = (hex: string) => Buffer.from(hex, 'hex');

function keysFrom(seed: string, scalar: string): ClientKeys {
  return {
    decapsulationKey: createPrivateKey({
      key: bytes(seed),
      format: 'raw-seed',
      asymmetricKeyType: 'ml-kem-768',
    }),
    scalar: createPrivateKey({ key: bytes(scalar), format: 'raw-private', asymmetricKeyType: 'x25519' }),
  };
}

function serverReplyTo(init: Uint8Array): { readonly serverReply: Buffer; readonly sharedSecret: Buffer } {
  const answer = answerClient(init);
  if ('refused' in answer) throw new TypeError(answer.refused);
  return answer;
}

/** K of the client, or `undefined` if it refuses. */
function secretOf(result: ReturnType<typeof finishClient>): string | undefined {
  return 'refused' in result ? undefined : result.sharedSecret.toString('hex');
}

describe('known answers', () => {
  it.each(vectors.decapsulation.tests)(
    'makes C_INIT and K of NIST ACVP test case $tcId, $reason, beside RFC 7748',
    ({ d, z, ek, c, k }) => {
      const keys = keysFrom(d + z, alice.private);
      expect(clientInit(keys).toString('hex')).toBe(ek + alice.public);
      const expected = createHash('sha256').update(bytes(k + agreedByAliceAndBob));
      expect(secretOf(finishClient(keys, bytes(c + bob.public)))).toBe(expected.digest('hex'));
    },
  );

  it.each(vectors.implicitRejection.tests)(
    'rejects in secret, by another K, as Wycheproof test case $tcId wants: $comment',
    ({ seed, c, k }) => {
      const expected = createHash('sha256').update(bytes(k + agreedByAliceAndBob));
      const keys = keysFrom(seed, alice.private);
      expect(secretOf(finishClient(keys, bytes(c + bob.public)))).toBe(expected.digest('hex'));
    },
  );

  it.each(vectors.encapsulationKeyCheck.tests)(
    'judges the encapsulation key of NIST ACVP test case $tcId: $reason',
    ({ ek, testPassed }) => {
      const answer = answerClient(bytes(ek + alice.public));
      expect('refused' in answer ? answer.refused : 'taken').toBe(
        testPassed ? 'taken' : 'no ML-KEM encapsulation key',
      );
    },
  );

  it('answers to the key of NIST ACVP test case 96 what that key opens', () => {
    const [test] = vectors.decapsulation.tests;
    const keys = keysFrom(`${test?.d}${test?.z}`, alice.private);
    const { serverReply, sharedSecret } = serverReplyTo(bytes(`${test?.ek}${alice.public}`));
    expect(secretOf(finishClient(keys, serverReply))).toBe(sharedSecret.toString('hex'));
  });

  it('hashes what OpenSSH hashed and signed', () => {
    const keys = keysFrom(recorded.decapsulationKeySeed, recorded.scalar);
    const secret = secretOf(finishClient(keys, bytes(recorded.serverReply)));
    const exchangeHash = createHash('sha256')
      .update(sshString(recorded.clientIdentification))
      .update(sshString(recorded.serverIdentification))
      .update(sshString(bytes(recorded.clientKexInit)))
      .update(sshString(bytes(recorded.serverKexInit)))
      .update(sshString(bytes(recorded.hostKey)))
      .update(sshString(clientInit(keys)))
      .update(sshString(bytes(recorded.serverReply)))
      .update(sshString(bytes(secret ?? '')))
      .digest();
    const hostKey = createPublicKey({
      key: bytes(recorded.hostKey).subarray(-32),
      format: 'raw-public',
      asymmetricKeyType: 'ed25519',
    });
    expect(verify(null, exchangeHash, hostKey, bytes(recorded.signature).subarray(-64))).toBe(true);
  });
});

describe('both sides', () => {
  it('agree on 32 bytes, other ones each time', () => {
    const secrets = Array.from({ length: 100 }, () => {
      const keys = generateClientKeys();
      const { serverReply, sharedSecret } = serverReplyTo(clientInit(keys));
      expect(sharedSecret).toHaveLength(32);
      expect(secretOf(finishClient(keys, serverReply))).toBe(sharedSecret.toString('hex'));
      return sharedSecret.toString('hex');
    });
    expect(new Set(secrets).size).toBe(100);
  });

  /** RFC 7748 section 5: the last bit of a point has no meaning; the exchange hash has it in all the same. */
  const hasMeaning = (length: number) => (bit: number) => bit !== length * 8 - 1;
  const flipped = (value: Buffer, bit: number) => {
    const copy = Buffer.from(value);
    copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return copy;
  };

  it('disagree or refuse when a bit of C_INIT is changed on the way', () => {
    const keys = generateClientKeys();
    const init = clientInit(keys);
    const bits = fc.nat(init.length * 8 - 1).filter(hasMeaning(init.length));
    fc.assert(
      fc.property(bits, (bit) => {
        const answer = answerClient(flipped(init, bit));
        if ('refused' in answer) return;
        expect(secretOf(finishClient(keys, answer.serverReply))).not.toBe(
          answer.sharedSecret.toString('hex'),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('disagree or refuse when a bit of S_REPLY is changed on the way', () => {
    const keys = generateClientKeys();
    const { serverReply, sharedSecret } = serverReplyTo(clientInit(keys));
    const bits = fc.nat(serverReply.length * 8 - 1).filter(hasMeaning(serverReply.length));
    fc.assert(
      fc.property(bits, (bit) => {
        expect(secretOf(finishClient(keys, flipped(serverReply, bit)))).not.toBe(
          sharedSecret.toString('hex'),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('refused', () => {
  const keys = generateClientKeys();
  const init = clientInit(keys);
  const { serverReply } = serverReplyTo(init);

  it('is every other length, on both sides', () => {
    const wrong = { refused: 'wrong length' };
    const sized = (value: Buffer, length: number) => Buffer.concat([value, value, value, value], length);
    fc.assert(
      fc.property(fc.nat(4096), (length) => {
        fc.pre(length !== init.length && length !== serverReply.length);
        expect(answerClient(sized(init, length))).toEqual(wrong);
        expect(finishClient(keys, sized(serverReply, length))).toEqual(wrong);
      }),
    );
    for (const extra of [-1, 1]) {
      expect(answerClient(sized(init, init.length + extra))).toEqual(wrong);
      expect(finishClient(keys, sized(serverReply, serverReply.length + extra))).toEqual(wrong);
    }
  });

  it('is a coefficient at or beyond the modulus, wherever it stands', () => {
    const coefficients = fc.record({ index: fc.nat(767), value: fc.integer({ min: modulus, max: 4095 }) });
    fc.assert(
      fc.property(coefficients, ({ index, value }) => {
        const refused = { refused: 'no ML-KEM encapsulation key' };
        expect(answerClient(withCoefficient(init, index, value))).toEqual(refused);
      }),
      { numRuns: 500 },
    );
    expect(answerClient(withCoefficient(init, 0, modulus - 1))).toHaveProperty('serverReply');
    expect(answerClient(withCoefficient(init, 767, modulus - 1))).toHaveProperty('serverReply');
  });

  it.each(weakPoints)('is the point %s, on both sides and with its meaningless bit set', (hex) => {
    for (const meaningless of [0, 0x80]) {
      const point = bytes(hex);
      point[31] = (point[31] ?? 0) | meaningless;
      const weak = { refused: 'weak X25519 point' };
      expect(answerClient(Buffer.concat([init.subarray(0, encapsulationKeyLength), point]))).toEqual(weak);
      const reply = Buffer.concat([serverReply.subarray(0, ciphertextLength), point]);
      expect(finishClient(keys, reply)).toEqual(weak);
    }
  });

  it('is a ciphertext that cannot be decapsulated at all', () => {
    const other = { ...keys, decapsulationKey: generateKeyPairSync('ml-kem-512').privateKey };
    expect(finishClient(other, serverReply)).toEqual({ refused: 'no ML-KEM ciphertext' });
  });
});

/** The same C_INIT with one coefficient of its ML-KEM key changed; two of 12 bits share three bytes. */
function withCoefficient(init: Buffer, index: number, value: number): Buffer {
  const changed = Buffer.from(init);
  const at = (index >> 1) * 3;
  const shift = (index & 1) * 12;
  const pair = changed.readUIntLE(at, 3);
  changed.writeUIntLE((pair & ~(0xfff << shift)) | (value << shift), at, 3);
  return changed;
}
