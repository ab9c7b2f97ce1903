/** What every kind of failure leaves untouched, and what to do next where the failure itself does not say. */

import type { ErrorCode } from '../errors.ts';
import { type Text, text } from '../words/text.ts';

const asBefore = text`Everything is as it was before.`;
const finishedStands = text`What was finished before stands, nothing is half done, and the command can be run again.`;
const keepAsEvidence = text`Nothing was changed: keep the database as it is, it is evidence.`;
const noneMoved = text`No data were moved.`;
const workDone = text`The command has done its work.`;

/** The state in which each kind of failure leaves the site. */
export const stateByCode: Readonly<Record<ErrorCode, Text>> = {
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

const askSender = text`Ask who sent it for another, and do not go on with this one by other means.`;
const examineSite = text`See what is wrong with the site: passerelle doctor`;
const askPeer = text`Run the command again later; if it fails again, ask the operator there.`;
const compareLedger = text`Stop the site, and compare with the last backup and with what others hold: docs/ledger.md`;

/** What to do next, if the failure gives no hint of its own. */
export const nextByCode: Readonly<Record<ErrorCode, Text>> = {
  internal: text`Run the command again with --verbose and report what it says.`,
  usage: text`Add --help to see what there is.`,
  'config-invalid': examineSite,
  'secret-unavailable': examineSite,
  'key-refused': text`See which keys there are, ours and those of the others: passerelle keys fingerprint`,
  'channel-closed': text`See since when, and what still works: passerelle status`,
  'clock-ran-back': text`Set the clock right. Ledger and status still work.`,
  'evaluations-invalid': text`Correct the file, and run the command again.`,
  'affiliation-invalid': examineSite,
  'monthly-file-invalid': askSender,
  'feedback-file-invalid': askSender,
  'parcel-unreadable': askSender,
  'signature-refused': askSender,
  'sequence-broken': askSender,
  'month-refused': text`See which months there are: passerelle status`,
  'receipt-refused': askSender,
  'return-refused': text`See what is held: passerelle held --records`,
  'hold-refused': text`See which holds there are: passerelle hold list`,
  'consultation-refused': text`See who may look up what: passerelle reader list`,
  'backup-refused': text`Keep this backup as it is, and try another.`,
  'account-refused': text`See all with: passerelle account list`,
  'volume-unconfirmed': text`Compare it with the month before; if it is right, confirm its total with --confirm-volume.`,
  'login-refused': text`Check account, key, password and TOTP device. Too many tries lock the account for a while.`,
  'host-key-refused': text`Do not log in by other means. Ask the operator there, by telephone, for the fingerprint of their host key.`,
  'peer-unreachable': askPeer,
  'peer-failed': askPeer,
  'store-busy': text`Run the command again; if it lasts, see which process holds the database.`,
  'store-full': text`Free some space for the database, and run the command again.`,
  'store-failed': examineSite,
  'store-refused': examineSite,
  'ledger-broken': compareLedger,
  'ledger-rewound': compareLedger,
  'checkpoint-refused': compareLedger,
  'already-running': text`Wait until it has ended, and run the command again.`,
  'held-too-long': text`See what is held: passerelle held --records`,
  overdue: text`Ask who owes it; the statement names all files of a month: passerelle statement --month`,
  'figures-disagree': text`See whether the ledger is whole: passerelle ledger verify`,
  'requirement-unproven': text`Run the tests where the program was made, or name their evidence with --evidence.`,
  'to-be-mended': text`What to do stands beneath each. docs/doctor.md explains the checks.`,
};
