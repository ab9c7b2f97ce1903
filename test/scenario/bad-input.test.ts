/** Bad tables and a database that does not serve, through the commands: refused, told why, nothing changed. */

import { chmod, rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { exampleSshKey, parcelFrom } from '../support/forged-parcels.ts';
import { waysOfLittleRoom } from '../support/little-room.ts';
import { child } from '../support/records.ts';
import { expectHelpfulWords, expectRefusal, statusOf } from '../support/refusal.ts';
import type { RehearsedSite } from '../support/rehearsed-sites.ts';
import { startSftpPeer } from '../support/sftp-peer.ts';
import { stateOf } from '../support/site-state.ts';
import {
  evaluationsHeader,
  extract,
  password,
  pointAt,
  publishedBefore,
  type StandingSites,
  standingSites,
  today,
} from '../support/standing-sites.ts';

const anna = '18670300208,2022-03-03,50,1,abcde,2022-03-01,';
const table = (...rows: readonly string[]) => [evaluationsHeader, ...publishedBefore, ...rows, ''].join('\n');

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
  return () => sites.remove();
}, 120_000);

describe('evaluations', () => {
  const march = ['publish', '2022-03', 'evaluations.csv', ...today];

  it('are published when nothing is wrong with them, so that the refusals below mean something', async () => {
    const site = await sites.copyOf('opgroeien');
    await site.write('evaluations.csv', table(anna));
    expect(await site.json(...march)).toMatchObject({ sequenceNumber: 2, counts: { new: 1 } });
  });

  it.each<[string, string | Buffer, RegExp]>([
    [
      'with a column that nobody asked for [A13]',
      table(anna)
        .replace('period_end', 'period_end,remark')
        .replaceAll(/(?<=[0-9],|01-31)$/gm, ',x'),
      /line 1: column 8 .* only ssin/,
    ],
    [
      'with the name of the child [A13]',
      table(anna).replace('ssin,', 'ssin,name,').replace('18670300208,', '18670300208,Anna Peeters,'),
      /line 1: column 2 /,
    ],
    [
      'without the column of the period [A12]',
      table(anna).replace(',period_start', ''),
      /period_start is missing/,
    ],
    ['with wrong check digits [A11]', table(anna.replace('0208', '0209')), /line 4, column 1 \(ssin\)/],
    ['with a month that no register has [A11]', table(anna.replace('1867', '1893')), /line 4, column 1/],
    [
      'with a number that may be a person’s [A11]',
      table(anna.replace('18670300208', '17073003384')),
      /line 4, column 1/,
    ],
    ['with a period reversed [A12]', table(`${anna}2022-02-28`), /line 4, column 7 .* before period_start/],
    ['with overlapping periods [A12]', table(anna, anna.replace('03-01,', '03-02,')), /line 5.* overlaps/],
    ['with a line too long', table(anna, 'x'.repeat(2000)), /line 5: is longer than 1024 bytes/],
    ['that are not UTF-8', Buffer.from(table(`${anna}\xe9`), 'latin1'), /line 4: is not UTF-8/],
    ['cut short in a line', table(anna).slice(0, -4).slice(0, -30), /line 4: has [0-9] cells instead of 7/],
    ['with an empty file', '', /the header is missing/],
  ])('%s are refused', async (_case, content, says) => {
    const site = await sites.copyOf('opgroeien');
    await site.write('evaluations.csv', content);
    await expectRefusal(site, march, { status: 5, says });
  });

  it('leave the status of the site as it was when they are refused', async () => {
    const site = await sites.copyOf('opgroeien');
    await site.write('evaluations.csv', '');
    const before = await statusOf(site);
    expect((await site.run(...march)).status).toBe(5);
    expect(await statusOf(site)).toEqual(before);
  });

  it('are refused by «select» in the same words', async () => {
    const site = await sites.copyOf('opgroeien');
    await site.write('evaluations.csv', table(`${anna}2022-02-28`));
    const says = /line 4, column 7 .* before period_start/;
    await expectRefusal(site, ['select', 'evaluations.csv', ...today], { status: 5, says });
  });

  it('that are not there are refused', async () => {
    const site = await sites.copyOf('opgroeien');
    await rm(path.join(site.folder, 'evaluations.csv'));
    await expectRefusal(site, march, { status: 5, says: /cannot be read at .*evaluations\.csv/ });
  });

  it.each([
    ['that leaves one out', '2022-04', /2022-04 is not the month to publish: 2022-03 is due/],
    ['before the first', '2022-01', /2022-01 is not the month to publish/],
  ])('for a month %s are refused [A10]', async (_case, month, says) => {
    const site = await sites.copyOf('opgroeien');
    await site.write('evaluations.csv', table(anna));
    await expectRefusal(site, ['publish', month, 'evaluations.csv', ...today], { status: 5, says });
  });

  it('for a month that has not begun are refused [A10]', async () => {
    const site = await sites.copyOf('opgroeien');
    await site.json(...march);
    const april = ['publish', '2022-04', 'evaluations.csv', '--at', '2022-03-31T23:59:00+02:00'];
    await expectRefusal(site, april, { status: 5, says: /2022-04 has not begun/ });
  });

  it('for a month that was published change nothing, and that is no error [A10]', async () => {
    const site = await sites.copyOf('opgroeien');
    await site.write('evaluations.csv', table(anna));
    const before = await site.json('ledger', 'head');
    const again = await site.json('publish', '2022-02', 'evaluations.csv', ...today);
    expect(again).toMatchObject({ outcome: 'already-published', sequenceNumber: 1, counts: { new: 2 } });
    expect(await site.json('ledger', 'head')).toEqual(before);
  });

  it('for a month out of proportion are refused until they are confirmed [A09]', async () => {
    const site = await sites.copyOf('opgroeien');
    const periods = Array.from({ length: 11 }, (_, year) =>
      anna.replace('2022-03-01,', `${2001 + year}-03-01,${2001 + year}-04-01`),
    );
    await site.write('evaluations.csv', table(...periods));
    await expectRefusal(site, march, { status: 6, says: /11 new records/ });
    await expectRefusal(site, [...march, '--confirm-volume', '12'], { status: 6, says: /11 new records/ });
    expect(await site.json(...march, '--confirm-volume', '11')).toMatchObject({ counts: { new: 11 } });
  });
});

