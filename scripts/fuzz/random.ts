/** Random choices that a seed repeats. Nothing here is meant to be secret. */

export interface Random {
  /** From 0 up to, and without, `bound`. */
  below(bound: number): number;
  /** True once in so many times. */
  oneIn(times: number): boolean;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  bytes(length: number): Buffer;
}

/** The choices of session `number` of a run: the same whatever sessions run beside it. */
export function randomOf(seed: number, number: number): Random {
  let [a, b, c, counter] = [seed | 0, number | 0, 0x9e3779b9 | 0, 1];

  /** sfc32 of PractRand, by Chris Doty-Humphrey: 32 bits a call. */
  function next(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }
  // Until each bit of the seed has had its say.
  for (let round = 0; round < 20; round += 1) next();

  const below = (bound: number) => Math.floor((next() / 2 ** 32) * bound);
  return {
    below,
    oneIn: (times) => below(times) === 0,
    pick: (items) => items[below(items.length)] ?? items[0],
    bytes(length) {
      const bytes = Buffer.allocUnsafe(length);
      for (let at = 0; at < length; at += 1) bytes[at] = next() >>> 24;
      return bytes;
    },
  };
}
