/** `passerelle keys replace`: another master key for a site that goes on. */

import { Argument, type Command } from 'commander';
import { replaceMasterKeyOf } from '../operations/master-key.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import type { Output } from './output.ts';

export function defineReplace(command: Command): void {
  command
    .command('replace')
    .description(
      say`replace a key that the site alone knows, with all that stands under it; stop the site first`,
    )
    .addArgument(new Argument('<key>', say`master (opens the database)`).choices(['master']))
    .action((_key: 'master', _options: object, self: Command) => atSite(self, replace));
}

async function replace(site: Site, output: Output): Promise<void> {
  const replaced = await replaceMasterKeyOf(site);
  const { file, former, keys, accounts } = replaced;
  output.result(replaced, () => [
    text`Replaced ${file}: the keys of ${keys} months and the secrets of ${accounts} accounts stand under the new one`,
    text`The one before is kept as ${former}: backups made until now open with that one only`,
  ]);
}
