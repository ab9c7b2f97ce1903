/** `passerelle migrate-store`: carries a site from its SQLite file to PostgreSQL. */

import type { Command } from 'commander';
import { serverOf } from '../adapters/open-store.ts';
import { loadConfig } from '../config/load.ts';
import { requireSqliteFile } from '../config/sqlite-file.ts';
import { PasserelleError } from '../errors.ts';
import { identityOf } from '../site.ts';
import { text } from '../words/text.ts';
import { begin } from './invocation.ts';
import { say } from './language.ts';

export function define(command: Command): void {
  command
    .requiredOption('--to <file>', say`the same configuration, with [store] on a server instead of database`)
    .addHelpText(
      'after',
      say`\nStop all processes of the site first. All tables are copied, read back and compared; then the file is closed\nfor good. It can be run again after anything that ended it. See docs/postgresql.md.`,
    )
    .action(migrate);
}

async function migrate({ to }: { to: string }, command: Command): Promise<void> {
  const { config, clock, output } = await begin(command);
  const from = requireSqliteFile(config);
  const target = await loadConfig(to);
  if (target.site !== config.site || target.mode !== config.mode || typeof target.database === 'string') {
    throw new PasserelleError('usage', text`${to} is not the configuration of this site on a server`, {
      hint: text`Copy the configuration, take out the key database, and add a section [store] with kind = "postgres".`,
    });
  }
  const { carryStore } = await import('../adapters/carry-store.ts');
  const { tables, digest } = await carryStore({
    from,
    to: await serverOf(target.database, config.mode),
    identity: identityOf(config),
    at: clock.now(),
    progress: (done) => {
      if (done.step === 'closed') output.note(text`The file is closed.`);
      else if (done.step === 'copied') output.progress(text`Copied: ${done.table}, ${done.rows} rows`);
      else output.progress(text`Proven: ${done.table}, ${done.rows} rows`);
    },
  });
  output.result({ moved: config.site, tables, digest }, () => [
    text`${config.site} has moved: all that stood in the file stands on the server, row by row.`,
    text`SHA-256 over all tables ${digest}`,
  ]);
  output.note(
    text`From now on use --config ${to}. The file still holds what is purged later: destroy it in time.`,
  );
}
