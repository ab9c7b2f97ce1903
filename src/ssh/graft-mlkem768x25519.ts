/**
 * Grafts the key exchange of mlkem768x25519.ts on ssh2, for servers and clients alike, without a fork.
 *
 * ssh2 has no place for an exchange of ours: it looks up what was negotiated in a closure. So where our name is
 * about to win, it changes places with {@link standIn} in both lists for the length of that one negotiation,
 * and the object that ssh2 then makes gets our methods before it acts. The rest stays ssh2's: strict key
 * exchange, the host key and its signature, the derivation of keys. The exchange hash is over what was truly
 * sent and received. Guesses are judged here too: ssh2 takes all of them for wrong, since it compares what was
 * agreed on with the first letter of its name (protocol/kex.js), and a client that guessed right would wait.
 */

import type { KexAlgorithm } from 'ssh2';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { isWrongGuess, type KexInit, readKexInit, withExchanges } from './kex-init.ts';
import {
  answerClient,
  clientInit,
  finishClient,
  generateClientKeys,
  hybridExchange,
  type Refused,
} from './mlkem768x25519.ts';
import {
  isStandIn,
  kexInitMessage,
  keyExchangeFailed,
  openSsh2,
  type PayloadHandler,
  type Ssh2Decipher,
  type Ssh2Exchange,
  type Ssh2Inside,
  type Ssh2Protocol,
  standIn,
  unknownSsh2,
} from './ssh2-inside.ts';

const exchangeName: string = hybridExchange;

/** The name as an algorithm for ssh2, whose published types have a closed list. */
export const mlkem768x25519 = exchangeName as KexAlgorithm;

let grafted = false;

/**
 * From now on every server and client of ssh2 may be configured with {@link mlkem768x25519}; before, ssh2
 * throws at the name. A second call does nothing. Throws `internal` if ssh2 is not the one that was verified,
 * or if Node's OpenSSL cannot make the exchange.
 */
export function graftMlkem768x25519(): void {
  if (grafted) return;
  const ssh2 = openSsh2();
  requireSoundExchange();
  watchFirstExchange(ssh2);
  watchLaterExchanges(ssh2);
  ssh2.supportedExchanges.push(hybridExchange);
  grafted = true;
}

function requireSoundExchange(): void {
  let sound = false;
  let cause: unknown;
  try {
    sound = exchangeIsSound();
  } catch (error) {
    cause = error;
  }
  if (sound) return;
  throw new PasserelleError('internal', text`This Node cannot do the key exchange ${hybridExchange}.`, {
    hint: text`Run the Node that npm ci installs: the exchange needs ML-KEM, which OpenSSL has from 3.5.`,
    cause,
  });
}

/** Two ends of our own agree, and a key with a coefficient beyond the modulus is refused. */
function exchangeIsSound(): boolean {
  const keys = generateClientKeys();
  const answer = answerClient(clientInit(keys));
  if ('refused' in answer) return false;
  const finish = finishClient(keys, answer.serverReply);
  if ('refused' in finish || !finish.sharedSecret.equals(answer.sharedSecret)) return false;
  return 'refused' in answerClient(clientInit(keys).fill(0xff, 0, 3));
}

/** The first exchange of a connection goes from its first decipher to ssh2, past the table of messages. */
function watchFirstExchange(ssh2: Ssh2Inside): void {
  Object.defineProperty(ssh2.protocolPrototype, '_decipher', {
    configurable: true,
    get: () => undefined,
    set(this: Ssh2Protocol, decipher: Ssh2Decipher | undefined) {
      if (decipher === undefined) return;
      defineOwn(this, '_decipher', { value: decipher, writable: true });
      const proceed = decipher._onPayload;
      decipher._onPayload = (payload) =>
        payload[0] === kexInitMessage ? negotiate(ssh2, this, payload, proceed) : proceed(payload);
    },
  });
}

function watchLaterExchanges(ssh2: Ssh2Inside): void {
  const proceed = ssh2.messageHandlers[kexInitMessage];
  ssh2.messageHandlers[kexInitMessage] = (protocol, payload) =>
    negotiate(ssh2, protocol, payload, (rewritten) => proceed?.(protocol, rewritten));
}

/** Hands the peer's SSH_MSG_KEXINIT to ssh2, and says what becomes of the packet that it guessed. */
function negotiate(
  ssh2: Ssh2Inside,
  protocol: Ssh2Protocol,
  kexInit: Buffer,
  proceed: PayloadHandler,
): unknown {
  // It stands in the place of a wrong guess, and is left aside like any packet there.
  if (protocol._skipNextInboundPacket) return proceed(kexInit);
  const theirs = readKexInit(kexInit);
  if (theirs === undefined) return ssh2.fail(protocol, 'malformed KEXINIT', 'handshake', keyExchangeFailed);
  const { kex, serverHostKey } = protocol._offer.lists;
  const result = negotiateExchange(ssh2, protocol, { kexInit, theirs }, proceed);
  protocol._skipNextInboundPacket = isWrongGuess(theirs, {
    exchanges: kex.array,
    hostKeys: serverHostKey.array,
  });
  return result;
}

