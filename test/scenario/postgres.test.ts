/** Sites on PostgreSQL by the commands alone: carried there, with rights by role, two gateways on one database. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { roles } from '../../src/adapters/postgres/rights.ts';
import { readDocument } from '../support/documents.ts';
import { passerelle, passerelleService } from '../support/passerelle.ts';
import { type Cluster, missingPostgres, postgresCluster } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import type { Listening, RehearsedSite } from '../support/rehearsed-sites.ts';
import { pointAt, type StandingSites, standingSites, today } from '../support/standing-sites.ts';

type User = 'owner' | keyof typeof roles;

/** Writes the configuration by which a user of the database runs, and gives its name. */
async function configFor(
  site: RehearsedSite,
  cluster: Cluster,
  database: string,
  user: User,
): Promise<string> {
  const name = `${database}_${user}`;
  const { host, port } = cluster.superuser(database);
  await site.write(`secrets/${user}`, `${name}\n`);
  const config = await readFile(path.join(site.folder, 'before.toml'), 'utf8');
  const store = `[store]
kind = "postgres"
host = "${host}"
port = ${port}
database = "${database}"
user = "${name}"
password = { file = "secrets/${user}" }
tls = "off"
`;
  const file = path.join(site.folder, user === 'relay' ? 'passerelle.toml' : `${user}.toml`);
  await writeFile(file, config.replace(/^database = .*$/m, '') + store, { mode: 0o600 });
  return path.basename(file);
}

/** What the administrator of the server does, word for word as the document says; for INAMI there. */
const setUp = /```sql\n([^`]+)```/.exec(readDocument('docs/postgresql.md'))?.[1] ?? '';

/** Carries a site to a database of its own; from then on its commands run as the role of the relay. */
async function carried(site: RehearsedSite, cluster: Cluster): Promise<void> {
  const database = path
    .basename(site.folder)
    .replaceAll(/[^a-z]/gi, '')
    .toLowerCase();
  for (const statement of setUp
    .replaceAll('inami', database)
    .split(';')
    .filter((text) => text.trim() !== '')) {
    // The two groups serve all sites of the server.
    if (!statement.includes('NOLOGIN')) await cluster.sql('postgres', statement);
  }
  for (const user of ['owner', 'gateway', 'relay']) {
    const name = `${database}_${user}`;
    await cluster.sql('postgres', `ALTER ROLE ${name} PASSWORD '${name}'`);
  }
  const before = await readFile(path.join(site.folder, 'passerelle.toml'), 'utf8');
  await site.write('before.toml', before);
  const owner = await configFor(site, cluster, database, 'owner');
  await site.json('migrate-store', '--to', owner, ...today);
  for (const user of ['gateway', 'relay'] as const) await configFor(site, cluster, database, user);
  const granted = await passerelle(site.folder, 'store', 'grant', '--config', owner, '--rehearsal');
  expect(granted).toMatchObject({ status: 0, stdout: `Granted: ${roles.gateway}, ${roles.relay}\n` });
}

describeUnless(missingPostgres, 'sites on PostgreSQL', () => {
  const cluster = postgresCluster();
  let sites: StandingSites;
  beforeAll(async () => {
    expect(setUp).toContain('CREATE DATABASE inami');
    for (const groups of setUp.match(/.*NOLOGIN/g) ?? []) await cluster().sql('postgres', groups);
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
