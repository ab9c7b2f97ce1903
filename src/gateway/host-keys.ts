/** The host keys of a gateway: the one in use, and the one that will be, of which clients can learn in advance. */

import ssh2 from 'ssh2';
import { PasserelleError } from '../errors.ts';
import { fingerprintOf } from '../login/ssh-key.ts';
import { wireString } from '../login/ssh-wire.ts';
import { text } from '../words/text.ts';

const hostKeyAlgorithm = 'ssh-ed25519';

export interface HostKey {
  /** The private key as it stands in its file. */
  readonly text: string;
  /** `SHA256:…` of the public half. */
  readonly fingerprint: string;
  /** The public half as SSH carries it (RFC 8709 section 4). */
  readonly blob: Buffer;
  /** A signature as SSH carries it (RFC 8709 section 6). */
  sign(bytes: Buffer): Buffer;
}

/** Texts of private keys. */
export interface HostKeyTexts {
  readonly hostKey: string;
  readonly nextHostKey?: string | undefined;
}

/** Throws `secret-unavailable` if a key cannot be read or is not of Ed25519. */
export function readHostKeys({ hostKey, nextHostKey }: HostKeyTexts): readonly [HostKey, ...HostKey[]] {
  const inUse = readHostKey(hostKey);
  return nextHostKey === undefined ? [inUse] : [inUse, readHostKey(nextHostKey)];
}

function readHostKey(privateKey: string): HostKey {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error || Array.isArray(parsed) || !parsed.isPrivateKey()) {
    throw new PasserelleError('secret-unavailable', text`The host key cannot be read.`, {
      hint: text`It must be a private key without passphrase, as ssh-keygen makes it.`,
    });
  }
  if (parsed.type !== hostKeyAlgorithm) {
    throw new PasserelleError('secret-unavailable', text`The host key is of ${parsed.type}.`, {
      hint: text`It must be of ${hostKeyAlgorithm}: ssh-keygen -t ed25519`,
    });
  }
  const blob = parsed.getPublicSSH();
  return {
    text: privateKey,
    fingerprint: fingerprintOf(blob),
    blob,
    sign(bytes) {
      const signature = parsed.sign(bytes);
      if (signature instanceof Error) throw signature;
      return Buffer.concat([wireString(hostKeyAlgorithm), wireString(signature)]);
    },
  };
}
