/** The affiliation port: which insurer a child belongs to, by information of the CIN (point 25). */

import type { InsurerCode } from '../people/insurer.ts';
import type { Ssin } from '../people/ssin.ts';

/** What the CIN can say of one child on one day, in the words of MemberData and GenericInsurability. */
export type AffiliationOutcome =
  | { readonly outcome: 'one-insurer'; readonly insurer: InsurerCode }
  | { readonly outcome: 'no-insurer' }
  | { readonly outcome: 'multiple-insurers' }
  | { readonly outcome: 'unknown-ssin' }
  /** The number was withdrawn, and no other took its place. */
  | { readonly outcome: 'cancelled-ssin' }
  | { readonly outcome: 'unavailable' };

/** The CIN's answer for one SSIN. Where that number was replaced, the answer is about the one in use. */
export type Affiliation = AffiliationOutcome & { readonly replacedBy?: Ssin };

export interface AffiliationSource {
  /** Where the answers come from and how old they are, for ledger and operator. */
  readonly description: string;
  /**
   * Answers for each of `ssins` on `day`, in their order. MUST NOT guess, and MUST NOT be told anything else
   * than SSINs and day. MUST answer `unavailable` rather than throw when it cannot answer for now, MUST follow
   * replaced numbers, and MUST throw `affiliation-invalid` when it is told what makes no sense.
   */
  affiliationsOn(ssins: readonly Ssin[], day: Temporal.PlainDate): Promise<readonly Affiliation[]>;
}
