/**
 * The one error class of Passerelle. Throw it for what is broken; an expected refusal is a value.
 * The message and the hint are for operators: they never hold a secret or a social security number,
 * and they never travel to a peer.
 */

import type { Text } from './words/text.ts';

/** Exit status of the process for each kind of failure; documented in docs/exit-codes.md. */
const exitStatusByCode = {
  internal: 1,
  usage: 2,
  'config-invalid': 3,
  'secret-unavailable': 3,
  'key-refused': 3,
  'channel-closed': 4,
  'clock-ran-back': 4,
  'evaluations-invalid': 5,
  'affiliation-invalid': 5,
  'monthly-file-invalid': 5,
  'feedback-file-invalid': 5,
  'parcel-unreadable': 5,
  'signature-refused': 5,
  'sequence-broken': 5,
  'month-refused': 5,
  'receipt-refused': 5,
  'return-refused': 5,
  'hold-refused': 5,
  'consultation-refused': 5,
  'backup-refused': 5,
  'account-refused': 5,
  'volume-unconfirmed': 6,
  'login-refused': 7,
  'host-key-refused': 7,
  'peer-unreachable': 8,
  'peer-failed': 8,
  'store-busy': 9,
  'store-full': 9,
  'store-failed': 9,
  'store-refused': 9,
  'ledger-broken': 10,
  'ledger-rewound': 10,
  'checkpoint-refused': 10,
  'already-running': 11,
  'held-too-long': 12,
  'requirement-unproven': 13,
  'figures-disagree': 14,
  overdue: 15,
  'to-be-mended': 16,
} as const;

/** Closed union of everything that can go wrong; tests match on it, never on the message. */
export type ErrorCode = keyof typeof exitStatusByCode;

export class PasserelleError extends Error {
  override readonly name = 'PasserelleError';
  readonly code: ErrorCode;
  /** What the operator can do next, one sentence. English, as `message` is: for logs. */
  readonly hint: string | undefined;
  /** Message and hint for who is told them in another language. */
  readonly said: { readonly message: Text | string; readonly hint: Text | string | undefined };

  constructor(
    code: ErrorCode,
    message: Text | string,
    options: { hint?: Text | string; cause?: unknown } = {},
  ) {
    super(String(message), options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint === undefined ? undefined : String(options.hint);
    this.said = { message, hint: options.hint };
  }
}

/** The message of any error, in every language if it is ours. */
export function messageOf(error: unknown): Text | string {
  if (error instanceof PasserelleError) return error.said.message;
  return error instanceof Error ? error.message : String(error);
}

/** All exit statuses but that of success, each once, in order. */
export const exitStatuses: readonly number[] = [...new Set(Object.values(exitStatusByCode))].sort(
  (a, b) => a - b,
);

/** The process exit status that stands for `code`. */
export function exitStatus(code: ErrorCode): number {
  return exitStatusByCode[code];
}

/** True if `error` is ours and carries `code`. */
export function hasCode(error: unknown, code: ErrorCode): error is PasserelleError {
  return error instanceof PasserelleError && error.code === code;
}
