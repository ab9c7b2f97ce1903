/**
 * Days on which something else is broken: a disk, a clock, the CIN, the other gateway. `relay`, `collect` and
 * `purge` say so in words that help, nothing half done can be seen by anybody, and a rerun mends all of it.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { exampleSshKey, forgedChild, parcelFrom } from '../support/forged-parcels.ts';
import { freePort } from '../support/free-port.ts';
import { heldLine } from '../support/held-line.ts';
import { onReadOnlyDisk, waysOfLittleRoom } from '../support/little-room.ts';
import { monthlyFileText, mutation } from '../support/monthly-files.ts';
import { passerelleService, passerelleUnder, type Run } from '../support/passerelle.ts';
import { child } from '../support/records.ts';
import { expectHelpfulWords, type Refusal } from '../support/refusal.ts';
import { enrolAt, type RehearsedSite } from '../support/rehearsed-sites.ts';
import { startSftpPeer } from '../support/sftp-peer.ts';
import { type SiteState, stateOf } from '../support/site-state.ts';
import {
  evaluationsHeader,
  password,
  pointAt,
  publishedBefore,
  type StandingSites,
  standingSites,
  today,
} from '../support/standing-sites.ts';

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
  return () => sites.remove();
}, 120_000);

type Command = 'relay' | 'collect';

const commands = {
  relay: { party: 'inami', upstream: 'opgroeien', account: 'inami' },
  collect: { party: '300', upstream: 'inami', account: 'insurer-300' },
} as const;
const both: readonly Command[] = ['relay', 'collect'];

/** What a run on a good day takes in of a parcel with one child. */
const takenIn = {
  relay: { months: [{ received: 1, delivered: { 300: 1 } }], stillHeld: 0 },
  collect: { collected: [{ counts: { new: 1 } }] },
} as const;

/** A site whose upstream has a parcel for it; of one child unless it is told of others. */
async function waiting(command: Command, count?: number) {
  const { party, upstream, account } = commands[command];
  const site = await sites.copyOf(party);
  const children = Array.from({ length: count ?? 0 }, (_, number) => child(number));
  const mutations = children.map((ssin) => mutation('new', ssin, '2022-02-01'));
  const xml = await monthlyFileText(mutations, { sender: upstream, receiver: party, sequenceNumber: 1 });
  const forgery = count === undefined ? {} : { rewrite: () => xml };
  const peer = await startSftpPeer({
    files: new Map([await parcelFrom(upstream, party, forgery)]),
    hostKey: await exampleSshKey(`${upstream}.ssh-host`),
    key: await exampleSshKey(`${account}.ssh-user`),
    answers: [password],
  });
  if (count !== undefined && command === 'relay') {
    const rows = children.map((ssin) => `${ssin},300,2018-01-01,\n`);
    await site.write('cin.csv', `# extract 2022-03-19\nssin,insurer,valid_from,valid_to\n${rows.join('')}`);
  }
  await pointAt(site, peer);
  return { site, peer };
}

/** Rows that anybody could see or count on: all but those under way, which the next run discards. */
function visible({ tables, events, files }: SiteState): SiteState {
  const underWay = ['chunk', 'block', 'staged_tags', 'sqlite_sequence'];
  const rows = Object.entries(tables).filter(([table]) => !underWay.includes(table));
  return { tables: Object.fromEntries(rows), events, files };
}

/** The run ends in these words, and nobody sees anything that was not there before. */
async function expectUnharmed(
  site: RehearsedSite,
  run: () => Promise<Run>,
  { status, says, events = [] }: Refusal,
  when = '',
): Promise<void> {
  const before = visible(await stateOf(site));
  const ended = await run();
  expect(ended.status, `${when}: ${ended.stderr}`).toBe(status);
  expectHelpfulWords(ended, { status, says });
  const after = visible(await stateOf(site));
  expect(after, when).toEqual({ ...before, events: [...before.events, ...events] });
}

async function expectMended(command: Command, site: RehearsedSite): Promise<void> {
  expect(await site.json(command, ...today)).toMatchObject(takenIn[command]);
}

/** Keeps the database from all others, as another program may. */
function lock({ folder }: RehearsedSite): () => void {
  const holder = new DatabaseSync(path.join(folder, 'passerelle.sqlite'), { timeout: 10_000 });
  holder.exec('BEGIN EXCLUSIVE');
  const release = () => void (holder.isOpen && holder.close());
  onTestFinished(release);
  return release;
}

