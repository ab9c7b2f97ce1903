/**
 * Makes overview, tables and chart of the rows that docs/performance.json keeps, without measuring: after two branches
 * that measured were joined, or a goal was changed by hand.
 *
 *   node scripts/bench/redraw.ts [--into docs]
 */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { keptRows, tell } from './report.ts';

const { values } = parseArgs({ options: { into: { type: 'string', default: 'docs' } } });
const { into } = values;
await tell(
  into,
  await readFile(path.join(into, 'performance.md'), 'utf8'),
  await keptRows(path.join(into, 'performance.json')),
);
