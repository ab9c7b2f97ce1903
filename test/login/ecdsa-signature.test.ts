import { verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ecdsaSignatureToDer } from '../../src/login/ecdsa-signature.ts';
import { ecdsaSshSignature } from '../support/fido-keys.ts';
import { ecdsaKey, sshMpint, sshString } from '../support/ssh-keys.ts';

const data = Buffer.from('what the client signs');

describe('an ECDSA signature', () => {
  it.each([
    ['nistp256', 'sha256', 32],
    ['nistp384', 'sha384', 48],
    ['nistp521', 'sha512', 66],
  ] as const)('of SSH is one that node:crypto verifies (%s)', (curve, hash, bytes) => {
    const { privateKey, blob } = ecdsaKey(curve);
    expect(blob.length).toBeGreaterThan(bytes);
    // Often enough for numbers with leading zeros, and with a sign byte.
    for (let count = 0; count < 50; count += 1) {
      const der = ecdsaSignatureToDer(ecdsaSshSignature(data, privateKey, hash, bytes));
      expect(der && verify(hash, data, privateKey, der)).toBe(true);
    }
  });

  it('is none in any other form', () => {
    const one = sshMpint(Buffer.of(1));
    const refused = [
      Buffer.alloc(0),
      one,
      Buffer.concat([one, one, one]),
      Buffer.concat([one, sshString(Buffer.alloc(0))]),
      Buffer.concat([one, sshString(Buffer.of(0, 1))]),
      Buffer.concat([one, sshString(Buffer.of(0x80))]),
      Buffer.concat([one, sshMpint(Buffer.alloc(73, 1))]),
      Buffer.concat([one, one]).subarray(0, -1),
    ];
    for (const blob of refused) expect(ecdsaSignatureToDer(blob)).toBeUndefined();
    expect(ecdsaSignatureToDer(Buffer.concat([one, one]))?.toString('hex')).toBe('3006020101020101');
  });
});
