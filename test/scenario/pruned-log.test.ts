/** A ledger ten years later: its first entries gone from every file, and every command that reads it still says what is so. */

import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeBackup } from '../../src/backup/make.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { closureDocument } from '../../src/operations/closure.ts';
import { purgeEntries, signedCertificate } from '../../src/operations/purge-certificate.ts';
import { runRetention } from '../../src/operations/retention.ts';
import { statementAt } from '../../src/operations/statement.ts';
import { verifyCertificate } from '../../src/retention/verify-certificate.ts';
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
  const key = path.join(site.folder, 'secrets/ledger.pem.pub');
  const write = (name: string, text: string) => writeFile(path.join(site.folder, name), text);
  const { size } = await opened.store.head();
  const [verified, listed, seen, proof, exported] = await Promise.all([
    said(site, 'ledger', 'verify'),
    said(site, 'ledger', 'list'),
    site.run('ledger', 'checkpoint'),
    site.run('ledger', 'prove', '--entry', String(size - 1)),
    said(site, 'ledger', 'export', 'pruned.jsonl'),
  ]);
  expect(verified).toMatch(gone);
  expect(verified).toMatch(/Everything after is whole/);
  expect(listed).toMatch(`The entries before ${entries} were pruned`);
  expect(exported).toMatch(`${size - entries} entries in pruned.jsonl`);
  const untold = { status: 2, stdout: '', stderr: expect.stringContaining('pruned') };
  expect(
    await Promise.all([
      site.run('ledger', 'verify', '--expect', `2:${'0'.repeat(64)}`),
      site.run('ledger', 'prove', '--entry', '0'),
      site.run('ledger', 'prove', '--consistency', '3', String(size)),
      site.run('statement', '--month', '2022-03'),
    ]),
  ).toMatchObject([untold, untold, untold, untold]);

  // The purge of 2028 is proven still, and says of which copies it cannot tell.
  const witness = (await opened.witness()) ?? expect.fail();
  const { certificate } = await signedCertificate(witness, await purgeEntries(opened.store));
  expect(certificate).toMatch(/^CERTIFICATE OF PURGE \(form 2\)$/m);
  expect(certificate).toMatch(/written through 2022-03-21 were pruned/);
  expect(verifyCertificate(certificate, [witness.key])).toMatchObject({
    ok: true,
    purges: [{ event: 'data-purged' }],
  });
  const forged = certificate.replace('2022-03-21 were pruned', '2021-03-21 were pruned');
  expect(verifyCertificate(forged, [witness.key])).toMatchObject({ ok: false });

  // Of the month itself nobody is told half a truth.
  expect((await statementAt(opened)).head.scope).toBe(
    'all, without 2022-03: pruned from the ledger (points 18, 28)',
  );
  for (const [language, day] of [
    ['en', '21 March 2022'],
    ['fr', '21 mars 2022'],
    ['nl', '21 maart 2022'],
  ] as const) {
    const { text } = await closureDocument(opened, { format: 'html', language });
    expect(text.replaceAll('\u00a0', ' ')).toContain(day);
  }
  const { text } = await closureDocument(opened, { format: 'json', language: 'en' });
  expect(JSON.parse(text.split('\n\n—')[0] ?? '')).toMatchObject({
    months: [],
    missingMonths: expect.not.arrayContaining(['2022-03']),
    pruned: { entries, months: ['2022-03'] },
  });

  // The end of the old backup can be noted, once, though its making is forgotten.
  // From here on by commands alone: to read a database file as any file lets go of what SQLite has locked in this process.
  await said(site, 'backup', 'destroyed', backup);
  expect(await site.run('backup', 'destroyed', backup)).toMatchObject({ status: 2 });

  // Others prove what they are given.
  const growth = (await site.run('ledger', 'prove', '--consistency', String(size), String(size + 1))).stdout;
  await write('seen', seen.stdout);
  await write('proof', proof.stdout);
  expect(growth).toMatch(/^old/);
  await write('growth', growth);
  await write('forged', growth.replace(/^old \d+/, 'old 1'));
  const verify = (...args: readonly string[]) =>
    site.run('ledger', 'prove', 'verify', ...args, '--keys', key);
  expect(
    await Promise.all([
      site.run('ledger', 'audit', 'pruned.jsonl', 'whole.jsonl'),
      verify('proof'),
      verify('growth', '--since', 'seen'),
      verify('growth'),
      verify('forged', '--since', 'seen'),
    ]),
  ).toMatchObject([
    { status: 0, stdout: expect.stringContaining('No contradiction was found') },
    { status: 0, stdout: expect.stringMatching(/Entry \d+ stands in the ledger/) },
    { status: 0, stdout: expect.stringContaining('only grew') },
    { status: 2 },
    { status: 10 },
  ]);
  await said(site, 'backup', 'make', 'after');
  expect(await filesWith(path.join(site.folder, 'after'), traces)).toEqual([]);
}, 120_000);

test('whoever alters what is kept of a pruned ledger is found by the site itself', async () => {
  const { site, opened, clock } = await oldSite();
  clock.moveTo(instant('2032-03-22T02:15:00Z'));
  await runRetention(opened);
  const later: LedgerEvent = { event: 'login-refused', actor: account, details: { address } };
  await opened.store.commit({ at: clock.now(), changes: [], events: [later] });
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
