/** What an error of a database means to us, and to the operator. */

import { type ErrorCode, PasserelleError } from '../../errors.ts';
import type { Text } from '../../words/text.ts';

export interface Meaning {
  readonly code: ErrorCode;
  readonly message: Text;
  readonly hint: Text;
}

/** The error as our own, with what the database said as its cause. */
export function asOurs({ code, message, hint }: Meaning, cause: unknown): PasserelleError {
  return new PasserelleError(code, message, { hint, cause });
}
