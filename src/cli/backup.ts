/** `passerelle backup`: a proven copy of the site, made while it runs. */

import type { Command } from 'commander';
import { noteDestroyed } from '../backup/destroyed.ts';
import { makeBackup } from '../backup/make.ts';
import { proveBackup } from '../backup/restore.ts';
import { text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { begin } from './invocation.ts';
import { say } from './language.ts';

export function define(command: Command): void {
  command
    .command('make')
    .description(say`make a backup in a folder of its own: database, configuration, public keys`)
    .argument('<folder>', say`where it is to lie`)
    .addHelpText(
      'after',
      say`\nNo process need be stopped. A backup holds neither the master key nor a private key: keep those apart.`,
    )
    .action(make);
  command
    .command('verify')
    .description(say`read every byte of a backup, with the master key of the site`)
    .argument('<backup>', say`the folder that «backup make» printed`)
    .action(verify);
  command
    .command('destroyed')
    .description(say`note in the ledger that a backup is no more: no certificate of a purge lists it then`)
    .argument('<backup>', say`its name, or the folder where it lay`)
    .action(destroyed);
}

function make(below: string, _options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    output.progress(text`Copying the database, and proving the copy…`);
    const { folder, head } = await makeBackup(site, below);
    output.result({ backup: folder, ...head }, () => [folder]);
    output.note(
      text`Ledger head ${head.size}:${head.hash}. It still holds what is purged later: destroy it in time.`,
    );
  });
}

function destroyed(backup: string, _options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const name = await noteDestroyed(site, backup);
    output.result({ destroyed: name }, () => [text`Noted: ${name} is no more.`]);
  });
}

async function verify(backup: string, _options: object, command: Command): Promise<void> {
  const { config, clock, output } = await begin(command);
  output.progress(text`Reading the backup to its last byte…`);
  const { head, parcels } = await proveBackup(config, clock, backup);
  output.result({ backup, ...head, parcels }, () => [
    text`The backup is whole: ${parcels} parcels read to their last byte.`,
    text`Head ${head.size}:${head.hash}`,
  ]);
}
