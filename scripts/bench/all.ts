/**
 * The whole benchmark: every part after the other, its figures into docs/ (README.md). Goes on after a part that
 * fails, and ends with 1 then. Half an hour on two cores that do nothing else.
 *
 *   npm run bench [-- --quick] [--only transfer,sessions]
 *
 * --quick: each part in its short form, which shows that it works; nothing is written.
 */

import { availableParallelism, loadavg } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { parts } from './parts.ts';
import { runParts } from './run-parts.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const only = values.only?.split(',');
const strangers = only?.filter((name) => !parts.some((part) => part.name === name)) ?? [];
if (strangers.length > 0) throw new RangeError(`there is no part «${strangers.join(', ')}»`);

const [load = 0] = loadavg();
if (load > availableParallelism() / 4) {
  process.stderr.write(
    `the machine is busy (load average ${load.toFixed(1)}): figures will be worse than they are\n`,
  );
}
const well = await runParts({
  parts: parts.filter(({ name }) => only === undefined || only.includes(name)),
  folder: import.meta.dirname,
  quick: values.quick,
  into: path.resolve(import.meta.dirname, '../../docs'),
  say: (line) => process.stderr.write(`${line}\n`),
});
process.exitCode = well ? 0 : 1;
