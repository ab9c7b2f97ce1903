/** `passerelle restore`: puts a backup in the place of a database that is lost. */

import type { Command } from 'commander';
import { restoreBackup } from '../backup/restore.ts';
import { begin } from './invocation.ts';

export function define(command: Command): void {
  command
    .argument('<backup>', 'the folder that «backup make» printed')
    .addHelpText(
      'after',
      '\nNeeds the configuration and the master key of the site in their places, and no database in its own.',
    )
    .action(restore);
}

async function restore(backup: string, _options: object, command: Command): Promise<void> {
  const { config, clock, output } = await begin(command);
  const { head, parcels, retention } = await restoreBackup(config, clock, backup);
  output.result({ restored: config.database, ...head, parcels, purged: retention.purged }, () => [
    `Restored ${config.database}: ${parcels} parcels, each read to its last byte.`,
    ...retention.purged.map(
      ({ month, records }) => `Purged ${month}, whose time was over: ${records} records.`,
    ),
    `Head of the backup ${head.size}:${head.hash}`,
  ]);
  output.note(
    'What happened since the backup is unknown here: revoke again whom you had revoked, and see docs/every-site.md.',
  );
}
