/** `passerelle keys replace`: another master or ledger key for a site that goes on. */

import { Argument, type Command } from 'commander';
import { replaceLedgerKeyOf } from '../operations/ledger-key.ts';
import { replaceMasterKeyOf } from '../operations/master-key.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import type { Output } from './output.ts';

export function defineReplace(command: Command): void {
  command
    .command('replace')
    .description(say`put another master or ledger key in the place of the one in use; stop the site first`)
    .addArgument(
      new Argument('<key>', say`master (opens the database), ledger (signs checkpoints)`).choices([
        'master',
        'ledger',
      ]),
    )
    .action((key: 'master' | 'ledger', _options: object, self: Command) =>
      atSite(self, key === 'master' ? replaceMaster : replaceLedger),
    );
}

async function replaceMaster(site: Site, output: Output): Promise<void> {
  const replaced = await replaceMasterKeyOf(site);
  const { file, former, keys, accounts } = replaced;
  output.result(replaced, () => [
    text`Replaced ${file}: the keys of ${keys} months and the secrets of ${accounts} accounts stand under the new one`,
    text`The one before is kept as ${former}: backups made until now open with that one only`,
  ]);
}

async function replaceLedger(site: Site, output: Output): Promise<void> {
  const replaced = await replaceLedgerKeyOf(site);
  const { file, former, fingerprint } = replaced;
  output.result(replaced, () => [
    text`Replaced ${file}: the ledger has the hand-over, signed by both keys`,
    text`Fingerprint ${fingerprint}`,
    text`The one before is kept as ${former}: name its public half as other_key under [ledger]`,
  ]);
}
