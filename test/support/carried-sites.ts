/** Sites of a rehearsal that were carried to PostgreSQL, by the commands and the statements of docs/postgresql.md. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { roles } from '../../src/adapters/postgres/rights.ts';
import { readDocument } from './documents.ts';
import { passerelle } from './passerelle.ts';
import type { Cluster } from './postgres.ts';
import type { RehearsedSite } from './rehearsed-sites.ts';
import { today } from './standing-sites.ts';

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

/** Makes the groups that all sites of the server share. */
export async function createGroups(cluster: Cluster): Promise<void> {
  expect(setUp).toContain('CREATE DATABASE inami');
  for (const groups of setUp.match(/.*NOLOGIN/g) ?? []) await cluster.sql('postgres', groups);
}

/** Carries a site to a database of its own; from then on its commands run as the role of the relay, and by `gateway.toml` as the gateway's. */
export async function carried(site: RehearsedSite, cluster: Cluster): Promise<void> {
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
