import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { missingAt, watchDeadlines, watchSunset } from '../../src/operations/deadlines.ts';
import { openSite, type Site } from '../../src/site.ts';
import { siteIn } from '../support/rehearsed-sites.ts';
import { type StandingSites, standingSites } from '../support/standing-sites.ts';

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
}, 60_000);

afterAll(() => sites.remove());

/** A copy of Opgroeien, which has published February; with a log that is kept. */
async function siteOn(day: string, folder?: string) {
  const at = folder ?? (await sites.copyOf('opgroeien')).folder;
  const clock = rehearsalClock(Temporal.Instant.from(`${day}T09:00:00+01:00`));
  const site = await openSite(await loadConfig(path.join(at, 'passerelle.toml')), clock);
  onTestFinished(() => site.close());
  const logged: object[] = [];
  return {
    site,
    folder: at,
    logged,
    log: { warn: (_event: string, entry: object) => void logged.push(entry) },
  };
}

async function told(site: Site, event: string): Promise<readonly object[]> {
  const entries = (await Array.fromAsync(site.store.entries(0))).map(readEntry);
  return entries.filter((entry) => entry.event === event).map(({ details }) => details);
}

describe('what is overdue', () => {
  it('is told once, in ledger and log, and shows in status with its exit code [A10]', async () => {
    const { site, folder, logged, log } = await siteOn('2022-04-01');
    await watchDeadlines(site, log);
    const march = { what: 'month', month: '2022-03', from: 'opgroeien', due: '2022-03-31' };
    const february = { what: 'receipt', month: '2022-02', from: 'inami', due: '2022-03-21' };
    expect(await told(site, 'deadline-missed')).toMatchObject([february, march]);
    expect(logged).toMatchObject([february, march]);
    await watchDeadlines(site, log);
    expect(await told(site, 'deadline-missed')).toHaveLength(2);
    expect(logged).toHaveLength(2);

    const status = await siteIn(folder).run('status', '--json', '--at', '2022-04-01');
    expect(status.status).toBe(15);
    expect(JSON.parse(status.stdout)).toMatchObject({ overdue: [february, march], sunsetWithin: null });
  });

  it('is nothing the day before, and nothing any more when the channel has ended [A40]', async () => {
    expect(await missingAt((await siteOn('2022-03-21')).site)).toEqual([]);
    const { site } = await siteOn('2023-01-02');
    await watchDeadlines(site);
    expect(await told(site, 'deadline-missed')).toEqual([]);
  });
});

describe('the sunset', () => {
  it('is announced 90, 30, 7 and 1 days before, once each [A38][A39]', async () => {
    const { folder } = await siteOn('2022-03-20');
    const seen: number[] = [];
    for (const [day, announced] of [
      ['2022-10-01', 0],
      ['2022-10-02', 1],
      ['2022-10-03', 1],
      ['2022-12-01', 2],
      ['2022-12-24', 3],
      ['2022-12-30', 4],
      ['2022-12-31', 4],
      ['2023-01-01', 4],
    ] as const) {
      const { site, logged, log } = await siteOn(day, folder);
      await watchSunset(site, log);
      seen.push(logged.length);
      expect({ day, entries: await told(site, 'sunset-announced') }).toMatchObject({
        day,
        entries: { length: announced },
      });
    }
    expect(seen).toEqual([0, 1, 0, 1, 1, 1, 0, 0]);
    const { site } = await siteOn('2023-01-01', folder);
    expect(await told(site, 'sunset-announced')).toMatchObject(
      [90, 30, 7, 1].map((within) => ({ within, lastDay: '2022-12-31' })),
    );
  });
});
