/**
 * A channel that is in force today, lived at real sites: no rehearsal, no clock but the machine's. Every command there
 * is must have ended well at one of them.
 */

import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { commandGroups } from '../../src/cli/commands.ts';
import { legalTimeZone } from '../../src/clock.ts';
import { createGroups } from '../support/carried-sites.ts';
import { attemptLogin, conversation } from '../support/gateway-client.ts';
import { clockFrom, clockFromUntil, clockWasSet } from '../support/other-time.ts';
import { endService, filesBelow, passerelle } from '../support/passerelle.ts';
import { missingPostgres, postgresCluster } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import { expectHelpfulWords } from '../support/refusal.ts';
import { stateOf } from '../support/site-state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type FictionalChannel, standingChannel } from './channel.ts';
import { atTheEnd, firstMonth, lastMonth, secondMonth } from './days.ts';
import { nobody } from './nobody.ts';
import { accountRound, enrolReader, evidenceRound, holdRound, noticesRound, readerRound } from './rounds.ts';
import { type FictionalSite, type Listening, password, siteIn, succeeded } from './sites.ts';

/** Of insurer 300, of insurer 900, of none, with too much income, and of the last day. */
const [of300, of900, ofNone, rich, late] = [nobody(1), nobody(2), nobody(3), nobody(4), nobody(5)];
const today = Temporal.Now.plainDateISO(legalTimeZone);
const extract = `# extract ${today}
ssin,insurer,valid_from,valid_to
${of300},300,2020-01-01,
${of900},900,2020-01-01,
${ofNone},300,2020-01-01,2021-12-31
`;
const before = `ssin,income,grade,from,until
${of300},1500,2,2026-01-01,
${of900},2000,1,2026-01-01,2027-12-31
${ofNone},10,3,2026-02-01,
${rich},2001,3,2026-02-01,
`;
/** Nothing but a grade has changed. */
const after = before.replace('1500,2', '1500,3');

let channel: FictionalChannel;

beforeAll(async () => {
  channel = await standingChannel(extract);
}, 120_000);

afterAll(() => channel.remove());

/** An opened file, at an insurer or at the publisher. */
function opened(site: FictionalSite, ...names: readonly string[]): Promise<string> {
  return readFile(path.join(site.folder, ...names), 'utf8');
}

