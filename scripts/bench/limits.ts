/**
 * How far the physical limits of this machine are: its cipher, its network, its disk, and what OpenSSH's client takes
 * for itself, which no server can spare it (README.md). `distances.ts` holds the other parts' figures against them.
 *
 *   node scripts/bench/limits.ts [--runs 3] [--large 1024] [--into docs]
 */

import { fdatasyncSync, fsyncSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { limitNames } from './distances.ts';
import { durableWrites, nodeCipher, nodeStart, opensslCipher, roundTrip, stream } from './limits-machine.ts';
import { passwordSeconds } from './password-seconds.ts';
import { report } from './report.ts';
import type { Row } from './rows.ts';
import { inTemporaryFolder } from './sites.ts';
import { memoryOrDisk } from './storage.ts';
import { type Contestant, installedPeers, session } from './transfer-peers.ts';
import { machineInWords } from './versions.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    large: { type: 'string', default: '1024' },
    into: { type: 'string' },
  },
});
const runs = Number(values.runs);
const gibibytes = Number(values.large) / 1024;

interface ClientCost {
  readonly login: number;
  /** For each GiB. */
  readonly get: number;
  readonly put: number;
}

const costs: ClientCost[] = [];
await inTemporaryFolder(
  async (folder) => {
    const [sshd] = await installedPeers(folder, [gibibytes * 1024 ** 3], 'OpenSSH');
    if (sshd === undefined) return;
    const server = await sshd.start();
    try {
      for (let run = 0; run < runs; run += 1) costs.push(await clientCost(sshd, path.join(folder, 'local')));
    } finally {
      await server.stop();
    }
  },
  await memoryOrDisk(4 * gibibytes * 1024 ** 3),
);

/** Where the sites of the other parts lie. */
const durable: { readonly whole: number; readonly data: number }[] = [];
await inTemporaryFolder(async (folder) => {
  for (let run = 0; run < runs; run += 1) {
    durable.push({ whole: durableWrites(folder, fsyncSync), data: durableWrites(folder, fdatasyncSync) });
  }
});
const streams = await each(stream);
await report({
  part: 'limits',
  rows: [
    row(limitNames.cores, 'cores', 'rate', [availableParallelism()]),
    row(limitNames.openssl, 'MiB/s', 'rate', await each(opensslCipher)),
    row(limitNames.node, 'MiB/s', 'rate', await each(nodeCipher)),
    row(
      limitNames.loopback,
      'MiB/s',
      'rate',
      streams.map(({ rate }) => rate),
    ),
    row(
      limitNames.sending,
      's/GiB',
      'amount',
      streams.map(({ sender }) => sender),
    ),
    row(
      limitNames.receiving,
      's/GiB',
      'amount',
      streams.map(({ receiver }) => receiver),
    ),
    row(
      limitNames.roundTrip,
      'ms',
      'time',
      (await each(roundTrip)).map((seconds) => seconds * 1000),
    ),
    row(
      limitNames.disk,
      '/s',
      'rate',
      durable.map(({ whole }) => whole),
    ),
    row(
      limitNames.diskData,
      '/s',
      'rate',
      durable.map(({ data }) => data),
    ),
    row(limitNames.password, 's', 'time', await passwordSeconds()),
    row(limitNames.nodeStart, 's', 'time', await each(nodeStart)),
    row(
      limitNames.clientGet,
      's/GiB',
      'amount',
      costs.map(({ get }) => get),
    ),
    row(
      limitNames.clientPut,
      's/GiB',
      'amount',
      costs.map(({ put }) => put),
    ),
    row(
      limitNames.clientLogin,
      's',
      'amount',
      costs.map(({ login }) => login),
    ),
  ].filter(({ ours }) => ours.length > 0),
  tables: { machine: [await machineInWords()] },
  into: values.into,
});

function row(work: string, unit: string, compared: Row['compared'], ours: readonly number[]): Row {
  return { work, unit, compared, ours, peers: {} };
}

async function each<Value>(measure: () => Value | Promise<Value>): Promise<readonly Value[]> {
  const seen: Value[] = [];
  for (let run = 0; run < runs; run += 1) seen.push(await measure());
  return seen;
}

/** Processor time of `sftp` and the `ssh` that it starts, without the server's. */
async function clientCost(contestant: Contestant, local: string): Promise<ClientCost> {
  const cost = async (command: string) => {
    const before = await processorOfChildren();
    await session(contestant, [command]);
    return (await processorOfChildren()) - before;
  };
  const login = await cost('pwd');
  const get = await cost(`get ${contestant.shelf.source(0)} ${local}`);
  const put = await cost(`put ${local} ${contestant.shelf.target(0)}`);
  await rm(local);
  return { login, get: (get - login) / gibibytes, put: (put - login) / gibibytes };
}

/** Seconds, of children of this process that have ended; the server goes on (proc_pid_stat(5): cutime, cstime). */
async function processorOfChildren(): Promise<number> {
  const stat = await readFile('/proc/self/stat', 'utf8');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(13, 15)
    .map(Number);
  return (user + system) / 100;
}
