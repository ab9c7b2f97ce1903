/**
 * What a session costs: to log in, to fetch many small files, to be held, and to be held back by a client that reads
 * no more; at the gateway and at the peers' servers by turns (README.md).
 *
 *   node scripts/bench/sessions.ts [--runs 5] [--files 2000] [--logins 10] [--sessions 200]
 *     [--peers OpenSSH,ProFTPD] [--into docs]
 */

import { once } from 'node:events';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { median } from './figures.ts';
import type { LoadTarget } from './load-peer.ts';
import { beginLoad } from './load-thread.ts';
import { passwordSeconds } from './password-seconds.ts';
import { costOf } from './process-tree.ts';
import { report } from './report.ts';
import { type Row, sidesOf } from './rows.ts';
import { inTemporaryFolder } from './sites.ts';
import { memoryOrDisk } from './storage.ts';
import { gatewayWith } from './transfer-gateway.ts';
import { begin, type Contestant, installedPeers, inTurn, session, settle } from './transfer-peers.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    files: { type: 'string', default: '2000' },
    logins: { type: 'string', default: '10' },
    sessions: { type: 'string', default: '200' },
    peers: { type: 'string' },
    into: { type: 'string' },
  },
});
const runs = Number(values.runs);
const files = Number(values.files);
const logins = Number(values.logins);
const sessions = Number(values.sessions);

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
  /** With all sessions held. */
  readonly heldMebibytes: number;
  readonly stalledMebibytes: number;
}

await inTemporaryFolder(
  (folder) => inTemporaryFolder((disk) => compare(folder, disk)),
  await memoryOrDisk(8 * large),
);

async function compare(folder: string, disk: string): Promise<void> {
  const sizes = [large, ...Array.from({ length: files }, () => small)];
  const local = path.join(folder, 'local');
  await mkdir(local);
  const contestants = [
    await gatewayWith(path.join(folder, 'sites'), sizes),
    ...(await installedPeers(folder, sizes, values.peers)),
  ];
  // Where its ledger waits for the disk at each file, and the peers write none.
  const durable = await gatewayWith(path.join(disk, 'sites'), sizes);
  const durableSeconds: number[] = [];
  const seen = new Map<string, Figures[]>();
  for (let run = 0; run < runs; run += 1) {
    for (const contestant of inTurn(contestants, run)) {
      const figures = await measure(contestant, local);
      seen.getOrInsertComputed(contestant.name, () => []).push(figures);
      process.stderr.write(`${contestant.name}: ${JSON.stringify(figures)}\n`);
    }
    const server = await durable.start();
    try {
      durableSeconds.push((await fetchFiles(durable, server.pid, local)).files);
    } finally {
      await server.stop();
    }
  }
  const rows = rowsOf(seen, durableSeconds, median(await passwordSeconds()));
  await report({ part: 'sessions', rows, into: values.into });
}

async function measure(contestant: Contestant, local: string): Promise<Figures> {
  const server = await contestant.start();
  try {
    await delay(1000);
    const restMebibytes = (await costOf(server.pid)).memory;
    const heldMebibytes = await hold(server.target, server.pid);
    await delay(1000);
    await session(contestant, ['pwd']);
    const login = [];
    for (let count = 0; count < logins; count += 1) {
      await settle();
      login.push(await session(contestant, ['pwd']));
    }
    return {
      ...{ login: median(login), restMebibytes, heldMebibytes },
      ...(await fetchFiles(contestant, server.pid, local)),
      stalledMebibytes: await stall(contestant, server.pid, local),
    };
  } finally {
    await server.stop();
  }
}

async function fetchFiles(contestant: Contestant, pid: number, local: string) {
  const gets = Array.from(
    { length: files },
    (_, index) => `get ${contestant.shelf.source(index + 1)} ${local}/`,
  );
  await settle();
  const before = (await costOf(pid)).processor;
  const seconds = await session(contestant, gets);
  const filesProcessor = (await costOf(pid)).processor - before;
  const got = await readdir(local);
  if (got.length !== files) throw new Error(`${got.length} files instead of ${files}`);
  for (const name of got) await rm(path.join(local, name));
  return { files: seconds, filesProcessor };
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
  // Less is within what memory differs by from one moment to the next.
  return Math.max(after - before, 0.1);
}

/** With so many sessions that are idle, each with a channel for SFTP. */
async function hold(target: LoadTarget, pid: number): Promise<number> {
  const crowd = await beginLoad('crowd', target, sessions);
  const { memory } = await costOf(pid);
  await crowd.ask('leave');
  return memory;
}

/** `durable`: seconds for the files with the database on the disk; `hash`: of a password. */
function rowsOf(
  seen: ReadonlyMap<string, readonly Figures[]>,
  durable: readonly number[],
  hash: number,
): readonly Row[] {
  const sides = (figure: keyof Figures) => sidesOf(seen, (figures) => figures[figure]);
  const amount = (work: string, unit: string, figure: keyof Figures): Row => ({
    ...{ work, unit, compared: 'amount', ...sides(figure) },
  });
  const login = amount('log in, pwd, quit', 's', 'login');
  const many = `${files.toLocaleString('en')} files of 2 KiB in one session`;
  const fetched: Row = { ...{ work: many, unit: 's', compared: 'time' }, ...sides('files') };
  return [
    login,
    {
      ...{ ...login, work: `${login.work}, without Argon2id` },
      ours: login.ours.map((seconds) => seconds - hash),
      goal: { times: 0.2, of: 'OpenSSH' },
    },
    { ...fetched, goal: { times: 1.3, of: 'OpenSSH' } },
    { ...fetched, work: `${many}, our ledger on the disk`, ours: durable },
    amount(`${many}: processor time of the server`, 's', 'filesProcessor'),
    {
      ...amount(`${sessions} sessions held: memory`, 'MiB', 'heldMebibytes'),
      goal: { times: 0.3, of: 'OpenSSH' },
    },
    { ...amount('memory for a client that reads no more', 'MiB', 'stalledMebibytes'), goal: { bound: 16 } },
    { ...amount('memory at rest', 'MiB', 'restMebibytes'), goal: { bound: 120 } },
  ];
}
