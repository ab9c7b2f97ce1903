import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataKey } from '../../src/ports/parcel.ts';
import { createVault, type OpenDataKey } from '../../src/retention/vault.ts';
import { anySsin, instant, month, ssin } from '../support/records.ts';

const masterKey = new Uint8Array(32).fill(1);
const vault = createVault(masterKey);
const anchor = instant('2022-03-04T10:00:00.123456789Z');
const { stored, key } = vault.createDataKey(month('2022-03'), anchor);

const anyBytes = fc.uint8Array({ maxLength: 300 });
const anyNumber = fc.nat(10_000);
const refused = expect.objectContaining({ code: 'store-failed' });

/** `bytes` with one bit changed. */
function altered(bytes: Uint8Array, place: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const at = place % copy.length;
  copy[at] = (copy[at] ?? 0) ^ (1 << (place % 8));
  return copy;
}

describe('a data key', () => {
  test('seals chunks and blocks so that only it opens them', () => {
    const { key: other } = vault.createDataKey(month('2022-03'), anchor);
    fc.assert(
      fc.property(fc.uuid(), anyNumber, anyBytes, (parcel, number, plain) => {
        const chunk = key.sealChunk(parcel, number, plain);
        const block = key.sealBlock(parcel, number, plain);
        expect(Uint8Array.from(key.openChunk(parcel, number, chunk))).toEqual(plain);
        expect(Uint8Array.from(key.openBlock(parcel, number, block))).toEqual(plain);
        expect(() => other.openChunk(parcel, number, chunk)).toThrow(refused);
        expect(() => other.openBlock(parcel, number, block)).toThrow(refused);
      }),
    );
  });

  test('binds what it seals to purpose, parcel and number', () => {
    const chunk = key.sealChunk('parcel', 1, Uint8Array.of(7));
    const block = key.sealBlock('parcel', 1, Uint8Array.of(7));
    expect(() => key.openChunk('parcel', 2, chunk)).toThrow(refused);
    expect(() => key.openChunk('parcel 1', 1, chunk)).toThrow(refused);
    expect(() => key.openBlock('parcel', 1, chunk)).toThrow(refused);
    expect(() => key.openChunk('parcel', 1, block)).toThrow(refused);
  });

  test('refuses altered and shortened ciphertext, whichever bit is changed [A44]', () => {
    const sealed = key.sealChunk('parcel', 0, Buffer.from('15651200150'));
    fc.assert(
      fc.property(fc.nat(), (place) => {
        expect(() => key.openChunk('parcel', 0, altered(sealed, place))).toThrow(refused);
        expect(() => key.openChunk('parcel', 0, sealed.subarray(0, place % sealed.length))).toThrow(refused);
        expect(() => key.openChunk('parcel', 0, sealed.subarray((place % sealed.length) + 1))).toThrow(
          refused,
        );
      }),
    );
  });

  test('never seals the same bytes the same way twice, and shows none of them', () => {
    const plain = Buffer.from('15651200150');
    const sealed = Array.from({ length: 100 }, () => Buffer.from(key.sealBlock('parcel', 0, plain)));
    expect(new Set(sealed.map((bytes) => bytes.toString('hex'))).size).toBe(100);
    expect(new Set(sealed.map((bytes) => bytes.subarray(0, 12).toString('hex'))).size).toBe(100);
    for (const bytes of sealed) expect(bytes.includes(plain)).toBe(false);
  });

  test('gives each child one tag of 16 bytes, that another key would not give', () => {
    const { key: other } = vault.createDataKey(month('2022-03'), anchor);
    fc.assert(
      fc.property(anySsin, anySsin, (one, another) => {
        expect(key.tagOf(one)).toHaveLength(16);
        expect(key.tagOf(one)).toEqual(key.tagOf(one));
        expect(Buffer.compare(key.tagOf(one), other.tagOf(one))).not.toBe(0);
        expect(Buffer.compare(key.tagOf(one), key.tagOf(another)) === 0).toBe(one === another);
      }),
    );
  });
});

describe('a stored data key', () => {
  test('is opened again as the same key, with its anchor to the millisecond', () => {
    expect(stored.anchor).toEqual(instant('2022-03-04T10:00:00.123Z'));
    expect(stored.destroyedAt).toBeNull();
    const again = vault.openDataKey(stored);
    expect(again.id).toBe(key.id);
    expect(again.tagOf(ssin('15651200150'))).toEqual(key.tagOf(ssin('15651200150')));
    expect(Buffer.from(again.openBlock('p', 0, key.sealBlock('p', 0, Buffer.from('x'))))).toEqual(
      Buffer.from('x'),
    );
  });

  test.each<[what: string, over: Partial<DataKey>]>([
    ['with another id', { id: 'another' }],
    ['moved to another month', { month: month('2022-04') }],
    ['with a later anchor, to be kept longer', { anchor: anchor.add({ hours: 24 }) }],
    ['with an altered key', { wrapped: altered(stored.wrapped, 20) }],
    ['with the key of another', { wrapped: vault.createDataKey(month('2022-03'), anchor).stored.wrapped }],
    ['destroyed', { wrapped: new Uint8Array(), destroyedAt: anchor }],
    ['destroyed, its wrapped key put back', { destroyedAt: anchor }],
    ['without a key', { wrapped: new Uint8Array() }],
  ])('%s is refused', (_what, over) => {
    expect(() => vault.openDataKey({ ...stored, ...over })).toThrow(refused);
  });

  test('is refused by another master key', () => {
    expect(() => createVault(new Uint8Array(32).fill(2)).openDataKey(stored)).toThrow(refused);
  });

  test('does not show the key: the same key is never wrapped alike, nor is the master key in it', () => {
    expect(stored.wrapped).toHaveLength(12 + 32 + 16);
    expect(Buffer.from(stored.wrapped).includes(Buffer.from(masterKey))).toBe(false);
  });
});

describe('a secret', () => {
  test('is opened under its own label only, by the same master key only', () => {
    const sealed = vault.sealSecret('totp insurer-300', Buffer.from('JBSWY3DP'));
    expect(Buffer.from(vault.openSecret('totp insurer-300', sealed)).toString()).toBe('JBSWY3DP');
    expect(() => vault.openSecret('totp insurer-100', sealed)).toThrow(refused);
    expect(() => createVault(new Uint8Array(32)).openSecret('totp insurer-300', sealed)).toThrow(refused);
  });

  test('does not stand in for a data key, nor a data key for a secret', () => {
    const forged = vault.sealSecret('data key', new Uint8Array(32));
    expect(() => vault.openDataKey({ ...stored, wrapped: forged })).toThrow(refused);
    expect(() => vault.openSecret('data key', stored.wrapped)).toThrow(refused);
  });
});

test.each([0, 16, 31, 33, 64])('a master key of %i bytes is refused', (length) => {
  expect(() => createVault(new Uint8Array(length))).toThrow(
    expect.objectContaining({ code: 'secret-unavailable' }),
  );
});

test('an error tells nothing of what is sealed', () => {
  const sealed = key.sealBlock('parcel', 0, Buffer.from('15651200150'));
  let told = '';
  try {
    (vault.openDataKey(stored) satisfies OpenDataKey).openBlock('parcel', 1, sealed);
  } catch (error) {
    told = JSON.stringify(error, Object.getOwnPropertyNames(error)) + String(error);
  }
  expect(told).toContain('sealed block');
  expect(told).not.toMatch(/15651200150|parcel"/);
});
