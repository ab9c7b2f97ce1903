/** Large messages are framed, hashed and encrypted here, not by the library: each reads what the other writes. */

import { randomBytes } from 'node:crypto';
import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decryptChunks, encryptInChunks } from '../../src/seal/authenticated-chunks.ts';
import { readPrivateKey, readPublicKey } from '../../src/seal/keys.ts';
import { openSealed } from '../../src/seal/open.ts';
import { wholePacket } from '../../src/seal/packets.ts';
import * as hostile from '../support/hostile-openpgp.ts';
import {
  beforeMarch,
  codeOf,
  collect,
  type Holder,
  makeHolder,
  march,
  rereadable,
  sealed,
  streamOf,
} from '../support/sealing.ts';

const kibibyte = 1024;
const date = new Date(march.epochMilliseconds);
const plain = randomBytes(700 * kibibyte + 3);

let sender: Holder;
let receiver: Holder;
let modernReceiver: Holder;

beforeAll(async () => {
  [sender, receiver, modernReceiver] = await Promise.all([
    makeHolder('sender'),
    makeHolder('receiver'),
    makeHolder('modern', 'v6'),
  ]);
});

/** Opened and verified by the library alone. */
async function openedByLibrary(bytes: Uint8Array, from: Holder, to: Holder): Promise<Uint8Array> {
  const { data, signatures } = await openpgp.decrypt({
    message: await openpgp.readMessage({ binaryMessage: bytes }),
    decryptionKeys: await openpgp.readPrivateKey({ armoredKey: to.armored.privateKey }),
    verificationKeys: await openpgp.readKey({ armoredKey: from.armored.publicKey }),
    expectSigned: true,
    format: 'binary',
    date,
  });
  expect(signatures).toHaveLength(1);
  return data;
}

async function open(bytes: Uint8Array, from: Holder, to: Holder): Promise<Buffer> {
  const parcel = { sealed: rereadable(bytes), size: bytes.length, openWith: to.own, from: from.public };
  return collect(await openSealed({ ...parcel, at: march }));
}

async function holderWith(
  options: { readonly type: 'rsa' } | { readonly type: 'ecc'; readonly curve: 'nistP256' },
) {
  const armored = await openpgp.generateKey({
    ...options,
    ...(options.type === 'rsa' ? { rsaBits: 2048 } : {}),
    userIDs: { name: 'other' },
    date: new Date(beforeMarch.epochMilliseconds),
    format: 'armored',
  });
  const own = await readPrivateKey(armored.privateKey, undefined);
  return { own, public: await readPublicKey(armored.publicKey), armored };
}

describe('the library', () => {
  it('opens what is sealed here, to keys of version 4 and 6', async () => {
    for (const from of [sender, modernReceiver]) {
      for (const to of [receiver, modernReceiver]) {
        const bytes = await sealed(plain, from, to);
        expect(Buffer.from(await openedByLibrary(bytes, from, to)).equals(plain)).toBe(true);
      }
    }
  });

  it.each([{ type: 'rsa' }, { type: 'ecc', curve: 'nistP256' }] as const)(
    'proves what is signed here by a key of another kind: $type',
    async (options) => {
      const from = await holderWith(options);
      const bytes = await sealed(plain, from, receiver);
      expect(Buffer.from(await openedByLibrary(bytes, from, receiver)).equals(plain)).toBe(true);
      expect((await open(bytes, from, receiver)).equals(plain)).toBe(true);
    },
  );

  it('seals what is opened here, to keys of version 4 and 6', async () => {
    for (const to of [receiver, modernReceiver]) {
      const bytes = await hostile.signedBy(plain, [sender], to);
      expect((await open(bytes, sender, to)).equals(plain)).toBe(true);
    }
  });
});

