/** An authenticator in software (OpenSSH's PROTOCOL.u2f): says of touch and PIN what it is told to say. */

import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { sshMpint, sshString } from './ssh-keys.ts';

export interface FidoTestKey {
  readonly algorithm: string;
  readonly blob: Buffer;
  readonly publicLine: string;
  /** Signs as it comes out of ssh2: signature, flags, counter. */
  sign(data: Uint8Array, flags: number, counter: number): Buffer;
}

export function fidoEd25519Key(application = 'ssh:'): FidoTestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const fields = [sshString(Buffer.from(x, 'base64url'))];
  return fidoKey('sk-ssh-ed25519@openssh.com', fields, application, (data) => sign(null, data, privateKey));
}

export function fidoEcdsaKey(application = 'ssh:'): FidoTestKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  const fields = [sshString('nistp256'), sshString(point)];
  return fidoKey('sk-ecdsa-sha2-nistp256@openssh.com', fields, application, (data) =>
    ecdsaSshSignature(data, privateKey, 'sha256', 32),
  );
}

/** mpint r, mpint s (RFC 5656 section 3.1.2). */
export function ecdsaSshSignature(data: Uint8Array, key: KeyObject, hash: string, bytes: number): Buffer {
  const both = sign(hash, data, { key, dsaEncoding: 'ieee-p1363' });
  return Buffer.concat([both.subarray(0, bytes), both.subarray(bytes)].map((half) => sshMpint(trim(half))));
}

function trim(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0);
  return bytes.subarray(start === -1 ? bytes.length : start);
}

function fidoKey(
  algorithm: string,
  fields: readonly Buffer[],
  application: string,
  signRaw: (data: Buffer) => Buffer,
): FidoTestKey {
  const blob = Buffer.concat([sshString(algorithm), ...fields, sshString(application)]);
  return {
    algorithm,
    blob,
    publicLine: `${algorithm} ${blob.toString('base64')} test`,
    sign(data, flags, counter) {
      const trailer = Buffer.alloc(5);
      trailer.writeUInt8(flags);
      trailer.writeUInt32BE(counter, 1);
      return Buffer.concat([signRaw(Buffer.concat([sha256(application), trailer, sha256(data)])), trailer]);
    },
  };
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
