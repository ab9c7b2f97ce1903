/** Factors of authentication: their kinds (point 25 of n° 21/250), and by what each is proven. */

import type { FactorKind } from '../deliberations/clause.ts';

/** What can be asked in a conversation. */
export type Secret = 'password' | 'code';

/** What a client gives to be verified. */
export type Claim = Secret | 'signature';

/** By which claim each method is proven, and the kinds that it may prove. */
const methods = {
  'ssh-key': { claim: 'signature', kinds: ['possession'] },
  /** Knowledge only where the authenticator verified its user. */
  fido: { claim: 'signature', kinds: ['possession', 'knowledge'] },
  /** A key that an authority of the account certified (OpenSSH's user certificates). */
  certificate: { claim: 'signature', kinds: ['possession'] },
  /** eID or another PKCS#11 card: it signs only for who gives it its PIN. */
  card: { claim: 'signature', kinds: ['possession', 'knowledge'] },
  password: { claim: 'password', kinds: ['knowledge'] },
  totp: { claim: 'code', kinds: ['possession'] },
} as const satisfies Record<string, { readonly claim: Claim; readonly kinds: readonly FactorKind[] }>;

export type FactorMethod = keyof typeof methods;

export const factorMethods: ReadonlySet<string> = new Set(Object.keys(methods));

/** A factor whose proof was verified for the account. */
export interface ProvenFactor {
  readonly kind: FactorKind;
  readonly method: FactorMethod;
  /** For the ledger: the fingerprint of the key, the time step of the code; empty for a password. */
  readonly evidence: string;
}

/** The kind without which a claim has proven nothing. */
export const kindOfClaim = {
  signature: 'possession',
  password: 'knowledge',
  code: 'possession',
} as const satisfies Record<Claim, FactorKind>;

/** All kinds that some method proves. */
export const provableKinds: ReadonlySet<FactorKind> = new Set(
  Object.values(methods).flatMap(({ kinds }): readonly FactorKind[] => kinds),
);

/** The kinds that a method may prove. */
export function kindsOfMethod(method: FactorMethod): readonly FactorKind[] {
  return methods[method].kinds;
}

/** True if `factor` is what `claim` may prove. */
export function proves(factor: ProvenFactor, claim: Claim): boolean {
  return methods[factor.method].claim === claim && kindsOfMethod(factor.method).includes(factor.kind);
}

/**
 * What a verdict says that one claim proved: factors of one method and one piece of evidence. Nothing if the
 * claim's own kind is not among them.
 */
export function provenBy(claim: Claim, verdict: readonly ProvenFactor[]): readonly ProvenFactor[] {
  const own = verdict.find((factor) => factor.kind === kindOfClaim[claim] && proves(factor, claim));
  if (own === undefined) return [];
  const { method, evidence } = own;
  return verdict
    .filter((factor) => factor.method === method && factor.evidence === evidence)
    .filter(
      (factor, index, all) =>
        proves(factor, claim) && all.findIndex(({ kind }) => kind === factor.kind) === index,
    );
}
