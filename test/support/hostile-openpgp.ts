/** OpenPGP messages that no honest sender makes, put together packet by packet. */

import * as openpgp from 'openpgp';
import { readPrivateKey, readPublicKey } from '../../src/seal/keys.ts';
import { beforeMarch, collect, type Holder } from './sealing.ts';

const date = new Date('2022-03-01T09:00:00Z');

type Message = openpgp.Message<Uint8Array>;

async function privateKey({ armored }: Holder): Promise<openpgp.PrivateKey> {
  return openpgp.readPrivateKey({ armoredKey: armored.privateKey });
}

async function publicKey({ armored }: Holder): Promise<openpgp.Key> {
  return openpgp.readKey({ armoredKey: armored.publicKey });
}

async function encrypt(
  message: Message,
  to: Holder,
  config: openpgp.PartialConfig = {},
): Promise<Uint8Array> {
  const encryptionKeys = await publicKey(to);
  return openpgp.encrypt({ message, encryptionKeys, format: 'binary', date, config });
}

async function signedMessage(plain: Uint8Array, by: readonly Holder[]): Promise<Message> {
  const message = await openpgp.createMessage({ binary: plain, date });
  const signingKeys = await Promise.all(by.map(privateKey));
  return openpgp.sign({ message, signingKeys, format: 'object', date }) as unknown as Promise<Message>;
}

export async function unsigned(plain: Uint8Array, to: Holder): Promise<Uint8Array> {
  return encrypt(await openpgp.createMessage({ binary: plain, date }), to);
}

export async function signedBy(plain: Uint8Array, by: readonly Holder[], to: Holder): Promise<Uint8Array> {
  return encrypt(await signedMessage(plain, by), to);
}

/** The signature is genuine; it was given for `signed`, and stands around `plain`. */
export async function signatureMoved(
  signed: Uint8Array,
  plain: Uint8Array,
  by: Holder,
  to: Holder,
): Promise<Uint8Array> {
  const [onePass, , signature] = (await signedMessage(signed, [by])).packets;
  const [, literal] = (await signedMessage(plain, [by])).packets;
  if (onePass === undefined || literal === undefined || signature === undefined) throw new RangeError();
  const packets = new openpgp.PacketList<openpgp.AnyPacket>();
  packets.push(onePass, literal, signature);
  return encrypt(new openpgp.Message(packets), to);
}

/** Signed as text: the signature holds for other line endings as well. */
export async function signedAsText(text: string, by: Holder, to: Holder): Promise<Uint8Array> {
  const message = await openpgp.createMessage({ text, date });
  const [signingKeys, encryptionKeys] = [await privateKey(by), await publicKey(to)];
  return openpgp.encrypt({
    message,
    signingKeys,
    encryptionKeys,
    format: 'binary',
    date,
  }) as unknown as Promise<Uint8Array>;
}

/** Sealed and signed, but in a packet without protection of its integrity (RFC 9580 section 5.7). */
export async function integrityStripped(plain: Uint8Array, by: Holder, to: Holder): Promise<Uint8Array> {
  const encryptionKeys = await publicKey(to);
  const sessionKey = await openpgp.generateSessionKey({ encryptionKeys, date });
  const { packets } = await openpgp.encryptSessionKey({
    ...sessionKey,
    encryptionKeys,
    format: 'object',
    date,
  });
  const data = new openpgp.SymmetricallyEncryptedDataPacket();
  // The library hides how such packets are made; RFC 9580 forbids it, and an attacker does not mind.
  Object.assign(data, { packets: (await signedMessage(plain, [by])).packets });
  await Reflect.apply(Reflect.get(data, 'encrypt'), data, [openpgp.enums.symmetric.aes256, sessionKey.data]);
  packets.push(data);
  return packets.write();
}

/** A message inside a message; the outer one is signed, the inner one is what a careless reader opens. */
export async function nested(plain: Uint8Array, by: Holder, to: Holder): Promise<Uint8Array> {
  const inner = await openpgp.readMessage({ binaryMessage: await signedBy(plain, [by], to) });
  return encrypt(inner, to);
}

