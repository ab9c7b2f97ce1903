import { describe, expect, test, vi } from 'vitest';
import { createKeyRing } from '../../../src/gateway/sftp/key-ring.ts';
import { createVault } from '../../../src/retention/vault.ts';
import { instant, month } from '../../support/records.ts';

const vault = createVault(new Uint8Array(32).fill(1));
const { stored } = vault.createDataKey(month('2022-03'), instant('2022-03-04T10:00:00Z'));

function aRing() {
  const openDataKey = vi.fn(vault.openDataKey);
  return { openDataKey, ring: createKeyRing({ openDataKey }) };
}

describe('a data key', () => {
  test('is opened once while its row is as it was', () => {
    const { openDataKey, ring } = aRing();
    const key = ring.open(stored);
    expect(ring.open({ ...stored, wrapped: Uint8Array.from(stored.wrapped) })).toBe(key);
    expect(openDataKey).toHaveBeenCalledTimes(1);
  });

  test('is not to be had any more once it was destroyed', () => {
    const { ring } = aRing();
    ring.open(stored);
    const destroyed = { ...stored, wrapped: new Uint8Array(), destroyedAt: stored.anchor };
    expect(() => ring.open(destroyed)).toThrow(expect.objectContaining({ code: 'store-failed' }));
  });

  test.each([
    ['wrapped', { wrapped: stored.wrapped.with(20, (stored.wrapped[20] ?? 0) ^ 1) }],
    ['id', { id: 'another' }],
    ['month', { month: month('2022-04') }],
    ['anchor', { anchor: stored.anchor.add({ seconds: 1 }) }],
  ])('is judged anew when its %s is another', (_what, change) => {
    const { ring } = aRing();
    ring.open(stored);
    expect(() => ring.open({ ...stored, ...change })).toThrow(
      expect.objectContaining({ code: 'store-failed' }),
    );
  });

  test('is opened anew when it was forgotten', () => {
    const { openDataKey, ring } = aRing();
    ring.open(stored);
    ring.clear();
    ring.open(stored);
    expect(openDataKey).toHaveBeenCalledTimes(2);
  });
});
