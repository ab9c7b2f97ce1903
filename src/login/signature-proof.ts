/** What the signature in a public key request (RFC 4252 section 7) proves, by the sort of its key. */

import type { ProvenFactor } from './factors.ts';
import {
  fidoSignatureAlgorithms,
  isAcceptableFidoKey,
  kindsProvenByFido,
  verifyFidoSignature,
} from './fido-key.ts';
import {
  fingerprintOf,
  isAcceptable,
  type OfferedKey,
  signatureAlgorithms,
  verifySignature,
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
  return isAcceptable(offered) || isAcceptableFidoKey(offered);
}

/** What is proven to whoever enrolled the offered key: nothing by a signature that does not hold. */
export function provenBySignature({ offered, signed, bytes }: SignatureClaim): readonly ProvenFactor[] {
  const evidence = fingerprintOf(offered.blob);
  if (isAcceptableFidoKey(offered)) {
    const kinds = kindsProvenByFido(verifyFidoSignature(offered, signed, bytes));
    return kinds.map((kind) => ({ kind, method: 'fido', evidence }));
  }
  const holds = verifySignature(offered, signed, bytes);
  return holds ? [{ kind: 'possession', method: 'ssh-key', evidence }] : [];
}
