/**
 * A set of pairs of whole numbers, a million of them in 24 MiB and a fifth of a second. Numbers may be an attacker's,
 * who cannot know where they come to lie.
 */

import { getRandomValues } from 'node:crypto';
import { freeMemory } from './free-memory.ts';

export interface PairSet {
  /**
   * Adds a pair; false if it is there already. `one` is from 0 to 2^53 − 2, `other` from 0 to 2^31 − 1.
   */
  add(one: number, other: number): boolean;
  /** Frees its memory at once. It must not be used afterwards. */
  free(): void;
}

const smallest = 1024;

export function createPairSet(): PairSet {
  const [seed = 0, ...factors] = getRandomValues(new Uint32Array(4));
  const [forLow = 1, forHigh = 1, forOther = 1] = factors.map((factor) => factor | 1);
  let table = emptyTable(smallest);
  let size = 0;

  /** Where the pair lies in `table`, or the free place that it would take. */
  function placeOf({ ones, others, mask }: Table, one: number, other: number): number {
    let mixed = seed ^ Math.imul(one | 0, forLow) ^ Math.imul(Math.floor(one / 2 ** 32), forHigh);
    mixed = Math.imul(mixed ^ (mixed >>> 15), forOther) + Math.imul(other, forLow);
    mixed = Math.imul(mixed ^ (mixed >>> 13), forHigh);
    let place = (mixed ^ (mixed >>> 16)) & mask;
    while (ones[place] !== free && !(ones[place] === one + 1 && others[place] === other)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  function grow(): void {
    const before = table;
    table = emptyTable(2 * before.ones.length);
    for (const [index, stored] of before.ones.entries()) {
      if (stored === free) continue;
      const other = before.others[index] ?? 0;
      const place = placeOf(table, stored - 1, other);
      table.ones[place] = stored;
      table.others[place] = other;
    }
    freeTable(before);
  }

  return {
    add(one, other) {
      const place = placeOf(table, one, other);
      if (table.ones[place] !== free) return false;
      table.ones[place] = one + 1;
      table.others[place] = other;
      size += 1;
      if (2 * size > table.ones.length) grow();
      return true;
    },
    free: () => freeTable(table),
  };
}

/** Marks a place that holds no pair; those that do hold their first number plus one. */
const free = 0;

interface Table {
  readonly ones: Float64Array;
  readonly others: Int32Array;
  readonly mask: number;
}

/** `places` is a power of two. */
function emptyTable(places: number): Table {
  return { ones: new Float64Array(places), others: new Int32Array(places), mask: places - 1 };
}

function freeTable({ ones, others }: Table): void {
  freeMemory(ones);
  freeMemory(others);
}