describe('packets around the data', () => {
  /** The packets of an honest message: one-pass signature, literal data, signature. */
  async function parts(content = plain): Promise<readonly [Buffer, Buffer, Buffer]> {
    const bytes = Buffer.from(await hostile.signedPackets(content, sender));
    const onePassEnd = 2 + bytes.readUInt8(1);
    const literalEnd = onePassEnd + 6 + bytes.readUInt32BE(onePassEnd + 2);
    return [
      bytes.subarray(0, onePassEnd),
      bytes.subarray(onePassEnd, literalEnd),
      bytes.subarray(literalEnd),
    ];
  }

  it('are passed over where they mean nothing, and refused where they mean anything', async () => {
    const [onePass, literal, signature] = await parts();
    const [padding, marker] = [wholePacket(21, Buffer.alloc(300_000)), wholePacket(10, Buffer.from('PGP'))];
    const outcome = async (...packets: readonly Uint8Array[]) =>
      codeOf(open(await hostile.sealedPackets(Buffer.concat(packets), receiver), sender, receiver));
    expect(await outcome(onePass, literal, signature, padding, marker)).toEqual({ resolved: plain });
    for (const packets of [
      [onePass, literal],
      [onePass, literal, signature, signature],
      [onePass, literal, signature, literal],
      [onePass, literal, literal, signature],
      [onePass, literal, signature, onePass],
    ]) {
      expect(await outcome(...packets)).toBe('parcel-unreadable');
    }
  });

  it('are refused when the signature is not the one that was announced', async () => {
    const [onePass, literal, signature] = await parts();
    // Hash, algorithm of the key, key id.
    for (const place of [4, 5, 8]) {
      const announced = Buffer.from(onePass);
      announced.writeUInt8(place === 4 ? openpgp.enums.hash.sha256 : announced.readUInt8(place) ^ 1, place);
      const bytes = await hostile.sealedPackets(Buffer.concat([announced, literal, signature]), receiver);
      expect(await codeOf(open(bytes, sender, receiver))).toMatch(/^(parcel-unreadable|signature-refused)$/);
    }
  });

  it('may be cut into single bytes, which are not held one by one', async () => {
    const content = plain.subarray(0, 30_000);
    const [onePass, literal, signature] = await parts(content);
    const body = literal.subarray(6);
    const first = Buffer.concat([Uint8Array.of(0xcb, 224 + 9), body.subarray(0, 512)]);
    const singles = Buffer.alloc(2 * (body.length - 513), 224);
    for (let place = 0; place < singles.length; place += 2) {
      singles.writeUInt8(body.readUInt8(512 + place / 2), place + 1);
    }
    const last = Uint8Array.of(1, body.readUInt8(body.length - 1));
    const packets = Buffer.concat([onePass, first, singles, last, signature]);
    const bytes = await hostile.sealedPackets(packets, receiver);
    const parcel = {
      sealed: rereadable(bytes),
      size: bytes.length,
      openWith: receiver.own,
      from: sender.public,
    };
    const pieces = await Array.fromAsync(await openSealed({ ...parcel, at: march }));
    expect(Buffer.concat(pieces).equals(content)).toBe(true);
    expect(pieces.length).toBeLessThan(15);
  });
});

describe('chunks of version 2', () => {
  const key = randomBytes(32);
  const chunk = 256 * kibibyte;
  /** Version, cipher, mode, size of chunks, salt. */
  const headerBytes = 4 + 32;
  const decrypt = (bytes: Buffer) =>
    collect(
      decryptChunks(
        streamOf(bytes.subarray(headerBytes)),
        { cipherAlgorithm: 9, chunkSizeByte: 12, salt: bytes.subarray(4, headerBytes) },
        key,
      ),
    );

  it.each([1, chunk - 1, chunk, chunk + 1, 2 * chunk])(
    'hold %i bytes, and show when chunks are missing, too many or in another order',
    async (size) => {
      const content = randomBytes(size);
      const bytes = await collect(encryptInChunks(streamOf(content), 'aes256', key));
      expect((await decrypt(bytes)).equals(content)).toBe(true);
      const [header, body, end] = [
        bytes.subarray(0, headerBytes),
        bytes.subarray(headerBytes, -16),
        bytes.subarray(-16),
      ];
      const sealedChunk = chunk + 16;
      for (const spoiled of [
        [header, body],
        [header, end],
        [header, body.subarray(sealedChunk), body.subarray(0, sealedChunk), end.map((byte) => byte ^ 1)],
        [header, body.subarray(0, -1), end],
        [header, body, body, end],
      ]) {
        await expect(decrypt(Buffer.concat(spoiled))).rejects.toThrow();
      }
    },
  );
});
