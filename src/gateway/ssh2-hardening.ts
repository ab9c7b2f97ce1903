/**
 * Work-arounds for what ssh2 1.17 leaves open on its server side (others: ssh2-late-kexinit.ts, ssh2-identification.ts,
 * ssh2-empty-packets.ts, ssh2-channels.ts, ssh2-key-exchange.ts, ssh2-last-word.ts, src/ssh). {@link hardenSsh2} refuses any ssh2 but the
 * one that was read.
 *
 * Why each is needed, with the place in `node_modules/ssh2/lib`:
 * - One table of message handlers serves both directions (protocol/handlers.js): a client that sends a
 *   server's message (51, 52) empties the queue of authentication requests, and the next answer throws.
 * - A reply to keyboard-interactive may announce four thousand million responses, and an array of that
 *   length is made before they are looked for (handlers.misc.js, message 61).
 * - A client may exchange keys again and again before it logs in (kex.js), and may pile up requests, which
 *   are then answered in the wrong order (server.js, `pendingAuths`).
 * - What is answered while keys are exchanged is kept without a bound (utils.js, `sendPacket`).
 * - `server-sig-algs` lacks a comma and offers SHA-1 and DSA (Protocol.js, `sendExtInfo`; PR 1485).
 * - A request abandoned within a conversation stays in the queue (server.js, `abort`).
 * - Paramiko asks for the service before each method, which ends the connection; others need not ask (server.js).
 */

import { createRequire } from 'node:module';
import type { Connection } from 'ssh2';
import { loginSignatureAlgorithms } from '../login/signature-proof.ts';
import { openSsh2 } from '../ssh/ssh2-inside.ts';
import {
  bannerMessage,
  type DisconnectReason,
  disconnectMessage,
  signatureAlgorithmsMessage,
} from './ssh-message.ts';
import { guardChannels } from './ssh2-channels.ts';
import { refuseEmptyPackets } from './ssh2-empty-packets.ts';
import { takeIdentificationInPieces } from './ssh2-identification.ts';
import { changed, hasMembers } from './ssh2-shape.ts';

/** Message numbers (RFC 4250 section 4.1.2). */
const message = { authenticationRequest: 50, informationResponse: 61 } as const;

const ofLogin: ReadonlySet<number> = new Set(Object.values(message));
/** What only a server sends, and answers about channels that only a client opens. */
const serversOwn: ReadonlySet<number> = new Set([6, 51, 52, 53, 60, 91, 92]);
/** What a client may send before it has logged in; the first key exchange does not pass here. */
const beforeLogin: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 7, 50, 61]);

/** Caps before login, in one connection. */
const greatest = { packets: 300, responses: 8, waitingRequests: 2, serviceRequests: 20 } as const;
/** Packets kept back while keys are exchanged: more than all channels together have under way. */
const greatestKeptBack = 30_000;

type Method = (...values: unknown[]) => unknown;

/** The parts of ssh2's `Protocol` that are leant on. */
interface Protocol {
  readonly _server: boolean;
  readonly _authenticated: boolean;
  readonly _authsQueue: string[];
  /** What is kept back while keys are exchanged. */
  readonly _queue: readonly Buffer[] | undefined;
  readonly _handlers: {
    SERVICE_REQUEST: Method;
    CHANNEL_OPEN: Method;
    CHANNEL_DATA: Method;
    CHANNEL_CLOSE: Method;
  };
  _onHandshakeComplete: Method;
  readonly _kex: { remoteExtInfoEnabled: boolean };
  readonly _packetRW: {
    readonly write: {
      readonly allocStart: number;
      readonly allocStartKEX: number;
      alloc(size: number, evenInKeyExchange?: boolean): Buffer;
      finalize(packet: Buffer, evenInKeyExchange?: boolean): Buffer;
    };
  };
  serviceAccept(service: string): void;
  channelOpenFail(channel: number, reason: number, description: string): void;
  channelClose(channel: number): void;
}

interface Inside {
  readonly handlers: (Method | undefined)[];
  doFatalError(protocol: Protocol, why: string): unknown;
  sendPacket(protocol: Protocol, packet: Buffer, evenInKeyExchange?: boolean): unknown;
}

let inside: Inside | undefined;

/** Guards ssh2's table of messages, once for the process. Throws `internal` if ssh2 is not the one known. */
export function hardenSsh2(): void {
  if (inside !== undefined) return;
  const { protocolPrototype } = openSsh2();
  const require = createRequire(import.meta.url);
  const handlers: unknown = require('ssh2/lib/protocol/handlers.js');
  const utilities: unknown = require('ssh2/lib/protocol/utils.js');
  const isKnown = hasMembers<Pick<Inside, 'doFatalError' | 'sendPacket'>>(utilities, {
    doFatalError: 'function',
    sendPacket: 'function',
  });
  if (!isKnown || !Array.isArray(handlers)) throw changed();
  inside = { handlers, doFatalError: utilities.doFatalError, sendPacket: utilities.sendPacket };
  for (let number = 0; number <= 255; number += 1) guardMessage(inside, number);
  takeIdentificationInPieces(protocolPrototype);
}

