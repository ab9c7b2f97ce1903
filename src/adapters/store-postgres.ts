/**
 * The store on PostgreSQL, for sites with more than one machine: several gateways on one database, one run of
 * the relay at a time. Each call is a transaction that the server has on its disk when it resolves.
 */

import type { Store } from '../ports/store.ts';
import { connect, openPool, type PostgresServer, runProgram, withConnection } from './postgres/connection.ts';
import { driverOn } from './postgres/driver.ts';
import { bringToForm, requireForm } from './postgres/form.ts';
import { grantRights } from './postgres/rights.ts';
import { requireIdentity, requireSameIdentity, type SiteIdentity } from './sql/identity.ts';
import { storeOnDriver } from './sql/store.ts';

export interface OpenPostgresOptions {
  /** Makes the tables if there are none. Without it an empty database is refused. */
  readonly create: boolean;
  readonly identity: SiteIdentity;
  /** How long to wait for another's lock, and for the server to answer. */
  readonly patience?: Temporal.Duration;
}

const defaultPatience = Temporal.Duration.from({ seconds: 5 });

/**
 * Opens the database of a site. Throws `store-refused` if it is empty (without `create`), newer than this
 * program, or of another site, mode or deliberation, and if server and user do not trust each other.
 */
export async function openPostgresStore(
  server: PostgresServer,
  { create, identity, patience = defaultPatience }: OpenPostgresOptions,
): Promise<Store> {
  const options = { server, patience };
  const pool = openPool(options);
  try {
    await withConnection(pool, async (connection) => {
      await bringToForm(connection, { create, mode: identity.mode });
      await runProgram(connection, requireIdentity(identity));
    });
    return storeOnDriver(driverOn(pool, options), identity);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Opens the database of a site to be read: the server itself refuses whatever would change it. */
export async function readPostgresStore(server: PostgresServer, identity: SiteIdentity): Promise<Store> {
  const options = { server, patience: defaultPatience, readOnly: true };
  const pool = openPool(options);
  try {
    await withConnection(pool, async (connection) => {
      await requireForm(connection, identity.mode);
      await runProgram(connection, requireSameIdentity(identity));
    });
    return storeOnDriver(driverOn(pool, options), identity);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

/** Gives the database roles of gateway and relay their rights on a site's tables, as the owner of these. */
export async function grantPostgresRights(server: PostgresServer): Promise<void> {
  const { client } = await connect({ server, patience: defaultPatience });
  try {
    await grantRights(client);
  } finally {
    await client.end();
  }
}
