/** OpenSSH user certificates (OpenSSH's PROTOCOL.certkeys) made by hand, well-formed or not. */

import { ecdsaSshSignature } from './fido-keys.ts';
import { signWith, sshString, type TestKey } from './ssh-keys.ts';

const suffix = '-cert-v01@openssh.com';

export interface CertificateDraft {
  readonly principals?: readonly string[];
  readonly options?: readonly (readonly [string, Uint8Array])[];
  readonly extensions?: readonly (readonly [string, Uint8Array])[];
  readonly validAfter?: bigint;
  readonly validBefore?: bigint;
  readonly type?: number;
  readonly tail?: Uint8Array;
  readonly key?: readonly Uint8Array[];
  readonly algorithm?: string;
}

/** `holder`'s key, certified by `authority`, whose key must not be RSA. */
export function certificateBy(authority: TestKey, holder: TestKey, draft: CertificateDraft = {}): Buffer {
  const { principals = ['oa-100'], options = [], extensions = [], type = 1 } = draft;
  const { validAfter = 0n, validBefore = 2n ** 64n - 1n, algorithm = holder.algorithm } = draft;
  const { key = [holder.blob.subarray(4 + holder.algorithm.length)] } = draft;
  const uint32 = Buffer.alloc(4);
  uint32.writeUInt32BE(type);
  const pairs = (list: readonly (readonly [string, Uint8Array])[]) =>
    sshString(Buffer.concat(list.flatMap(([name, value]) => [sshString(name), sshString(value)])));
  const content = Buffer.concat([
    sshString(`${algorithm}${suffix}`),
    sshString(Buffer.alloc(32, 5)),
    ...key,
    uint64(1n),
    uint32,
    sshString('key identifier'),
    sshString(Buffer.concat(principals.map((name) => sshString(name)))),
    uint64(validAfter),
    uint64(validBefore),
    pairs(options),
    pairs(extensions),
    sshString(''),
    sshString(authority.blob),
  ]);
  const signature = Buffer.concat([sshString('ssh-ed25519'), sshString(signWith(authority, null, content))]);
  return Buffer.concat([content, sshString(signature), draft.tail ?? Buffer.alloc(0)]);
}

function uint64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}

/** A whole SSH signature: the name of its algorithm, then what that algorithm made. */
export function namedSignature(key: TestKey, name: string, data: Uint8Array): Buffer {
  return Buffer.concat([sshString(name), sshString(signatureOf(key, name, data))]);
}

/** The names that signatures of a key go by. */
export function signatureNames(key: TestKey): readonly string[] {
  return key.algorithm === 'ssh-rsa' ? ['rsa-sha2-512', 'rsa-sha2-256'] : [key.algorithm];
}

function signatureOf(key: TestKey, name: string, data: Uint8Array): Buffer {
  if (name === 'ssh-rsa') return signWith(key, 'sha1', data);
  if (name.startsWith('rsa-sha2-')) return signWith(key, `sha${name.slice(-3)}`, data);
  if (key.algorithm === 'ssh-ed25519') return signWith(key, null, data);
  const [hash, bytes] = (
    { 'ecdsa-sha2-nistp256': ['sha256', 32], 'ecdsa-sha2-nistp384': ['sha384', 48] } as const
  )[key.algorithm] ?? ['sha512', 66];
  return ecdsaSshSignature(data, key.privateKey, hash, bytes);
}
