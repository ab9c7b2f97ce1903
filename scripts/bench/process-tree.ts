/** What a process and all those that it started cost the machine, as Linux counts it. */

import { readdir, readFile } from 'node:fs/promises';

export interface TreeCost {
  /** MiB, memory that is shared counted in shares (PSS). */
  readonly memory: number;
  /** Seconds of processor time, of processes that have ended too. */
  readonly processor: number;
  readonly processes: number;
}

/** USER_HZ, which is 100 wherever Linux runs. */
const ticksPerSecond = 100;

export async function costOf(root: number): Promise<TreeCost> {
  const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(statOf));
  const tree = new Set([root]);
  // A child may stand before its parent.
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const found of all) if (found !== undefined && tree.has(found.parent)) tree.add(found.process);
  }
  const costs = all.filter((found) => found !== undefined && tree.has(found.process));
  const memory = await Promise.all([...tree].map(proportionalKibibytes));
  const sum = (values: readonly number[]) => values.reduce((whole, value) => whole + value, 0);
  return {
    memory: sum(memory) / 1024,
    processor: sum(costs.map((found) => found?.ticks ?? 0)) / ticksPerSecond,
    processes: tree.size,
  };
}

/** Of proc_pid_stat(5); `undefined` if it has ended meanwhile. */
async function statOf(name: string) {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => undefined);
  // The name of the program may hold anything, and ends with the last parenthesis.
  const fields = stat
    ?.slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  if (fields === undefined) return undefined;
  const [, parent = 0] = fields;
  // utime, stime, and those of children that were waited for.
  const ticks = fields.slice(11, 15).reduce((whole, value) => whole + value, 0);
  return { process: Number(name), parent, ticks };
}

async function proportionalKibibytes(process: number): Promise<number> {
  const rollup = await readFile(`/proc/${process}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}