/** An insurer's site with an opened file whose months are long over: `purge` has to erase it. */
const later = ['--at', '2035-01-01'] as const;
async function dueForPurge(): Promise<RehearsedSite> {
  const { site } = await waiting('collect');
  await site.json('collect', ...today);
  return site;
}
async function expectPurged(site: RehearsedSite): Promise<void> {
  expect(await site.json('purge', ...later)).toMatchObject({ purged: [{ month: '2022-03' }] });
  expect(Object.keys((await stateOf(site)).files).filter((file) => file.startsWith('inbox'))).toEqual([]);
}

describe('a disk', () => {
  const count = 2000;
  const noRoom = { status: 9, says: /There is no room left for/ } as const;

  it.each(both.flatMap((command) => waysOfLittleRoom.map((way) => ({ command, ...way }))).slice(1))(
    'that is full $where ends a $command [A44]',
    async ({ command, run }) => {
      const { site } = await waiting(command, count);
      const args = command === 'relay' ? [command, '--confirm-volume', String(count)] : [command];
      const full = () => run(200, site.folder, ...args, ...today, '--rehearsal');
      await expectUnharmed(site, full, noRoom);
      const counts =
        command === 'relay'
          ? { months: [{ delivered: { 300: count } }] }
          : { collected: [{ counts: { new: count } }] };
      expect(await site.json(...args, ...today)).toMatchObject(counts);
    },
  );

  it('that was full while the relay ran shows nothing to an insurer, until there is room again [A44]', async () => {
    const { site } = await waiting('relay', count);
    const relay = ['relay', '--confirm-volume', String(count), ...today];
    const [way] = waysOfLittleRoom;
    const full = async () => (await way?.run(200, site.folder, ...relay, '--rehearsal')) ?? nowhere();
    await expectUnharmed(site, full, noRoom);
    await enrolAt(site, { name: 'insurer-300', party: '300', password });
    const gateway = passerelleService(site.folder, 'serve', '--rehearsal', '--json', ...today);
    const insurer = await sites.copyOf('300');
    await pointAt(insurer, JSON.parse(await gateway.firstLine));
    expect(await insurer.json('collect', ...today)).toMatchObject({ collected: [] });
    await site.json(...relay);
    expect(await insurer.json('collect', ...today)).toMatchObject({
      collected: [{ counts: { new: count } }],
    });
  });

  it.each(waysOfLittleRoom.slice(1))(
    'that is full $where ends a purge, which the next run completes [A36]',
    async ({ run }) => {
      const site = await dueForPurge();
      const { tables } = await stateOf(site);
      expectHelpfulWords(await run(0, site.folder, 'purge', ...later, '--rehearsal'), noRoom);
      expect((await stateOf(site)).tables).toEqual(tables);
      await expectPurged(site);
    },
  );

  it.runIf(onReadOnlyDisk !== undefined)('that can only be read ends each command [A44]', async () => {
    await Promise.all(
      both.map(async (command) => {
        const { site } = await waiting(command);
        const run = async () => readOnly(site, command, ...today);
        await expectUnharmed(site, run, { status: 9, says: /^error: The database (cannot|can) /m });
        await expectMended(command, site);
      }),
    );
    const site = await dueForPurge();
    await expectUnharmed(site, async () => readOnly(site, 'purge', ...later), {
      status: 9,
      says: /^error: Opened files cannot be kept in .*inbox/m,
    });
    await expectPurged(site);
  });
});

function nowhere(): never {
  throw new RangeError('there is no such disk here');
}

function readOnly({ folder }: RehearsedSite, ...args: readonly string[]): Promise<Run> {
  return (onReadOnlyDisk ?? nowhere)(folder, ...args, '--rehearsal');
}

const busy = { status: 9, says: /^error: Another process holds the database/m } as const;

/** Each command, at a database that another program holds from the start or from the middle of a transfer on. */
async function lockedDatabases(): Promise<void> {
  const fromTheStart = both.map(async (command) => {
    const { site } = await waiting(command);
    await expectLocked(site, () => site.run(command, ...today));
    await expectMended(command, site);
  });
  const inTheMiddle = both.map(async (command) => {
    const { site, peer } = await waiting(command);
    const line = await heldLine(peer.port, 4000);
    await pointAt(site, line);
    const before = visible(await stateOf(site));
    const running = site.run(command, ...today);
    await line.held;
    const release = lock(site);
    line.release();
    expectHelpfulWords(await running, busy);
    release();
    expect(visible(await stateOf(site))).toEqual(before);
    await expectMended(command, site);
  });
  const purge = async () => {
    const site = await dueForPurge();
    await expectLocked(site, () => site.run('purge', ...later));
    await expectPurged(site);
  };
  await Promise.all([...fromTheStart, ...inTheMiddle, purge()]);
}