/** Encrypted by a password that the recipient never agreed to. */
export async function sealedByPassword(plain: Uint8Array, by: Holder): Promise<Uint8Array> {
  const message = await signedMessage(plain, [by]);
  return openpgp.encrypt({ message, passwords: 'guess me', format: 'binary', date });
}

/** Sealed to the same key so often that opening is work. */
export async function sealedManyTimes(
  plain: Uint8Array,
  by: Holder,
  to: Holder,
  times: number,
): Promise<Uint8Array> {
  const message = await signedMessage(plain, [by]);
  const encryptionKeys = Array.from({ length: times }, () => publicKey(to));
  return openpgp.encrypt({
    message,
    encryptionKeys: await Promise.all(encryptionKeys),
    format: 'binary',
    date,
  });
}

/** SEIPDv2 in OCB mode, which RFC 9580 makes mandatory and this platform runs slowly. */
export async function sealedInOcb(plain: Uint8Array, by: Holder, to: Holder): Promise<Uint8Array> {
  const encryptionKeys = await publicKey(to);
  const sessionKey = {
    ...(await openpgp.generateSessionKey({ encryptionKeys, date })),
    aeadAlgorithm: 'ocb',
  } as const;
  const message = await signedMessage(plain, [by]);
  return openpgp.encrypt({ message, encryptionKeys, sessionKey, format: 'binary', date });
}

/** Compressed as `gpg` does; of zeros it is a bomb. */
export async function compressed(
  plain: Uint8Array,
  by: Holder,
  to: Holder,
  algorithm: 'zip' | 'zlib',
): Promise<Uint8Array> {
  const message = await openpgp.createMessage({ binary: plain, date });
  const config = { preferredCompressionAlgorithm: openpgp.enums.compression[algorithm] };
  const [signingKeys, encryptionKeys] = [await privateKey(by), await publicKey(to)];
  return openpgp.encrypt({ message, signingKeys, encryptionKeys, format: 'binary', date, config });
}

/** A sender whose key lasts until the end of March. */
export async function holderThatExpires(): Promise<{ holder: Holder; expiresAt: Temporal.Instant }> {
  const lasts = Temporal.Duration.from({ hours: 24 * 120 });
  const armored = await openpgp.generateKey({
    type: 'ecc',
    curve: 'curve25519Legacy',
    userIDs: { name: 'expiring (REHEARSAL)' },
    date: new Date(beforeMarch.epochMilliseconds),
    keyExpirationTime: lasts.total('seconds'),
    format: 'armored',
  });
  const holder = {
    own: await readPrivateKey(armored.privateKey, undefined),
    public: await readPublicKey(armored.publicKey),
    armored,
  };
  return { holder, expiresAt: beforeMarch.add(lasts) };
}

/** The packets of an honest signed message, for others to spoil. */
export async function signedPackets(plain: Uint8Array, by: Holder): Promise<Uint8Array> {
  return (await signedMessage(plain, [by])).packets.write();
}

/** Seals packets of any kind as well as any sender can: integrity holds, whatever stands inside. */
export async function sealedPackets(packets: Uint8Array, to: Holder): Promise<Uint8Array> {
  const encryptionKeys = await publicKey(to);
  const sessionKey = await openpgp.generateSessionKey({ encryptionKeys, date });
  const outer = await openpgp.encryptSessionKey({ ...sessionKey, encryptionKeys, format: 'object', date });
  const data = new openpgp.SymEncryptedIntegrityProtectedDataPacket();
  const aeadAlgorithm =
    sessionKey.aeadAlgorithm === undefined ? null : openpgp.enums.aead[sessionKey.aeadAlgorithm];
  Object.assign(data, {
    version: aeadAlgorithm === null ? 1 : 2,
    aeadAlgorithm,
    packets: { write: () => ReadableStream.from([packets]) },
  });
  const cipher = openpgp.enums.symmetric[sessionKey.algorithm];
  await Reflect.apply(Reflect.get(data, 'encrypt'), data, [cipher, sessionKey.data]);
  outer.packets.push(data);
  const written: unknown = outer.packets.write();
  if (!(written instanceof ReadableStream)) throw new TypeError('expected a stream');
  return collect(written);
}
