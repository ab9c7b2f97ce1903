import * as openpgp from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { PasserelleError } from '../../src/errors.ts';
import { readPublicKey } from '../../src/seal/keys.ts';
import { seal } from '../../src/seal/seal.ts';
import {
  beforeMarch,
  codeOf,
  collect,
  type Holder,
  makeHolder,
  march,
  sealed,
  streamOf,
} from '../support/sealing.ts';

const { aead, packet, symmetric } = openpgp.enums;
const plain = new TextEncoder().encode('<record/>\n'.repeat(1000));

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

async function packetsOf(
  bytes: Uint8Array,
): Promise<readonly { tag: number; version: unknown; aead: unknown }[]> {
  const { packets } = await openpgp.readMessage({ binaryMessage: bytes });
  return packets.map((found) => ({
    tag: Reflect.get(found.constructor, 'tag'),
    version: Reflect.get(found, 'version'),
    aead: Reflect.get(found, 'aeadAlgorithm'),
  }));
}

/** The public key of `holder` with other cipher suites announced, as another program would make it. */
async function receiverThatPrefers(suites: readonly (readonly [number, number])[]) {
  const key = await openpgp.readPrivateKey({ armoredKey: modernReceiver.armored.privateKey });
  const config = { v6Keys: true, aeadProtect: true };
  const options = {
    privateKey: key,
    userIDs: { name: 'other' },
    date: new Date(beforeMarch.epochMilliseconds),
  };
  const { privateKey } = await openpgp.reformatKey({ ...options, format: 'object', config });
  for (const signature of Reflect.get(privateKey, 'directSignatures')) {
    signature.preferredCipherSuites = suites;
    signature.signatureData = null;
    const data = { key: privateKey.keyPacket };
    await signature.sign(privateKey.keyPacket, data, options.date, false, { ...openpgp.config, ...config });
  }
  return readPublicKey(privateKey.toPublic().armor());
}

describe('a sealed parcel', () => {
  it('takes the form that gpg 2.2 opens, to a version 4 key', async () => {
    const packets = await packetsOf(await sealed(plain, sender, receiver));
    expect(packets).toEqual([
      { tag: packet.publicKeyEncryptedSessionKey, version: 3, aead: undefined },
      { tag: packet.symEncryptedIntegrityProtectedData, version: 1, aead: null },
    ]);
  });

  it('takes the form of RFC 9580 in GCM mode, to a key that says so', async () => {
    const packets = await packetsOf(await sealed(plain, sender, modernReceiver));
    expect(packets).toEqual([
      { tag: packet.publicKeyEncryptedSessionKey, version: 6, aead: undefined },
      { tag: packet.symEncryptedIntegrityProtectedData, version: 2, aead: aead.gcm },
    ]);
  });

  it.each([
    {
      announced: [
        [symmetric.aes256, aead.ocb],
        [symmetric.aes128, aead.gcm],
      ],
      taken: aead.gcm,
    },
    { announced: [[symmetric.aes256, aead.ocb]], taken: aead.ocb },
  ] as const)('takes OCB only from a key that leaves nothing else: $taken', async ({ announced, taken }) => {
    const sealTo = await receiverThatPrefers(announced);
    const bytes = await collect(seal({ plain: streamOf(plain), signWith: sender.own, sealTo, at: march }));
    expect((await packetsOf(bytes)).at(-1)?.aead).toBe(taken);
  });

  it('is not compressed, and tells no file name', async () => {
    const bytes = await sealed(plain, sender, receiver);
    expect(bytes.length).toBeGreaterThan(plain.length);
    const opened = await openpgp.decrypt({
      message: await openpgp.readMessage({ binaryMessage: bytes }),
      decryptionKeys: await openpgp.readPrivateKey({ armoredKey: receiver.armored.privateKey }),
      format: 'binary',
      date: new Date(march.epochMilliseconds),
    });
    // The library's word for an empty name.
    expect(opened.filename).toBeNull();
  });

  it('differs each time, so that nobody can tell that two months are alike', async () => {
    const [first, second] = [await sealed(plain, sender, receiver), await sealed(plain, sender, receiver)];
    expect(first.equals(second)).toBe(false);
  });
});

describe('sealing', () => {
  it('refuses keys that are not valid then, before a byte is written or read', async () => {
    let read = false;
    const watched = async function* () {
      read = true;
      yield plain;
    };
    const at = beforeMarch.subtract({ hours: 1 });
    const sealing = collect(seal({ plain: watched(), signWith: sender.own, sealTo: receiver.public, at }));
    expect(await codeOf(sealing)).toBe('key-refused');
    expect(read).toBe(false);
  });

  it.each([1, 65_535, 65_536, 200_000])(
    'ends with the failure of what it seals, after %i bytes',
    async (size) => {
      const failing = async function* () {
        yield new Uint8Array(size);
        throw new PasserelleError('evaluations-invalid', 'line 7');
      };
      for (const to of [receiver, modernReceiver]) {
        const options = { plain: failing(), signWith: sender.own, sealTo: to.public, at: march };
        expect(await codeOf(collect(seal(options)))).toBe('evaluations-invalid');
      }
    },
  );

  it('lets go of what it seals when nobody reads on', async () => {
    let released = false;
    const endless = async function* () {
      try {
        for (;;) yield new Uint8Array(65_536);
      } finally {
        released = true;
      }
    };
    for await (const piece of seal({
      plain: endless(),
      signWith: sender.own,
      sealTo: receiver.public,
      at: march,
    })) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    await expect.poll(() => released).toBe(true);
  });
});
