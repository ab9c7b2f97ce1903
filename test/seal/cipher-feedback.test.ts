import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BlockCipher,
  type Feedback,
  openFeedback,
  sealFeedback,
} from '../../src/seal/cipher-feedback.ts';

describe.each<[BlockCipher, number]>([
  ['aes-128', 16],
  ['aes-192', 24],
  ['aes-256', 32],
])('%s in cipher feedback mode, in whatever pieces it comes', (algorithm, keyBytes) => {
  const key = fc.uint8Array({ minLength: keyBytes, maxLength: keyBytes });
  const pieces = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 12 });
  const openSsl = (bytes: Uint8Array) => createCipheriv(`${algorithm}-cfb`, bytes, new Uint8Array(16));

  test('opens what OpenSSL made', () => {
    fc.assert(
      fc.property(key, pieces, (bytes, parts) => {
        const cipher = openSsl(bytes);
        expectSame(
          parts.map((part) => cipher.update(part)),
          openFeedback(algorithm, bytes),
          parts,
        );
      }),
    );
  });

  test('makes what OpenSSL makes', () => {
    fc.assert(
      fc.property(key, pieces, (bytes, parts) => {
        const cipher = openSsl(bytes);
        expectSame(
          parts,
          sealFeedback(algorithm, bytes),
          parts.map((part) => cipher.update(part)),
        );
      }),
    );
  });
});

const edges = [0, 1, 15, 16, 17, 31, 32, 33];

test.each([...edges, 4095, 4096, 4097, 131_071, 131_072, 131_073])(
  'seals and opens %i bytes, whole and cut in two at the edges of blocks',
  (length) => {
    const key = randomBytes(32);
    const plain = randomBytes(length);
    const sealed = createCipheriv('aes-256-cfb', key, new Uint8Array(16)).update(plain);
    for (const cut of [...edges, length - 1, length]) {
      if (cut < 0 || cut > length) continue;
      const inTwo = (bytes: Buffer) => [bytes.subarray(0, cut), bytes.subarray(cut)];
      expectSame(inTwo(sealed), openFeedback('aes-256', key), [plain]);
      expectSame(inTwo(plain), sealFeedback('aes-256', key), [sealed]);
    }
  },
);

/** `change` makes `made` of `given`, in pieces that begin anywhere in memory and are left as they were. */
function expectSame(given: readonly Uint8Array[], change: Feedback, made: readonly Uint8Array[]): void {
  const all = Buffer.concat([Uint8Array.of(0), ...given]);
  const before = Uint8Array.from(all);
  let end = 1;
  const changed = given.flatMap(({ length }) => {
    end += length;
    return change(all.subarray(end - length, end));
  });
  expect(Buffer.concat(changed).equals(Buffer.concat(made))).toBe(true);
  expect(all.equals(before)).toBe(true);
}
