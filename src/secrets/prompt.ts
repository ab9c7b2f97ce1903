/** Asks for a secret at the terminal, without echo. */

import process from 'node:process';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { PasserelleError } from '../errors.ts';
import { say } from '../words/operator.ts';
import { text, type Words } from '../words/text.ts';

/** Where the question is asked; the process's own terminal unless a test gives another. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Not stdout: that is for results. */
  readonly output: NodeJS.WritableStream;
}

export const ownTerminal: Terminal = { input: process.stdin, output: process.stderr };

/** Asks once. Throws `secret-unavailable` without a terminal, or when the operator gives up (Ctrl-C, Ctrl-D). */
export async function promptSecret(label: Words, terminal: Terminal = ownTerminal): Promise<string> {
  if (terminal.input.isTTY !== true) {
    throw new PasserelleError('secret-unavailable', text`${label}: there is no terminal to ask at`, {
      hint: text`Run this at a terminal, or configure a file (mode 600) or a systemd credential for it.`,
    });
  }
  // Readline edits the line and would echo it: its output goes nowhere, the label goes to the terminal.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: terminal.input, output: nowhere, terminal: true, historySize: 0 });
  terminal.output.write(say`${label}: `);
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      lines.once('SIGINT', () => lines.close());
      lines.once('close', () =>
        reject(new PasserelleError('secret-unavailable', text`${label}: no answer was given`)),
      );
    });
  } finally {
    lines.close();
    terminal.output.write('\n');
  }
}

/** Asks for a new secret twice. Throws `secret-unavailable` when the answers differ. */
export async function promptNewSecret(label: Words, terminal: Terminal = ownTerminal): Promise<string> {
  const first = await promptSecret(label, terminal);
  const second = await promptSecret(text`${label}, once more`, terminal);
  if (first !== second) {
    throw new PasserelleError('secret-unavailable', text`${label}: the two answers differ`, {
      hint: text`Try again.`,
    });
  }
  return first;
}
