/** How V8's garbage collector is set in a process that passes much data on. */

import { setFlagsFromString } from 'node:v8';

/**
 * Node marks the whole heap anew after each 64 MiB of buffers outside of it, however much memory there is: a
 * gateway then spends half of its processor time on that. With this flag buffers count like the rest of the heap.
 * It may be set while the process runs; a Node that does not know it prints a line and goes on.
 */
export function countBuffersWithHeap(): void {
  setFlagsFromString('--external-memory-accounted-in-global-limit');
}
