/** Fresh SSH keys of every algorithm, made in memory. */

import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import ssh2 from 'ssh2';
import { generateSshKeyPair } from '../../src/ssh/generate-key.ts';

export interface TestKey {
  /** Name of the key's algorithm, as in its blob. */
  readonly algorithm: string;
  readonly blob: Buffer;
  readonly privateKey: KeyObject;
  /** `algorithm base64 comment`. */
  readonly publicLine: string;
  /** In a form that ssh2 and OpenSSH read. */
  readonly privateText: string;
}

/** A string of RFC 4251 section 5. */
export function sshString(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/** A positive mpint of RFC 4251 section 5. */
export function sshMpint(magnitude: Uint8Array): Buffer {
  const bytes = Buffer.from(magnitude);
  return sshString((bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

export function ed25519Key(): TestKey {
  const { publicKey, privateKey: privateText } = generateSshKeyPair('test');
  const parsed = ssh2.utils.parseKey(privateText);
  if (parsed instanceof Error) throw parsed;
  const publicLine = publicKey.trim();
  const blob = Buffer.from(publicLine.split(' ')[1] ?? '', 'base64');
  const privateKey = createPrivateKey(parsed.getPrivatePEM());
  return { algorithm: 'ssh-ed25519', blob, privateKey, publicLine, privateText };
}

const curves = [
  ['nistp256', 'P-256'],
  ['nistp384', 'P-384'],
  ['nistp521', 'P-521'],
] as const;

export function ecdsaKey(curve: (typeof curves)[number][0]): TestKey {
  const named = curves.find(([name]) => name === curve)?.[1] ?? '';
  const pair = generateKeyPairSync('ec', { namedCurve: named });
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  const algorithm = `ecdsa-sha2-${curve}`;
  const blob = Buffer.concat([sshString(algorithm), sshString(curve), sshString(point)]);
  return testKey(algorithm, blob, pair, 'sec1');
}

export function rsaKey(bits: number): TestKey {
  const pair = generateKeyPairSync('rsa', { modulusLength: bits });
  return testKey('ssh-rsa', rsaBlob(pair.publicKey), pair, 'pkcs1');
}

function rsaBlob(key: KeyObject): Buffer {
  const { e = '', n = '' } = key.export({ format: 'jwk' });
  return Buffer.concat([
    sshString('ssh-rsa'),
    sshMpint(Buffer.from(e, 'base64url')),
    sshMpint(Buffer.from(n, 'base64url')),
  ]);
}

function testKey(
  algorithm: string,
  blob: Buffer,
  pair: { readonly privateKey: KeyObject },
  type: 'sec1' | 'pkcs1',
): TestKey {
  return {
    algorithm,
    blob,
    privateKey: pair.privateKey,
    publicLine: `${algorithm} ${blob.toString('base64')} test`,
    privateText: String(pair.privateKey.export({ format: 'pem', type })),
  };
}

/** Signs as a client does; ECDSA comes as DER, as ssh2 hands it over. */
export function signWith(key: TestKey, hash: string | null, data: Uint8Array): Buffer {
  return sign(hash, data, key.privateKey);
}
