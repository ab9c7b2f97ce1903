/** The database of the site: whether it opens, is whole, and grants what it should. */

import { statSync } from 'node:fs';
import { serverOf } from '../adapters/open-store.ts';
import type { DatabaseServerConfig, SiteConfig } from '../config/site-config.ts';
import { identityOf } from '../site.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, look, mend } from './check.ts';

export async function examineDatabase(config: SiteConfig): Promise<readonly Finding[]> {
  const { database } = config;
  return typeof database === 'string'
    ? await examineFile(database, config)
    : await examineServer(database, config);
}

/** Bytes beyond which a write-ahead log says that somebody keeps it from being emptied. */
const largeLog = 256 * 1024 ** 2;

async function examineFile(file: string, config: SiteConfig): Promise<readonly Finding[]> {
  const { examineSqliteFile } = await import('../adapters/sqlite/examine.ts');
  const { form, newest, flaws } = examineSqliteFile(file, identityOf(config));
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return [
    flaws.length === 0
      ? fine(text`it opens, belongs to this site, and every page of it is whole`)
      : mend(
          text`it is damaged: ${flaws.join('; ')}`,
          text`Stop the site, put the file aside as evidence, and restore the last backup.`,
        ),
    ...formFinding(form, newest),
    ...(log > largeLog
      ? [
          look(
            text`its write-ahead log has grown to ${Math.floor(log / 1024 ** 2)} MiB`,
            text`A process reads from the database without end: see which, and stop it.`,
          ),
        ]
      : []),
  ];
}

async function examineServer(
  database: DatabaseServerConfig,
  config: SiteConfig,
): Promise<readonly Finding[]> {
  const { examinePostgresServer } = await import('../adapters/postgres/examine.ts');
  const server = await serverOf(database, config.mode);
  const { version, form, newest, role, excess } = await examinePostgresServer(server, identityOf(config));
  return [
    fine(text`PostgreSQL ${version} lets ${database.user} in, and holds this site`),
    ...formFinding(form, newest),
    ...(role === undefined
      ? [
          look(
            text`${database.user} is a member of neither role: it works as the owner of the tables, or not at all`,
            text`Let each process log in as a member of its role, and grant them: passerelle store grant.`,
          ),
        ]
      : [fine(text`${database.user} works as ${role}`)]),
    ...(excess.length === 0
      ? []
      : [
          mend(
            text`${database.user} may change the ledger: ${excess.join(', ')}`,
            text`Take those rights away, as the owner of the tables: passerelle store grant.`,
          ),
        ]),
  ];
}

function formFinding(form: number, newest: number): readonly Finding[] {
  if (form === newest) return [fine(text`its form is the newest, ${newest}`)];
  return [
    look(
      text`its form is ${form}, and this program writes ${newest}`,
      text`Any command that works with the site brings it there; older programs do not open it afterwards. Back up first.`,
    ),
  ];
}
