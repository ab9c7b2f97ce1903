/**
 * Kills the program at its durable steps, over random months, until it has died often enough (README.md). Ctrl-C
 * ends the killing; what is under way is still proven.
 *
 *   node scripts/crash/run.ts [--seed 1] [--kills 1000] [--months 4] [--lanes 2]
 *   node scripts/crash/run.ts --every-step [--seed 1]
 *
 * With --every-step one world of one month, in which each distinct step of each command is killed once in each way.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { type Deaths, everyDeathOnce, joined, killsIn, randomDeaths } from './deaths.ts';
import { type Life, live } from './life.ts';
import { seededRandom } from './random.ts';
import { reportOf } from './report.ts';
import { makeTemplate } from './world.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(1 + Math.floor(Math.random() * 1_000_000)) },
    kills: { type: 'string', default: '1000' },
    months: { type: 'string', default: '4' },
    lanes: { type: 'string', default: '2' },
    'every-step': { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const everyStep = values['every-step'];
const months = everyStep ? 1 : Number(values.months);
const lanes = Array.from({ length: everyStep ? 1 : Number(values.lanes) }, (_, index) => index + 1);
const share = Math.ceil(Number(values.kills) / lanes.length);

const begun = performance.now();
const tell = (text: string) => process.stderr.write(`${text}\n`);
tell(`seed ${seed}: worlds of ${months} months, ${lanes.length} at a time`);

const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-crash-'));
const lives: Life[] = [];
const deathsOf = new Map(
  lanes.map((lane) => [
    lane,
    everyStep ? everyDeathOnce() : randomDeaths(seededRandom(seed * 100 + lane), share),
  ]),
);
process.once('SIGINT', () => {
  tell('nobody is killed any more; the worlds under way are lived to their end');
  for (const deaths of deathsOf.values()) deaths.end();
});

const outcomes = await Promise.allSettled([...deathsOf].map(([lane, deaths]) => liveInLane(lane, deaths)));
const failures = outcomes.filter(({ status }) => status === 'rejected').length;
const minutes = (performance.now() - begun) / 60_000;
const kills = joined([...deathsOf.values()].map((deaths) => deaths.kills));
process.stdout.write(`${reportOf({ seed, kills, lives, minutes, failures })}\n`);
if (failures === 0) await rm(folder, { recursive: true });
else process.exitCode = 1;

/** One world after the other, until its share of kills is done. Each lane has ports and chances of its own. */
async function liveInLane(lane: number, deaths: Deaths): Promise<void> {
  const template = path.join(folder, `template-${lane}`);
  await makeTemplate(template);
  let number = 0;
  do {
    number += 1;
    const world = path.join(folder, `world-${lane}-${number}`);
    const inWorld = (text: string) =>
      tell(`world ${lane}.${number}: ${text}, ${killsIn(deaths.kills)} kills`);
    const options = { template, folder: world, seed: seed * 10_000 + lane * 100 + number, months, deaths };
    try {
      lives.push(await live({ ...options, abandoned: true, tell: inWorld }));
    } catch (error) {
      inWorld(`failed, and is left in ${world}: ${error instanceof Error ? error.stack : error}`);
      throw error;
    }
    inWorld('everything proven');
    await rm(world, { recursive: true });
  } while (!deaths.isOver());
}
