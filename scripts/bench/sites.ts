/** The nine sites of a rehearsal in a temporary folder, to be run by the program's own commands. */

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest } from '../../src/deliberations/rules.ts';
import { type SitePaths, sitePaths } from '../../src/rehearsal/folder.ts';
import { createWorld } from '../../src/rehearsal/world.ts';

export const publisher = latest(n21250.publisher).id;
export const relay = latest(n21250.relay).id;
export const insurers: readonly PartyId[] = latest(n21250.recipients).map(({ id }) => id);

/** The month that is published, and the day on which all of it happens. */
export const month = '2022-03';
export const today = Temporal.PlainDate.from('2022-03-05');

/** A file of keys-example/. */
export function exampleKey(name: string): string {
  return path.resolve(import.meta.dirname, '../../keys-example', name);
}

/** A site on the disk; which of its commands run is another matter. */
export interface Site {
  readonly party: PartyId;
  readonly paths: SitePaths;
}

export function siteIn(folder: string, party: PartyId): Site {
  return { party, paths: sitePaths(folder, party) };
}

/** Makes all sites in `folder`, with keys, accounts and empty databases. Nothing of them runs afterwards. */
export async function makeSites(folder: string): Promise<void> {
  const world = await createWorld(folder, n21250, rehearsalClock(startOfLegalDay(today)));
  await world.close();
  for (const { paths, gateway } of [world.publisher, world.relay]) {
    // The others were told the port that the system had chosen: the gateway must come back on it.
    const text = await readFile(paths.config, 'utf8');
    await writeFile(paths.config, text.replace('port = 0', `port = ${gateway.port}`));
  }
}

/** Runs `work` in a folder that is removed afterwards, whatever happens. It lies in `parent`. */
export async function inTemporaryFolder(
  work: (folder: string) => Promise<void>,
  parent: string = tmpdir(),
): Promise<void> {
  const folder = await mkdtemp(path.join(parent, 'passerelle-bench-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
