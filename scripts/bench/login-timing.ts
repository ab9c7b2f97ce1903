/**
 * Does the time of a refusal tell a known name from an unknown one? Tries every factor at both, in random order,
 * at a real gateway in this very process, where no network blurs the answer (README.md).
 *
 *   node scripts/bench/login-timing.ts [--samples 500] [--only words of a title] [--into docs]
 */

import { randomInt } from 'node:crypto';
import process from 'node:process';
import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { accountSubject, addressSubject } from '../../src/login/throttle.ts';
import type { GatewaySite } from '../../test/support/gateway-site.ts';
import { openRawSsh } from '../../test/support/raw-ssh.ts';
import { quantile } from './figures.ts';
import { type LoginCase, prepareCases, unknownName } from './login-cases.ts';
import { greatestDeviation, rankDeviation } from './rank-test.ts';
import { report } from './report.ts';
import { markdown } from './report-tables.ts';
import { inTemporaryFolder } from './sites.ts';

const { values } = parseArgs({
  options: {
    samples: { type: 'string', default: '500' },
    only: { type: 'string', default: '' },
    into: { type: 'string' },
  },
});

/** Fewer than end a connection for too many tries, and the same for every case. */
const triesInAConnection = 5;
const rounds = Math.ceil(Number(values.samples) / triesInAConnection);

interface Measured extends LoginCase {
  /** Milliseconds from the request to its answer. */
  readonly known: number[];
  readonly unknown: number[];
}

async function measureConnection(site: GatewaySite, { tries }: LoginCase, name: string): Promise<number[]> {
  const times: number[] = [];
  const raw = await openRawSsh(site.gateway.port);
  for (let number = 0; number < triesInAConnection; number += 1) {
    const { request, answer } = await tries(raw, name);
    await turn();
    const begun = performance.now();
    raw.send(request);
    await raw.next(answer);
    times.push(performance.now() - begun);
  }
  raw.socket.destroy();
  await raw.closed;
  for (const subject of [accountSubject(name), addressSubject('127.0.0.1')]) {
    await site.store.clearFailures(subject);
  }
  return times;
}

function shuffled<Value>(values: readonly Value[]): readonly Value[] {
  const left = [...values];
  for (let index = left.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [left[index], left[other]] = [left[other] as Value, left[index] as Value];
  }
  return left;
}

async function measure(site: GatewaySite, cases: readonly LoginCase[]): Promise<readonly Measured[]> {
  const measured = cases.map((one): Measured => ({ ...one, known: [], unknown: [] }));
  const places = measured.flatMap((one) => [
    { one, name: one.account, times: one.known },
    { one, name: unknownName, times: one.unknown },
  ]);
  for (let round = -1; round < rounds; round += 1) {
    for (const { one, name, times } of shuffled(places)) {
      const taken = await measureConnection(site, one, name);
      // The first round fills the caches.
      if (round >= 0) times.push(...taken);
    }
  }
  return measured;
}

function pairTable(measured: readonly Measured[]): Iterable<string> {
  const quartiles = (times: readonly number[]) =>
    [0.25, 0.5, 0.75, 0.95].map((share) => quantile(times, share).toFixed(2)).join(', ');
  return markdown(
    ['tried', 'known: quartiles, 95 %, ms', 'unknown: quartiles, 95 %, ms', 'deviation'],
    measured.map(({ title, known, unknown }) => [
      title,
      quartiles(known),
      quartiles(unknown),
      rankDeviation(known, unknown).toFixed(1),
    ]),
  );
}

await inTemporaryFolder(async (folder) => {
  const { site, cases } = await prepareCases(folder);
  try {
    const measured = await measure(
      site,
      cases.filter(({ title }) => title.includes(values.only)),
    );
    const tables = { 'login-timing': pairTable(measured) };
    await report({ part: 'login-timing', rows: [], tables, into: values.into });
    const told = measured.filter(
      ({ known, unknown }) => Math.abs(rankDeviation(known, unknown)) > greatestDeviation,
    );
    process.stdout.write(`${told.length} of ${measured.length} pairs can be told apart\n`);
    process.exitCode = told.length === 0 ? 0 : 1;
  } finally {
    await site.close();
  }
});
