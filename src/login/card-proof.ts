/** What the signature of a card proves, once its certificate is judged by what is known of it now. */

import type { EnrolledCertificate } from '../ports/account.ts';
import type { Vault } from '../retention/vault.ts';
import type { CertificateTrust } from './certificate-trust.ts';
import type { ProvenFactor } from './factors.ts';
import type { SignatureClaim } from './signature-proof.ts';
import {
  type CardRefusal,
  judgeCardCertificate,
  kindsProvenByCard,
  verifyCardSignature,
} from './x509-certificate.ts';

/** The label under which the vault seals a certificate: its subject names a person. */
export function certificateLabel(account: string, fingerprint: string): string {
  return `certificate ${account} ${fingerprint}`;
}

export type CardProof =
  | { readonly factors: readonly ProvenFactor[]; readonly refusal?: undefined }
  | { readonly refusal: CardRefusal };

/** `claim` holds for the key of the certificate. `trust` as it is at `at`. */
export function proofByCard(
  claim: SignatureClaim,
  enrolled: EnrolledCertificate,
  site: {
    readonly account: string;
    readonly vault: Vault;
    readonly trust: CertificateTrust;
    readonly at: Temporal.Instant;
  },
): CardProof {
  const { key, sealed } = enrolled;
  const certificate = site.vault.openSecret(certificateLabel(site.account, key.fingerprint), sealed);
  const verdict = judgeCardCertificate(certificate, site.trust, site.at);
  if (!verdict.accepted) return { refusal: verdict.reason };
  if (!verifyCardSignature(certificate, claim.offered, claim.signed, claim.bytes)) return { factors: [] };
  const evidence = key.fingerprint;
  return { factors: kindsProvenByCard.map((kind) => ({ kind, method: 'card', evidence })) };
}
