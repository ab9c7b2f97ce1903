/** `passerelle store`: the database of a site on a PostgreSQL server. */

import type { Command } from 'commander';
import { serverOf } from '../adapters/open-store.ts';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { begin } from './invocation.ts';
import { say } from './language.ts';

export function define(command: Command): void {
  command
    .command('grant')
    .description(
      say`give the database roles passerelle_gateway and passerelle_relay their rights, and no more`,
    )
    .addHelpText(
      'after',
      say`\nFor the owner of the tables; again after each new release. See docs/postgresql.md.`,
    )
    .action(grant);
}

async function grant(_options: object, command: Command): Promise<void> {
  const { config, output } = await begin(command);
  if (typeof config.database === 'string') {
    throw new PasserelleError(
      'usage',
      text`the state of this site stands in a file: who may open it is up to its mode`,
      {
        hint: text`Roles are for a site on a server: see docs/postgresql.md.`,
      },
    );
  }
  const { grantPostgresRights } = await import('../adapters/store-postgres.ts');
  const { roles } = await import('../adapters/postgres/rights.ts');
  await grantPostgresRights(await serverOf(config.database, config.mode));
  output.result({ granted: Object.values(roles) }, () => [text`Granted: ${Object.values(roles).join(', ')}`]);
}
