import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { answerClient, clientInit, finishClient, generateClientKeys } from '../../src/ssh/mlkem768x25519.ts';
import { signWith, sshString } from '../support/ssh-keys.ts';
import { kexInit, message, stringsOf } from '../support/ssh-packets.ts';
import { connectClient, hostKey, hybridFirst, sendPackets, startServer, type TestServer } from './ends.ts';
import { connectRaw, listenRaw, type RawPeer } from './raw-peer.ts';

const hybrid = 'mlkem768x25519-sha256';
const strictClient = 'kex-strict-c-v00@openssh.com';
const keyExchangeFailed = 3;
const encapsulationKeyLength = 1184;
const ciphertextLength = 1088;

const init = (value: Buffer, after?: Buffer) =>
  Buffer.concat([Buffer.of(message.init), sshString(value), after ?? nothing]);

const nothing = Buffer.alloc(0);

/** H of section 2.5 of the draft, over all it has in its order; K is a string like the rest. */
function exchangeHash(parts: readonly (string | Buffer)[]): Buffer {
  return createHash('sha256')
    .update(Buffer.concat(parts.map(sshString)))
    .digest();
}

async function receiveFrom(peer: RawPeer): Promise<Buffer> {
  return (await peer.receive()) ?? nothing;
}

/** A client that has got as far as both SSH_MSG_KEXINIT. */
async function rawClient(server: TestServer, exchanges = [hybrid, strictClient]): Promise<RawPeer> {
  const peer = await connectRaw(server.port);
  peer.send(kexInit(exchanges));
  expect((await peer.receive())?.[0]).toBe(message.kexInit);
  return peer;
}

/** The peer says why by number, ends the connection, lets nobody in and serves the next one. */
async function expectRefusal(server: TestServer, peer: RawPeer, error: string): Promise<void> {
  const disconnect = await peer.receive();
  expect(disconnect?.[0]).toBe(message.disconnect);
  expect(disconnect?.readUInt32BE(1)).toBe(keyExchangeFailed);
  expect(await peer.receive()).toBeUndefined();
  expect(server.errors).toEqual([expect.stringContaining(error)]);
  expect(server.exchanges).toEqual([]);
  expect(server.logins).toEqual([]);
  const next = await connectClient(server.port, hybridFirst);
  expect(next.exchanges).toEqual([hybrid]);
}

describe('a client that is let in by its bytes', () => {
  it('gets a host key’s signature over the exchange, with K as a string, and new keys', async () => {
    const server = await startServer(hybridFirst);
    // An mpint is the same bytes as a string for one K in two only.
    for (let round = 0; round < 16; round += 1) {
      const peer = await connectRaw(server.port);
      const clientKexInit = kexInit([hybrid, strictClient]);
      peer.send(clientKexInit);
      const serverKexInit = await receiveFrom(peer);
      const keys = generateClientKeys();
      const clientValue = clientInit(keys);
      peer.send(init(clientValue));
      const reply = await receiveFrom(peer);
      expect(reply[0]).toBe(message.reply);
      const [key, serverReply = nothing, signature = nothing] = stringsOf(reply);
      expect(key).toEqual(hostKey.blob);
      const result = finishClient(keys, serverReply);
      if ('refused' in result) throw new TypeError(result.refused);
      const hash = exchangeHash([
        'SSH-2.0-raw',
        'SSH-2.0-ssh2js1.17.0',
        clientKexInit,
        serverKexInit,
        hostKey.blob,
        clientValue,
        serverReply,
        result.sharedSecret,
      ]);
      expect(verify(null, hash, createPublicKey(hostKey.privateKey), signature.subarray(-64))).toBe(true);
      expect(await peer.receive()).toEqual(Buffer.of(message.newKeys));
      peer.end();
    }
  });
});

