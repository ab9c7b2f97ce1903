/**
 * An SSH client that sends whatever messages a test asks for, and keeps those that come: a hostile one needs
 * no more. Only the key exchange and the encryption are ssh2's.
 */

import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { uint32 } from './gateway-client.ts';
import type { TestAccount } from './gateway-site.ts';
import { signWith, sshString } from './ssh-keys.ts';

export interface RawSsh {
  readonly socket: Socket;
  /** Sends a message whole, its number first. */
  send(message: Buffer): void;
  /** The next message of that number, of those that came and were not asked for yet. */
  next(number: number): Promise<Buffer>;
  /** From now on messages go there, as they come, and are not kept for {@link next}. */
  listen(hear: (message: Buffer) => void): void;
  /** Messages that came, were kept, and were not asked for yet. */
  readonly kept: readonly Buffer[];
  /** Numbers of all messages that came and were kept. */
  readonly numbers: readonly number[];
  /** True once the first key exchange is over. */
  hasKeys(): boolean;
  /** Begins another key exchange. */
  rekey(): void;
  /** The hash of the first key exchange, which signatures bind (RFC 4253 section 7.2). */
  sessionId(): Buffer;
  /** Resolves when the connection is closed. */
  readonly closed: Promise<void>;
}

/** What a client offers, where it matters; with AEAD or `hmac-sha2-256-etm@openssh.com`. */
export interface RawOffer {
  /** `curve25519-sha256` if it is left out; that of ours has to be grafted before. */
  readonly exchange?: string;
  readonly cipher: string;
  /** Strict key exchange (OpenSSH's PROTOCOL, section 1.10). */
  readonly strict: boolean;
}

interface Protocol {
  _onPayload: (payload: Buffer) => unknown;
  /** Strict key exchange; unset until the offers are compared. */
  _strictMode: boolean | undefined;
  _packetRW: {
    write: {
      allocStart: number;
      alloc(size: number): Buffer;
      finalize(packet: Buffer): Buffer;
    };
  };
  readonly _kex: { readonly sessionID: Buffer };
  start(): void;
  parse(bytes: Buffer, start: number, end: number): void;
  rekey(): void;
}

const require = createRequire(import.meta.url);

/** A plain connection, `from` an address of this machine; errors are no news: the other end is meant to cut it. */
export function connectQuietly(port: number, host = '127.0.0.1', from?: string): Socket {
  const socket = connect({ port, host, noDelay: true, ...(from !== undefined && { localAddress: from }) });
  socket.on('error', () => {});
  return socket;
}

