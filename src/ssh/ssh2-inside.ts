/**
 * The inside of ssh2 that our key exchange leans on, checked and typed here and nowhere else. It is private to
 * ssh2 and free to change with any release: {@link requireKnownSsh2} lets only the release run that was read.
 */

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { PasserelleError } from '../errors.ts';
import { text, type Words } from '../words/text.ts';

/** The digest runs over all JavaScript in `folders`, by name: path, line feed, bytes. */
const known = {
  version: '1.17.0',
  folders: ['lib', 'lib/protocol'],
  sha256: '232b3295f4c3ef8f1f3cd335bab2adce56db2155ef0a49f17d8edfc08bb775d3',
} as const;

/** SSH_MSG_KEXINIT (RFC 4253 section 12). */
export const kexInitMessage = 20;

/** SSH_DISCONNECT_KEY_EXCHANGE_FAILED (RFC 4253 section 11.1). */
export const keyExchangeFailed = 3;

/** The exchange of ssh2 in whose place ours is negotiated and run; the hash is the same. */
export const standIn = 'curve25519-sha256';

/** What a handler returns goes back to ssh2 as it is. */
export type PayloadHandler = (payload: Buffer) => unknown;

interface NameList {
  readonly array: readonly string[];
}

/** One end of a connection (`protocol/Protocol.js`). */
export interface Ssh2Protocol {
  readonly _server: boolean;
  /** `array` is what ssh2 negotiates with; the bytes that it sends were encoded before. */
  _offer: { readonly lists: { readonly kex: NameList; readonly serverHostKey: NameList } };
  /** The next packet of a key exchange is left aside: it was guessed wrong. */
  _skipNextInboundPacket: boolean;
  _kex: unknown;
  _decipher: Ssh2Decipher | undefined;
}

/** Takes the packets of a connection apart (`protocol/crypto.js`). */
export interface Ssh2Decipher {
  _onPayload: PayloadHandler;
}

/** One key exchange (`Curve25519Exchange` in `protocol/kex.js`). */
export interface Ssh2Exchange {
  readonly negotiated: { kex: string };
  /** The peer's SSH_MSG_KEXINIT as it enters the exchange hash. */
  _remoteKexinit: Buffer;
  /** Our value, as it is sent and hashed. */
  getPublicKey(): Buffer;
  /** The peer's value, as it is hashed. */
  convertPublicKey(value: Buffer): Buffer;
  /** K; ssh2 hashes it behind its length, which is the encoding of a string. */
  computeSecret(): Buffer;
  parse(payload: Buffer): unknown;
}

export interface Ssh2Inside {
  /** The names that a server or client may be configured with. */
  readonly supportedExchanges: string[];
  /** By message number; the first exchange of a connection does not pass here. */
  readonly messageHandlers: ((protocol: Ssh2Protocol, payload: Buffer) => unknown)[];
  readonly protocolPrototype: object;
  /** Sends SSH_MSG_DISCONNECT and ends the connection; the result goes back to ssh2. */
  readonly fail: (protocol: Ssh2Protocol, why: string, level: 'handshake', reason: number) => unknown;
}

const requireInside = createRequire(import.meta.url);

const anyFunction = z.custom((value) => typeof value === 'function');

const insideShape = z.object({
  supportedExchanges: z.custom<string[]>((value) => Array.isArray(value) && value.includes(standIn)),
  messageHandlers: z.custom<Ssh2Inside['messageHandlers']>(
    (value) => Array.isArray(value) && typeof value[kexInitMessage] === 'function',
  ),
  protocolPrototype: z.custom<object>((value) => typeof value === 'object' && value !== null),
  fail: z.custom<Ssh2Inside['fail']>((value) => typeof value === 'function'),
});

const exchangeShape = z.looseObject({
  type: z.literal('25519'),
  hashName: z.literal('sha256'),
  negotiated: z.looseObject({ kex: z.literal(standIn) }),
  _remoteKexinit: z.instanceof(Uint8Array),
  getPublicKey: anyFunction,
  convertPublicKey: anyFunction,
  computeSecret: anyFunction,
  parse: anyFunction,
});

/**
 * Throws `internal` unless the ssh2 in `folder` is, byte for byte, the one that was verified. For the start of
 * whatever speaks SSH, and for `doctor`.
 */
export function requireKnownSsh2(folder = path.dirname(requireInside.resolve('ssh2/package.json'))): void {
  const version = readVersion(folder);
  if (version !== known.version) throw unknownSsh2(text`The ssh2 installed is ${version}.`);
  if (digestOf(folder) !== known.sha256) {
    throw unknownSsh2(
      text`The ssh2 installed calls itself ${version}, but its code is not what was verified.`,
    );
  }
}

/** The parts of the running ssh2 that the graft needs. Throws `internal` if it is not the one known. */
export function openSsh2(): Ssh2Inside {
  requireKnownSsh2();
  return insideShape.parse({
    supportedExchanges: requireInside('ssh2/lib/protocol/constants.js').SUPPORTED_KEX,
    messageHandlers: requireInside('ssh2/lib/protocol/handlers.js'),
    protocolPrototype: requireInside('ssh2/lib/protocol/Protocol.js').prototype,
    fail: requireInside('ssh2/lib/protocol/utils.js').doFatalError,
  });
}

/** True for the object that ssh2 makes when {@link standIn} was negotiated. */
export function isStandIn(value: unknown): value is Ssh2Exchange {
  return exchangeShape.safeParse(value).success;
}

/** For an ssh2 that does, as it runs, what the verified code cannot do. */
export function unknownSsh2(message: Words): PasserelleError {
  return new PasserelleError('internal', message, {
    hint: text`Install ssh2 ${known.version} as the lockfile has it: run npm ci. After a wanted upgrade, verify the key exchange against its code, then name it in src/ssh/ssh2-inside.ts.`,
  });
}

function readVersion(folder: string): string {
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  for (const inner of known.folders) {
    const names = readdirSync(path.join(folder, inner)).filter((name) => name.endsWith('.js'));
    for (const name of names.sort()) {
      hash.update(`${inner}/${name}\n`).update(readFileSync(path.join(folder, inner, name)));
    }
  }
  return hash.digest('hex');
}
