/** `passerelle restore`: puts a backup in the place of a database that is lost. */

import type { Command } from 'commander';
import { restoreBackup } from '../backup/restore.ts';
import { requireSqliteFile } from '../config/sqlite-file.ts';
import { text } from '../words/text.ts';
import { begin } from './invocation.ts';
import { say } from './language.ts';

export function define(command: Command): void {
  command
    .argument('<backup>', say`the folder that «backup make» printed`)
    .addHelpText(
      'after',
      say`\nNeeds the configuration and the master key of the site in their places, and no database in its own.`,
    )
    .action(restore);
}

async function restore(backup: string, _options: object, command: Command): Promise<void> {
  const { config, clock, output } = await begin(command);
  output.progress(text`Reading the backup to its last byte…`);
  const { head, parcels, retention } = await restoreBackup(config, clock, backup);
  output.result({ restored: config.database, ...head, parcels, due: retention.waiting }, () => [
    text`Restored ${requireSqliteFile(config)}: ${parcels} parcels, each read to its last byte.`,
    ...retention.waiting.map(
      ({ month, lastDay }) => text`Due, and not purged yet: ${month}, kept through ${lastDay}.`,
    ),
    text`Head of the backup ${head.size}:${head.hash}`,
  ]);
  output.note(
    text`Legal holds that were placed, and lifted, after the backup was made are not in it. Until you acknowledge that, nothing is purged: passerelle ledger acknowledge-restore ${config.site} --reason "…"`,
  );
  output.note(
    text`What happened since the backup is unknown here: revoke again whom you had revoked, and see docs/every-site.md.`,
  );
}
