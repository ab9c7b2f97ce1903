import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockSize, decodeBlock, encodeBlock } from '../../src/parcels/block.ts';
import { anyMutation, newRecords } from '../support/records.ts';

const refused = expect.objectContaining({ code: 'store-failed' });
const decode = (text: string) => decodeBlock(Buffer.from(text));

describe('a block of records', () => {
  test('is one line for each record', () => {
    expect(Buffer.from(encodeBlock(newRecords(2))).toString()).toBe(
      'n 00610100137 2022-01-01 -\nn 00610100236 2022-01-01 2027-12-31\n',
    );
  });

  test('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(anyMutation, { maxLength: 50 }), (mutations) => {
        expect(decodeBlock(encodeBlock(mutations))).toEqual(mutations);
      }),
    );
  });

  test('keeps the code of a flow that has one', () => {
    const coded = fc.tuple(anyMutation, fc.integer({ min: 0, max: 999 }));
    fc.assert(
      fc.property(fc.array(coded, { maxLength: 50 }), (drawn) => {
        const mutations = drawn.map(([{ operation, record }, code]) => ({
          operation,
          record: { ...record, code },
        }));
        expect(decodeBlock(encodeBlock(mutations))).toEqual(mutations);
      }),
    );
  });

  test('holds up to a thousand', () => {
    expect(decodeBlock(encodeBlock(newRecords(blockSize)))).toHaveLength(blockSize);
    expect(() => decodeBlock(encodeBlock(newRecords(blockSize + 1)))).toThrow(refused);
  });

  test.each([
    'n 15651200150 2022-01-01 -',
    'x 15651200150 2022-01-01 -\n',
    'n 15651200151 2022-01-01 -\n',
    'n 15651200150 2022-02-30 -\n',
    'n 15651200150 2022-01-01 2021-12-31\n',
    'n 15651200150 2022-01-01\n',
    'n 15651200150 2022-01-01 \n',
    'n 15651200150 2022-01-01 - 1000\n',
    'n 15651200150 2022-01-01 - 3 3\n',
    'n  15651200150 2022-01-01 -\n',
    'n 15651200150 2022-01-01 -\r\n',
    'n 15651200150 2022-01-01 -\n\n',
  ])('refuses %j, and does not repeat it', (text) => {
    expect(() => decode(text)).toThrow(refused);
    expect(() => decode(text)).not.toThrow('1565120015');
  });
});
