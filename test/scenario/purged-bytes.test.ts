/** What is left on the disk of a site after a purge: every byte of it is searched. */

import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { makeBackup } from '../../src/backup/make.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { purgeEntries, purgeEvidence } from '../../src/operations/purge-certificate.ts';
import { runRetention } from '../../src/operations/retention.ts';
import { parcelRecords } from '../../src/parcels/read.ts';
import { statementOf } from '../../src/retention/certificate.ts';
import { openSite, type Site } from '../../src/site.ts';
import { instant } from '../support/records.ts';
import { rehearsedSite } from '../support/rehearsed-sites.ts';
import { digestsOf, filesWith, filesWithSsins } from '../support/ssin-traces.ts';

const head = 'ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end';
const children = ['18670300208', '15651200150'];
const rows = [
  '18670300208,2022-02-03,50,1,abcde,2021-07-19,',
  '15651200150,2022-02-03,55,2,abce,2021-07-19,2033-10-23',
];

/** Days as they may have been written, apart and as a period. */
const periods = ['2021-07-19', '2033-10-23', '19/07/2021', '20210719', '20331023'].flatMap((text) => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  ...digestsOf(text),
]);

/** Of the key that will be destroyed: what can be told of the children by it and without it. */
async function tracesOf({ store, vault }: Site) {
  const [stored] = await store.dataKeys();
  const [parcel] = await store.parcels({});
  if (stored === undefined || parcel === undefined) throw new RangeError('nothing was published');
  const key = (await vault()).openDataKey(stored);
  const records = (await Array.fromAsync(parcelRecords(store, key, parcel.id))).flat();
  expect(records.map(({ record }) => record.ssin).sort()).toEqual(children.toSorted());
  const tags = records.map(({ record }) => Buffer.from(key.tagOf(record.ssin)));
  const block = Buffer.from((await store.block(parcel.id, 0)) ?? []);
  const chunk = Buffer.from((await store.chunk(parcel.id, 0)) ?? []);
  return {
    tags: [
      ...tags,
      ...tags.flatMap((tag) => [Buffer.from(tag.toString('hex')), Buffer.from(tag.toString('base64'))]),
    ],
    sealed: [block.subarray(0, 32), block.subarray(-32), chunk.subarray(100, 132)],
    key: [Uint8Array.from(stored.wrapped)],
  };
}

test('a purge leaves no number, period, digest, tag or key in any file, and the certificate names the backup that still holds them [A35]', async () => {
  const site = await rehearsedSite('opgroeien');
  await site.write('evaluations.csv', [head, ...rows, ''].join('\n'));
  await site.json('publish', '2022-03', 'evaluations.csv', '--at', '2022-03-20');
  // The source is Opgroeien's own: it is searched no more than its other files are.
  await rm(path.join(site.folder, 'evaluations.csv'));

  // Temporary files are made, and searched, here.
  vi.stubEnv('TMPDIR', path.join(site.folder, 'tmp'));
  onTestFinished(() => void vi.unstubAllEnvs());
  await mkdir(path.join(site.folder, 'tmp'));

  const clock = rehearsalClock(instant('2022-04-01T10:00:00Z'));
  const opened = await openSite(await loadConfig(path.join(site.folder, 'passerelle.toml')), clock);
  onTestFinished(() => opened.close());
  const traces = await tracesOf(opened);
  const old = await makeBackup(opened, path.join(site.folder, 'before'));
  for (const forms of Object.values(traces)) {
    expect(await filesWith(site.folder, forms)).toContain('passerelle.sqlite');
  }

  clock.moveTo(instant('2028-03-21T02:15:00Z'));
  expect((await runRetention(opened)).purged).toHaveLength(1);
  await makeBackup(opened, path.join(site.folder, 'after'));

  const backup = path.join('before', path.basename(old.folder), 'database.sqlite');
  for (const forms of Object.values(traces)) expect(await filesWith(site.folder, forms)).toEqual([backup]);
  expect(await filesWith(site.folder, periods)).toEqual([]);
  expect(await filesWithSsins(site.folder, children)).toEqual([]);

  const witness = await opened.witness();
  if (witness === undefined) throw new RangeError('a rehearsed site has a ledger key');
  const words = [...statementOf(await purgeEvidence(witness, await purgeEntries(opened.store)))].join('\n');
  expect(words).toMatch(/^Copies made before the purge, not known to be destroyed/m);
  expect(words.match(/backup opgroeien-\S+(?=,)/g)).toEqual([`backup ${path.basename(old.folder)}`]);
});
