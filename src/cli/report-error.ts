/** Tells the operator what went wrong, what to do next, and what was left untouched. */

import process from 'node:process';
import { styleText } from 'node:util';
import { type ErrorCode, exitStatus, PasserelleError } from '../errors.ts';
import { withoutSsins } from '../redaction.ts';
import { printable } from './printable.ts';

const asBefore = 'Everything is as it was before.';
const finishedStands =
  'What was finished before stands, nothing is half done, and the command can be run again.';

/** The state in which each kind of failure leaves the site. */
const stateByCode: Readonly<Record<ErrorCode, string>> = {
  internal: finishedStands,
  usage: 'Nothing was done.',
  'config-invalid': 'Nothing was opened.',
  'secret-unavailable': asBefore,
  'key-refused': asBefore,
  'channel-closed': 'No data were moved.',
  'clock-ran-back': 'No data were moved.',
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
  'consultation-refused': 'Nothing was shown.',
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
  'ledger-broken': 'Nothing was changed: keep the database as it is, it is evidence.',
  'ledger-rewound': 'No data were moved.',
  'checkpoint-refused': 'No data were moved.',
  'already-running': asBefore,
  'held-too-long': 'The command has done its work.',
  overdue: 'The command has done its work.',
  'figures-disagree': 'Nothing was changed: keep the database as it is, it is evidence.',
  'requirement-unproven': 'The matrix is complete; nothing was changed.',
};

/** Writes the report to stderr and gives the exit status of the process. */
export function reportError(error: unknown, verbose: boolean): number {
  const ours = error instanceof PasserelleError ? error : internalError(error);
  write('error', ours.message);
  if (ours.hint !== undefined) write('hint', ours.hint);
  write('state', stateByCode[ours.code]);
  if (verbose) write('trace', traceOf(ours));
  return exitStatus(ours.code);
}

function internalError(cause: unknown): PasserelleError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new PasserelleError('internal', `this should not happen: ${message}`, {
    hint: 'Run the command again with --verbose and report what it says.',
    cause,
  });
}

/** The stacks of the error and of its causes. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = error.stack ?? error.message;
  return error.cause === undefined ? stack : `${stack}\ncaused by ${traceOf(error.cause)}`;
}

function write(name: 'error' | 'hint' | 'state' | 'trace', text: string): void {
  const stream = process.stderr;
  const label = styleText(name === 'error' ? ['bold', 'red'] : 'bold', `${name}:`, { stream });
  stream.write(`${label} ${withoutSsins(printable(text))}\n`);
}
