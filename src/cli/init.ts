/** `passerelle init`: sets up a site, and says what comes next. */

import path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { fingerprint } from '../config/fields.ts';
import { deliberationByNumber, deliberations } from '../deliberations/index.ts';
import { channelState, partiesOf } from '../deliberations/rules.ts';
import { closedSentence } from '../sunset/guard.ts';
import { joined, type Text, text } from '../words/text.ts';
import { makeSite } from './init-files.ts';
import { answersFor, type InitOptions, parseEndpoint, parseUpstream } from './init-questions.ts';
import { nextSteps } from './init-steps.ts';
import { clockFor, type GlobalOptions, outputOf } from './invocation.ts';
import { say } from './language.ts';

const explained = joined(
  [
    text`Writes the configuration where --config says, and everything else beside it: keys, database, systemd units.`,
    text`Overwrites nothing. At a terminal it asks what no option says.`,
    text`With --rehearsal the site is one of a rehearsal, for good.`,
  ],
  '\n',
);

export function define(command: Command): void {
  const numbers = deliberations.map(({ number }) => number);
  const ids = new Set(deliberations.flatMap((each) => partiesOf(each).map(({ id }) => id)));
  command
    .argument('<party>', say`whose site it is: ${[...ids].join(', ')}, or insurer to be asked which`)
    .addOption(
      new Option('--listen <host:port>', say`where the gateway listens`).argParser(
        parsed(parseEndpoint, text`An address and a port are expected, for example 192.0.2.7:2222.`),
      ),
    )
    .addOption(
      new Option(
        '--upstream <host:port>',
        say`the gateway that the site fetches from; account@ before it if the account is not the usual one`,
      ).argParser(
        parsed(parseUpstream, text`A host and a port are expected, for example sftp.example:2222.`),
      ),
    )
    .addOption(
      new Option(
        '--upstream-host-key <fingerprint>',
        say`of its host key, as its operator told it`,
      ).argParser(
        parsed(
          (written) => fingerprint.safeParse(written).data,
          text`SHA256: and 43 characters are expected.`,
        ),
      ),
    )
    .option('--passphrase-file <file>', say`protects the new OpenPGP key; else it is asked for`)
    .option(
      '--unattended',
      say`systemd keeps the secrets, and relays or collects by schedule without an operator`,
    )
    .option('--no-questions', say`ask nothing, as where there is no terminal`, true)
    .addOption(
      new Option('--deliberation <number>', say`under which deliberation`)
        .choices(numbers)
        .default(numbers[0]),
    )
    .addHelpText('after', () => `\n${say(explained)}`)
    .action(init);
}

async function init(id: string, options: InitOptions, command: Command): Promise<void> {
  const global = command.optsWithGlobals<GlobalOptions>();
  const deliberation = deliberationByNumber(options.deliberation);
  if (deliberation === undefined) throw new RangeError('a choice is no deliberation');
  const clock = clockFor(command, deliberation);
  const mode = global.rehearsal === true ? 'rehearsal' : 'real';
  const answers = await answersFor(id, options, { deliberation, mode });
  const config = path.resolve(global.config);
  const made = await makeSite(answers, config, clock);

  const output = outputOf(command);
  output.result({ site: answers.site.party.id, mode, made }, () => linesOf(made, path.dirname(config)));
  output.note(text`What comes next:`);
  const needed = `${config === path.resolve('passerelle.toml') ? '' : ` --config ${global.config}`}${mode === 'rehearsal' ? ' --rehearsal' : ''}`;
  for (const [index, step] of nextSteps(answers, path.dirname(config), needed).entries()) {
    output.note(text`  ${index + 1}. ${step}`);
  }
  const state = channelState(deliberation, clock.now());
  if (!state.open) output.note(text`Note: ${closedSentence(deliberation, state)}`);
}

/** A line for each folder. */
function* linesOf(made: readonly string[], folder: string): Generator<Text | string> {
  yield text`Made in ${folder}:`;
  const folders = [...Map.groupBy(made, path.dirname)].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [below, files] of folders) {
    const names = files.map((file) => path.basename(file)).sort();
    yield `  ${path.relative(folder, path.join(below, '/'))}${below === folder ? '' : '/: '}${names.join(', ')}`;
  }
}

/** What an option says, or why it is refused. */
function parsed<Value>(parse: (written: string) => Value | undefined, expected: Text) {
  return (written: string): Value => {
    const value = parse(written);
    if (value === undefined) throw new InvalidArgumentError(say(expected));
    return value;
  };
}
