/**
 * Downloads and uploads by OpenSSH's `sftp`, through the gateway and from OpenSSH's server by turns (README.md).
 *
 *   node scripts/bench/transfer.ts [--runs 5] [--large 1024] [--only get]
 */

import { mkdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { table } from '../../src/cli/output.ts';
import { median } from './figures.ts';
import { costOf } from './process-tree.ts';
import { inTemporaryFolder } from './sites.ts';
import { gatewayWith } from './transfer-gateway.ts';
import { type Contestant, session, sshdWith, writeRandom } from './transfer-peers.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '5' },
    large: { type: 'string', default: '1024' },
    only: { type: 'string', default: '' },
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

const works: readonly Work[] = (['get', 'put'] as const)
  .flatMap((way) => [
    { name: `${way} ${large} MiB`, way, index: 0, clients: 1 },
    { name: `${way} 64 MiB`, way, index: 1, clients: 1 },
    { name: `${way} ${large / 4} MiB, four at once`, way, index: 2, clients: 4 },
  ])
  .filter(({ name }) => name.includes(values.only));

interface Figure {
  readonly seconds: number;
  /** Of the server, for each GiB. */
  readonly processor: number;
}

await inTemporaryFolder(async (folder) => {
  const bytes = sizes.map((size) => size * mebibyte);
  const local = path.join(folder, 'local');
  await mkdir(local);
  for (const [index, size] of bytes.entries()) await writeRandom(path.join(local, `source-${index}`), size);
  const contestants = [
    await gatewayWith(path.join(folder, 'sites'), bytes),
    await sshdWith(path.join(folder, 'sshd'), bytes),
  ];
  const seen = new Map<string, Figure[]>();
  for (let run = 0; run < runs; run += 1) {
    for (const contestant of run % 2 === 0 ? contestants : contestants.toReversed()) {
      const server = await contestant.start();
      try {
        await session(contestant, ['pwd']);
        for (const work of works) {
          const figure = await measure(contestant, server.pid, work, local);
          const name = `${contestant.name} ${work.name}`;
          seen.set(name, [...(seen.get(name) ?? []), figure]);
          process.stderr.write(
            `${name}: ${figure.seconds.toFixed(2)} s, ${figure.processor.toFixed(2)} s of processor a GiB\n`,
          );
        }
      } finally {
        await server.stop();
      }
    }
  }
  process.stdout.write(`${[...report(seen)].join('\n')}\n`);
});

async function measure(contestant: Contestant, pid: number, work: Work, local: string): Promise<Figure> {
  const { shelf } = contestant;
  const file = (client: number) => path.join(local, `got-${client}`);
  const commands = (client: number) =>
    work.way === 'get'
      ? [`get ${shelf.source(work.index)} ${file(client)}`]
      : [
          `${contestant.refusesUploads ? '-' : ''}put ${path.join(local, `source-${work.index}`)} ${shelf.target(client)}`,
        ];
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

function* report(seen: ReadonlyMap<string, readonly Figure[]>): Generator<string> {
  const figures = (name: string, of: (figure: Figure) => number) => (seen.get(name) ?? []).map(of);
  const right = (heading: string) => ({ heading, align: 'right' as const });
  const columns = [
    'ours s',
    'sshd s',
    'ours MiB/s',
    'sshd MiB/s',
    'speed ratio',
    'ours CPU s/GiB',
    'sshd CPU s/GiB',
    'CPU ratio',
  ];
  yield* table(
    [{ heading: 'work' }, ...columns.map(right)],
    works.map(({ name, index, clients }) => {
      const seconds = ['passerelle', 'sshd'].map((server) =>
        median(figures(`${server} ${name}`, (f) => f.seconds)),
      );
      const processor = ['passerelle', 'sshd'].map((server) =>
        median(figures(`${server} ${name}`, (f) => f.processor)),
      );
      const [ours = 0, theirs = 0] = seconds;
      const [cost = 0, theirCost = 0] = processor;
      const moved = (sizes[index] ?? 0) * clients;
      return [
        name,
        ...[ours, theirs, moved / ours, moved / theirs, theirs / ours, cost, theirCost, cost / theirCost].map(
          (value) => value.toFixed(2),
        ),
      ];
    }),
  ).map(String);
}
