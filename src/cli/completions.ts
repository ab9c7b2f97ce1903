/** `passerelle completions`: what a shell needs to complete the command line, made of the tree of commands. */

import { Argument, type Command } from 'commander';
import { bashCompletions } from './completions/bash.ts';
import { fishCompletions } from './completions/fish.ts';
import { wordsOf } from './completions/words.ts';
import { zshCompletions } from './completions/zsh.ts';
import { outputOf } from './invocation.ts';
import { say } from './language.ts';
import { programOf, withAllDefined } from './tree.ts';

/** The script of each shell, from the words that may follow each command. */
export const shells = { bash: bashCompletions, zsh: zshCompletions, fish: fishCompletions } as const;
type Shell = keyof typeof shells;

export function define(command: Command): void {
  command
    .addArgument(new Argument('<shell>', say`whose completions`).choices(Object.keys(shells)))
    .addHelpText(
      'after',
      `\n${[
        'bash: passerelle completions bash > ~/.local/share/bash-completion/completions/passerelle',
        'zsh:  passerelle completions zsh > ~/.zfunc/_passerelle   (with fpath+=~/.zfunc before compinit)',
        'fish: passerelle completions fish > ~/.config/fish/completions/passerelle.fish',
      ].join('\n')}`,
    )
    .action(async (shell: Shell, _options: object, self: Command) => {
      const words = wordsOf(await withAllDefined(programOf(self)));
      outputOf(self).document(shells[shell](words), { shell });
    });
}
