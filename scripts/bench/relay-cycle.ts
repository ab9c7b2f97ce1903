/**
 * The relay's cycle, cold: `passerelle relay` as a process, and relay-by-shell.sh, by turns (README.md).
 *
 *   node scripts/bench/relay-cycle.ts [--runs 11] [--children 30] [--extract 1000] [--into docs]
 */

import { parseArgs } from 'node:util';
import { theScript } from './contestants.ts';
import { contestRows } from './relay-contest.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '11' },
    children: { type: 'string', default: '30' },
    extract: { type: 'string', default: '1000' },
    into: { type: 'string' },
  },
});
const children = Number(values.children);
const contest = {
  records: children,
  extract: Math.max(children, Number(values.extract)),
  runs: Number(values.runs),
  uncounted: 1,
};
const rows = await contestRows(contest, 'relay, cold', { times: 2, of: theScript });
await report({ part: 'relay-cycle', rows, into: values.into });
