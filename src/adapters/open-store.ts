/** Opens the store that a site's configuration names. */

import { readFile } from 'node:fs/promises';
import type { DatabaseServerConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import type { Store } from '../ports/store.ts';
import { secretLabel } from '../secrets/label.ts';
import { readSecret } from '../secrets/secret.ts';
import { text } from '../words/text.ts';
import type { PostgresServer } from './postgres/connection.ts';
import type { SiteIdentity } from './sql/identity.ts';

export interface OpenStoreOptions {
  /** Makes the database if there is none. */
  readonly create: boolean;
  readonly identity: SiteIdentity;
}

/** Throws `store-refused` or `store-failed`, and `secret-unavailable` if the server's password is not to be had. */
export async function openStore(
  database: string | DatabaseServerConfig,
  options: OpenStoreOptions,
): Promise<Store> {
  if (typeof database === 'string') {
    const { openSqliteStore } = await import('./store-sqlite.ts');
    return await openSqliteStore(database, options);
  }
  const { openPostgresStore } = await import('./store-postgres.ts');
  return await openPostgresStore(await serverOf(database, options.identity.mode), options);
}

/** Opens the store to be read, and changes nothing: an older form is refused with `store-refused`. */
export async function readStore(
  database: string | DatabaseServerConfig,
  identity: SiteIdentity,
): Promise<Store> {
  if (typeof database === 'string') {
    const { readSqliteStore } = await import('./store-sqlite.ts');
    return await readSqliteStore(database, identity);
  }
  const { readPostgresStore } = await import('./store-postgres.ts');
  return await readPostgresStore(await serverOf(database, identity.mode), identity);
}

/** The server, with what this site logs in by. */
export async function serverOf(
  { password, tls, authorities, ...where }: DatabaseServerConfig,
  mode: SiteIdentity['mode'],
): Promise<PostgresServer> {
  const label = secretLabel(mode, text`password of the database user ${where.user}`);
  return {
    ...where,
    password: password && (await readSecret(password, label)),
    tls: tls === 'off' ? 'off' : { authorities: authorities && (await readAuthorities(authorities)) },
  };
}

async function readAuthorities(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new PasserelleError(
      'config-invalid',
      text`the certificates under [store] cannot be read at ${file}`,
      {
        hint: text`Put them there, or correct the path authorities under [store].`,
        cause,
      },
    );
  }
}
