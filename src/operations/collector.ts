/** How V8's garbage collector is set in a process that passes much data on. */

import { setFlagsFromString } from 'node:v8';

/**
 * A download goes through buffers outside of the heap, which a young collection frees at once: V8 begins one after each
 * 64 MiB of them. Left alone it marks the whole heap before that, again and again, for hardly more may be added to what
 * the last marking left, and what comes to be while it marks stays until the next. So buffers count like the rest of the
 * heap, and heap and buffers may grow to three times what is in use. Flags may be set while the process runs; a Node
 * that does not know one prints a line and goes on.
 */
export function leaveBuffersToYoungCollections(): void {
  countBuffersLikeTheHeap();
  setFlagsFromString('--heap-growing-percent=200');
}

/**
 * For a process that carries a month and ends, or waits for the next: its file passes through buffers as a download does, for which
 * V8 would mark the heap ninety times instead of thirty. But left alone it lets the heap itself grow to several times what is in
 * use. A million records then hold 80 MiB more, of which nothing is needed any more, for a twentieth of the time.
 */
export function keepHeapNearItsUse(): void {
  countBuffersLikeTheHeap();
  setFlagsFromString('--heap-growing-percent=50');
}

function countBuffersLikeTheHeap(): void {
  setFlagsFromString('--external-memory-accounted-in-global-limit');
  setFlagsFromString('--external-memory-max-growing-factor=3');
}
