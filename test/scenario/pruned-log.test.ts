/** A ledger ten years later: its first entries gone from every file, and every command that reads it still says what is so. */

import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeBackup } from '../../src/backup/make.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { runRetention } from '../../src/operations/retention.ts';
import { openSite } from '../../src/site.ts';
import { bareAccount } from '../support/accounts.ts';
import { instant } from '../support/records.ts';
import { type RehearsedSite, rehearsedSite } from '../support/rehearsed-sites.ts';
import { digestsOf, filesWith } from '../support/ssin-traces.ts';

const head = 'ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end';
const row = '18670300208,2022-02-03,50,1,abcde,2021-07-19,';

/** Whoever logged in, as the ledger and the accounts name them. */
const account = 'inami-lieve-vdb';
const address = '203.0.113.77';
const traces = [account, address].flatMap((name) => [
  Buffer.from(name),
  Buffer.from(name, 'utf16le'),
  Buffer.from(Buffer.from(name).toString('hex')),
  ...digestsOf(name),
]);

/** A site of 2022 that purged in 2028, and a clock that stands at the day before its first entries are over. */
async function oldSite() {
  const site = await rehearsedSite('opgroeien');
  await site.write('evaluations.csv', [head, row, ''].join('\n'));
  await site.json('publish', '2022-03', 'evaluations.csv', '--at', '2022-03-20');
  await rm(path.join(site.folder, 'evaluations.csv'));
  vi.stubEnv('TMPDIR', path.join(site.folder, 'tmp'));
  onTestFinished(() => void vi.unstubAllEnvs());
  await mkdir(path.join(site.folder, 'tmp'));

  const clock = rehearsalClock(instant('2022-03-21T10:00:00Z'));
  const opened = await openSite(await loadConfig(path.join(site.folder, 'passerelle.toml')), clock);
  onTestFinished(() => opened.close());
  const login: LedgerEvent = {
    event: 'login-accepted',
    actor: account,
    details: { address, kinds: 'possession,knowledge' },
  };
  await opened.store.commit({
    at: clock.now(),
    changes: [
      {
        change: 'put-account',
        account: { ...bareAccount, name: account, party: 'inami', status: 'revoked', version: 1 },
      },
    ],
    events: [login, { event: 'account-revoked', actor: 'opgroeien', details: { account } }],
  });
  const old = await makeBackup(opened, path.join(site.folder, 'before'));
  clock.moveTo(instant('2028-03-21T02:15:00Z'));
  expect((await runRetention(opened)).purged).toHaveLength(1);
  return { site, opened, clock, backup: path.basename(old.folder) };
}

/** Text of a command that must end well. */
async function said(site: RehearsedSite, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await site.run(...args);
  expect(stderr, args.join(' ')).not.toMatch(/internal/);
  expect(status, `${args.join(' ')}: ${stderr}`).toBe(0);
  return `${stdout}\n${stderr}`;
}

