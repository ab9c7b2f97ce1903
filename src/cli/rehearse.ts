/** `passerelle rehearse`: the whole life of the channel, with invented children and throwaway keys. */

import path from 'node:path';
import type { Command } from 'commander';
import type { GlobalOptions } from './invocation.ts';
import { say } from './language.ts';

export function define(command: Command): void {
  command
    .option('--stay', say`stop the clock in the third month and keep both gateways up for visitors`)
    .option('--folder <folder>', say`where the sites of the rehearsal are made`, 'rehearsal')
    .action(rehearse);
}

async function rehearse(options: { stay?: true; folder: string }, command: Command): Promise<void> {
  const { runRehearsal } = await import('../rehearsal/rehearse.ts');
  await runRehearsal({
    stay: options.stay === true,
    json: command.optsWithGlobals<GlobalOptions>().json === true,
    folder: path.resolve(options.folder),
  });
}
