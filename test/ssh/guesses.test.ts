/** The first packet of a key exchange, sent before it is known which exchange it will be (RFC 4253 section 7). */

import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { clientInit, generateClientKeys } from '../../src/ssh/mlkem768x25519.ts';
import { sshString } from '../support/ssh-keys.ts';
import { kexInit, message, stringsOf } from '../support/ssh-packets.ts';
import { classicalOnly, connectClient, hybridFirst, hybridOnly, sendPackets, startServer } from './ends.ts';
import { connectRaw, type RawPeer } from './raw-peer.ts';

const hybrid = 'mlkem768x25519-sha256';
const classical = 'curve25519-sha256';
const strictClient = 'kex-strict-c-v00@openssh.com';

const init = (value: Uint8Array) => Buffer.concat([Buffer.of(message.init), sshString(value)]);
const hybridInit = () => init(clientInit(generateClientKeys()));
const classicalInit = () => init(generateKeyPairSync('x25519').publicKey.export({ format: 'raw-public' }));

/** The length of the server's own value: which exchange it answered. */
const lengths: Readonly<Record<string, number>> = { [hybrid]: 1088 + 32, [classical]: 32 };

/** The next that the server sends after its SSH_MSG_KEXINIT is its reply to just this exchange. */
async function expectReply(peer: RawPeer, exchange: string): Promise<void> {
  expect((await peer.receive())?.[0]).toBe(message.kexInit);
  const reply = (await peer.receive()) ?? Buffer.alloc(0);
  expect(reply[0]).toBe(message.reply);
  expect(stringsOf(reply)[1]).toHaveLength(lengths[exchange] ?? 0);
  expect(await peer.receive()).toEqual(Buffer.of(message.newKeys));
}

describe('a client that guesses right', () => {
  it.each([
    [hybrid, hybridFirst, hybridInit],
    [classical, classicalOnly, classicalInit],
  ])('%s is answered at once, and need not send its value again', async (name, kex, value) => {
    const server = await startServer(kex);
    const peer = await connectRaw(server.port);
    peer.send(kexInit([name, 'diffie-hellman-group16-sha512', strictClient], true), value());
    await expectReply(peer, name);
  });

  it('says so by any number that is not zero', async () => {
    const server = await startServer(hybridFirst);
    const peer = await connectRaw(server.port);
    const offer = kexInit([classical, hybrid], true);
    offer[offer.length - 5] = 0x80;
    peer.send(offer, init(Buffer.alloc(5)), classicalInit());
    await expectReply(peer, classical);
  });

  it('is answered when it asks for new keys, too', async () => {
    const server = await startServer(hybridFirst);
    const { client } = await connectClient(server.port, hybridFirst);
    const told = new Promise<string>((resolve) => client.on('error', (error) => resolve(error.message)));
    // The value is of the wrong length: that it is judged shows that it was not left aside.
    sendPackets(client, kexInit([hybrid], true), init(Buffer.alloc(5)));
    expect(await told).toBe('KEY_EXCHANGE_FAILED');
    expect(server.errors).toEqual([expect.stringContaining('wrong length')]);
  });
});

describe('a client that guesses wrong', () => {
  it.each<[string, readonly string[], readonly string[], Buffer, string]>([
    ['an exchange that the server does not know', [classical, hybrid], ['ssh-ed25519'], hybridInit(), hybrid],
    [
      'an exchange that the server knows, but likes less',
      [classical, hybrid],
      ['ssh-ed25519'],
      classicalInit(),
      classical,
    ],
    ['a host key', [hybrid], ['rsa-sha2-512', 'ssh-ed25519'], hybridInit(), hybrid],
  ])('%s has its guess left aside, and sends another value', async (_, names, hostKeys, value, agreed) => {
    const server = await startServer(agreed === hybrid ? hybridOnly : hybridFirst);
    const peer = await connectRaw(server.port);
    peer.send(kexInit([...names, strictClient], true, hostKeys), init(Buffer.alloc(7)), value);
    await expectReply(peer, agreed);
  });

  it('has one packet left aside and no more', async () => {
    const server = await startServer(hybridOnly);
    const peer = await connectRaw(server.port);
    peer.send(kexInit([classical, hybrid, strictClient], true), init(Buffer.alloc(7)), init(Buffer.alloc(7)));
    expect((await peer.receive())?.[0]).toBe(message.kexInit);
    expect((await peer.receive())?.[0]).toBe(message.disconnect);
    expect(server.errors).toEqual([expect.stringContaining('wrong length')]);
  });

  it('cannot negotiate anew by what is left aside', async () => {
    const server = await startServer(hybridOnly);
    const peer = await connectRaw(server.port);
    const offer = kexInit([classical, hybrid, strictClient], true);
    // Were the second read, the value behind it would be left aside as well.
    peer.send(offer, offer, hybridInit());
    await expectReply(peer, hybrid);
  });
});

describe('a client that does not guess', () => {
  it('has its first value taken', async () => {
    const server = await startServer(hybridFirst);
    const peer = await connectRaw(server.port);
    peer.send(kexInit([classical, hybrid, strictClient]), classicalInit());
    await expectReply(peer, classical);
  });
});
