/**
 * Does the gateway let honest peers in while it holds many sessions, some of them fetching all the time, and
 * strangers stand silent at its door? The same against OpenSSH's server, in the same run (README.md).
 *
 *   node scripts/bench/load.ts [--sessions 500] [--fetching 100] [--strangers 200] [--visits 60] [--records 100000]
 *     [--into docs]
 */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { median, quantile, requireDelivered } from './figures.ts';
import type { Visits } from './load-parts.ts';
import type { LoadAccount, LoadTarget } from './load-peer.ts';
import { beginLoad } from './load-thread.ts';
import { transportOf, upstreamOf } from './logins.ts';
import { writeEvaluations, writeExtract } from './mock-data.ts';
import { serve, timed } from './passerelle.ts';
import { costOf } from './process-tree.ts';
import { report } from './report.ts';
import { markdown } from './report-tables.ts';
import {
  exampleKey,
  insurers,
  inTemporaryFolder,
  makeSites,
  month,
  publisher,
  relay,
  siteIn,
  today,
} from './sites.ts';
import { startSshd } from './sshd.ts';

const { values } = parseArgs({
  options: {
    sessions: { type: 'string', default: '500' },
    fetching: { type: 'string', default: '100' },
    strangers: { type: 'string', default: '200' },
    visits: { type: 'string', default: '60' },
    records: { type: 'string', default: '100000' },
    into: { type: 'string' },
  },
});
const sessions = Number(values.sessions);
const fetching = Number(values.fetching);
const strangers = Number(values.strangers);
const visitsEach = Number(values.visits);
const records = Number(values.records);

/** A server that runs, whom it lets in, and how it is stopped. */
interface Contestant {
  readonly name: string;
  start(): Promise<{ readonly target: LoadTarget; readonly pid: number; stop(): Promise<unknown> }>;
}

/** What was seen of a server in one situation. */
interface Situation {
  readonly server: string;
  readonly situation: string;
  readonly visits: Visits;
  /** MiB. */
  readonly memory: number;
  /** Of one core. */
  readonly processor: number;
  /** MiB fetched in a second. */
  readonly fetched: number;
  readonly lost: number;
  readonly thrownOut: number;
}

async function measure({ name, start }: Contestant): Promise<readonly Situation[]> {
  const { target, pid, stop } = await start();
  try {
    return await observe(name, target, pid);
  } finally {
    await stop();
  }
}

/** The three situations of a server, one after the other; each time the same visits. */
async function observe(server: string, target: LoadTarget, pid: number): Promise<readonly Situation[]> {
  process.stderr.write(`${server}: ${(await costOf(pid)).memory.toFixed(0)} MiB before anybody came\n`);
  const visitors = await beginLoad('visits', target);
  const crowd = await beginLoad('crowd', target, sessions);
  const crowdFigures = () => crowd.ask<{ bytes: number; lost: number }>('figures');

  async function look(situation: string, thrownOut: () => Promise<number>): Promise<Situation> {
    const [before, came, out, begun] = [
      await costOf(pid),
      (await crowdFigures()).bytes,
      await thrownOut(),
      performance.now(),
    ];
    const visits = await visitors.ask<Visits>('visit', visitsEach);
    const seconds = (performance.now() - begun) / 1000;
    const { memory, processor } = await costOf(pid);
    const { bytes, lost } = await crowdFigures();
    return {
      server,
      situation,
      visits,
      memory,
      processor: (processor - before.processor) / seconds,
      fetched: (bytes - came) / seconds / 1024 ** 2,
      lost,
      thrownOut: (await thrownOut()) - out,
    };
  }

  const rows = [await look(`${sessions} idle`, async () => 0)];
  await crowd.ask('fetch', fetching);
  rows.push(await look(`${fetching} of them fetch`, async () => 0));
  const siege = await beginLoad('siege', target, strangers);
  rows.push(await look(`and ${strangers} strangers`, () => siege.ask<number>('figures')));
  for (const part of [siege, crowd, visitors]) await part.ask('leave');
  return rows;
}

