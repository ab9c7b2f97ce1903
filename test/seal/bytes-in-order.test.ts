import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inOrder } from '../../src/seal/bytes-in-order.ts';
import { streamOf } from '../support/sealing.ts';

it('gives the same bytes however they come and however they are asked for', async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 10 });
  await fc.assert(
    fc.asyncProperty(pieces, fc.nat(50), fc.nat(50), async (parts, first, second) => {
      const all = Buffer.concat(parts);
      const bytes = inOrder(streamOf(...parts));
      const count = Math.min(first, all.length);
      expect(Buffer.from(await bytes.peek(first)).equals(all.subarray(0, first))).toBe(true);
      expect(Buffer.from(await bytes.take(count)).equals(all.subarray(0, count))).toBe(true);
      const some = (await bytes.next(second + 1)) ?? new Uint8Array();
      expect(some.length).toBeLessThanOrEqual(second + 1);
      const rest = await Array.fromAsync(bytes.rest());
      expect(Buffer.concat([some, ...rest]).equals(all.subarray(count))).toBe(true);
      expect(await bytes.next(1)).toBeUndefined();
      await expect(bytes.take(1)).rejects.toThrow();
    }),
  );
});

it('lets go of where they come from when nobody reads on', async () => {
  let released = false;
  const endless = async function* () {
    try {
      for (;;) yield new Uint8Array(10);
    } finally {
      released = true;
    }
  };
  const bytes = inOrder(endless());
  await bytes.take(15);
  expect(released).toBe(false);
  for await (const piece of bytes.rest()) {
    expect(piece).toHaveLength(5);
    break;
  }
  expect(released).toBe(true);
});
