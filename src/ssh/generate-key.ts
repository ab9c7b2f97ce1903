/**
 * Makes Ed25519 keys in OpenSSH's own format (PROTOCOL.key in its sources). The generator of `ssh2` makes one
 * key in 256 that nothing can read.
 */

import { generateKeyPairSync, randomBytes } from 'node:crypto';

const algorithm = 'ssh-ed25519';
const magic = Buffer.from('openssh-key-v1\0', 'latin1');
/** What an unencrypted private section is padded to. */
const blockSize = 8;

export interface SshKeyPair {
  /** PEM, without a passphrase: kept in a file that only its owner may read. */
  readonly privateKey: string;
  /** One line, as in `authorized_keys`. */
  readonly publicKey: string;
}

/** A new key pair; `comment` tells people what it is for. */
export function generateSshKeyPair(comment: string): SshKeyPair {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const point = Buffer.from(x, 'base64url');
  const blob = Buffer.concat([string(algorithm), string(point)]);
  const check = randomBytes(4);
  const secret = padded(
    Buffer.concat([
      check,
      check,
      blob,
      string(Buffer.concat([Buffer.from(d, 'base64url'), point])),
      string(comment),
    ]),
  );
  const keys = Buffer.of(0, 0, 0, 1);
  const file = Buffer.concat([
    magic,
    string('none'),
    string('none'),
    string(''),
    keys,
    string(blob),
    string(secret),
  ]);
  return {
    privateKey: pem(file.toString('base64')),
    publicKey: `${algorithm} ${blob.toString('base64')} ${comment}\n`,
  };
}

/** A string of RFC 4251 section 5: its length, then its bytes. */
function string(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

function padded(section: Buffer): Buffer {
  const missing = (blockSize - (section.length % blockSize)) % blockSize;
  return Buffer.concat([section, Buffer.from(Array.from({ length: missing }, (_, index) => index + 1))]);
}

function pem(base64: string): string {
  const lines = base64.match(/.{1,70}/g) ?? [];
  return `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines.join('\n')}\n-----END OPENSSH PRIVATE KEY-----\n`;
}
