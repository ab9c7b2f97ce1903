/** The two stores on which the growth of cost is measured: how sites come to stand there, and how much they fill. */

import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stringify } from 'smol-toml';
import { z } from 'zod';
import { type Cluster, startCluster } from '../../test/support/postgres-server.ts';
import { timed } from './passerelle.ts';
import type { Site } from './sites.ts';

interface StandingSites {
  /** What a site's database takes on the disk, in MiB. */
  sizeOf(site: Site): Promise<number>;
}

/** Lets sites stand on a store, each with nothing in it yet, while `work` is done; afterwards all of it is gone. */
type Stand = (sites: readonly Site[], work: (standing: StandingSites) => Promise<void>) => Promise<void>;

export const storeNames = ['SQLite', 'PostgreSQL'] as const;
export type StoreName = (typeof storeNames)[number];

export const stores: Readonly<Record<StoreName, Stand>> = { SQLite: onSqlite, PostgreSQL: onPostgres };

const bytesPerMebibyte = 1024 ** 2;
const databaseFile = 'passerelle.db';

/** Where the sites of a rehearsal stand from the beginning. */
async function onSqlite(...[_sites, work]: Parameters<Stand>): Promise<void> {
  await work({
    async sizeOf({ paths }) {
      const files = (await readdir(paths.site)).filter((name) => name.startsWith(databaseFile));
      const sizes = await Promise.all(
        files.map(async (name) => (await stat(path.join(paths.site, name))).size),
      );
      return sizes.reduce((sum, size) => sum + size, 0) / bytesPerMebibyte;
    },
  });
}

const sizeRow = z.object({ size: z.coerce.number() });

/** A server of its own with its own settings, all of which wait for the disk: a commit is durable there too. */
async function onPostgres(...[sites, work]: Parameters<Stand>): Promise<void> {
  const { cluster, stop } = await startCluster({});
  try {
    const databases = new Map<string, string>();
    for (const site of sites) databases.set(site.party, await carry(site, cluster));
    await work({
      async sizeOf({ party }) {
        const sql = `SELECT pg_database_size('${databases.get(party)}') AS size`;
        const [row] = await cluster.sql('postgres', sql);
        return sizeRow.parse(row).size / bytesPerMebibyte;
      },
    });
  } finally {
    await stop();
  }
}

/** Carries a site to a database of its own, as its operator does (docs/postgresql.md), and gives its name. */
async function carry(site: Site, cluster: Cluster): Promise<string> {
  const { password = '', ...server } = await cluster.createDatabase();
  const target = path.join(site.paths.site, 'owner.toml');
  await writeFile(site.paths.secret('database-owner'), `${password}\n`, { mode: 0o600 });
  const store = { kind: 'postgres', ...server, password: { file: 'secrets/database-owner' } };
  const config = (await readFile(site.paths.config, 'utf8')).replace(/^database = .*$/m, '');
  await writeFile(target, `${config}\n${stringify({ store })}`, { mode: 0o600 });
  await timed(site, ['migrate-store', '--to', target]);
  await writeFile(site.paths.config, await readFile(target));
  await rm(path.join(site.paths.site, databaseFile));
  return server.database;
}
