import { createCipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BlockCipher, openFeedback } from '../../src/seal/cipher-feedback.ts';

test.each<[BlockCipher, string, number]>([
  ['aes-128-ecb', 'aes-128-cfb', 16],
  ['aes-192-ecb', 'aes-192-cfb', 24],
  ['aes-256-ecb', 'aes-256-cfb', 32],
])('%s opens what OpenSSL made in %s, in whatever pieces it comes', (block, feedback, keyBytes) => {
  const key = fc.uint8Array({ minLength: keyBytes, maxLength: keyBytes });
  const pieces = fc.array(fc.uint8Array({ maxLength: 70 }), { maxLength: 12 });
  fc.assert(
    fc.property(key, pieces, (bytes, parts) => {
      const cipher = createCipheriv(feedback, bytes, new Uint8Array(16));
      const open = openFeedback(block, bytes);
      // Pieces that begin anywhere in memory, and are left as they were.
      const sealed = Buffer.concat([Uint8Array.of(0), ...parts.map((part) => cipher.update(part))]);
      const before = Uint8Array.from(sealed);
      let end = 1;
      const opened = parts.map(({ length }) => {
        end += length;
        return open(sealed.subarray(end - length, end));
      });
      expect(Buffer.concat(opened)).toEqual(Buffer.concat(parts));
      expect(Uint8Array.from(sealed)).toEqual(before);
    }),
  );
});

const edges = [0, 1, 15, 16, 17, 31, 32, 33];

test.each([...edges, 4095, 4096, 4097, 131_071, 131_072, 131_073])(
  'opens %i bytes, whole and cut in two at the edges of blocks',
  (length) => {
    const key = randomBytes(32);
    const plain = randomBytes(length);
    const sealed = createCipheriv('aes-256-cfb', key, new Uint8Array(16)).update(plain);
    for (const cut of [...edges, length - 1, length]) {
      if (cut < 0 || cut > length) continue;
      const open = openFeedback('aes-256-ecb', key);
      const opened = [open(sealed.subarray(0, cut)), open(sealed.subarray(cut))];
      expect(Buffer.concat(opened).equals(plain)).toBe(true);
    }
  },
);