/** Resolves when the socket is closed, for whatever reason. */
export function closing(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Connects and exchanges keys; the service `ssh-userauth` is asked for and granted unless told otherwise. */
export async function openRawSsh(
  port: number,
  {
    service = true,
    host = '127.0.0.1',
    from,
    offer,
  }: { service?: boolean; host?: string; from?: string; offer?: RawOffer } = {},
): Promise<RawSsh> {
  const { sendPacket } = require('ssh2/lib/protocol/utils.js');
  const ProtocolClass: new (options: object) => Protocol = require('ssh2/lib/protocol/Protocol.js');
  await require('ssh2/lib/protocol/crypto.js').init;

  const socket = connectQuietly(port, host, from);
  const closed = closing(socket);
  await once(socket, 'connect');
  const numbers: number[] = [];
  const messages: Buffer[] = [];
  const wake = new Set<() => void>();
  let hear: ((message: Buffer) => void) | undefined;

  let exchanged: () => void = () => {};
  let exchangedOnce = false;
  const handshake = new Promise<void>((resolve) => {
    exchanged = () => {
      exchangedOnce = true;
      resolve();
    };
  });
  const protocol = new ProtocolClass({
    onWrite: (bytes: Buffer) => socket.write(bytes),
    onError: () => socket.destroy(),
    onHandshakeComplete: () => exchanged(),
    hostVerifier: (_key: Buffer, verify: (known: boolean) => void) => verify(true),
    messageHandlers: {},
    ...(offer && { offer: kexInitOf(offer) }),
  });
  // ssh2's client would take strictness for agreed as soon as the server knows it.
  if (offer?.strict === false) protocol._strictMode = false;
  const dispatch = protocol._onPayload;
  protocol._onPayload = (payload) => {
    const number = payload[0] ?? 0;
    if (number >= 20 && number < 50) return dispatch(payload);
    if (hear !== undefined) {
      hear(Buffer.from(payload));
      return undefined;
    }
    numbers.push(number);
    messages.push(Buffer.from(payload));
    for (const look of [...wake]) look();
    return undefined;
  };
  socket.on('data', (bytes: Buffer) => {
    try {
      protocol.parse(bytes, 0, bytes.length);
    } catch {
      socket.destroy();
    }
  });
  protocol.start();
  await Promise.race([handshake, closed]);

  const raw: RawSsh = {
    socket,
    kept: messages,
    numbers,
    closed,
    rekey: () => protocol.rekey(),
    hasKeys: () => exchangedOnce,
    sessionId: () => protocol._kex.sessionID,
    listen(to) {
      hear = to;
    },
    send(message) {
      if (socket.destroyed) return;
      const { write } = protocol._packetRW;
      const packet = write.alloc(message.length);
      packet.set(message, write.allocStart);
      sendPacket(protocol, write.finalize(packet));
    },
    async next(number) {
      for (;;) {
        const index = messages.findIndex((message) => message[0] === number);
        if (index >= 0) return messages.splice(index, 1)[0] ?? Buffer.alloc(0);
        await new Promise<void>((resolve, reject) => {
          const look = () => {
            wake.delete(look);
            resolve();
          };
          wake.add(look);
          void closed.then(() => reject(new RangeError(`closed before message ${number}: came ${numbers}`)));
        });
      }
    },
  };
  if (service) {
    raw.send(Buffer.concat([Buffer.of(5), sshString('ssh-userauth')]));
    await raw.next(6);
  }
  return raw;
}

/** An offer of ssh2's; one that is made already goes out as it is, without strictness. */
function kexInitOf({ exchange = 'curve25519-sha256', cipher, strict }: RawOffer): object {
  const { KexInit } = require('ssh2/lib/protocol/kex.js');
  const direction = {
    cipher: [cipher],
    mac: ['hmac-sha2-256-etm@openssh.com'],
    compress: ['none'],
    lang: [],
  };
  const lists = {
    kex: [exchange],
    serverHostKey: ['ssh-ed25519'],
    cs: direction,
    sc: { ...direction },
  };
  return strict ? lists : new KexInit(lists);
}

/** USERAUTH_REQUEST (RFC 4252 section 5) with the fields of its method. */
export function authenticationRequest(account: string, method: string, ...fields: readonly Buffer[]): Buffer {
  const names = [account, 'ssh-connection', method].map((name) => sshString(name));
  return Buffer.concat([Buffer.of(50), ...names, ...fields]);
}

/** The `password` method (RFC 4252 section 8). */
export function passwordRequest(account: string, password: string): Buffer {
  return authenticationRequest(account, 'password', Buffer.of(0), sshString(password));
}

/** The `keyboard-interactive` method (RFC 4256 section 3.1). */
export function conversationRequest(account: string): Buffer {
  return authenticationRequest(account, 'keyboard-interactive', sshString(''), sshString(''));
}

/** The `publickey` method with a signature (RFC 4252 section 7) by an Ed25519 key. */
export function signatureRequest(raw: RawSsh, { name, key }: Pick<TestAccount, 'name' | 'key'>): Buffer {
  return signedRequest(raw, name, key, (signed) => signWith(key, null, signed));
}

/** The same with whatever signature `sign` makes of what is to be signed, named by the key's algorithm. */
export function signedRequest(
  raw: RawSsh,
  account: string,
  { algorithm, blob }: { readonly algorithm: string; readonly blob: Uint8Array },
  sign: (signed: Buffer) => Buffer,
  signature = algorithm,
): Buffer {
  const fields = [Buffer.of(1), sshString(algorithm), sshString(blob)];
  const request = authenticationRequest(account, 'publickey', ...fields);
  const made = sign(Buffer.concat([sshString(raw.sessionId()), request]));
  return Buffer.concat([
    request,
    sshString(Buffer.concat([sshString(signature), namedTail(signature, made)])),
  ]);
}

/** PROTOCOL.u2f: flags and counter stand after the signature, outside its string. */
function namedTail(algorithm: string, made: Buffer): Buffer {
  if (!algorithm.startsWith('sk-')) return sshString(made);
  return Buffer.concat([sshString(made.subarray(0, -5)), made.subarray(-5)]);
}

/** A connection that has logged in with key and password. */
export async function openLoggedIn(port: number, account: TestAccount): Promise<RawSsh> {
  const raw = await openRawSsh(port);
  raw.send(signatureRequest(raw, account));
  await raw.next(51);
  raw.send(passwordRequest(account.name, account.password));
  await raw.next(52);
  return raw;
}

/** CHANNEL_OPEN of a session (RFC 4254 section 5.1). */
export function channelOpen(channel: number, window: number, greatestPacket: number): Buffer {
  return Buffer.concat([
    Buffer.of(90),
    sshString('session'),
    uint32(channel),
    uint32(window),
    uint32(greatestPacket),
  ]);
}

/** CHANNEL_REQUEST that wants a reply (RFC 4254 section 5.4). */
export function channelRequest(recipient: number, type: string, ...fields: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.of(98), uint32(recipient), sshString(type), Buffer.of(1), ...fields]);
}

/** CHANNEL_DATA (RFC 4254 section 5.2). */
export function channelData(recipient: number, data: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(94), uint32(recipient), sshString(data)]);
}

/** INFO_RESPONSE (RFC 4256 section 3.4). */
export function responses(...texts: readonly string[]): Buffer {
  return Buffer.concat([Buffer.of(61), uint32(texts.length), ...texts.map((text) => sshString(text))]);
}

/** True if the connection is closed within the time; for what must not wait for a time limit of the server. */
export async function closesWithin(milliseconds: number, raw: Pick<RawSsh, 'closed'>): Promise<boolean> {
  const stop = new AbortController();
  const late = delay(milliseconds, false, { signal: stop.signal }).catch(() => false);
  const closed = await Promise.race([raw.closed.then(() => true), late]);
  stop.abort();
  return closed;
}
