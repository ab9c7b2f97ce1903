/** A process that carries a site and dies at a chosen step; what to carry is its argument. */

import process from 'node:process';
import { carryStore } from '../../src/adapters/carry-store.ts';

const { at, step, table, ...carriage } = JSON.parse(process.argv[2] ?? '');
await carryStore({
  ...carriage,
  at: Temporal.Instant.from(at),
  progress: (done) => {
    if (done.step !== step || (done.step !== 'closed' && done.table !== table)) return;
    process.kill(process.pid, 'SIGKILL');
    return new Promise(() => {});
  },
});
