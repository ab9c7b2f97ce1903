/** One line of a terminal that says what is going on, and is gone as soon as anything else is said. */

import process from 'node:process';
import { clearLine, cursorTo } from 'node:readline';
import type { Text } from '../words/text.ts';
import { say } from './language.ts';
import { printable } from './printable.ts';

/** Of a terminal that does not say how wide it is. */
const usualColumns = 80;

let shown = false;

/** Where stderr is no terminal, or one that cannot go back in its line, nothing is shown. */
export function showProgress(words: Text | string): void {
  const { stderr } = process;
  const { TERM } = process.env;
  if (!stderr.isTTY || TERM === 'dumb') return;
  clearProgress();
  // A line that wraps could not be taken back.
  stderr.write(printable(say(words)).slice(0, (stderr.columns || usualColumns) - 1));
  shown = true;
}

export function clearProgress(): void {
  if (!shown) return;
  shown = false;
  cursorTo(process.stderr, 0);
  clearLine(process.stderr, 0);
}
