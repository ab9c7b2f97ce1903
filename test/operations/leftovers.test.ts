/** After the last day nobody runs again what died: the purge clears up after it. */

import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rehearsalClock } from '../../src/clock.ts';
import { openedPath } from '../../src/collect/opened-files.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { clearLeftovers } from '../../src/operations/leftovers.ts';
import { createSunsetGuard } from '../../src/sunset/guard.ts';
import { aHolder, receive } from '../retention/holder.ts';
import { filesBelow } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const lastMorning = Temporal.Instant.from('2022-12-31T09:00:00+01:00');
const nameOf = (sequence: number) => `21-250_2022-12_inami_300_000${sequence}.xml.pgp`;
const opened = (sequence: number) => `2022-12/21-250_2022-12_inami_300_000${sequence}.xml`;
const unfinished = '2022-12/.21-250_2022-12_inami_300_0003.xml.partial';
const own = '2022-12/notes of our own.xml';

/** An insurer that took parcel 1 in, died before it accounted for parcel 2, and while it opened parcel 3. */
async function siteThatDied() {
  const holder = await aHolder('300');
  const { store } = holder;
  const over = { sender: 'inami', receiver: '300', name: nameOf(1) };
  const { parcel } = await receive(holder, lastMorning, undefined, over);
  await store.stageChunk(randomUUID(), 0, new Uint8Array(100));
  await store.stageBlock(randomUUID(), 0, new Uint8Array(100), new Uint8Array(16));
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, '2022-12'));
  for (const file of [opened(1), opened(2), unfinished, own])
    await writeFile(path.join(folder, file), 'a child');
  expect(openedPath(folder, parcel)).toBe(path.join(folder, opened(1)));
  return {
    store,
    files: () => filesBelow(folder),
    async clearOn(day: string) {
      const clock = rehearsalClock(Temporal.Instant.from(`${day}T09:00:00+01:00`));
      const guard = createSunsetGuard({ deliberation: n21250, clock, store });
      await clearLeftovers({ store, deliberation: n21250, guard, clock, folder });
    },
  };
}

describe('what a run that died left behind', () => {
  it('stays while the channel is open: the next run mends it', async () => {
    const { store, files, clearOn } = await siteThatDied();
    await clearOn('2022-12-31');
    expect(await files()).toEqual([unfinished, opened(1), opened(2), own]);
    expect(await store.discardStaged()).toBeGreaterThan(0);
  });

  it('goes after the last day, but for the opened files [A36]', async () => {
    const { store, files, clearOn } = await siteThatDied();
    await clearOn('2023-01-01');
    expect(await files()).toEqual([opened(1), opened(2), own]);
    expect(await store.discardStaged()).toBe(0);
  });

  it('goes six years later with the opened files for which no parcel accounts, and not a day earlier [A35][A36]', async () => {
    const { files, clearOn } = await siteThatDied();
    await clearOn('2028-12-31');
    expect(await files()).toEqual([opened(1), opened(2), own]);
    await clearOn('2029-01-01');
    expect(await files()).toEqual([opened(1), own]);
  });

  it('is left alone while a run is under way', async () => {
    const { store, files, clearOn } = await siteThatDied();
    await store.runAlone(() => clearOn('2023-01-01'));
    expect(await files()).toContain(unfinished);
    expect(await store.discardStaged()).toBeGreaterThan(0);
  });

  it('needs no folder of opened files to be there', async () => {
    const { store } = await aHolder('300');
    const clock = rehearsalClock(Temporal.Instant.from('2029-01-01T09:00:00+01:00'));
    const guard = createSunsetGuard({ deliberation: n21250, clock, store });
    const folder = path.join(await temporaryFolder(), 'none');
    await clearLeftovers({ store, deliberation: n21250, guard, clock, folder });
    expect(await filesBelow(path.dirname(folder))).toEqual([]);
  });
});
