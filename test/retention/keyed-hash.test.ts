import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyedHash } from '../../src/retention/keyed-hash.ts';

const ascii = fc.string({ unit: 'binary-ascii', maxLength: 64 });

describe('the keyed hash', () => {
  it('is HMAC-SHA-256, cut to size, and writes nothing beside its place', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 64 }),
        fc.array(ascii, { minLength: 1 }),
        fc.integer({ min: 1, max: 32 }),
        (key, texts, size) => {
          const keyed = keyedHash(key);
          for (const text of texts) {
            const target = Buffer.alloc(40, 0xaa);
            keyed(text, target, 4, size);
            const expected = createHmac('sha256', key).update(text).digest().subarray(0, size);
            const around = (bytes: number) => Buffer.alloc(bytes, 0xaa);
            expect(target).toEqual(Buffer.concat([around(4), expected, around(36 - size)]));
          }
        },
      ),
    );
  });

  it.each([0, 1, 31, 32, 33, 63, 64])(
    'is HMAC-SHA-256 under a key of %i bytes, at the edges of its blocks',
    (length) => {
      const key = randomBytes(length);
      const keyed = keyedHash(key);
      // A long text before a short one, and the reverse: nothing of the one before is left.
      for (const size of [64, 0, 1, 63, 55, 56, 15, 16, 17, 64, 11]) {
        const text = 'x'.repeat(size);
        const target = Buffer.alloc(32);
        keyed(text, target, 0, 32);
        expect(target).toEqual(createHmac('sha256', key).update(text).digest());
      }
    },
  );

  it('refuses what is too long for it', () => {
    expect(() => keyedHash(new Uint8Array(65))).toThrow(RangeError);
    expect(() => keyedHash(new Uint8Array(32))('x'.repeat(65), Buffer.alloc(16), 0, 16)).toThrow(RangeError);
  });
});
