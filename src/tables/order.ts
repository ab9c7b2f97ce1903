/** Sorts rows by a number of theirs. A comparison in JavaScript would be called twenty times for each row. */

import { freeMemory } from './free-memory.ts';

/** Bits of the number of a row, beside 37 for the number that it is sorted by. */
const rowBits = 27;
const rows = 2 ** rowBits;
const lowNumbers = 2 ** (32 - rowBits);

/** Where in a 64-bit integer its lower half lies on this machine. */
const [low, high] = new Uint32Array(BigUint64Array.of(1n).buffer)[0] === 1 ? [0, 1] : [1, 0];

/** Row numbers, in the order of `numbers` (from 0, under 2^37: an SSIN is) and, of equal ones, of the rows. */
export function orderOf(numbers: Float64Array): Uint32Array {
  if (numbers.length > rows) throw new RangeError('too many rows to sort');
  const keys = new BigUint64Array(numbers.length);
  const halves = new Uint32Array(keys.buffer);
  for (const [row, number] of numbers.entries()) {
    halves[2 * row + high] = Math.floor(number / lowNumbers);
    halves[2 * row + low] = (number % lowNumbers) * rows + row;
  }
  keys.sort();
  const order = new Uint32Array(keys.length);
  for (let place = 0; place < order.length; place += 1) order[place] = (halves[2 * place + low] ?? 0) % rows;
  freeMemory(keys);
  return order;
}

/** The first place from which on no number of `sorted` is under `wanted`. */
export function firstFrom(sorted: ArrayLike<number>, wanted: number): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) from = middle + 1;
    else to = middle;
  }
  return from;
}