describe('a hostile client is refused', () => {
  const good = (): Buffer => clientInit(generateClientKeys());
  const attacks: Readonly<Record<string, { readonly send: () => Buffer; readonly error: string }>> = {
    'that sends a byte too few': { send: () => init(good().subarray(1)), error: 'wrong length' },
    'that sends a byte too many in its value': {
      send: () => init(Buffer.concat([good(), Buffer.alloc(1)])),
      error: 'wrong length',
    },
    'that sends an empty value': { send: () => init(Buffer.alloc(0)), error: 'wrong length' },
    'that sends the value of curve25519-sha256': {
      send: () => init(Buffer.alloc(32, 9)),
      error: 'wrong length',
    },
    'that sends a byte after its value': { send: () => init(good(), Buffer.alloc(1)), error: 'malformed' },
    'that announces more than it sends': {
      send: () => Buffer.concat([Buffer.of(message.init, 0, 0, 5, 0), good()]),
      error: 'malformed',
    },
    'that announces 4 GiB': {
      send: () => Buffer.concat([Buffer.of(message.init, 255, 255, 255, 255), good()]),
      error: 'malformed',
    },
    'that sends a bare message number': { send: () => Buffer.of(message.init), error: 'malformed' },
    'whose ML-KEM key is beyond the modulus': {
      send: () => init(good().fill(0xff, 0, 3)),
      error: 'no ML-KEM encapsulation key',
    },
    'whose X25519 point is of small order': {
      send: () => init(good().fill(0, encapsulationKeyLength)),
      error: 'weak X25519 point',
    },
    'that sends the server’s message': {
      send: () => Buffer.concat([Buffer.of(message.reply), sshString(good())]),
      error: 'Received packet 31',
    },
    'that announces new keys before any are agreed': {
      send: () => Buffer.of(message.newKeys),
      error: 'Received packet 21',
    },
    'that begins the negotiation again': { send: () => kexInit([hybrid]), error: 'extra KEXINIT' },
    'that slips in a message under strict key exchange': {
      send: () => Buffer.concat([Buffer.of(message.ignore), sshString('')]),
      error: 'unexpected packet type 2',
    },
  };

  it.each(Object.entries(attacks))('%s', async (_, { send, error }) => {
    const server = await startServer(hybridFirst);
    const peer = await rawClient(server);
    // More of the same behind it must not be looked at.
    peer.send(send(), init(good()), init(good()));
    await expectRefusal(server, peer, error);
  });

  it('that sends its value twice', async () => {
    const server = await startServer(hybridFirst);
    const peer = await rawClient(server);
    peer.send(init(good()), init(good()));
    expect((await peer.receive())?.[0]).toBe(message.reply);
    expect(await peer.receive()).toEqual(Buffer.of(message.newKeys));
    await peer.receive();
    expect(server.errors).toEqual(['Received packet 30 instead of 21']);
    expect(server.exchanges).toEqual([]);
  });

  it.each([
    ['ends before its first list', Buffer.alloc(16)],
    [
      'ends within its first list',
      Buffer.concat([Buffer.alloc(16), Buffer.of(0, 0, 0, 99), Buffer.from(hybrid)]),
    ],
    ['ends after its first list', Buffer.concat([Buffer.alloc(16), sshString(hybrid)])],
    ['ends after its last list', kexInit([hybrid, strictClient]).subarray(1, -5)],
    ['ends within its last number', kexInit([hybrid, strictClient]).subarray(1, -1)],
  ])('whose SSH_MSG_KEXINIT %s', async (_, rest) => {
    const server = await startServer(hybridFirst);
    const peer = await connectRaw(server.port);
    expect((await peer.receive())?.[0]).toBe(message.kexInit);
    peer.send(Buffer.concat([Buffer.of(message.kexInit), rest]));
    await expectRefusal(server, peer, 'malformed KEXINIT');
  });

  it('whose first message under strict key exchange is not SSH_MSG_KEXINIT', async () => {
    const server = await startServer(hybridFirst);
    const peer = await connectRaw(server.port);
    expect((await peer.receive())?.[0]).toBe(message.kexInit);
    peer.send(Buffer.concat([Buffer.of(message.ignore), sshString('')]), kexInit([hybrid, strictClient]));
    await expectRefusal(server, peer, 'KEXINIT not first packet');
  });
});

describe('a client that has logged in', () => {
  it('is refused as any other when it asks for new keys by a bad value', async () => {
    const server = await startServer(hybridFirst);
    const { client } = await connectClient(server.port, hybridFirst);
    const told = new Promise<string>((resolve) => client.on('error', ({ message }) => resolve(message)));
    sendPackets(client, kexInit([hybrid]), init(clientInit(generateClientKeys()).subarray(1)));
    expect(await told).toBe('KEY_EXCHANGE_FAILED');
    expect(server.errors).toEqual([expect.stringContaining('wrong length')]);
    expect(server.exchanges).toEqual([hybrid]);
    expect((await connectClient(server.port, hybridFirst)).exchanges).toEqual([hybrid]);
  });
});

