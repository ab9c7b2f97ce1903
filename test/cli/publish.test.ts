import { stat } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mentionsSsin } from '../../src/redaction.ts';
import { filesBelow } from '../support/passerelle.ts';
import { child } from '../support/records.ts';
import { type RehearsedSite, rehearsedSite } from '../support/rehearsed-sites.ts';

const head = 'ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end';
/** Raised from 50 to 65: out of scope. Raised from 50 to 70, and from 55 to 70: in scope. */
const [outOfScope, five, four] = [
  '20690900179,2022-02-03,50,1,abcd,2022-02-01,',
  '18670300208,2022-02-03,50,1,abcde,2022-02-01,',
  '15651200150,2022-02-01,55,2,abce,2022-02-01,2026-01-31',
];
const ssins = ['20690900179', '18670300208', '15651200150'];

async function publisher(...rows: readonly string[]): Promise<RehearsedSite> {
  const site = await rehearsedSite('opgroeien');
  await site.write('evaluations.csv', [head, ...rows, ''].join('\n'));
  return site;
}

const at = ['--at', '2022-03-20'];

/** All files of the site but the one whose lock lets one process work alone: it stays, empty. */
async function dataFiles({ folder }: RehearsedSite): Promise<readonly string[]> {
  return (await filesBelow(folder)).filter((file) => file !== 'passerelle.sqlite.lock');
}

describe('select', () => {
  it('shows figures and no child, and publishes nothing', async () => {
    const site = await publisher(outOfScope, five, four);
    const before = await site.json('ledger', 'head');
    expect(await site.json('select', 'evaluations.csv', ...at)).toEqual({
      new: 2,
      correction: 0,
      withdrawal: 0,
      total: 2,
    });
    const { stdout, stderr } = await site.run('select', 'evaluations.csv', ...at);
    expect(stdout).toMatch(/^new +2$/m);
    for (const ssin of ssins) expect(stdout + stderr).not.toContain(ssin);
    expect(await site.json('ledger', 'head')).toEqual(before);
  });
});

describe('publish', () => {
  it('publishes a month once, however often it is called [A10]', async () => {
    const site = await publisher(five);
    const first = await site.json('publish', '2022-03', 'evaluations.csv', ...at);
    expect(first).toMatchObject({ outcome: 'published', sequenceNumber: 1, counts: { new: 1 } });
    const head = await site.json('ledger', 'head');
    expect(await site.json('publish', '2022-03', 'evaluations.csv', ...at)).toMatchObject({
      outcome: 'already-published',
    });
    expect(await site.json('ledger', 'head')).toEqual(head);
  });

  it('publishes a month without news, and the changes of the next', async () => {
    const site = await publisher(five);
    await site.json('publish', '2022-03', 'evaluations.csv', ...at);
    expect(await site.json('publish', '2022-04', 'evaluations.csv', '--at', '2022-04-20')).toMatchObject({
      counts: { new: 0, correction: 0, withdrawal: 0 },
    });
    await site.write('evaluations.csv', `${head}\n${four}\n`);
    expect(await site.json('publish', '2022-05', 'evaluations.csv', '--at', '2022-05-20')).toMatchObject({
      sequenceNumber: 3,
      counts: { new: 1, correction: 0, withdrawal: 1 },
    });
  });

  it.each([
    [
      'a column with the name of the child [A13]',
      `${head},name\n${five},Anna\n`,
      '2022-03',
      5,
      /only ssin, evaluation_date/,
    ],
    ['an invalid number [A11]', `${head}\n${five.replace('208', '209')}\n`, '2022-03', 5, /line 2/],
    [
      'a number that may belong to a person',
      `${head}\n${five.replace('18670300208', '17073003384')}\n`,
      '2022-03',
      5,
      /line 2/,
    ],
    ['a reversed period [A12]', `${head}\n${five}2021-01-01\n`, '2022-03', 5, /line 2/],
    [
      'overlapping periods',
      `${head}\n${five}\n${five.replace('2022-02-01,', '2022-02-02,')}\n`,
      '2022-03',
      5,
      /overlaps/,
    ],
    ['a month that has not begun', `${head}\n${five}\n`, '2022-04', 5, /has not begun/],
    ['an empty file', '', '2022-03', 5, /./],
  ])(
    'refuses %s: nothing published, nothing half-written, no child named',
    async (_case, content, month, status, reason) => {
      const site = await rehearsedSite('opgroeien');
      await site.write('evaluations.csv', content);
      const before = { files: await dataFiles(site), head: await site.json('ledger', 'head') };
      const refused = await site.run('publish', month, 'evaluations.csv', ...at);
      expect({ status: refused.status, stdout: refused.stdout }).toEqual({ status, stdout: '' });
      expect(refused.stderr).toMatch(reason);
      expect(refused.stderr).toMatch(/^hint: /m);
      expect(mentionsSsin(refused.stderr)).toBe(false);
      expect({ files: await dataFiles(site), head: await site.json('ledger', 'head') }).toEqual(before);
      expect(await site.json('status')).toMatchObject({ months: [] });
    },
  );

  it('has a month out of proportion confirmed by its total, and tells the ledger [A09]', async () => {
    const rows = Array.from(
      { length: 11 },
      (_, index) => `${child(index)},2022-02-03,50,1,abcde,2022-02-01,`,
    );
    const site = await publisher(...rows);
    for (const confirmation of [[], ['--confirm-volume', '10']]) {
      const refused = await site.run('publish', '2022-03', 'evaluations.csv', ...at, ...confirmation);
      expect(refused.status).toBe(6);
      expect(refused.stderr).toMatch(/11 new records/);
    }
    expect(await site.json('status')).toMatchObject({ months: [], ledger: { size: 1 } });
    await site.json('publish', '2022-03', 'evaluations.csv', ...at, '--confirm-volume', '11');
    const { stdout } = await site.run('ledger', 'list', '--event', 'volume-confirmed', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ details: { month: '2022-03', records: 11 } });
  });
});

