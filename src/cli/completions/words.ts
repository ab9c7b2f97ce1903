/** What may follow each command, in a form that every shell's script can be written from. */

import type { Command } from 'commander';
import { pathOf, visibleCommands } from '../tree.ts';

export interface WordsAt {
  /** The command that was typed: `account enrol`; empty before any. */
  readonly path: string;
  readonly commands: readonly Word[];
  readonly options: readonly OptionWord[];
  /** Values that the first argument may have; of any other, files are offered. */
  readonly choices: readonly string[];
}

export interface Word {
  readonly word: string;
  readonly says: string;
}

export interface OptionWord extends Word {
  /** What may stand behind it: nothing, one of these, a file, or something that no shell knows. */
  readonly value: 'none' | readonly string[] | 'file' | 'any';
}

export function wordsOf(program: Command): readonly WordsAt[] {
  return [...visibleCommands(program)].map((command) => ({
    path: pathOf(command).join(' '),
    commands: command
      .createHelp()
      .visibleCommands(command)
      .map((below) => ({ word: below.name(), says: oneLine(below.description()) })),
    options: [...optionsOf(command), ...(command === program ? [] : optionsOf(program))],
    choices: command.registeredArguments[0]?.argChoices ?? [],
  }));
}

function optionsOf(command: Command): readonly OptionWord[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description, flags, argChoices }) => {
      if (long === undefined || long === null) return [];
      const [, name] = /<([^>]+)>/.exec(flags) ?? [];
      const value = argChoices ?? (name === undefined ? 'none' : /file|folder/.test(name) ? 'file' : 'any');
      return [{ word: long, says: oneLine(description), value }];
    });
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/g, ' ').trim();
}