describe('a server', () => {
  interface Exchange {
    readonly clientKexInit: Buffer;
    readonly serverKexInit: Buffer;
    readonly clientValue: Buffer;
  }

  /** What our client makes of a server with the right host key that answers `reply`. */
  async function clientMeets(reply: (exchange: Exchange) => Buffer): Promise<string> {
    const port = await listenRaw(async (peer) => {
      const serverKexInit = kexInit([hybrid, 'kex-strict-s-v00@openssh.com']);
      peer.send(serverKexInit);
      const clientKexInit = await receiveFrom(peer);
      const clientValue = stringsOf(await receiveFrom(peer))[0] ?? nothing;
      peer.send(reply({ clientKexInit, serverKexInit, clientValue }), Buffer.of(message.newKeys));
      await peer.receive();
      peer.end();
    });
    return connectClient(port, hybridFirst).then(
      () => 'logged in',
      (error: Error) => error.message,
    );
  }

  /** A reply that is right to the last byte, but for what `change` does to S_REPLY before it is signed. */
  function signedReply(exchange: Exchange, change: (serverReply: Buffer) => Buffer, after = nothing): Buffer {
    const answer = answerClient(exchange.clientValue);
    if ('refused' in answer) throw new TypeError(answer.refused);
    const serverReply = change(answer.serverReply);
    const hash = exchangeHash([
      'SSH-2.0-ssh2js1.17.0',
      'SSH-2.0-raw',
      exchange.clientKexInit,
      exchange.serverKexInit,
      hostKey.blob,
      exchange.clientValue,
      serverReply,
      answer.sharedSecret,
    ]);
    const signature = [sshString('ssh-ed25519'), sshString(signWith(hostKey, null, hash))];
    const fields = [hostKey.blob, serverReply, Buffer.concat(signature)].map(sshString);
    return Buffer.concat([Buffer.of(message.reply), ...fields, after]);
  }

  const unchanged = (serverReply: Buffer) => serverReply;

  it('that answers by the draft passes its exchange, and only then breaks off', async () => {
    expect(await clientMeets((exchange) => signedReply(exchange, unchanged))).toBe(
      'closed after 1 exchanges',
    );
  });

  it.each<[string, string, (exchange: Exchange) => Buffer]>([
    [
      'sends a byte too few',
      'wrong length',
      (exchange) => signedReply(exchange, (serverReply) => serverReply.subarray(1)),
    ],
    [
      'sends a byte too many',
      'wrong length',
      (exchange) => signedReply(exchange, (serverReply) => Buffer.concat([serverReply, Buffer.alloc(1)])),
    ],
    [
      'sends a point of small order',
      'weak X25519 point',
      (exchange) => signedReply(exchange, (serverReply) => serverReply.fill(0, ciphertextLength)),
    ],
    [
      'sends a byte after its signature',
      'malformed',
      (exchange) => signedReply(exchange, unchanged, Buffer.alloc(1)),
    ],
    [
      'sends no signature',
      'malformed',
      () => Buffer.concat([Buffer.of(message.reply), sshString(hostKey.blob)]),
    ],
    [
      'sends another ciphertext',
      'signature verification failed',
      (exchange) => signedReply(exchange, (serverReply) => serverReply.fill(0, 0, ciphertextLength)),
    ],
    [
      'saw a bit of C_INIT that has no meaning changed on the way',
      'signature verification failed',
      (exchange) => {
        const seen = Buffer.from(exchange.clientValue);
        seen[seen.length - 1] = (seen.at(-1) ?? 0) ^ 0x80;
        return signedReply({ ...exchange, clientValue: seen }, unchanged);
      },
    ],
    ['announces new keys instead of a reply', 'Received packet 21', () => Buffer.of(message.newKeys)],
    ['sends the client’s message', 'Received packet 30', (exchange) => init(exchange.clientValue)],
  ])('that %s is refused by our client', async (_, error, reply) => {
    expect(await clientMeets(reply)).toContain(error);
  });
});
