/** The manual page passerelle(1) in mdoc (mdoc(7)), made of the tree of commands. */

import type { Command } from 'commander';
import { type Text, text } from '../words/text.ts';
import { examplesOf } from './help.ts';
import { say } from './language.ts';
import { pathOf, visibleCommands } from './tree.ts';

export interface ManPage {
  /** A program with all its commands defined. */
  readonly program: Command;
  /** The day that stands at its foot. */
  readonly day: Temporal.PlainDate;
}

/** Exit statuses with their meaning; docs/exit-codes.md says what to do about each. */
const exitStatuses: readonly (readonly [status: number, means: Text])[] = [
  [0, text`done`],
  [1, text`an error of the program itself`],
  [2, text`the command line is wrong`],
  [3, text`the configuration is not sound, or a secret or key is not to be had`],
  [4, text`the channel is closed`],
  [5, text`what came in is refused`],
  [6, text`the month is out of proportion`],
  [7, text`the other gateway refused the login, or is not the one that it should be`],
  [8, text`the other gateway cannot be reached`],
  [9, text`the database cannot be used`],
  [10, text`the ledger is broken, or lacks what others hold of it`],
  [11, text`the same work is under way in another process`],
  [12, text`records are held for too long`],
  [13, text`a requirement is not proven`],
  [14, text`figures disagree`],
  [15, text`files or receipts are overdue`],
  [16, text`the site must be mended`],
];

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** The whole text of the page, which ends with a newline. */
export function manPage({ program, day }: ManPage): string {
  const [first = '', ...more] = program.description().split('\n');
  const commands = [...visibleCommands(program)].filter((command) => command !== program);
  return [
    `.Dd ${months[day.month - 1]} ${day.day}, ${day.year}`,
    '.Dt PASSERELLE 1',
    '.Os',
    `.Sh ${say(text`NAME`).toUpperCase()}`,
    '.Nm passerelle',
    `.Nd ${escapeText(first.replace(/\.$/, ''))}`,
    `.Sh ${say(text`SYNOPSIS`).toUpperCase()}`,
    '.Nm passerelle',
    '.Op Ar options',
    '.Ar command',
    '.Op Ar ...',
    `.Sh ${say(text`DESCRIPTION`).toUpperCase()}`,
    ...more.flatMap(sentence),
    '.Pp',
    escapeText(say(text`Options that all commands know:`)),
    ...optionList(program),
    `.Sh ${say(text`COMMANDS`).toUpperCase()}`,
    ...commands.flatMap(commandSection),
    `.Sh ${say(text`FILES`).toUpperCase()}`,
    '.Bl -tag -width Ds',
    '.It Pa passerelle.toml',
    ...sentence(say(text`configuration of the site; --config names another`)),
    '.El',
    '.Sh EXIT STATUS',
    '.Bl -tag -width Ds',
    ...exitStatuses.flatMap(([status, means]) => [`.It ${status}`, ...sentence(say(means))]),
    '.El',
    `.Sh ${say(text`EXAMPLES`).toUpperCase()}`,
    ...['doctor', 'status', 'backup make /var/backups/passerelle'].flatMap((line) => [
      `.Dl passerelle ${escapeText(line)}`,
    ]),
    `.Sh ${say(text`SEE ALSO`).toUpperCase()}`,
    '.Xr sftp 1 ,',
    '.Xr systemd.exec 5',
    '',
  ].join('\n');
}

function commandSection(command: Command): readonly string[] {
  const examples = command.commands.length === 0 ? examplesOf(command) : [];
  return [
    `.Ss ${escapeText(pathOf(command).join(' '))}`,
    ...sentence(command.description()),
    '.Pp',
    `.Nm passerelle ${escapeText([...pathOf(command), usageOf(command)].join(' ').trim())}`,
    ...argumentList(command),
    ...optionList(command),
    ...(examples.length === 0 ? [] : ['.Pp', `${escapeText(say(text`Examples:`))}`]),
    ...examples.map((line) => `.Dl passerelle ${escapeText(line)}`),
  ];
}

function usageOf(command: Command): string {
  const options = visibleOptions(command).length > 0 ? '[options]' : '';
  const names = command.registeredArguments.map((argument) => {
    const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
    return argument.required ? `<${name}>` : `[${name}]`;
  });
  return [options, ...names].filter((part) => part !== '').join(' ');
}

function argumentList(command: Command): readonly string[] {
  return list(
    command.registeredArguments.map((argument) => [argument.name(), argument.description] as const),
    (name) => `.It Ar ${name}`,
  );
}

function optionList(command: Command): readonly string[] {
  return list(
    visibleOptions(command).map((option) => [option.flags, option.description] as const),
    (flags) => {
      const [, name = '', value] = /^-(\S+)(?: [<[](.*)[>\]])?$/.exec(flags) ?? [];
      return `.It Fl ${name}${value === undefined ? '' : ` Ar ${value}`}`;
    },
  );
}

function visibleOptions(command: Command) {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help');
}

function list(
  entries: readonly (readonly [term: string, says: string])[],
  item: (term: string) => string,
): readonly string[] {
  if (entries.length === 0) return [];
  const items = entries.flatMap(([term, says]) => [item(term).replaceAll('-', '\\-'), ...sentence(says)]);
  return ['.Bl -tag -width Ds', ...items, '.El'];
}

/** Each sentence begins a line, as the formatter wants it for the space between them, and no line is long. */
function sentence(words: string): readonly string[] {
  return words
    .split(/\n|(?<=[.?!:]) (?=[^a-z])/)
    .filter((part) => part !== '')
    .flatMap((part) => part.match(/\S.{0,76}(?=\s|$)/g) ?? [part])
    .map(escapeText);
}

/** What the formatter would take for its own: a backslash, a hyphen, and a dot or an apostrophe that begins a line. */
function escapeText(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1');
}