/** The relay's gateway, with a month for seven insurers, by the program's own commands. */
async function gatewayIn(folder: string): Promise<Contestant & { readonly sample: Uint8Array }> {
  await makeSites(folder);
  const [source, middle] = [siteIn(folder, publisher), siteIn(folder, relay)];
  await writeEvaluations(source.paths.evaluations, records);
  await writeExtract(middle.paths.extract, records, insurers, today);
  const confirmed = ['--confirm-volume', String(records)];
  await timed(source, ['publish', month, ...confirmed]);
  const upstream = await serve(source);
  try {
    requireDelivered((await timed(middle, ['relay', ...confirmed])).result, records);
  } finally {
    await upstream.stop();
  }

  const accounts: LoadAccount[] = [];
  let sample = new Uint8Array();
  const gateway = await serve(middle);
  try {
    for (const insurer of insurers) {
      const site = siteIn(folder, insurer);
      const { username: user, privateKey, password } = await upstreamOf(site);
      const session = await (await transportOf(site)).open();
      const [file] = await session.list('/inbox');
      if (file === undefined) throw new Error('nothing was relayed');
      sample = await buffer(session.read(file.path, file.size));
      await session.close();
      accounts.push({ user, keys: [privateKey], password, file: file.path });
    }
  } finally {
    await gateway.stop();
  }
  const { host, port } = await upstreamOf(siteIn(folder, insurers[0] ?? ''));
  return {
    name: 'passerelle serve',
    sample,
    async start() {
      const { pid, stop } = await serve(middle);
      return { target: { host, port, accounts }, pid, stop };
    },
  };
}

/** OpenSSH's server asks two keys: passwords would have to be those of this system's users. */
function sshdIn(folder: string, name: string, file: Uint8Array, lines: readonly string[]): Contestant {
  const keys = [`${relay}.ssh-user`, `insurer-${insurers[0]}.ssh-user`];
  return {
    name,
    async start() {
      await mkdir(path.join(folder, 'remote'), { recursive: true });
      await writeFile(path.join(folder, 'remote', 'parcel'), file);
      const both = await Promise.all(keys.map((key) => readFile(exampleKey(`${key}.pub`), 'utf8')));
      await writeFile(path.join(folder, 'authorized'), both.join(''));
      const { port, pid, stop } = await startSshd(folder, [
        `AuthorizedKeysFile ${path.join(folder, 'authorized')}`,
        'AuthenticationMethods publickey,publickey',
        'PermitRootLogin prohibit-password',
        ...lines,
      ]);
      const user = userInfo().username;
      const texts = await Promise.all(keys.map((key) => readFile(exampleKey(key), 'utf8')));
      const accounts = [{ user, keys: texts, file: 'parcel' }];
      return { target: { host: '127.0.0.1', port, accounts }, pid, stop };
    },
  };
}

function situationTable(rows: readonly Situation[]): Iterable<string> {
  const headings = ['let in', 'median, ms', '95 %', '99 %', 'greatest', 'PSS, MiB', 'cores', 'MiB/s', 'lost'];
  return markdown(
    ['server', 'sessions', ...headings, 'thrown out'],
    rows.map(({ server, situation, visits, memory, processor, fetched, lost, thrownOut }) => {
      const { milliseconds, refused } = visits;
      const times = [median(milliseconds), ...[0.95, 0.99, 1].map((share) => quantile(milliseconds, share))];
      return [
        server,
        situation,
        `${milliseconds.length} of ${milliseconds.length + refused}`,
        ...times.map((time) => (milliseconds.length === 0 ? '' : time.toFixed(0))),
        memory.toFixed(0),
        processor.toFixed(2),
        fetched.toFixed(1),
        String(lost),
        String(thrownOut),
      ];
    }),
  );
}

await inTemporaryFolder(async (folder) => {
  const ours = await gatewayIn(path.join(folder, 'sites'));
  const theirs = sshdIn(path.join(folder, 'sshd'), 'sshd', ours.sample, []);
  const wide = sshdIn(path.join(folder, 'wide'), 'sshd, MaxStartups 1000', ours.sample, ['MaxStartups 1000']);
  process.stderr.write(`a parcel of ${(ours.sample.byteLength / 1024).toFixed(0)} KiB\n`);
  const rows: Situation[] = [];
  for (const contestant of [ours, theirs, wide]) rows.push(...(await measure(contestant)));
  await report({ part: 'load', rows: [], tables: { load: situationTable(rows) }, into: values.into });
});