describe('a real channel that is in force', () => {
  it('is published, relayed and collected, with the fields of its own deliberation and no others', async () => {
    const { publisher, relay, insurer } = channel;
    await publisher.put('before.csv', before);
    expect(await publisher.json('select', 'before.csv')).toMatchObject({ new: 3, total: 3 });
    const unconfirmed = await publisher.run('publish', firstMonth, 'before.csv');
    expect(unconfirmed).toMatchObject({ status: 6, stdout: '' });
    expect(unconfirmed.stderr).toMatch(/n° 00\/000.*over 2 of a kind/s);
    await publisher.must('publish', firstMonth, 'before.csv', '--confirm-volume', '3');
    await publisher.put('after.csv', after);
    await publisher.must('publish', secondMonth, 'after.csv');
    expect(await relay.json('relay', '--confirm-volume', '3')).toMatchObject({
      months: [
        { month: firstMonth, received: 3, delivered: { 300: 1, 900: 1 }, held: { 'no-insurer': 1 } },
        { month: secondMonth, received: 1, delivered: { 300: 1, 900: 0 } },
      ],
    });
    await relay.must('held', 'return', `${firstMonth}/3`, '--reason', 'no-membership');
    await Promise.all([insurer.must('collect'), publisher.must('collect')]);

    const granted = await opened(insurer, 'inbox', firstMonth, `00-000_${firstMonth}_exchange_300_0001.xml`);
    expect(granted).toContain('<monthlyFile xmlns="urn:passerelle:invented:monthly-file:1">');
    expect(granted).toContain('<mode>real</mode>');
    const record = `<personNumber>${of300}</personNumber><supportedFrom>2026-01-01</supportedFrom>`;
    expect(granted).toContain(`  <granted>\n    <record>${record}<grade>2</grade></record>\n  </granted>\n`);
    const changed = await opened(
      insurer,
      'inbox',
      secondMonth,
      `00-000_${secondMonth}_exchange_300_0002.xml`,
    );
    expect(changed).toContain(`  <changed>\n    <record>${record}<grade>3</grade></record>\n  </changed>\n`);
    for (const another of [of900, ofNone, rich]) expect(granted + changed).not.toContain(another);
    const returned = [{ reference: `${firstMonth}/3`, reason: 'no-membership' }];
    expect(await publisher.json('feedback')).toMatchObject(returned);
  });

  it('is answered for: people are looked up, told who saw them, and kept for a claim', async () => {
    const { relay, insurer } = channel;
    const looked = enrolReader(relay, 'desk-1').then(async (code) => {
      const asked = ['--as', 'desk-1', '--purpose', 'heating-support'];
      return await relay.answering([password, await code(), of300], 'consult', ...asked);
    });
    const told = insurer.answering([of300], 'who-saw', '--language', 'en');
    const kept = insurer.answering([of300], 'who-saw', '--format', 'json').then(async (answer) => {
      await insurer.put('answer.json', answer);
      return await insurer.must('who-saw', 'verify', 'answer.json', '--keys', 'secrets/ledger.pem.pub');
    });
    const until = today.add({ months: 20 }).toString();
    const [saw, tells, proves] = await Promise.all([
      looked,
      told,
      kept,
      holdRound(channel, firstMonth, until),
    ]);
    expect(saw).toMatch(/^first day.*grade.*\n2026-01-01 .* 3 +300$/ms);
    expect(tells).toContain('Invented Exchange');
    expect(saw + tells + proves).not.toContain(of300);
  });

  it('is looked after and proven', async () => {
    const { publisher, relay, insurer, other } = channel;
    const atPublisher = async () => {
      expect(await publisher.must('purge')).toBe('Nothing is due.\n');
      expect(
        await publisher.must('compliance', '--page', 'article-30', '--deliberation', '00/000'),
      ).toContain('18 months');
      expect(await publisher.must('closure-report', '--language', 'nl')).toContain('Verzonnen Fonds');
      await accountRound(channel);
    };
    const atRelay = async () => {
      expect(await relay.json('ledger', 'verify')).toMatchObject({ ok: true });
      expect(await relay.must('statement')).toContain(firstMonth);
      await relay.must('held');
      await relay.must('held', 'retry');
      await evidenceRound(channel);
      await noticesRound(channel);
      expect(await relay.must('status')).toContain('deliberation n° 00/000');
      await relay.must('backup', 'make', 'backups');
      expect(await relay.must('doctor')).toContain('nobody of 900 can log in to this gateway');
    };
    const atInsurer = async () => {
      const made = (await insurer.must('backup', 'make', 'backups')).trim();
      await rm(path.join(insurer.folder, 'passerelle.sqlite'));
      await insurer.must('backup', 'verify', made);
      expect(await insurer.must('restore', made)).toContain('2 parcels');
      await insurer.must('ledger', 'acknowledge-restore', '300', '--reason', 'disk lost');
      await rm(made, { recursive: true });
      await insurer.must('backup', 'destroyed', made);
      expect(await insurer.must('keys', 'replace', 'master')).toContain('former');
      expect(await insurer.json('ledger', 'verify')).toMatchObject({ ok: true });
    };
    const anywhere = async () => {
      await other.must('completions', 'bash');
      await other.must('man');
      await readerRound(channel);
    };
    await Promise.all([atPublisher(), atRelay(), atInsurer(), anywhere()]);
  }, 120_000);

  describeUnless(missingPostgres, 'on PostgreSQL', () => {
    const cluster = postgresCluster({ fsync: 'on', full_page_writes: 'on' });

    it('goes on where it was carried to', async () => {
      const { other } = channel;
      await createGroups(cluster());
      const { host, port, database, user, password: secret } = await cluster().createDatabase();
      await other.put('secrets/database', `${secret}\n`);
      const onFile = await opened(other, 'passerelle.toml');
      const store = `[store]
kind = "postgres"
host = "${host}"
port = ${port}
database = "${database}"
user = "${user}"
password = { file = "secrets/database" }
tls = "off"
`;
      await other.put('server.toml', onFile.replace(/^database = .*$/m, '') + store);
      await other.must('migrate-store', '--to', 'server.toml');
      await other.must('store', 'grant', '--config', 'server.toml');
      expect(await other.must('status', '--config', 'server.toml')).toContain('The channel is open until');
    });
  });

  it('has no rehearsal while there are no example keys of its parties', async () => {
    const folder = await temporaryFolder();
    const run = await siteIn(folder).run('init', 'warmfund', '--deliberation', '00/000', '--rehearsal');
    expectHelpfulWords(run, { status: 3, says: /there is no example key (warmfund|exchange)/ });
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('is unknown to the program as it ships, which takes no law from a configuration', async () => {
    const { status, stdout, stderr } = await passerelle(channel.publisher.folder, 'status');
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/deliberation must be one of 21\/250\n/);
  });
});

/** The CIN, which waits with its answer until it is told to give it. */
async function affiliationService(answer: object) {
  const [asked, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const server = createServer(async (_request, response) => {
    asked.resolve();
    await told.promise;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ answers: [answer] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { asked: asked.promise, answer: told.resolve, url: `http://127.0.0.1:${port}/` };
}

describe('the last day of a real channel', () => {
  // Minutes apart: a process may take its time, and a clock must not run behind what the one before wrote down.
  const lastDay = (time: string) => clockFrom(atTheEnd(time));
  const midnight = atTheEnd('00:00:00', 1);
  const closed = /closed since .* 00:00:00 \(Europe\/Brussels\).*\(points 10\)/;

  let nothingStaged: string | undefined;

  beforeAll(async () => {
    await Promise.all(channel.gateways.map(endService));
  });

  it('lets a month out in its last minutes, and delivers it no more if midnight comes while it is on its way', async () => {
    const { publisher, relay } = channel;
    // Who came back without an insurer would be asked about again.
    const standing = after.replace(/^.*,10,.*\n/m, '');
    await publisher.put('last.csv', `${standing}${late},100,1,2026-03-01,\n`);
    const published = await publisher.at(lastDay('23:40:00'), 'publish', lastMonth, 'last.csv');
    expect(published).toMatchObject({ status: 0 });

    const gateway = publisher.start(lastDay('23:45:00'), 'serve', '--json');
    onTestFinished(() => endService(gateway));
    const { port }: Listening = JSON.parse(await gateway.firstLine);
    await relay.edit(/(?<=^\[upstream\]\nhost = .*\nport = )[0-9]+$/m, String(port));
    const { asked, answer, url } = await affiliationService({ ssin: late, outcome: 'ONE_IO', io: '300' });
    const service = `[affiliation.service]\nurl = "${url}"\n`;
    await relay.edit(/^\[affiliation\]\nextract = .*\nmaximum_age_days = 3$/m, service);
    const before = await stateOf(relay);
    const run = relay.start(clockFromUntil(atTheEnd('23:50:00'), midnight), 'relay');
    onTestFinished(() => endService(run));
    await asked;
    run.process.kill('SIGUSR2');
    await run.told(clockWasSet);
    answer();
    expectHelpfulWords(await run.ended, { status: 4, says: closed });
    const { events, tables } = await stateOf(relay);
    expect(events).not.toContain('channel-closed');
    expect(events.filter((event) => event === 'parcel-fetched')).toHaveLength(2);
    const { parcel, data_key, staged_tags } = before.tables;
    expect(tables).toMatchObject({ parcel, data_key });
    nothingStaged = staged_tags;
  });

  it('cuts the sessions that are open, and ends the gateway', async () => {
    const { relay, insurer } = channel;
    const service = relay.start(clockFromUntil(atTheEnd('23:55:00'), midnight), 'serve', '--json');
    onTestFinished(() => endService(service));
    const { port }: Listening = JSON.parse(await service.firstLine);
    const { open, client } = await attemptLogin(port, [
      { type: 'publickey', username: 'insurer-300', key: await opened(insurer, 'secrets', 'login_ed25519') },
      conversation('insurer-300', [password]),
    ]);
    expect(open).toBe(true);
    const gone = once(client, 'close');
    service.process.kill('SIGUSR2');
    await gone;
    await service.told('the channel is closed; only the purge goes on');
    expect((await service.stop()).status).toBe(0);
    expect((await stateOf(relay)).events).toContain('channel-closed');
  });

  it('is followed by days on which nothing moves, whatever is typed, and the rest goes on', async () => {
    const { publisher, relay, insurer } = channel;
    const dayAfter = clockFrom(atTheEnd('09:00:00', 1));
    const refused: readonly (readonly [FictionalSite, readonly string[]])[] = [
      [publisher, ['publish', lastMonth, 'last.csv']],
      [publisher, ['serve']],
      [relay, ['relay']],
      [relay, ['held', 'retry']],
      [relay, ['account', 'activate', 'insurer-300']],
      [insurer, ['collect']],
    ];
    const runs = refused.map(async ([site, args]) =>
      expectHelpfulWords(await site.at(dayAfter, ...args), { status: 4, says: closed }),
    );
    const kept = [['status'], ['ledger', 'verify'], ['statement'], ['closure-report'], ['purge']].map(
      async (args) => expect(await relay.at(dayAfter, ...args)).toMatchObject({ status: 0 }),
    );
    // The clock of today runs behind what the relay has written down since.
    const behind = relay.run('relay').then((run) => {
      expect(run).toMatchObject({ status: 4, stderr: expect.stringMatching(/clock runs behind/) });
    });
    await Promise.all([...runs, ...kept, behind]);
    // What was on its way at midnight is cleared away with the first purge.
    expect((await stateOf(relay)).tables).toMatchObject({ staged_tags: nothingStaged });
  });

  it('is followed, when the term of this deliberation is over, by the purge', async () => {
    const { relay } = channel;
    const over = clockFrom(`${today.add({ months: 18, days: 1 })}T12:00:00+01:00`);
    const purged = await relay.at(over, 'purge');
    expect(purged).toMatchObject({ status: 0, stdout: expect.stringContaining(firstMonth) });
    const { status, stdout } = await relay.at(over, 'purge', 'certificate', '--month', firstMonth);
    expect(status).toBe(0);
    await relay.put('certificate', stdout);
    const keys = ['--keys', 'secrets/ledger.pem.pub'];
    expect(await relay.at(over, 'purge', 'verify', 'certificate', ...keys)).toMatchObject({ status: 0 });
  });
});

/** The words of every command that there is; of one that has commands of its own, theirs. */
async function everyCommand(): Promise<readonly string[]> {
  const entries = Object.values(commandGroups).flat();
  const words = entries.map(async ({ name, load }) => {
    const command = new Command(name);
    (await load()).define(command);
    return command.commands.length === 0
      ? [name]
      : command.commands.map((below) => `${name} ${below.name()}`);
  });
  return (await Promise.all(words)).flat();
}

/** What is done if a command is named without one of its own. */
const byDefault: Readonly<Record<string, string>> = {
  held: 'list',
  statement: 'make',
  'closure-report': 'write',
};

it('has had every command that there is end well at one of the real sites', async () => {
  const run = new Set(
    succeeded.flatMap(([command = '', below = '']) => [
      command,
      `${command} ${below}`,
      `${command} ${byDefault[command]}`,
    ]),
  );
  const missing = (await everyCommand()).filter(
    (words) => !run.has(words) && !Object.hasOwn(elsewhere, words),
  );
  expect(missing).toEqual([]);
});

/** Why a command is not run here, and what is true of it instead. */
const elsewhere: Readonly<Record<string, string>> = {
  rehearse: 'is a rehearsal whatever is done',
  'notices verify': 'needs no site: test/gateway/notice.test.ts',
  'account add-certificate': 'needs a card: test/gateway/cards.test.ts',
  ...(missingPostgres.length === 0
    ? {}
    : { 'migrate-store': 'no PostgreSQL', 'store grant': 'no PostgreSQL' }),
};
