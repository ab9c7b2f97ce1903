/**
 * Loaded before the program in a process that is measured (`node --import`): as it exits, it writes the peak
 * of its resident memory, in KiB, on file descriptor 3.
 */

import { readFileSync, writeSync } from 'node:fs';
import process from 'node:process';
import { isMainThread } from 'node:worker_threads';

// Its threads load this file too, and are counted with it.
if (isMainThread) process.once('exit', () => writeSync(3, String(peakOfThisProcess())));

/** What the kernel counted for this program alone; `maxRSS` may tell of the process that started it. */
function peakOfThisProcess(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  const [, kibibytes] = /^VmHWM:\s+([0-9]+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return Number(kibibytes);
}
