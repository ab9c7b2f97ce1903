/** Frees the memory of an array at once, which is empty then: the collector waits until much of it lies about. */
export function freeMemory({ buffer }: NodeJS.TypedArray): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
