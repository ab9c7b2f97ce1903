/**
 * Memory outside of the heap that is freed as soon as it has been read. What is only dropped waits for the garbage
 * collector, which then looks at the whole heap for each few hundred packets of an upload, while the next packet
 * stands in memory that the processor has not at hand. Whoever looks too late finds no bytes, never those of others.
 */

/** Bytes: less is not worth it, and may share its memory with others. */
const worthwhile = 4 * 1024;

const lent = new WeakSet<ArrayBufferLike>();

/** `bytes` are in memory of their own that nobody has seen yet. Whoever reads them MAY call {@link free}. */
export function lend(bytes: Uint8Array): void {
  if (bytes.length >= worthwhile) lent.add(bytes.buffer);
}

/** True if {@link free} would free the memory of `bytes`. */
export function isLent({ buffer }: Uint8Array): boolean {
  return lent.has(buffer);
}

/** Memory that is freed by {@link free}. It holds whatever it held before. */
export function takeMemory(length: number): Buffer {
  const memory = Buffer.allocUnsafeSlow(length);
  lend(memory);
  return memory;
}

/** Frees the memory of `bytes` if it was lent: they and all views beside them are empty from now on. */
export function free({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && lent.delete(buffer)) buffer.transfer(0);
}
