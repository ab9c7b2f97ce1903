/** What the signature of a key that an authority certified proves to an account that trusts the authority. */

import type { Account } from '../ports/account.ts';
import type { ProvenFactor } from './factors.ts';
import {
  authorityNamedIn,
  type OpensshCertificateRefusal,
  verifyOpensshCertificate,
} from './openssh-certificate.ts';
import type { SignatureClaim } from './signature-proof.ts';
import { fingerprintOf } from './ssh-key.ts';

export type CertificateProof =
  | { readonly factors: readonly ProvenFactor[]; readonly refusal?: undefined }
  | { readonly refusal: OpensshCertificateRefusal };

/** What anybody can send is no news of the account. */
const unproven: ReadonlySet<OpensshCertificateRefusal> = new Set([
  'malformed',
  'wrong-authority-signature',
  'wrong-signature',
]);

/** `account` is the active account of that name, if there is one. */
export function proofByCertificate(
  { offered, signed, bytes }: SignatureClaim,
  account: Pick<Account, 'authorities' | 'distrusted'> | undefined,
  login: { readonly name: string; readonly address: string; readonly at: Temporal.Instant },
): CertificateProof {
  const authority = authorityNamedIn(offered.blob);
  if (authority === undefined) return { factors: [] };
  // As if it were trusted: the time taken does not tell whose authority it is.
  const verdict = verifyOpensshCertificate(offered, signed, bytes, {
    authorities: [authority],
    revoked: new Set(account?.distrusted),
    principal: login.name,
    at: login.at,
    address: login.address,
  });
  const named = fingerprintOf(authority);
  if (!account?.authorities.some(({ fingerprint }) => fingerprint === named)) return { factors: [] };
  if (!verdict.accepted) return unproven.has(verdict.reason) ? { factors: [] } : { refusal: verdict.reason };
  return { factors: [{ kind: 'possession', method: 'certificate', evidence: verdict.fingerprint }] };
}
