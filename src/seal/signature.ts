/**
 * A signature over bytes that pass by (RFC 9580 sections 5.2.4 and 5.4). Here they are only hashed: by which hash, what the
 * signature says, and whether one counts, is for the library to say.
 */

import { createHash, type Hash } from 'node:crypto';
import * as openpgp from 'openpgp';
import { wholePacket } from './packets.ts';
import { sealing } from './profile.ts';

/** By its id, a hash that is neither broken nor rare, and the bytes of its digest. The library signs by no other. */
const hashes: ReadonlyMap<number, { readonly name: string; readonly bytes: number }> = new Map([
  [openpgp.enums.hash.sha256, { name: 'sha256', bytes: 32 }],
  [openpgp.enums.hash.sha384, { name: 'sha384', bytes: 48 }],
  [openpgp.enums.hash.sha512, { name: 'sha512', bytes: 64 }],
]);

/** The announcement of a signature: how the bytes behind it are hashed. */
export interface OnePass {
  /** What stands in the packet. */
  readonly body: Buffer;
  /** Begins with the salt of version 6. */
  startHash(): Hash;
}

const versionBytes = { 3: 13, 6: 38 } as const;

/**
 * Reads the body of a one-pass signature packet; `undefined` unless it announces one signature over the exact bytes, by
 * a hash that is known here.
 */
export function readOnePass(body: Buffer): OnePass | undefined {
  const [version, type, hashId, , saltBytes = 0] = body;
  const hash = hashes.get(hashId ?? 0);
  const isWhole =
    (version === 3 && body.length === versionBytes[3]) ||
    (version === 6 && body.length === versionBytes[6] + saltBytes && saltBytes * 2 === hash?.bytes);
  const isLast = body.at(-1) === 1;
  if (hash === undefined || !isWhole || !isLast || type !== openpgp.enums.signature.binary) return undefined;
  const salt = version === 6 ? body.subarray(5, 5 + saltBytes) : Buffer.alloc(0);
  return { body, startHash: () => createHash(hash.name).update(salt) };
}

/**
 * What `signatures` says of bytes that `onePass` announced and whose hash is `hash`, as the library wants it for its
 * verdict. Throws unless it is one signature, the one that was announced.
 */
export async function announcedSignature(
  packet: Uint8Array,
  onePass: OnePass,
  hash: Hash,
): Promise<openpgp.Signature> {
  const read = await openpgp.readSignature({ binarySignature: packet });
  const [signature, ...others] = read.packets;
  if (signature === undefined || others.length > 0) throw new TypeError('not one signature');
  if (!onePass.body.equals(onePassOf(signature))) throw new TypeError('not the signature announced');
  // The library takes this for the digest of what is signed; its types leave it out.
  Object.assign(signature, { hashed: hash.update(trailerOf(signature)).digest() });
  return read;
}

export interface Signer {
  /** The packet that stands in front of what is signed. */
  readonly onePass: Uint8Array;
  /** Takes the bytes that are signed, as they pass. */
  readonly hash: Hash;
  /** The packet that stands behind what is signed. */
  finish(): Promise<Uint8Array>;
}

/** A signature by the key over bytes that are still to come, as it suits the reader's key. */
export async function startSignature(
  signingKeys: openpgp.PrivateKey,
  recipientKeys: openpgp.Key,
  date: Date,
): Promise<Signer> {
  // The library signs nothing at all, and so tells how it would sign.
  const message = await openpgp.createMessage({ binary: new Uint8Array(), date });
  const options = { message, signingKeys, recipientKeys, date, config: sealing, detached: true } as const;
  const { packets } = await openpgp.sign({ ...options, format: 'object' });
  const [signature] = packets;
  if (!(signature instanceof openpgp.SignaturePacket)) throw new TypeError('no signature');
  const onePass = readOnePass(Buffer.from(onePassOf(signature)));
  if (onePass === undefined) throw new TypeError('a signature that is not announced as it should be');
  const { keyPacket } = await signingKeys.getSigningKey(undefined, date, undefined, sealing);
  const hash = onePass.startHash();
  return {
    onePass: wholePacket(openpgp.enums.packet.onePassSignature, onePass.body),
    hash,
    async finish() {
      // It signs again, over what was hashed here: a stream, from which it would have hashed it, is never read.
      const literal = new openpgp.LiteralDataPacket();
      Reflect.apply(Reflect.get(literal, 'setBytes'), literal, [
        new ReadableStream(),
        openpgp.enums.literal.binary,
      ]);
      Object.assign(signature, {
        rawNotations: [],
        hash: async () => hash.update(trailerOf(signature)).digest(),
      });
      await Reflect.apply(signature.sign, signature, [keyPacket, literal, date, false, sealing]);
      return wholePacket(openpgp.enums.packet.signature, signature.write());
    },
  };
}

/** The body of the packet that announces the signature; the library's types leave it out. */
function onePassOf(signature: openpgp.SignaturePacket): Uint8Array {
  const { OnePassSignaturePacket } = openpgp;
  const make: unknown = Reflect.get(OnePassSignaturePacket, 'fromSignaturePacket');
  if (typeof make !== 'function') throw new TypeError('the library announces signatures otherwise now');
  const packet: unknown = Reflect.apply(make, OnePassSignaturePacket, [signature, true]);
  if (!(packet instanceof OnePassSignaturePacket)) throw new TypeError('no one-pass signature');
  return packet.write();
}

/** What is hashed behind the bytes: the fields of the signature, and how long they are (section 5.2.4). */
function trailerOf({ version, signatureData }: openpgp.SignaturePacket): Uint8Array {
  if (signatureData === null) throw new TypeError('a signature without its fields');
  const length = Buffer.alloc(6, 255);
  length.writeUInt8(version);
  length.writeUInt32BE(signatureData.length, 2);
  return Buffer.concat([signatureData, length]);
}
