/**
 * Keys from passphrases by iterated and salted string-to-key (RFC 9580 section 3.7.1.3): a hash over salt and
 * passphrase again and again, 65 MB of them for each packet of a key as we make it. The library writes all of
 * that into memory first (openpgp 6.3.2), which takes longer than to hash it.
 */

import { createHash } from 'node:crypto';
import { enums, type PrivateKey } from 'openpgp';

/** The string-to-key of a packet; the library's types leave it out. */
interface Iterated {
  readonly algorithm: number;
  readonly salt: Uint8Array;
  /** Bytes to hash; salt and passphrase are hashed whole at least once. */
  getCount(): number;
  /** The key, of so many bytes. */
  produceKey(passphrase: string, size: number): Promise<Uint8Array>;
}

const hashes: ReadonlyMap<number, string> = new Map([
  [enums.hash.sha1, 'sha1'],
  [enums.hash.sha224, 'sha224'],
  [enums.hash.sha256, 'sha256'],
  [enums.hash.sha384, 'sha384'],
  [enums.hash.sha512, 'sha512'],
]);

/** Bytes hashed in one call, roughly. */
const stepSize = 64 * 1024;

/** Lets the packets of a locked key hash step by step. What has another string-to-key stays as it is. */
export function hashInSteps(key: PrivateKey): void {
  for (const { keyPacket } of key.getKeys()) {
    const derivation: unknown = Reflect.get(keyPacket, 's2k');
    if (!isIterated(derivation)) continue;
    const hash = hashes.get(derivation.algorithm);
    if (hash === undefined) continue;
    derivation.produceKey = async (passphrase, size) => {
      const salted = Buffer.concat([derivation.salt, Buffer.from(passphrase)]);
      return deriveKey(hash, salted, Math.max(derivation.getCount(), salted.length), size);
    };
  }
}

function isIterated(derivation: unknown): derivation is Iterated {
  const field = (name: string): unknown => Reflect.get(Object(derivation), name);
  return (
    field('type') === 'iterated' &&
    field('salt') instanceof Uint8Array &&
    typeof field('getCount') === 'function' &&
    typeof field('produceKey') === 'function'
  );
}

/** `count` bytes of `salted` over and over, hashed as often as the key needs bytes: behind no zero, one, two … */
function deriveKey(hash: string, salted: Buffer, count: number, size: number): Uint8Array {
  const step = Buffer.alloc(Math.ceil(stepSize / salted.length) * salted.length, salted);
  const digests: Buffer[] = [];
  for (let length = 0, zeros = 0; length < size; zeros += 1) {
    const hashing = createHash(hash).update(Buffer.alloc(zeros));
    let left = count;
    for (; left > step.length; left -= step.length) hashing.update(step);
    const digest = hashing.update(step.subarray(0, left)).digest();
    digests.push(digest);
    length += digest.length;
  }
  return Uint8Array.from(Buffer.concat(digests).subarray(0, size));
}
