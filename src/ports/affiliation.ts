/** The affiliation port: which insurer a child belongs to, by information of the CIN (point 25). */

import type { InsurerCode } from '../people/insurer.ts';
import type { Ssin } from '../people/ssin.ts';

/** The CIN's answer for one SSIN on one day, in the words of MemberData and GenericInsurability. */
export type Affiliation =
  | { readonly outcome: 'one-insurer'; readonly insurer: InsurerCode }
  | { readonly outcome: 'no-insurer' }
  | { readonly outcome: 'multiple-insurers' }
  | { readonly outcome: 'unknown-ssin' }
  | { readonly outcome: 'unavailable' };

export interface AffiliationSource {
  /** Where the answers come from and how old they are, for ledger and operator. */
  readonly description: string;
  /**
   * Answers for `ssin` on `day`. MUST NOT guess, and MUST NOT be told anything else than SSIN and day.
   * MUST answer `unavailable` rather than throw when it cannot answer for now.
   */
  affiliationOn(ssin: Ssin, day: Temporal.PlainDate): Promise<Affiliation>;
}