describe('purge', () => {
  it('keeps a month on its last day, and destroys it the day after, once [A35]', async () => {
    const site = await publisher(five, four);
    await site.json('publish', '2022-03', 'evaluations.csv', ...at);
    expect(await site.json('purge', 'calendar')).toMatchObject([
      { month: '2022-03', received: '2022-03-20', lastDay: '2028-03-20' },
    ]);
    expect(await site.json('purge', '--at', '2028-03-20T23:59:00+01:00')).toMatchObject({ purged: [] });
    expect(await site.json('purge', '--dry-run', '--at', '2028-03-21')).toMatchObject([{ month: '2022-03' }]);
    expect(await site.json('purge', '--at', '2028-03-21')).toMatchObject({
      purged: [{ month: '2022-03', records: 2 }],
    });
    expect(await site.json('purge', '--at', '2028-03-22')).toMatchObject({ purged: [] });
    const { stdout } = await site.run('ledger', 'list', '--event', 'data-purged', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ details: { month: '2022-03', records: 2 } });
    expect(await site.json('ledger', 'verify')).toMatchObject({ ok: true });
    expect((await stat(path.join(site.folder, 'passerelle.sqlite'))).mode & 0o777).toBe(0o600);
  });

  it('forgets the addresses and names of failed logins that weigh nothing any more', async () => {
    const site = await rehearsedSite('opgroeien');
    const database = new DatabaseSync(path.join(site.folder, 'passerelle.sqlite'));
    onTestFinished(() => database.close());
    const fail = database.prepare('INSERT INTO failure VALUES (?, 11, ?)');
    for (const [subject, last] of [
      ['address:192.0.2.1', '2022-03-19T10:00:00Z'],
      ['account:inami', '2022-03-20T09:00:00Z'],
    ] as const) {
      fail.run(subject, Temporal.Instant.from(last).epochMilliseconds);
    }
    await site.json('purge', '--at', '2022-03-20T11:00:00+01:00');
    expect(database.prepare('SELECT subject FROM failure').all()).toEqual([{ subject: 'account:inami' }]);
  });

  it('warns of records that go while their period still runs', async () => {
    const site = await publisher(five);
    await site.json('publish', '2022-03', 'evaluations.csv', ...at);
    expect((await site.run('purge', 'calendar', '--at', '2028-01-15')).stderr).toMatch(
      /1 records of 2022-03 go after 2028-03-20 while their period still runs/,
    );
  });
});
