/** What the signature in a public key request (RFC 4252 section 7) proves, by the sort of its key. */

import type { ProvenFactor } from './factors.ts';
import {
  fidoSignatureAlgorithms,
  isAcceptableFidoKey,
  kindsProvenByFido,
  verifyFidoSignature,
} from './fido-key.ts';
import { authorityNamedIn, isOpensshCertificate } from './openssh-certificate.ts';
import {
  fingerprintOf,
  holdsOnCard,
  isAcceptable,
  isAcceptableOnCard,
  type OfferedKey,
  signatureAlgorithms,
} from './ssh-key.ts';

/** A signature as it comes out of ssh2; every member is attacker-controlled. */
export interface SignatureClaim {
  readonly offered: OfferedKey;
  readonly signed: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Names of all signatures that a login may bring, for `server-sig-algs` (RFC 8308 section 3.1). */
export const loginSignatureAlgorithms: readonly string[] = [
  ...signatureAlgorithms,
  ...fidoSignatureAlgorithms,
];

/** True if the key is well-formed and of a sort that an account could have. */
export function isKeyForLogin(offered: OfferedKey): boolean {
  return isAcceptableOnCard(offered) || isAcceptableFidoKey(offered) || isReadableCertificate(offered);
}

function isReadableCertificate(offered: OfferedKey): boolean {
  return isOpensshCertificate(offered) && authorityNamedIn(offered.blob) !== undefined;
}

interface SignatureProof {
  /** The offered key signed. */
  readonly holds: boolean;
  /** What that proves to whoever enrolled the key as it is, without a certificate. */
  readonly factors: readonly ProvenFactor[];
}

/** Verifies without knowing whose key it is, so that the time taken does not tell. */
export function proofBySignature({ offered, signed, bytes }: SignatureClaim): SignatureProof {
  const evidence = fingerprintOf(offered.blob);
  if (isAcceptableFidoKey(offered)) {
    const verdict = verifyFidoSignature(offered, signed, bytes);
    const factors = kindsProvenByFido(verdict).map((kind) => ({ kind, method: 'fido', evidence }) as const);
    return { holds: verdict.verified, factors };
  }
  const holds = holdsOnCard(offered, signed, bytes);
  const counts = holds && isAcceptable(offered);
  return { holds, factors: counts ? [{ kind: 'possession', method: 'ssh-key', evidence }] : [] };
}