/** The lock hides the rows from us too: they are compared when it is gone. */
async function expectLocked(site: RehearsedSite, run: () => Promise<Run>): Promise<void> {
  const locked = async () => {
    const release = lock(site);
    const ended = await run();
    release();
    return ended;
  };
  await expectUnharmed(site, locked, busy);
}

describe('a gateway', () => {
  it('that is restarted in the middle of a fetch ends the relay, which the next run mends [A44]', async () => {
    const count = 4000;
    const [publisher, relay] = [await sites.copyOf('opgroeien'), await sites.copyOf('inami')];
    const rows = Array.from(
      { length: count },
      (_, number) => `${child(number)},2022-03-03,50,1,abcde,2022-03-01,`,
    );
    await publisher.write('evaluations.csv', [evaluationsHeader, ...publishedBefore, ...rows, ''].join('\n'));
    const confirmed = ['--confirm-volume', String(count)];
    await publisher.json('publish', '2022-03', 'evaluations.csv', ...confirmed, ...today);
    // Else it would let the fetch come to its end.
    await publisher.edit(/^\[gateway\]$/m, '[gateway]\nstop_seconds = 0');
    const port = await freePort();
    await publisher.edit(/^port = 0$/m, `port = ${port}`);
    const serve = () => passerelleService(publisher.folder, 'serve', '--rehearsal', '--json', ...today);
    const gateway = serve();
    await gateway.firstLine;
    const line = await heldLine(port, 64 * 1024);
    await pointAt(relay, line);

    const running = relay.run('relay', ...confirmed, ...today);
    await line.held;
    expect(await gateway.stop()).toMatchObject({ status: 0 });
    line.release();
    expectHelpfulWords(await running, { status: 8, says: /^error: .* broke off/m });
    // The month before had come; of this one there is nothing.
    const last = { direction: 'inbound', party: 'opgroeien', sequenceNumber: 1 };
    expect(await relay.json('status', ...today)).toMatchObject({ sequences: expect.arrayContaining([last]) });
    await serve().firstLine;
    await relay.json('relay', ...confirmed, ...today);
    const { events } = await stateOf(relay);
    expect(events.filter((event) => event === 'parcel-relayed')).toHaveLength(2);
    expect(await relay.json('ledger', 'verify')).toMatchObject({ ok: true });
  }, 60_000);
});

type Answering = (questions: { readonly ssins: readonly string[] }, response: ServiceResponse) => void;
type ServiceResponse = ServerResponse<IncomingMessage>;

const right: Answering = ({ ssins }, response) =>
  response.end(JSON.stringify({ answers: ssins.map((ssin) => ({ ssin, outcome: 'ONE_IO', io: '300' })) }));

