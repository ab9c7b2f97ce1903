/**
 * Memory that answers are made in, used again by whichever session is next. Large pieces of memory that are
 * asked for and dropped at the speed of a download keep the garbage collector busier than the cipher.
 */

/** Bytes: two of the longest answers. */
const slabBytes = 512 * 1024;
/** What is kept for the next one: 4 MiB. */
const greatestStock = 8;

const stock: Buffer[] = [];

/** Room for at least `length` bytes, holding whatever it held before. */
export function takeSlab(length: number): Buffer {
  return (
    (length > slabBytes ? undefined : stock.pop()) ?? Buffer.allocUnsafeSlow(Math.max(length, slabBytes))
  );
}

/** Whoever gives it back MUST not look at it again. */
export function giveBackSlab(slab: Buffer): void {
  if (slab.length === slabBytes && stock.length < greatestStock) stock.push(slab);
}
