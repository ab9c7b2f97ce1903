/**
 * What a session costs: to log in, to fetch many small files, and to be held back by a client that reads no more; at
 * the gateway and at OpenSSH's server by turns (README.md).
 *
 *   node scripts/bench/sessions.ts [--runs 5] [--files 2000] [--logins 10]
 */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { table } from '../../src/cli/output.ts';
import { hashPassword } from '../../src/login/password.ts';
import { median } from './figures.ts';
import { costOf } from './process-tree.ts';
import { inTemporaryFolder } from './sites.ts';
import { gatewayWith } from './transfer-gateway.ts';
import { begin, type Contestant, session, sshdWith } from './transfer-peers.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    files: { type: 'string', default: '2000' },
    logins: { type: 'string', default: '10' },
  },
});
const runs = Number(values.runs);
const files = Number(values.files);
const logins = Number(values.logins);

/** Bytes of a small file, and of one that is not read to its end. */
const small = 2 * 1024;
const large = 256 * 1024 ** 2;

/** Seconds, or MiB where it says so. */
interface Figures {
  readonly login: number;
  readonly files: number;
  /** Of the server. */
  readonly filesProcessor: number;
  readonly restMebibytes: number;
  readonly stalledMebibytes: number;
}

await inTemporaryFolder(async (folder) => {
  const sizes = [large, ...Array.from({ length: files }, () => small)];
  const local = path.join(folder, 'local');
  await mkdir(local);
  const contestants = [
    await gatewayWith(path.join(folder, 'sites'), sizes),
    await sshdWith(path.join(folder, 'sshd'), sizes),
  ];
  const seen = new Map(contestants.map((contestant) => [contestant.name, [] as Figures[]]));
  for (let run = 0; run < runs; run += 1) {
    for (const contestant of run % 2 === 0 ? contestants : contestants.toReversed()) {
      const figures = await measure(contestant, local);
      seen.get(contestant.name)?.push(figures);
      process.stderr.write(`${contestant.name}: ${JSON.stringify(figures)}\n`);
    }
  }
  const hash = await passwordSeconds();
  process.stdout.write(
    `A password's hash takes ${(hash * 1000).toFixed(0)} ms.\n${[...report(seen, hash)].join('\n')}\n`,
  );
});

async function measure(contestant: Contestant, local: string): Promise<Figures> {
  const server = await contestant.start();
  try {
    await delay(1000);
    const restMebibytes = (await costOf(server.pid)).memory;
    await session(contestant, ['pwd']);
    const login = [];
    for (let count = 0; count < logins; count += 1) login.push(await session(contestant, ['pwd']));
    const gets = Array.from(
      { length: files },
      (_, index) => `get ${contestant.shelf.source(index + 1)} ${local}/`,
    );
    const before = (await costOf(server.pid)).processor;
    const seconds = await session(contestant, gets);
    const processor = (await costOf(server.pid)).processor - before;
    const got = await readdir(local);
    if (got.length !== files) throw new Error(`${got.length} files instead of ${files}`);
    for (const name of got) await rm(path.join(local, name));
    return {
      login: median(login),
      files: seconds,
      filesProcessor: processor,
      restMebibytes,
      stalledMebibytes: await stall(contestant, server.pid, local),
    };
  } finally {
    await server.stop();
  }
}

/** What a client that stops in the middle of a download leaves at the server. */
async function stall(contestant: Contestant, pid: number, local: string): Promise<number> {
  const child = begin(contestant);
  const stopped = () => process.kill(-(child.pid ?? 0), 'SIGSTOP');
  const before = (await costOf(pid)).memory;
  child.stdin.end(`get ${contestant.shelf.source(0)} ${local}/stalled\n`);
  while (!(await readdir(local)).includes('stalled')) await delay(5);
  stopped();
  await delay(2000);
  const after = (await costOf(pid)).memory;
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await once(child, 'exit');
  await rm(path.join(local, 'stalled'));
  return after - before;
}

async function passwordSeconds(): Promise<number> {
  const times = [];
  for (let count = 0; count < 9; count += 1) {
    const begun = performance.now();
    await hashPassword(randomBytes(12).toString('hex'));
    times.push((performance.now() - begun) / 1000);
  }
  return median(times);
}

function* report(seen: ReadonlyMap<string, readonly Figures[]>, hash: number): Generator<string> {
  const of = (name: string, figure: keyof Figures) =>
    median((seen.get(name) ?? []).map((figures) => figures[figure]));
  const row = (says: string, figure: keyof Figures, off = 0) => {
    const [ours, theirs] = [of('passerelle', figure) - off, of('sshd', figure)];
    return [says, ours.toFixed(3), theirs.toFixed(3), (ours / theirs).toFixed(2)];
  };
  const right = (heading: string) => ({ heading, align: 'right' as const });
  yield* table(
    [{ heading: 'what' }, right('passerelle'), right('sshd'), right('ratio')],
    [
      row('log in and go, s', 'login'),
      row('the same without the hash, s', 'login', hash),
      row(`${files} files of 2 KiB, s`, 'files'),
      row('of it the server’s processor, s', 'filesProcessor'),
      row('at rest, MiB', 'restMebibytes'),
      row('a client that reads no more, MiB', 'stalledMebibytes'),
    ],
  ).map(String);
}
