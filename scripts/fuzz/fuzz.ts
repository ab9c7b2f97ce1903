/**
 * Fuzzes the gateway of a rehearsal site (README.md). Ends with 1 if it finds something.
 *
 *   node scripts/fuzz/fuzz.ts [--messages 1000000] [--minutes 60] [--seed N] [--session N]
 */

import { randomInt } from 'node:crypto';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { inTemporaryFolder } from '../bench/sites.ts';
import { run } from './campaign.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '1000000' },
    minutes: { type: 'string', default: '60' },
    seed: { type: 'string' },
    session: { type: 'string' },
  },
});
const tell = (line: string) => process.stdout.write(`${line}\n`);
const seed = Number(values.seed ?? randomInt(2 ** 31));
tell(`seed ${seed}`);

await inTemporaryFolder(async (folder) => {
  const { messages, sessions, minutes, findings } = await run(folder, {
    seeds: [seed],
    messages: Number(values.messages),
    minutes: Number(values.minutes),
    ...(values.session !== undefined && { session: Number(values.session) }),
    tell,
  });
  const kinds = Object.entries(sessions).map(([name, count]) => `${count} ${name}`);
  tell(`${messages} messages in ${minutes.toFixed(1)} min, sessions: ${kinds.join(', ')}`);
  tell(findings.length === 0 ? 'nothing found' : `${findings.length} findings:`);
  for (const finding of findings.slice(0, 40)) tell(`  ${finding}`);
  if (findings.length > 0) process.exitCode = 1;
});
