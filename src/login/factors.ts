/** Factors of authentication: their kinds (point 25 of n° 21/250), and by what each is proven. */

import type { FactorKind } from '../deliberations/clause.ts';

type FactorMethod = 'ssh-key' | 'password' | 'totp';

/** A factor whose proof was verified for the account. */
export interface ProvenFactor {
  readonly kind: FactorKind;
  readonly method: FactorMethod;
  /** For the ledger: the fingerprint of the key, the time step of the code; empty for a password. */
  readonly evidence: string;
}

/** What can be asked in a conversation. */
export type Secret = 'password' | 'code';

/** What a client gives to be verified. */
export type Claim = Secret | 'signature';

/** The factor that each claim proves. */
export const factorOfClaim = {
  signature: { kind: 'possession', method: 'ssh-key' },
  password: { kind: 'knowledge', method: 'password' },
  code: { kind: 'possession', method: 'totp' },
} as const satisfies Record<Claim, Omit<ProvenFactor, 'evidence'>>;

/** All kinds that some claim proves. */
export const provableKinds: ReadonlySet<FactorKind> = new Set(
  Object.values(factorOfClaim).map(({ kind }) => kind),
);

/** True if `factor` is what `claim` proves. */
export function proves(factor: ProvenFactor, claim: Claim): boolean {
  const { kind, method } = factorOfClaim[claim];
  return factor.kind === kind && factor.method === method;
}
