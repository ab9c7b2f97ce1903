/** The commands as a tree: for whatever is made of all of them. */

import type { Command } from 'commander';

const definers = new WeakMap<Command, () => Promise<unknown>>();

/** Says how all commands of a program are brought to define what is below them. */
export function definedBy(program: Command, defineAll: () => Promise<unknown>): Command {
  definers.set(program, defineAll);
  return program;
}

/** The program with all commands defined: no file of a command is left unread. */
export async function withAllDefined(program: Command): Promise<Command> {
  await definers.get(program)?.();
  return program;
}

/** The program that a command belongs to. */
export function programOf(command: Command): Command {
  return command.parent === null ? command : programOf(command.parent);
}

/** The names by which a command is called after `passerelle`. */
export function pathOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...pathOf(command.parent), command.name()];
}

/** A command and all below it that the help shows, each before those below it. */
export function* visibleCommands(command: Command): Generator<Command> {
  yield command;
  const below = command.createHelp().visibleCommands(command);
  for (const one of below) if (one.name() !== 'help') yield* visibleCommands(one);
}
