import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { signCheckpoint } from '../../src/ledger/checkpoint.ts';
import { runRetention } from '../../src/operations/retention.ts';
import { openSite } from '../../src/site.ts';
import { acknowledgeRestore } from '../../src/witness/restore.ts';
import { instant } from '../support/records.ts';
import { rehearsedSite } from '../support/rehearsed-sites.ts';

const head = 'ssin,evaluation_date,initial_incapacity,pillar1_points,conditions_met,period_start,period_end';

test('a site that others know to be put back to an older state purges and prunes nothing before that is acknowledged [A35][A50]', async () => {
  const site = await rehearsedSite('opgroeien');
  await site.write('evaluations.csv', `${head}\n18670300208,2022-02-03,50,1,abcde,2021-07-19,\n`);
  await site.json('publish', '2022-03', 'evaluations.csv', '--at', '2022-03-20');
  await rm(path.join(site.folder, 'evaluations.csv'));
  const clock = rehearsalClock(instant('2032-12-01T10:00:00Z'));
  const opened = await openSite(await loadConfig(path.join(site.folder, 'passerelle.toml')), clock);
  onTestFinished(() => opened.close());

  // Signed by the site itself, of a ledger that had more entries: holds may have been placed in them.
  const { key } = (await opened.witness()) ?? expect.fail();
  const at = clock.now();
  const note = signCheckpoint({ origin: key.name, size: 99, root: 'ab'.repeat(32) }, key);
  await opened.store.commit({
    at,
    changes: [
      { change: 'note-checkpoint', checkpoint: { origin: key.name, size: 99, note, at }, after: null },
    ],
    events: [{ event: 'rewind-noticed', actor: 'opgroeien', details: { knownSize: 99 } }],
  });
  for (let day = 0; day < 2; day += 1) {
    expect(await runRetention(opened)).toMatchObject({
      purged: [],
      waiting: [{ month: '2022-03' }],
      pruned: undefined,
    });
  }
  expect((await Array.fromAsync(opened.store.entries(0))).at(0)?.sequence).toBe(0);

  const identity = { party: opened.config.site, mode: opened.config.mode };
  await acknowledgeRestore({ ...opened, ...identity }, 'opgroeien', 'no hold is missing');
  expect(await runRetention(opened)).toMatchObject({
    purged: [{ month: '2022-03' }],
    waiting: [],
    pruned: { from: 0, months: new Set(['2022-03']) },
  });
});
