/** A receipt in the making: what it takes, and what it gives in the end. */

import { expect, test } from 'vitest';
import { createDraft } from '../../../src/gateway/sftp/draft.ts';

const bytes = (length: number, byte = 7) => new Uint8Array(length).fill(byte);

test('takes bytes in any order, up to its greatest size', () => {
  const draft = createDraft(100);
  expect(draft.write(60n, bytes(40, 2))).toBe(true);
  expect(draft.size()).toBe(100);
  expect(draft.finish()).toBe('incomplete');
  expect(draft.write(0n, bytes(60, 1))).toBe(true);
  expect(draft.finish()).toEqual(new Uint8Array([...bytes(60, 1), ...bytes(40, 2)]));
});

test.each([
  ['one byte too many', 0n, 101],
  ['a byte behind the end', 100n, 1],
  ['a place that no file has', 2n ** 63n, 1],
])('refuses %s, takes no memory for it, and is whole no more', (_says, offset, length) => {
  const draft = createDraft(100);
  draft.write(0n, bytes(10));
  expect(draft.write(offset, bytes(length))).toBe(false);
  expect(draft.size()).toBe(10);
  expect(draft.finish()).toBe('too-large');
});

test('gives bytes that nobody changes afterwards, of a length that stays', () => {
  const draft = createDraft(100);
  draft.write(0n, bytes(10));
  const finished = draft.finish();
  draft.write(0n, bytes(20, 9));
  expect(finished).toEqual(bytes(10));
});

test('frees its memory when it is discarded, and takes nothing more', () => {
  const draft = createDraft(100);
  draft.write(0n, bytes(10));
  const finished = draft.finish();
  draft.discard();
  expect(finished).toHaveLength(0);
  expect(draft.write(0n, bytes(1))).toBe(false);
});
