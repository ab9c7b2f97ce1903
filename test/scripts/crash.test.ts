/** A short slice of scripts/crash: one small month in which processes die at random steps. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { expect, it, onTestFinished } from 'vitest';
import { killsIn, randomDeaths } from '../../scripts/crash/deaths.ts';
import { live } from '../../scripts/crash/life.ts';
import { seededRandom } from '../../scripts/crash/random.ts';
import { makeTemplate } from '../../scripts/crash/world.ts';

/** Printed with the name of the test. To repeat a slice: PASSERELLE_CRASH_SEED=… */
const { PASSERELLE_CRASH_SEED = String(1 + Math.floor(Math.random() * 1_000_000)) } = process.env;
const seed = Number(PASSERELLE_CRASH_SEED);

/** So that all commands get their share of so few. */
const killed = 0.5;

it(`loses, repeats and misroutes no record whatever dies: seed ${seed} [A10][A23][A44]`, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-crash-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const template = path.join(folder, 'template');
  await makeTemplate(template);
  const deaths = randomDeaths(seededRandom(seed), 25, killed);
  const life = await live({
    template,
    folder: path.join(folder, 'world'),
    seed,
    months: 1,
    deaths,
    abandoned: false,
  });
  expect(killsIn(deaths.kills)).toBeGreaterThanOrEqual(5);
  expect(life.published).toBeGreaterThan(0);
  expect(life.delivered + life.held + life.superseded).toBe(life.published);
  expect(life.intrusions).toBeGreaterThan(0);
}, 900_000);
