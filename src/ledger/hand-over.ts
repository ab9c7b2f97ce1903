/**
 * A ledger key hands over to the next: an entry of the ledger that both have signed, so that whoever believes the one can
 * see that it named the other, and that the other took over knowingly.
 */

import { z } from 'zod';
import type { LedgerEntry, LedgerEvent } from './event.ts';
import {
  formatVerifierKey,
  isSignedBy,
  type LedgerKey,
  parseVerifierKey,
  type VerifierKey,
} from './ledger-key.ts';

const form = z.strictObject({
  from: z.string(),
  to: z.string(),
  fromSignature: z.base64(),
  toSignature: z.base64(),
});

/** What both sign: three lines, each with a line feed at its end. */
function statement(from: VerifierKey, to: VerifierKey): Buffer {
  return Buffer.from(`passerelle ledger key\n${formatVerifierKey(from)}\n${formatVerifierKey(to)}\n`);
}

/** The entry. `actor`: whose ledger it is. */
export function handOver(actor: string, from: LedgerKey, to: LedgerKey): LedgerEvent {
  const message = statement(from, to);
  return {
    event: 'ledger-key-replaced',
    actor,
    details: {
      from: formatVerifierKey(from),
      to: formatVerifierKey(to),
      fromSignature: Buffer.from(from.sign(message)).toString('base64'),
      toSignature: Buffer.from(to.sign(message)).toString('base64'),
    },
  };
}

/** Which key handed over to which, if the entry says so and both have signed it. */
export function handOverIn({
  event,
  details,
}: Pick<LedgerEntry, 'event' | 'details'>):
  | { readonly from: VerifierKey; readonly to: VerifierKey }
  | undefined {
  const said = event === 'ledger-key-replaced' ? form.safeParse(details).data : undefined;
  if (said === undefined) return undefined;
  const [from, to] = [keyIn(said.from), keyIn(said.to)];
  if (from === undefined || to === undefined) return undefined;
  const message = statement(from, to);
  const isSigned =
    isSignedBy(from, message, Buffer.from(said.fromSignature, 'base64')) &&
    isSignedBy(to, message, Buffer.from(said.toSignature, 'base64'));
  return isSigned ? { from, to } : undefined;
}

function keyIn(line: string): VerifierKey | undefined {
  try {
    return parseVerifierKey(line);
  } catch {
    return undefined;
  }
}
