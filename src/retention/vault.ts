/**
 * Encryption at rest. The site's master key wraps one data key for each month (see {@link DataKey}); what
 * stands under a data key is unreadable once its wrapped form is destroyed, wherever copies of the rows are.
 *
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce put before the ciphertext. Every use has its own
 * subkey (HKDF-SHA-256, RFC 5869), and the associated data name what is sealed and its place, so that no
 * sealed value can stand in for another.
 */

import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { PasserelleError } from '../errors.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Ssin } from '../people/ssin.ts';
import { type DataKey, type DataKeyId, type ParcelId, registerTagBytes } from '../ports/parcel.ts';
import { text } from '../words/text.ts';
import { keyedHash } from './keyed-hash.ts';

const cipher = 'aes-256-gcm';
const keyBytes = 32;
const nonceBytes = 12;
const authenticationTagBytes = 16;

/** A data key in use. Every `open…` throws `store-failed` if the sealed bytes were altered or belong elsewhere. */
export interface OpenDataKey {
  readonly id: DataKeyId;
  /** Seals bytes of the file itself; `number` counts the chunks of the parcel from 0. */
  sealChunk(parcel: ParcelId, number: number, plain: Uint8Array): Uint8Array;
  openChunk(parcel: ParcelId, number: number, sealed: Uint8Array): Uint8Array;
  /** Seals a block of decoded records; `number` counts the blocks of the parcel from 0. */
  sealBlock(parcel: ParcelId, number: number, plain: Uint8Array): Uint8Array;
  openBlock(parcel: ParcelId, number: number, sealed: Uint8Array): Uint8Array;
  /**
   * The child's tag in the access register: HMAC-SHA-256, truncated (RFC 2104 section 5). It says nothing
   * without this key, and is gone with it.
   */
  tagOf(ssin: Ssin): Uint8Array;
  /** The tags of many children, end to end in their order. */
  tagsOf(ssins: readonly Ssin[]): Uint8Array;
}

export interface Vault {
  /** Makes a data key. `anchor` is kept to the millisecond, as the store keeps it. */
  createDataKey(month: ReferenceMonth, anchor: Temporal.Instant): { stored: DataKey; key: OpenDataKey };
  /** Throws `store-failed` if the key is destroyed, altered, or wrapped by another master key. */
  openDataKey(stored: DataKey): OpenDataKey;
  /** Seals a small secret of the site; `label` says whose and what, and must be given again to open it. */
  sealSecret(label: string, secret: Uint8Array): Uint8Array;
  openSecret(label: string, sealed: Uint8Array): Uint8Array;
}

/** The vault under a master key of 32 bytes. */
export function createVault(masterKey: Uint8Array): Vault {
  if (masterKey.length !== keyBytes) {
    throw new PasserelleError('secret-unavailable', text`The master key is not ${keyBytes} bytes long.`);
  }
  const wrapping = subkey(masterKey, 'data keys');
  const secrets = subkey(masterKey, 'secrets');

  return {
    createDataKey(month, anchor) {
      const bytes = randomBytes(keyBytes);
      const known = {
        id: randomUUID(),
        month,
        anchor: Temporal.Instant.fromEpochMilliseconds(anchor.epochMilliseconds),
      };
      const stored = { ...known, wrapped: seal(wrapping, placeOfKey(known), bytes), destroyedAt: null };
      return { stored, key: dataKeyFrom(known.id, bytes) };
    },
    openDataKey(stored) {
      if (stored.destroyedAt !== null || stored.wrapped.length === 0) {
        throw new PasserelleError(
          'store-failed',
          text`The data key of ${stored.month} was destroyed by the purge: its data cannot be read any more.`,
        );
      }
      return dataKeyFrom(stored.id, open(wrapping, placeOfKey(stored), stored.wrapped));
    },
    sealSecret: (label, secret) => seal(secrets, ['secret', label], secret),
    openSecret: (label, sealed) => open(secrets, ['secret', label], sealed),
  };
}

/** What a data key is wrapped in under another master key. Throws as {@link Vault.openDataKey} does. */
export function rewrapDataKey(from: Uint8Array, to: Uint8Array, stored: DataKey): Uint8Array {
  const place = placeOfKey(stored);
  return seal(subkey(to, 'data keys'), place, open(subkey(from, 'data keys'), place, stored.wrapped));
}

function dataKeyFrom(id: DataKeyId, bytes: Uint8Array): OpenDataKey {
  const chunks = subkey(bytes, 'chunks');
  const blocks = subkey(bytes, 'blocks');
  const register = keyedHash(subkeyBytes(bytes, 'register'));
  const tagsOf = (ssins: readonly Ssin[]) => {
    const tags = Buffer.alloc(ssins.length * registerTagBytes);
    ssins.forEach((ssin, index) => {
      register(ssin, tags, index * registerTagBytes, registerTagBytes);
    });
    return tags;
  };
  return {
    id,
    sealChunk: (parcel, number, plain) => seal(chunks, ['chunk', parcel, number], plain),
    openChunk: (parcel, number, sealed) => open(chunks, ['chunk', parcel, number], sealed),
    sealBlock: (parcel, number, plain) => seal(blocks, ['block', parcel, number], plain),
    openBlock: (parcel, number, sealed) => open(blocks, ['block', parcel, number], sealed),
    tagOf: (ssin) => tagsOf([ssin]),
    tagsOf,
  };
}

/** What is sealed, and where it belongs. */
type Place = readonly [purpose: string, ...where: (string | number)[]];

function placeOfKey(key: Pick<DataKey, 'id' | 'month' | 'anchor'>): Place {
  return ['data key', key.id, key.month, key.anchor.epochMilliseconds];
}

/** JSON of an array tells its parts apart whatever they hold. */
function associatedData(place: Place): Buffer {
  return Buffer.from(JSON.stringify(['passerelle/1', ...place]));
}

function subkey(secret: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(subkeyBytes(secret, purpose));
}

function subkeyBytes(secret: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, new Uint8Array(), `passerelle/1 ${purpose}`, keyBytes));
}

function seal(key: KeyObject, place: Place, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: authenticationTagBytes });
  sealing.setAAD(associatedData(place));
  return Buffer.concat([nonce, sealing.update(plain), sealing.final(), sealing.getAuthTag()]);
}

function open(key: KeyObject, place: Place, sealed: Uint8Array): Uint8Array {
  try {
    const nonce = sealed.subarray(0, nonceBytes);
    const ciphertext = sealed.subarray(nonceBytes, -authenticationTagBytes);
    const opening = createDecipheriv(cipher, key, nonce, { authTagLength: authenticationTagBytes });
    opening.setAAD(associatedData(place));
    opening.setAuthTag(sealed.subarray(-authenticationTagBytes));
    const plain = opening.update(ciphertext);
    // GCM gives all of it at once; this only proves it.
    opening.final();
    return plain;
  } catch (cause) {
    throw new PasserelleError('store-failed', text`A sealed ${place[0]} in the database cannot be opened.`, {
      hint: text`Either it was altered, or the master key is not this site's: check the key, then the backup.`,
      cause,
    });
  }
}
