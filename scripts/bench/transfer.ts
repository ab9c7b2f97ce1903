/**
 * Downloads and uploads by OpenSSH's `sftp`, through the gateway and the peers' servers by turns (README.md).
 *
 *   node scripts/bench/transfer.ts [--runs 5] [--large 1024] [--only get] [--peers OpenSSH,ProFTPD]
 *     [--into docs]
 */

import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { costOf } from './process-tree.ts';
import { report } from './report.ts';
import { type Row, sidesOf } from './rows.ts';
import { inTemporaryFolder } from './sites.ts';
import { memoryOrDisk } from './storage.ts';
import { gatewayWith } from './transfer-gateway.ts';
import { type Contestant, installedPeers, inTurn, session, settle, writeRandom } from './transfer-peers.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    large: { type: 'string', default: '1024' },
    only: { type: 'string', default: '' },
    peers: { type: 'string' },
    into: { type: 'string' },
  },
});
const runs = Number(values.runs);
const large = Number(values.large);
const mebibyte = 1024 ** 2;

/** Sizes of the files that lie ready, in MiB. */
const sizes = [large, 64, large / 4];

interface Work {
  readonly name: string;
  readonly way: 'get' | 'put';
  /** Which of the sizes. */
  readonly index: number;
  readonly clients: number;
}

/** So many times as fast as OpenSSH, at least. */
const goals = { get: [1.25, 1.5, 1], put: [1, 2, 1] } as const;
/** So much processor time of the server beside OpenSSH's, at most. */
const processorGoal = 1.5;

const works: readonly Work[] = (['get', 'put'] as const)
  .flatMap((way) => [
    { name: `${way} ${sizeOf(large)}`, way, index: 0, clients: 1 },
    { name: `${way} ${sizeOf(64)}`, way, index: 1, clients: 1 },
    { name: `${way} ${sizeOf(large / 4)}, four at once`, way, index: 2, clients: 4 },
  ])
  .filter(({ name }) => name.includes(values.only));

interface Figure {
  readonly seconds: number;
  /** Of the server, for each GiB. */
  readonly processor: number;
}

// The files to be served twice, those to be sent, and those that arrive.
await inTemporaryFolder(compare, await memoryOrDisk(8 * large * mebibyte));

async function compare(folder: string): Promise<void> {
  const bytes = sizes.map((size) => size * mebibyte);
  const local = path.join(folder, 'local');
  await mkdir(local);
  for (const [index, size] of bytes.entries()) await writeRandom(path.join(local, `source-${index}`), size);
  const contestants = [
    await gatewayWith(path.join(folder, 'sites'), bytes),
    ...(await installedPeers(folder, bytes, values.peers)),
  ];
  const seen = works.map((work) => ({ work, figures: new Map<string, Figure[]>() }));
  // A virtual machine pays for each page of memory when it is touched for the first time: not counted.
  for (const contestant of contestants.slice(0, 1)) await tryAll(contestant, local);
  for (let run = 0; run < runs; run += 1) {
    for (const contestant of inTurn(contestants, run)) {
      const tried = await tryAll(contestant, local);
      for (const { work, figures } of seen) {
        const figure = tried.get(work);
        if (figure !== undefined) figures.getOrInsertComputed(contestant.name, () => []).push(figure);
      }
    }
  }
  const rows = seen.flatMap(({ work, figures }) => rowsOf(work, figures));
  await report({ part: 'transfer', rows, into: values.into });
}

function sizeOf(mebibytes: number): string {
  return mebibytes % 1024 === 0 ? `${mebibytes / 1024} GiB` : `${mebibytes} MiB`;
}

/** All works at one server, one after the other. */
async function tryAll(contestant: Contestant, local: string): Promise<ReadonlyMap<Work, Figure>> {
  const tried = new Map<Work, Figure>();
  const server = await contestant.start();
  try {
    await session(contestant, ['pwd']);
    for (const work of works) {
      const figure = await measure(contestant, server.pid, work, local);
      tried.set(work, figure);
      process.stderr.write(
        `${contestant.name} ${work.name}: ${figure.seconds.toFixed(2)} s, ${figure.processor.toFixed(2)} s of processor a GiB\n`,
      );
    }
  } finally {
    await server.stop();
  }
  return tried;
}

async function measure(contestant: Contestant, pid: number, work: Work, local: string): Promise<Figure> {
  const { shelf } = contestant;
  const file = (client: number) => path.join(local, `got-${client}`);
  const commands = (client: number) =>
    work.way === 'get'
      ? [`get ${shelf.source(work.index)} ${file(client)}`]
      : [
          `${contestant.refusesUploads ? '-' : ''}put ${path.join(local, `source-${work.index}`)} ${shelf.target(client)}`,
        ];
  await settle();
  const before = (await costOf(pid)).processor;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: work.clients }, (_, client) => session(contestant, commands(client))),
  );
  const seconds = (performance.now() - begun) / 1000;
  const { processor } = await costOf(pid);
  const each = (sizes[work.index] ?? 0) * mebibyte;
  for (let client = 0; work.way === 'get' && client < work.clients; client += 1) {
    const { size } = await stat(file(client));
    if (size !== each) throw new Error(`${size} bytes instead of ${each}`);
    await rm(file(client));
  }
  return { seconds, processor: (processor - before) / ((each * work.clients) / 1024 ** 3) };
}

function rowsOf({ name, way, index }: Work, seen: ReadonlyMap<string, readonly Figure[]>): readonly Row[] {
  return [
    {
      ...{ work: name, unit: 's', compared: 'time', ...sidesOf(seen, ({ seconds }) => seconds) },
      goal: { times: goals[way][index] ?? 1, of: 'OpenSSH' },
    },
    {
      ...{ work: `${name}: processor time of the server`, unit: 's/GiB', compared: 'amount' },
      ...sidesOf(seen, ({ processor }) => processor),
      goal: { times: processorGoal, of: 'OpenSSH' },
    },
  ];
}
