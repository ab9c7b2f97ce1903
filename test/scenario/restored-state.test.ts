/** A site whose older state is put back, through the commands: noticed by the others, before anything moves. */

import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { passerelleService } from '../support/passerelle.ts';
import type { Listening, RehearsedSite } from '../support/rehearsed-sites.ts';
import { stateOf } from '../support/site-state.ts';
import { extract, pointAt, type StandingSites, standingSites, today } from '../support/standing-sites.ts';

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
  return () => sites.remove();
}, 120_000);

const file = (site: RehearsedSite) => path.join(site.folder, 'passerelle.sqlite');
const keep = (site: RehearsedSite) => copyFile(file(site), `${file(site)}.kept`);
const putBack = (site: RehearsedSite) => copyFile(`${file(site)}.kept`, file(site));
const later = ['--at', '2022-03-21T10:00:00+01:00'] as const;

async function serve(publisher: RehearsedSite, relay: RehearsedSite, at: readonly string[] = today) {
  const service = passerelleService(publisher.folder, 'serve', '--rehearsal', '--json', ...at);
  const listening: Listening = JSON.parse(await service.firstLine);
  await pointAt(relay, listening);
  return service;
}

async function twoSites() {
  const [publisher, relay] = [await sites.copyOf('opgroeien'), await sites.copyOf('inami')];
  await relay.write('cin.csv', extract);
  return { publisher, relay };
}

/** What must not change when nothing moves: all tables but those of the ledger and of what is known of ledgers. */
async function parcelsOf(site: RehearsedSite) {
  const { tables } = await stateOf(site);
  return Object.entries(tables).filter(([name]) => !['checkpoint', 'account'].includes(name));
}

const acknowledge = (site: RehearsedSite, party: string) =>
  site.json('ledger', 'acknowledge-restore', party, '--reason', 'the disk failed', ...later);

describe('a relay that was put back to an older state', () => {
  it('is told by the publisher’s gateway, moves nothing, and goes on once both have acknowledged the loss', async () => {
    const { publisher, relay } = await twoSites();
    const service = await serve(publisher, relay);
    await keep(relay);
    expect(await relay.json('relay', ...today)).toMatchObject({ months: [{ month: '2022-02' }] });

    await putBack(relay);
    const before = [await parcelsOf(relay), await parcelsOf(publisher)];
    const refused = await relay.run('relay', ...later);
    expect(refused).toMatchObject({ status: 10, stdout: '' });
    expect(refused.stderr).toMatch(/the ledger of this site is shorter than it was: opgroeien holds/);
    expect(refused.stderr).toMatch(/hint: Nothing was moved/);
    expect([await parcelsOf(relay), await parcelsOf(publisher)]).toEqual(before);
    expect((await stateOf(publisher)).events.filter((name) => name === 'parcel-opened')).toHaveLength(1);
    const again = await relay.run('relay', ...later);
    expect(again).toMatchObject({ status: 10, stdout: '' });
    expect(again.stderr).toMatch(/others hold more of the ledger of this site than there is/);
    expect((await relay.run('serve', ...later)).status).toBe(10);

    await acknowledge(relay, 'inami');
    expect((await relay.run('relay', ...later)).status).toBe(10);
    await acknowledge(publisher, 'inami');
    expect(await relay.json('relay', ...later)).toMatchObject({ months: [{ month: '2022-02' }] });
    await service.stop();
    expect((await relay.run('status', ...later)).stdout).toMatch(
      /^Checkpoint of passerelle\/rehearsal\/21-250\/opgroeien: [0-9]+ entries, since 2022-03-2/m,
    );
    for (const site of [publisher, relay]) {
      const { stdout } = await site.run('ledger', 'checkpoint', '--all');
      expect(stdout).toMatch(/21-250\/inami +[0-9]+ /);
      expect(stdout).toMatch(/21-250\/inami\/restored-1 +[0-9]+ /);
    }
  }, 120_000);
});

describe('a publisher that was put back to an older state', () => {
  it('is noticed by the relay, learns it, and lets nobody in', async () => {
    const { publisher, relay } = await twoSites();
    await keep(publisher);
    const first = await serve(publisher, relay);
    await relay.json('relay', ...today);
    await first.stop();

    await putBack(publisher);
    const second = await serve(publisher, relay, later);
    const before = [await parcelsOf(relay), await parcelsOf(publisher)];
    const refused = await relay.run('relay', ...later);
    expect(refused).toMatchObject({ status: 10, stdout: '' });
    expect(refused.stderr).toMatch(
      /the checkpoint of the ledger of opgroeien (?:is shorter|has another history)/,
    );
    expect([await parcelsOf(relay), await parcelsOf(publisher)]).toEqual(before);
    expect((await relay.run('relay', ...later)).status).toBe(7);
    await second.stop();
    expect((await publisher.run('status', ...later)).stdout).toMatch(/others hold more of the ledger/);
    const published = await publisher.run('publish', '2022-03', 'evaluations.csv', ...later);
    expect(published).toMatchObject({ status: 10, stdout: '' });
  }, 120_000);
});
