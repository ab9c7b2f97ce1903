/** What the help says besides commander's own words: its headings in the operator's language, and examples. */

import type { Command, Help } from 'commander';
import { type Text, text } from '../words/text.ts';
import { examples } from './examples.ts';
import { say } from './language.ts';
import { pathOf } from './tree.ts';

/** Headings of commander, and those under which the commands are listed. */
const headings: ReadonlyMap<string, Text> = new Map([
  ['Usage:', text`Usage:`],
  ['Arguments:', text`Arguments:`],
  ['Options:', text`Options:`],
  ['Global Options:', text`Global options:`],
  ['Commands:', text`Commands:`],
  ['Set up:', text`Set up:`],
  ['Move data:', text`Move data:`],
  ['See and prove:', text`See and prove:`],
  ['Answer for a child:', text`Answer for a child:`],
  ['Keep and destroy:', text`Keep and destroy:`],
  ['Stand on PostgreSQL:', text`Stand on PostgreSQL:`],
  ['Try out:', text`Try out:`],
  ['At the shell:', text`At the shell:`],
]);

export const helpSettings: Partial<Help> = {
  showGlobalOptions: true,
  styleTitle: (title) => say(headings.get(title) ?? title),
  styleOptionDescription: inOwnWords,
  styleArgumentDescription: inOwnWords,
};

/** Commander ends a description with «(choices: …, default: …)». */
function inOwnWords(description: string): string {
  return description.replace(/\((?:choices|default): .*\)$/, (extra) =>
    extra.replace('choices:', say`choices:`).replace('default:', say`default:`),
  );
}

/** The examples of a command; one that only holds others shows the first of each, a few of them. */
export function examplesOf(command: Command): readonly string[] {
  const path = pathOf(command).join(' ');
  const own = examples[path];
  if (own !== undefined) return own;
  return command.commands.flatMap((below) => examplesOf(below).slice(0, 1)).slice(0, 4);
}

/** Has the help of a command, and of those below it, end with their examples. */
export function addExamples(command: Command): void {
  command.addHelpText('after', () => {
    const lines = examplesOf(command).map((line) => `  passerelle ${line}`);
    return lines.length === 0 ? '' : `\n${say(text`Examples:`)}\n${lines.join('\n')}`;
  });
  for (const below of command.commands) addExamples(below);
}