/** With the names changed, if it is our exchange that wins. */
function negotiateExchange(
  ssh2: Ssh2Inside,
  protocol: Ssh2Protocol,
  { kexInit, theirs: { exchanges: theirs } }: { readonly kexInit: Buffer; readonly theirs: KexInit },
  proceed: PayloadHandler,
): unknown {
  const offer = protocol._offer;
  const ours = offer.lists.kex.array;
  const [client, server] = protocol._server ? [theirs, ours] : [ours, theirs];
  if (client.find((name) => server.includes(name)) !== hybridExchange) return proceed(kexInit);

  let exchange = protocol._kex;
  const kex = { ...offer.lists.kex, array: swapNames(ours) };
  protocol._offer = Object.create(offer, { lists: { value: { ...offer.lists, kex } } });
  defineOwn(protocol, '_kex', {
    get: () => exchange,
    set: (created: unknown) => {
      if (!isStandIn(created)) throw unknownSsh2('ssh2 did not make the key exchange that was negotiated.');
      takeOver(ssh2, protocol, created, kexInit);
      exchange = created;
    },
  });
  try {
    return proceed(withExchanges(kexInit, swapNames(theirs)));
  } finally {
    protocol._offer = offer;
    defineOwn(protocol, '_kex', { value: exchange, writable: true });
  }
}

/** Gives an exchange of ssh2 our methods, before the client's has sent anything. */
function takeOver(ssh2: Ssh2Inside, protocol: Ssh2Protocol, exchange: Ssh2Exchange, kexInit: Buffer): void {
  const side = protocol._server ? serverSide() : clientSide();
  const parse = exchange.parse.bind(exchange);
  let sharedSecret: Buffer = Buffer.alloc(0);
  exchange.negotiated.kex = hybridExchange;
  exchange._remoteKexinit = kexInit;
  exchange.getPublicKey = side.ownValue;
  exchange.convertPublicKey = (value) => value;
  exchange.computeSecret = () => sharedSecret;
  exchange.parse = (payload) => {
    if (payload[0] !== side.expected.message) return parse(payload);
    const value = readStrings(payload.subarray(1), side.expected.strings)?.[side.expected.value];
    const result = value === undefined ? ({ refused: 'malformed' } as const) : side.receive(value);
    if ('refused' in result) {
      const why = `${hybridExchange} refused: ${result.refused}`;
      return ssh2.fail(protocol, why, 'handshake', keyExchangeFailed);
    }
    sharedSecret = result.sharedSecret;
    return parse(payload);
  };
}

/** One side of one exchange. */
interface Side {
  /** The peer's message, how many strings it has, and which of them is the peer's value. */
  readonly expected: { readonly message: number; readonly strings: number; readonly value: number };
  /** The client's at once, the server's after the client's was received. */
  readonly ownValue: () => Buffer;
  readonly receive: (value: Buffer) => { readonly sharedSecret: Buffer } | Refused;
}

function clientSide(): Side {
  const keys = generateClientKeys();
  const init = clientInit(keys);
  return {
    // SSH_MSG_KEX_HYBRID_REPLY: host key, S_REPLY, signature.
    expected: { message: 31, strings: 3, value: 1 },
    ownValue: () => init,
    receive: (serverReply) => finishClient(keys, serverReply),
  };
}

function serverSide(): Side {
  let reply: Buffer = Buffer.alloc(0);
  return {
    // SSH_MSG_KEX_HYBRID_INIT: C_INIT.
    expected: { message: 30, strings: 1, value: 0 },
    ownValue: () => reply,
    receive: (init) => {
      const answer = answerClient(init);
      if (!('refused' in answer)) reply = answer.serverReply;
      return answer;
    },
  };
}

/** `undefined` unless `bytes` are just so many strings of RFC 4251 section 5, and nothing after them. */
function readStrings(bytes: Buffer, count: number): readonly Buffer[] | undefined {
  const strings: Buffer[] = [];
  let rest = bytes;
  while (strings.length < count) {
    if (rest.length < 4 || rest.length - 4 < rest.readUInt32BE()) return undefined;
    const end = 4 + rest.readUInt32BE();
    strings.push(rest.subarray(4, end));
    rest = rest.subarray(end);
  }
  return rest.length === 0 ? strings : undefined;
}

/** Both lists with the two names changed lead to the same outcome, under the other name. */
function swapNames(names: readonly string[]): readonly string[] {
  const other = new Map([
    [hybridExchange, standIn],
    [standIn, hybridExchange],
  ]);
  return names.map((name) => other.get(name) ?? name);
}

function defineOwn(protocol: Ssh2Protocol, key: keyof Ssh2Protocol, property: PropertyDescriptor): void {
  Object.defineProperty(protocol, key, { ...property, configurable: true, enumerable: true });
}