/** INAMI asks a service that answers so, until it is told to answer otherwise. */
async function asking(answering: Answering) {
  const service = { answering, asked: [] as string[] };
  const server = createServer((request, response) => {
    void request.toArray().then((parts) => {
      const text = Buffer.concat(parts).toString();
      service.asked.push(text);
      service.answering(JSON.parse(text), response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { site } = await waiting('relay');
  const { port } = server.address() as AddressInfo;
  await site.edit(/^\[affiliation\]\nextract = .*\nmaximum_age_days = 3$/m, '');
  await site.append(
    `[affiliation.service]\nurl = "http://127.0.0.1:${port}/affiliations"\ntimeout_seconds = 1`,
  );
  return { site, service };
}

describe('the service of the CIN', () => {
  const nonsense: readonly (readonly [what: string, answering: Answering])[] = [
    ['a page', (_, response) => response.setHeader('content-type', 'text/html').end('<html>Welcome</html>')],
    ['a status that it should not have', (_, response) => response.writeHead(403).end()],
    ['about another child', (_, response) => right({ ssins: ['08610100309'] }, response)],
    ['about one child twice', ({ ssins }, response) => right({ ssins: [...ssins, ...ssins] }, response)],
    [
      'an insurer that there is not',
      ({ ssins: [ssin] }, response) =>
        response.end(JSON.stringify({ answers: [{ ssin, outcome: 'ONE_IO', io: '799' }] })),
    ],
    [
      'much, and not what was asked',
      ({ ssins: [ssin] }, response) =>
        response.end(JSON.stringify({ answers: [{ ssin, x: 'x'.repeat(900_000) }] })),
    ],
  ];

  it('that answers nonsense stops the relay before anything is taken in [A22]', async () => {
    const { site, service } = await asking(right);
    for (const [what, answering] of nonsense) {
      service.answering = answering;
      const run = () => site.run('relay', ...today);
      await expectUnharmed(site, run, { status: 5, says: /^error: .*CIN/m }, `answers ${what}`);
    }
    service.answering = right;
    await expectMended('relay', site);
    const question = { purpose: 'routing', day: '2022-03-20', ssins: [forgedChild] };
    expect(JSON.parse(service.asked.at(-1) ?? '')).toEqual(question);
  });
});

/** Services that are slow, which is waited for, or do not answer: then records are held, and go out later. */
async function slowServices(): Promise<void> {
  const late: Answering = (questions, response) => void setTimeout(() => right(questions, response), 400);
  const failing: readonly Answering[] = [
    () => {},
    (_, response) => response.writeHead(503).end(),
    (_, response) => response.socket?.destroy(),
  ];
  const outcomes = failing.map(async (answering) => {
    const { site, service } = await asking(answering);
    expect(await site.json('relay', ...today)).toMatchObject({
      months: [{ received: 1, delivered: {}, held: { 'affiliation-unavailable': 1 } }],
      stillHeld: 1,
    });
    service.answering = right;
    expect(await site.json('held', 'retry', ...today)).toMatchObject({
      stillHeld: 0,
      months: [{ delivered: { 300: 1 } }],
    });
    expect(await site.json('ledger', 'verify')).toMatchObject({ ok: true });
  });
  const slow = async () => expectMended('relay', (await asking(late)).site);
  await Promise.all([...outcomes, slow()]);
}

// At the same time, because most of it is patience.
it('a database that another program holds is left to it, and a CIN that does not answer is asked again later [A23][A44]', async () => {
  await Promise.all([lockedDatabases(), slowServices()]);
}, 120_000);

describe('a clock', () => {
  it('that has jumped beyond the sunset, or beyond the extract of the CIN, lets nothing begin, and leaves no trace when it is back', async () => {
    const jumps: readonly (readonly [Command, string, Refusal])[] = [
      ['relay', '2023-01-05', { status: 4, says: /is closed since 2023-01-01/ }],
      ['collect', '2023-01-05', { status: 4, says: /is closed since 2023-01-01/ }],
      ['relay', '2022-04-20', { status: 5, says: /the extract is 32 days old/ }],
    ];
    await Promise.all(
      jumps.map(async ([command, day, refusal]) => {
        const { site } = await waiting(command);
        await expectUnharmed(site, () => site.run(command, '--at', day), refusal);
        await expectMended(command, site);
      }),
    );
  });

  it.each(both)(
    'that jumps beyond the sunset while a %s runs stops it before anything is seen [A40]',
    async (command) => {
      const readings = [4, 10];
      const stopped = await Promise.all(readings.map((reading) => runsInto(command, reading)));
      expect(stopped).toContain(true);
    },
  );

  /** True if the run was stopped by a jump at that reading of the clock. */
  async function runsInto(command: Command, reading: number): Promise<boolean> {
    const { site } = await waiting(command);
    const before = visible(await stateOf(site));
    const run = await passerelleUnder(jumpingAt(reading), site.folder, command, ...today, '--rehearsal');
    const after = visible(await stateOf(site));
    if (run.status !== 0) {
      const stale = run.status === 5;
      const says = stale ? /the extract is 36[0-9] days old/ : /is closed since 2023-01-01/;
      expectHelpfulWords(run, { status: stale ? 5 : 4, says });
    }
    // What was committed before the jump stands: whole.
    if (after.events.includes('parcel-fetched')) return run.status !== 0;
    expect(after).toEqual(before);
    await expectMended(command, site);
    return true;
  }
});

/** Options for Node by which a rehearsal's clock jumps a year at that reading. */
function jumpingAt(reading: number): readonly string[] {
  const module = `
    const now = performance.now.bind(performance);
    let readings = 0;
    performance.now = () => {
      readings += 1;
      return now() + (readings < ${reading} ? 0 : 365 * 86_400_000);
    };`;
  return ['--import', `data:text/javascript,${encodeURIComponent(module)}`];
}
