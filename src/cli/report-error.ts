/** Tells the operator what went wrong, what to do next, and what was left untouched. */

import process from 'node:process';
import { styleText } from 'node:util';
import { exitStatus, messageOf, PasserelleError } from '../errors.ts';
import { withoutSsins } from '../redaction.ts';
import { type Text, text } from '../words/text.ts';
import { nextByCode, stateByCode } from './error-advice.ts';
import { say } from './language.ts';
import { printable } from './printable.ts';
import { clearProgress } from './progress.ts';

/** Writes the report to stderr and gives the exit status of the process. */
export function reportError(error: unknown, verbose: boolean): number {
  clearProgress();
  const ours = error instanceof PasserelleError ? error : internalError(error);
  write('error', ours.said.message);
  write('hint', ours.said.hint ?? nextByCode[ours.code]);
  write('state', stateByCode[ours.code]);
  if (verbose) write('trace', traceOf(ours));
  return exitStatus(ours.code);
}

function internalError(cause: unknown): PasserelleError {
  return new PasserelleError('internal', text`this should not happen: ${messageOf(cause)}`, {
    cause,
  });
}

/** The stacks of the error and of its causes. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${traceOf(error.cause)}`;
}

const labels = {
  error: text`error:`,
  hint: text`hint:`,
  state: text`state:`,
  trace: text`trace:`,
};

function write(name: keyof typeof labels, words: Text | string): void {
  const stream = process.stderr;
  const label = styleText(name === 'error' ? ['bold', 'red'] : 'bold', say(labels[name]), { stream });
  stream.write(`${label} ${withoutSsins(printable(say(words)))}\n`);
}
