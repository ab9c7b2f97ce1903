/** What an authentication request of ssh2 says, in the words of the login machine. All attacker-controlled. */

import type { AuthContext } from 'ssh2';
import type { Claims } from '../login/judge.ts';
import type { RequestMethod } from '../login/messages.ts';
import { isKeyForLogin } from '../login/signature-proof.ts';
import type { OfferedKey } from '../login/ssh-key.ts';

/** RSA keys come under the name of their hash (RFC 8332 section 3.2); ssh2 takes the two apart. */
const rsaSignatures: Readonly<Record<string, string>> = {
  sha256: 'rsa-sha2-256',
  sha512: 'rsa-sha2-512',
};

export function methodOf(context: AuthContext): RequestMethod {
  switch (context.method) {
    case 'none':
    case 'keyboard-interactive':
      return context.method;
    case 'password':
      // A request to change the password comes as an object.
      return typeof context.password === 'string' ? 'password' : 'unsupported';
    case 'publickey': {
      const offered = offeredKey(context);
      if (offered === undefined || !isKeyForLogin(offered)) return 'unsupported';
      return context.signature === undefined ? 'key-query' : 'key-signature';
    }
    default:
      return 'unsupported';
  }
}

/** What a request claims right away; what is asked in a conversation comes later. */
export function claimsOf(context: AuthContext): Claims {
  if (context.method === 'password') return { password: context.password };
  if (context.method !== 'publickey') return {};
  const offered = offeredKey(context);
  const { blob: signed, signature: bytes } = context;
  return offered && signed && bytes ? { signature: { offered, signed, bytes } } : {};
}

/** True if the user answers by it. An agent's keys are no answers: it offers one after the other. */
export function isAnswer({ method }: AuthContext): boolean {
  return method === 'password' || method === 'keyboard-interactive';
}

/** PK_OK names the algorithm that was asked for: Go's clients insist on it (ssh2 issue 1380). */
export function nameAskedAlgorithm(context: AuthContext): void {
  const offered = offeredKey(context);
  if (context.method === 'publickey' && offered !== undefined) context.key.algo = offered.algorithm;
}

function offeredKey(context: AuthContext): OfferedKey | undefined {
  if (context.method !== 'publickey' || !Buffer.isBuffer(context.key.data)) return undefined;
  const { algo, data: blob } = context.key;
  // Without a hash, `ssh-rsa` means SHA-1: that is no algorithm of ours.
  const algorithm = algo === 'ssh-rsa' ? rsaSignatures[context.hashAlgo ?? ''] : algo;
  return algorithm === undefined ? undefined : { algorithm, blob };
}
