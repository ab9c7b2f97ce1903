/** Asks at the terminal what a command cannot know. */

import { createInterface } from 'node:readline';
import { PasserelleError } from '../errors.ts';
import { ownTerminal, type Terminal } from '../secrets/prompt.ts';
import { text } from '../words/text.ts';

/** What an answer means, or what is wrong with it. */
export type Understood<Value> = { readonly value: Value } | { readonly problem: string };

/** Asks until the answer is understood. Throws `usage` if the operator gives up (Ctrl-C, Ctrl-D). */
export async function ask<Value>(
  question: string,
  understand: (answer: string) => Understood<Value>,
  { input, output }: Terminal = ownTerminal,
): Promise<Value> {
  const lines = createInterface({ input, output, terminal: true, historySize: 0 });
  lines.once('SIGINT', () => lines.close());
  lines.setPrompt(`${question}: `);
  lines.prompt();
  try {
    for await (const line of lines) {
      const understood = understand(line.trim());
      if ('value' in understood) return understood.value;
      output.write(`${understood.problem}\n`);
      lines.prompt();
    }
  } finally {
    lines.close();
  }
  throw new PasserelleError('usage', text`the question was not answered: nothing was made`, {
    hint: text`Each question has an option, see --help; --no-questions asks nothing.`,
  });
}
