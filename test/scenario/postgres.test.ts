/** Sites on PostgreSQL by the commands alone: carried there, with rights by role, two gateways on one database. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { carried, createGroups } from '../support/carried-sites.ts';
import { passerelle, passerelleService } from '../support/passerelle.ts';
import { missingPostgres, postgresCluster } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import type { Listening } from '../support/rehearsed-sites.ts';
import { pointAt, type StandingSites, standingSites, today } from '../support/standing-sites.ts';

describeUnless(missingPostgres, 'sites on PostgreSQL', () => {
  const cluster = postgresCluster();
  let sites: StandingSites;
  beforeAll(async () => {
    await createGroups(cluster());
    sites = await standingSites();
  });
  afterAll(() => sites.remove());

  it('are carried there, and relay a month from two gateways that may not write it', async () => {
    const [publisher, relay] = [await sites.copyOf('opgroeien'), await sites.copyOf('inami')];
    await Promise.all([carried(publisher, cluster()), carried(relay, cluster())]);

    const gateways = ['--gateway-only', '--gateway-only'].map((only) =>
      passerelleService(
        publisher.folder,
        'serve',
        only,
        '--config',
        'gateway.toml',
        '--rehearsal',
        '--json',
        ...today,
      ),
    );
    const [first, second] = await Promise.all(
      gateways.map(async ({ firstLine }): Promise<Listening> => JSON.parse(await firstLine)),
    );
    expect(first?.port).not.toBe(second?.port);
    await pointAt(relay, first ?? { port: 0 });
    expect(await relay.json('relay', ...today)).toMatchObject({
      months: [{ month: '2022-02', received: 2 }],
    });
    await pointAt(relay, second ?? { port: 0 });
    expect(await relay.run('relay', ...today)).toMatchObject({ status: 0 });
    for (const gateway of gateways) expect(await gateway.stop()).toMatchObject({ status: 0 });

    for (const site of [publisher, relay]) {
      expect(await site.json('ledger', 'verify')).toMatchObject({ ok: true });
      expect(await site.run('status', ...today)).toMatchObject({ status: 0 });
      expect(await site.run('purge', ...today)).toMatchObject({ status: 0, stdout: 'Nothing is due.\n' });
      expect(await site.run('backup', 'make', 'backups')).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('docs/postgresql.md'),
      });
    }
    const { stdout } = await publisher.run('ledger', 'list', '--event', 'receipt-accepted', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ actor: 'inami' });
    const asGateway = ['--config', 'gateway.toml', '--rehearsal', ...today];
    expect(
      await passerelle(publisher.folder, 'publish', '2022-03', 'evaluations.csv', ...asGateway),
    ).toMatchObject({
      status: 9,
      stderr: expect.stringContaining("its role's rights end before it"),
    });
  });

  it('refuse the file that was left behind, and a grant that has no server', async () => {
    const site = await sites.copyOf('300');
    expect(await site.run('store', 'grant')).toMatchObject({ status: 2 });
    await carried(site, cluster());
    const behind = await passerelle(site.folder, 'status', '--config', 'before.toml', '--rehearsal');
    expect(behind).toMatchObject({ status: 9, stderr: expect.stringContaining('has moved') });
  });
});
