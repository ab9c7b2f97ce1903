/** What every refused command owes: an exit status, words that help, and a site as it was before. */

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { filesBelow, type Run } from './passerelle.ts';
import type { RehearsedSite } from './rehearsed-sites.ts';
import { stateOf } from './site-state.ts';
import { ssinsIn } from './ssin-traces.ts';

export interface Refusal {
  /** As docs/exit-codes.md has it. */
  readonly status: number;
  readonly says: RegExp;
  /** Events that tell the ledger of it; by default none. */
  readonly events?: readonly string[];
}

/** Runs the command: it is refused so, and nothing else of the site has changed. */
export async function expectRefusal(
  site: RehearsedSite,
  args: readonly string[],
  { status, says, events = [] }: Refusal,
): Promise<void> {
  const before = await stateOf(site);
  const run = await site.run(...args);
  expectHelpfulWords(run, { status, says });
  expect(ssinsIn(run.stderr, [...(await numbersIn(site)), ...(await secretsOf(site))])).toEqual([]);
  expect(await stateOf(site)).toEqual({ ...before, events: [...before.events, ...events] });
}

/** What `status` tells a user, without the time of day. */
export async function statusOf(site: RehearsedSite): Promise<object> {
  const {
    now: _now,
    daysLeft: _daysLeft,
    ...status
  } = JSON.parse((await site.run('status', '--json')).stdout);
  return status;
}

/** The error, its hint and the state it leaves, on stderr; nothing on stdout; no stack. */
export function expectHelpfulWords(run: Run, { status, says }: Pick<Refusal, 'status' | 'says'>): void {
  expect(run).toMatchObject({ status, stdout: '' });
  expect(run.stderr).toMatch(says);
  for (const part of ['error', 'hint', 'state']) expect(run.stderr).toMatch(new RegExp(`^${part}: .`, 'm'));
  expect(run.stderr).not.toMatch(/^ {4}at /m);
  // Of any register, also in its punctuation; digits of a digest have letters beside them.
  expect(run.stderr).not.toMatch(
    /(?<![0-9a-f])[0-9]{2}\.?[0-9]{2}\.?[0-9]{2}-?[0-9]{3}\.?[0-9]{2}(?![0-9a-f])/,
  );
}

/** All numbers of eleven digits in the tables that lie at the site. */
async function numbersIn({ folder }: RehearsedSite): Promise<readonly string[]> {
  const tables = (await filesBelow(folder)).filter((file) => file.endsWith('.csv'));
  const texts = await Promise.all(tables.map((file) => readFile(path.join(folder, file), 'latin1')));
  return texts.flatMap((text) => text.match(/(?<![0-9])[0-9]{11}(?![0-9])/g) ?? []);
}

/** Secrets of one line. The passphrase of the example keys is none: it stands in their README. */
async function secretsOf({ folder }: RehearsedSite): Promise<readonly string[]> {
  const files = (await filesBelow(path.join(folder, 'secrets'))).filter(
    (file) => !file.includes('passphrase'),
  );
  const texts = files.map((file) => readFile(path.join(folder, 'secrets', file), 'utf8'));
  return (await Promise.all(texts)).map((text) => text.trim()).filter((text) => !text.includes('\n'));
}
