/** Tells the operator what went wrong, what to do next, and what was left untouched. */

import process from 'node:process';
import { styleText } from 'node:util';
import { type ErrorCode, exitStatus, messageOf, PasserelleError } from '../errors.ts';
import { withoutSsins } from '../redaction.ts';
import { type Text, text } from '../words/text.ts';
import { say } from './language.ts';
import { printable } from './printable.ts';
import { clearProgress } from './progress.ts';

const asBefore = text`Everything is as it was before.`;
const finishedStands = text`What was finished before stands, nothing is half done, and the command can be run again.`;
const keepAsEvidence = text`Nothing was changed: keep the database as it is, it is evidence.`;
const noneMoved = text`No data were moved.`;
const workDone = text`The command has done its work.`;

/** The state in which each kind of failure leaves the site. */
const stateByCode: Readonly<Record<ErrorCode, Text>> = {
  internal: finishedStands,
  usage: text`Nothing was done.`,
  'config-invalid': text`Nothing was opened.`,
  'secret-unavailable': asBefore,
  'key-refused': asBefore,
  'channel-closed': noneMoved,
  'clock-ran-back': noneMoved,
  'evaluations-invalid': asBefore,
  'affiliation-invalid': finishedStands,
  'monthly-file-invalid': finishedStands,
  'feedback-file-invalid': finishedStands,
  'parcel-unreadable': finishedStands,
  'signature-refused': finishedStands,
  'sequence-broken': finishedStands,
  'month-refused': finishedStands,
  'receipt-refused': finishedStands,
  'return-refused': asBefore,
  'hold-refused': asBefore,
  'consultation-refused': text`Nothing was shown.`,
  'backup-refused': asBefore,
  'account-refused': asBefore,
  'volume-unconfirmed': asBefore,
  'login-refused': finishedStands,
  'host-key-refused': finishedStands,
  'peer-unreachable': finishedStands,
  'peer-failed': finishedStands,
  'store-busy': finishedStands,
  'store-full': finishedStands,
  'store-failed': finishedStands,
  'store-refused': asBefore,
  'ledger-broken': keepAsEvidence,
  'ledger-rewound': noneMoved,
  'checkpoint-refused': noneMoved,
  'already-running': asBefore,
  'held-too-long': workDone,
  overdue: workDone,
  'figures-disagree': keepAsEvidence,
  'requirement-unproven': text`The matrix is complete; nothing was changed.`,
  'to-be-mended': text`Everything was looked at, and nothing was changed.`,
};

/** Writes the report to stderr and gives the exit status of the process. */
export function reportError(error: unknown, verbose: boolean): number {
  clearProgress();
  const ours = error instanceof PasserelleError ? error : internalError(error);
  write('error', ours.said.message);
  if (ours.said.hint !== undefined) write('hint', ours.said.hint);
  write('state', stateByCode[ours.code]);
  if (verbose) write('trace', traceOf(ours));
  return exitStatus(ours.code);
}

function internalError(cause: unknown): PasserelleError {
  return new PasserelleError('internal', text`this should not happen: ${messageOf(cause)}`, {
    hint: text`Run the command again with --verbose and report what it says.`,
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