test('ten years after they were written no file holds the name or address of an entry, and all that follows is proven [A50]', async () => {
  const { site, opened, clock, backup } = await oldSite();
  await said(site, 'ledger', 'export', 'whole.jsonl');
  const everywhere = await filesWith(site.folder, traces);
  expect(everywhere).toContain('passerelle.sqlite');

  clock.moveTo(instant('2032-03-21T02:15:00Z'));
  // Of 1 to 20 March; the revoked account is named by entries of the 21st.
  expect((await runRetention(opened)).pruned).toMatchObject({ from: 0, backups: [backup] });
  expect(await filesWith(site.folder, traces)).toContain('passerelle.sqlite');
  clock.moveTo(instant('2032-03-22T02:15:00Z'));
  const { pruned } = await runRetention(opened);
  expect(pruned).toMatchObject({ written: Temporal.PlainDate.from('2022-03-21'), backups: [backup] });
  const entries = pruned?.entries ?? 0;
  const kept = [path.join('before', backup, 'database.sqlite'), 'whole.jsonl'];
  expect(await filesWith(site.folder, traces)).toEqual(kept);
  expect(await opened.store.account(account)).toBeUndefined();

  const gone = new RegExp(
    `Entries 0 to ${entries - 1} were pruned \\(points 18, 28, entry \\d+\\): the last was written on 2022-03-21 and kept through 2032-03-21`,
  );
  const verified = await said(site, 'ledger', 'verify');
  expect(verified).toMatch(gone);
  expect(verified).toMatch(/Everything after is whole/);
  expect(await said(site, 'ledger', 'list')).toMatch(`The entries before ${entries} were pruned`);
  expect(await said(site, 'ledger', 'calendar')).toMatch(/^2028/m);
  const noted = (await said(site, 'ledger', 'head')).trim();
  await said(site, 'ledger', 'verify', '--expect', noted);
  expect(await site.run('ledger', 'verify', '--expect', `2:${'0'.repeat(64)}`)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('was pruned'),
  });

  // The purge of 2028 is proven still, and says of which copies it cannot tell.
  const certificate = (await site.run('purge', 'certificate', '--all')).stdout;
  expect(certificate).toMatch(/^CERTIFICATE OF PURGE \(form 2\)$/m);
  expect(certificate).toMatch(/written through 2022-03-21 were pruned/);
  await writeFile(path.join(site.folder, 'certificate'), certificate);
  const key = path.join(site.folder, 'secrets/ledger.pem.pub');
  expect(await said(site, 'purge', 'verify', 'certificate', '--keys', key)).toMatch(
    /2022-03, kept through 2028-03-20/,
  );
  await writeFile(
    path.join(site.folder, 'certificate'),
    certificate.replace('2022-03-21 were pruned', '2021-03-21 were pruned'),
  );
  expect((await site.run('purge', 'verify', 'certificate', '--keys', key)).status).toBe(10);

  // Of the month itself nobody is told half a truth.
  expect(await said(site, 'statement')).toMatch(
    /^scope +all, without 2022-03: pruned from the ledger \(points 18, 28\)$/m,
  );
  expect(await site.run('statement', '--month', '2022-03')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('any more'),
  });
  const report: unknown = JSON.parse(
    (await site.run('closure-report', '--format', 'json')).stdout.split('\n\n—')[0] ?? '',
  );
  expect(report).toMatchObject({
    months: [],
    missingMonths: expect.not.arrayContaining(['2022-03']),
    pruned: { entries, months: ['2022-03'] },
  });
  for (const language of ['en', 'fr', 'nl']) {
    expect(await said(site, 'closure-report', '--format', 'html', '--language', language)).toMatch(
      /21[ /\u00a0\u202f]/,
    );
  }

  // Others prove what they are given.
  await said(site, 'ledger', 'export', 'pruned.jsonl');
  expect(await said(site, 'ledger', 'audit', 'pruned.jsonl', 'whole.jsonl')).toMatch(
    /No contradiction was found/,
  );
  const { size } = await opened.store.head();
  await writeFile(path.join(site.folder, 'seen'), (await site.run('ledger', 'checkpoint')).stdout);
  await writeFile(
    path.join(site.folder, 'proof'),
    (await site.run('ledger', 'prove', '--entry', String(size - 1))).stdout,
  );
  expect(await said(site, 'ledger', 'prove', 'verify', 'proof', '--keys', key)).toMatch(
    /Entry \d+ stands in the ledger/,
  );
  for (const args of [
    ['--entry', '0'],
    ['--consistency', '3', String(size)],
  ]) {
    expect(await site.run('ledger', 'prove', ...args)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('pruned'),
    });
  }
  // The end of the old backup can be noted though its making is forgotten.
  expect(await said(site, 'backup', 'destroyed', backup)).toMatch(backup);
  expect((await site.run('backup', 'destroyed', backup)).status).toBe(2);
  const now = (await opened.store.head()).size;
  const growth = (await site.run('ledger', 'prove', '--consistency', String(size), String(now))).stdout;
  await writeFile(path.join(site.folder, 'growth'), growth);
  const verify = (...args: readonly string[]) =>
    site.run('ledger', 'prove', 'verify', 'growth', '--keys', key, ...args);
  expect(await verify('--since', 'seen')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/only grew/),
  });
  expect((await verify()).status).toBe(2);
  await writeFile(path.join(site.folder, 'growth'), growth.replace(/^old \d+/, 'old 1'));
  expect((await verify('--since', 'seen')).status).toBe(10);
  await makeBackup(opened, path.join(site.folder, 'after'));
  expect(await filesWith(path.join(site.folder, 'after'), traces)).toEqual([]);
});

test('whoever alters what is kept of a pruned ledger is found by the site itself', async () => {
  const { site, opened, clock } = await oldSite();
  clock.moveTo(instant('2032-03-22T02:15:00Z'));
  await runRetention(opened);
  const database = new DatabaseSync(path.join(site.folder, 'passerelle.sqlite'));
  onTestFinished(() => database.close());
  for (const forbidden of [
    'DELETE FROM ledger',
    'DELETE FROM ledger_subtree',
    "UPDATE ledger_subtree SET hash = ''",
  ]) {
    expect(() => database.exec(forbidden), forbidden).toThrow('only appended to');
  }
  const { level, position } =
    database.prepare('SELECT level, position FROM ledger_subtree ORDER BY level DESC, position').get() ?? {};
  database.exec(
    `DROP TRIGGER subtree_is_not_changed; UPDATE ledger_subtree SET hash = '${'ab'.repeat(32)}' WHERE level = ${level} AND position = ${position}`,
  );
  const { status, stderr } = await site.run('ledger', 'verify');
  expect({ status, stderr }).toMatchObject({
    status: 10,
    stderr: expect.stringMatching(/not what an entry says was pruned|another Merkle tree/),
  });
});