describe('the extract of the CIN', () => {
  /** INAMI's site, at whose upstream a sound parcel waits. */
  async function waiting(): Promise<RehearsedSite> {
    const site = await sites.copyOf('inami');
    const files = new Map([await parcelFrom('opgroeien', 'inami')]);
    const hostKey = await exampleSshKey('opgroeien.ssh-host');
    const key = await exampleSshKey('inami.ssh-user');
    await pointAt(site, await startSftpPeer({ files, hostKey, key, answers: [password] }));
    return site;
  }

  it.each<[string, string | undefined, RegExp]>([
    ['is missing', undefined, /extract of the CIN at .*cin\.csv cannot be read/],
    ['is stale', extract.replace('03-19', '03-16'), /line 1: the extract is 4 days old, and 3 are allowed/],
    ['was made in the future', extract.replace('03-19', '03-21'), /made in the future/],
    ['does not say when it was made', extract.replace(/^#.*\n/, ''), /line 1: is not «# extract/],
    ['has a column too many', extract.replace('valid_to', 'valid_to,name'), /line 2: column 5 /],
    ['has a wrong number', extract.replace('208', '209'), /line 3, column 1 \(ssin\)/],
    ['names no insurer', extract.replace(',300,', ',700,'), /line 3, column 2 \(insurer\)/],
    ['has a period reversed', extract.replace('2018-01-01,', '2018-01-01,2017-01-01'), /line 3, column 4/],
  ])('that %s stops the relay before anything is taken in [A22][A23]', async (_case, content, says) => {
    const site = await waiting();
    if (content === undefined) await rm(path.join(site.folder, 'cin.csv'));
    else await site.write('cin.csv', content);
    await expectRefusal(site, ['relay', ...today], { status: 5, says });
    await site.write('cin.csv', extract);
    expect(await site.json('relay', ...today)).toMatchObject({ months: [{ delivered: { 300: 1 } }] });
  });

  it.each([
    ['two insurers', `${extract}18670300208,400,2021-01-01,\n`, 'multiple-insurers'],
    ['no insurer on that day', extract.replace('2018-01-01,', '2018-01-01,2022-03-19'), 'no-insurer'],
    ['nobody of that number', extract.replace('18670300208', '08610100309'), 'unknown-ssin'],
  ])(
    'that knows %s has the record held: it goes to nobody, and is released later [A22][A23]',
    async (_case, content, reason) => {
      const site = await waiting();
      await site.write('cin.csv', content);
      expect(await site.json('relay', ...today)).toMatchObject({
        months: [{ received: 1, delivered: {}, held: { [reason]: 1 } }],
        stillHeld: 1,
      });
      const { status, stdout } = await site.run('held', '--records');
      expect(status).toBe(0);
      expect(stdout).toContain(reason);
      expect(stdout).not.toContain('18670300208');
      await site.write('cin.csv', extract);
      expect(await site.json('held', 'retry', ...today)).toMatchObject({
        months: [{ received: 0, delivered: { 300: 1 }, released: 1 }],
        stillHeld: 0,
      });
    },
  );
});

describe('a database', () => {
  const march = ['publish', '2022-03', 'evaluations.csv', ...today];
  const databaseOf = ({ folder }: RehearsedSite) => path.join(folder, 'passerelle.sqlite');

  /** Keeps the lock of a database file, as another program may. */
  function lock(file: string): () => void {
    const holder = new DatabaseSync(file);
    holder.exec('BEGIN EXCLUSIVE');
    const release = () => holder.isOpen && holder.close();
    onTestFinished(() => void release());
    return release;
  }

  it('that another program holds is left to it [A44]', async () => {
    const site = await sites.copyOf('opgroeien');
    const before = await site.json('ledger', 'head');
    const release = lock(databaseOf(site));
    const { status, stdout, stderr } = await site.run(...march);
    expect({ status, stdout }).toEqual({ status: 9, stdout: '' });
    expect(stderr).toMatch(/^error: Another process holds the database/m);
    expect(stderr).toMatch(/^hint: Nothing was changed\./m);
    release();
    expect(await site.json('ledger', 'head')).toEqual(before);
    expect(await site.json(...march)).toMatchObject({ outcome: 'published', sequenceNumber: 2 });
  });

  it('on which the same work is under way has it end first', async () => {
    const site = await sites.copyOf('opgroeien');
    const release = lock(`${databaseOf(site)}.lock`);
    await expectRefusal(site, march, { status: 11, says: /Another run is under way/ });
    release();
    expect(await site.json(...march)).toMatchObject({ outcome: 'published' });
  });

  it('that others may read is not opened', async () => {
    const site = await sites.copyOf('opgroeien');
    await chmod(databaseOf(site), 0o644);
    const { status, stdout, stderr } = await site.run(...march);
    expect({ status, stdout }).toEqual({ status: 9, stdout: '' });
    expect(stderr).toMatch(/Others than its owner may open the database/);
    expect(stderr).toMatch(/^hint: .*chmod 600/m);
  });

  it('that is another’s is not written to', async () => {
    const site = await sites.copyOf('opgroeien');
    const other = await sites.copyOf('300');
    await site.edit(/"passerelle\.sqlite"/, `"${databaseOf(other)}"`);
    const before = await other.json('ledger', 'head');
    const { status, stderr } = await site.run(...march);
    expect(status).toBe(9);
    expect(stderr).toMatch(/The database belongs to site "300"/);
    expect(await other.json('ledger', 'head')).toEqual(before);
  });

  it('that is not there is not made', async () => {
    const site = await sites.copyOf('opgroeien');
    await site.edit(/"passerelle\.sqlite"/, '"pasarelle.sqlite"');
    const { status, stderr } = await site.run(...march);
    expect(status).toBe(9);
    expect(stderr).toMatch(/There is no database at .*pasarelle\.sqlite/);
    await expect(chmod(path.join(site.folder, 'pasarelle.sqlite'), 0o600)).rejects.toThrow('ENOENT');
  });
});

describe('a month of five thousand records', () => {
  const count = 5000;

  it.each(waysOfLittleRoom)(
    'for which there is no room $where is not published, nothing is lost, and it goes out when there is room [A44]',
    async ({ run }) => {
      const site = await sites.copyOf('opgroeien');
      const rows = Array.from(
        { length: count },
        (_, number) => `${child(number)},2022-03-03,50,1,abcde,2022-03-01,`,
      );
      await site.write('evaluations.csv', table(...rows));
      const march = ['publish', '2022-03', 'evaluations.csv', '--confirm-volume', String(count), ...today];
      const before = await stateOf(site);
      const refused = await run(200, site.folder, ...march, '--rehearsal');
      expectHelpfulWords(refused, { status: 9, says: /There is no room left for the database/ });
      const after = await stateOf(site);
      expect(after).toMatchObject({ events: before.events, files: before.files });
      for (const visible of ['parcel', 'data_key', 'register', 'account']) {
        expect(after.tables[visible]).toBe(before.tables[visible]);
      }
      expect(await site.json(...march)).toMatchObject({ sequenceNumber: 2, counts: { new: count } });
      expect(await site.json('ledger', 'verify')).toMatchObject({ ok: true });
    },
  );
});