const packetsBeforeLogin = new WeakMap<Protocol, number>();
const serviceRequests = new WeakMap<Protocol, number>();

function guardMessage({ handlers, doFatalError }: Inside, number: number): void {
  const original = handlers[number];
  handlers[number] = (self, payload) => {
    if (!isProtocol(self) || !(payload instanceof Uint8Array)) throw changed();
    if (self._server) {
      const offence = offenceOf(self, number, payload);
      if (offence !== undefined) return doFatalError(self, offence);
      // RFC 4252 section 5.1: requests after a successful login are ignored.
      if (self._authenticated && ofLogin.has(number)) return undefined;
    }
    return original?.(self, payload);
  };
}

/** Why the message ends the connection, or `undefined`. */
function offenceOf(self: Protocol, number: number, payload: Uint8Array): string | undefined {
  if (serversOwn.has(number)) return `message ${number} comes from servers only`;
  if ((self._queue?.length ?? 0) > greatestKeptBack) return 'too much asked for while keys are exchanged';
  if (self._authenticated) return undefined;
  if (!beforeLogin.has(number)) return `message ${number} before login`;
  const packets = (packetsBeforeLogin.get(self) ?? 0) + 1;
  packetsBeforeLogin.set(self, packets);
  if (packets > greatest.packets) return 'too many packets before login';
  if (ofLogin.has(number) && !serviceRequests.has(self)) return `message ${number} before its service`;
  if (number === message.authenticationRequest && self._authsQueue.length >= greatest.waitingRequests) {
    return 'too many requests at once';
  }
  if (number === message.informationResponse && payload.length >= 5) {
    const announced = Buffer.from(payload.buffer, payload.byteOffset, payload.length).readUInt32BE(1);
    if (announced > greatest.responses) return 'too many responses';
  }
  return undefined;
}

/** Guards one connection. To be called as soon as there is one, before any key exchange. */
export function hardenConnection(connection: Connection): void {
  const protocol = protocolOf(connection);
  const fail = (why: string) => inside?.doFatalError(protocol, why);
  refuseEmptyPackets(protocol, fail);
  sendRightSignatureAlgorithms(protocol);
  takeRepeatedServiceRequests(protocol);
  guardChannels(connection, protocol, fail);
}

/** Takes an abandoned request out of the queue of those that are answered (RFC 4252 section 5.1: without a word). */
export function forgetAbandonedRequest(connection: Connection): void {
  protocolOf(connection)._authsQueue.shift();
}

/** Says why the connection ends. The caller closes the socket. */
export function sendDisconnect(connection: Connection, reason: DisconnectReason, sentence: string): void {
  send(protocolOf(connection), disconnectMessage(reason, sentence), true);
}

/** Tells a client that has not logged in yet what its user should read. */
export function sendBanner(connection: Connection, sentence: string): void {
  send(protocolOf(connection), bannerMessage(sentence));
}

/** Sends a whole message to a client that has logged in. */
export function sendMessage(connection: Connection, message: Buffer): void {
  send(protocolOf(connection), message);
}

function sendRightSignatureAlgorithms(protocol: Protocol): void {
  const original = protocol._onHandshakeComplete;
  let first = true;
  protocol._onHandshakeComplete = (...values) => {
    const wanted = first && protocol._kex.remoteExtInfoEnabled;
    first = false;
    protocol._kex.remoteExtInfoEnabled = false;
    // RFC 8308 section 2.4: the first message after the server's NEWKEYS.
    if (wanted) send(protocol, signatureAlgorithmsMessage(loginSignatureAlgorithms));
    return original(...values);
  };
}

function takeRepeatedServiceRequests(protocol: Protocol): void {
  const original = protocol._handlers.SERVICE_REQUEST;
  protocol._handlers.SERVICE_REQUEST = (self, service) => {
    const requests = (serviceRequests.get(protocol) ?? 0) + 1;
    serviceRequests.set(protocol, requests);
    const repeated = requests > 1 && requests <= greatest.serviceRequests;
    if (repeated && service === 'ssh-userauth') return protocol.serviceAccept(service);
    return original(self, service);
  };
}

function send(protocol: Protocol, bytes: Buffer, evenInKeyExchange = false): void {
  const { write } = protocol._packetRW;
  const start = evenInKeyExchange ? write.allocStartKEX : write.allocStart;
  const packet = write.alloc(bytes.length, evenInKeyExchange);
  packet.set(bytes, start);
  inside?.sendPacket(protocol, write.finalize(packet, evenInKeyExchange), evenInKeyExchange);
}

function protocolOf(connection: Connection): Protocol {
  const protocol: unknown = Reflect.get(connection, '_protocol');
  if (inside === undefined || !isProtocol(protocol)) throw changed();
  return protocol;
}

function isProtocol(value: unknown): value is Protocol {
  return hasMembers<Protocol>(value, {
    _server: 'boolean',
    _authenticated: 'boolean',
    _authsQueue: 'object',
    _handlers: 'object',
    _onHandshakeComplete: 'function',
    _packetRW: 'object',
    serviceAccept: 'function',
    channelOpenFail: 'function',
    channelClose: 'function',
  });
}
