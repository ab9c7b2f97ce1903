/**
 * Loaded before the program (`node --import`): counts the durable steps of the process and kills it at the one
 * that its plan names, with SIGKILL, so that no handler and no exit hook of the program runs.
 */

import { writeSync } from 'node:fs';
import process from 'node:process';
import { type Death, deathName, type Plan, planVariable, reportDescriptor } from './plan.ts';
import { watchDatabases } from './preload-database.ts';
import { watchFiles } from './preload-files.ts';
import { watchTransfers } from './preload-transfers.ts';

const { [planVariable]: planned } = process.env;
const plan: Plan | undefined = planned === undefined ? undefined : JSON.parse(planned);
let steps = 0;

/** A durable step begins; what is given is to be called once it is durable. Either call may be the last. */
function beginStep(step: string): () => void {
  steps += 1;
  const number = steps;
  tell(`step ${step}`);
  dieIfPlanned(number, { step, way: 'before' });
  return () => dieIfPlanned(number, { step, way: 'after' });
}

function dieIfPlanned(number: number, death: Death): void {
  if (!isPlanned(number, death)) return;
  tell(`dies ${death.way}`);
  process.kill(process.pid, 'SIGKILL');
}

function isPlanned(number: number, death: Death): boolean {
  if (plan === undefined) return false;
  if ('sparing' in plan) return !plan.sparing.includes(deathName(death));
  return plan.at === number && plan.way === death.way;
}

function tell(line: string): void {
  writeSync(reportDescriptor, `${line}\n`);
}

/** A gateway does not outlive the harness, however that ended. */
function dieWithParent(): void {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGKILL');
  };
  setInterval(look, 1000).unref();
}

dieWithParent();
watchDatabases(beginStep);
await watchFiles(beginStep);
// Only who fetches has the protocol's client; the others need not wait for it to load.
if (process.argv.includes('relay') || process.argv.includes('collect')) watchTransfers(beginStep);
