/** The command line as a whole: its commands, and the options that all of them know. */

import process from 'node:process';
import { Command, CommanderError, Option } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { exitStatus } from '../errors.ts';
import { languages } from '../words/language.ts';
import { commandGroups } from './commands.ts';
import { addExamples, helpSettings } from './help.ts';
import { chooseLanguage, say } from './language.ts';
import { endWithReader } from './output.ts';
import { reportError } from './report-error.ts';
import { definedBy } from './tree.ts';
import { usageError } from './usage-error.ts';

/** Runs the command line and gives the exit status. Nothing is thrown. */
export async function run(argv: readonly string[]): Promise<number> {
  endWithReader();
  await chooseLanguage(argv, process.env);
  const program = createProgram();
  try {
    await program.parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // Called without a command: the help was shown, and says more than an error could.
    if (error instanceof CommanderError && error.code === 'commander.help') return exitStatus('usage');
    const reported = error instanceof CommanderError ? usageError(error) : error;
    return reportError(reported, program.opts<{ verbose?: true }>().verbose === true);
  }
}

/** The command line, before anything is read from it. */
export function createProgram(): Command {
  const program = new Command('passerelle')
    .description(
      say`A temporary SFTP channel under a deliberation of the Belgian Information Security Committee.\nExit codes: docs/exit-codes.md. To see it live: passerelle rehearse`,
    )
    .option('--config <file>', say`configuration of the site`, 'passerelle.toml')
    .option('--rehearsal', say`run a rehearsal site: mock numbers, example keys, a clock of its own`)
    .option('--at <day or instant>', say`where the clock of a rehearsal starts`)
    .addOption(
      new Option('--language <language>', say`language in which it speaks and writes: fr, nl or en`).choices(
        languages,
      ),
    )
    .option('--json', say`results as JSON, one document a line`)
    .option('--quiet', say`no notes on stderr`)
    .option('--verbose', say`when something fails, show where`)
    .version(manifest.version, '--version', say`print the version`)
    .helpOption('-h, --help', say`explain the command`)
    .helpCommand(false)
    .configureHelp(helpSettings)
    .exitOverride()
    .configureOutput({ outputError: () => {} });
  for (const [group, entries] of Object.entries(commandGroups)) {
    for (const { name, summary } of entries) program.command(name).description(say(summary)).helpGroup(group);
  }
  // Commander's own command `help` would not read the file of the command that it explains.
  program.command('help [command...]', { hidden: true }).action(async (names: readonly string[]) => {
    await program.parseAsync([...names, '--help'], { from: 'user' });
  });
  const entries = Object.values(commandGroups).flat();
  const defined = new Set<Command>();
  const define = async (command: Command) => {
    if (defined.has(command)) return;
    defined.add(command);
    (await entries.find(({ name }) => name === command.name())?.load())?.define(command);
    addExamples(command);
  };
  program.hook('preSubcommand', (_program, command) => define(command));
  return definedBy(program, () => Promise.all(program.commands.map(define)));
}
