/** The identification of a client (RFC 4253 section 4.2), against the real gateway, in whatever pieces it comes. */

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { attemptLogin, bothFactors } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { closing, connectQuietly } from '../support/raw-ssh.ts';
import { kexInit, message, plainPacket } from '../support/ssh-packets.ts';

const greeting = 'SSH-2.0-Passerelle\r\n';

let site: GatewaySite;

beforeAll(async () => {
  site = await openGatewaySite({ gateway: { limits: { loginSeconds: 3 } } });
});
afterAll(() => site.close());

/** Sends pieces so that each arrives alone, and gives the gateway time to look at it. */
async function sendApart(socket: Socket, pieces: readonly Uint8Array[]): Promise<void> {
  for (const piece of pieces) {
    await new Promise<void>((resolve) => socket.write(piece, () => resolve()));
    for (let time = 0; time < 3; time += 1) await turn();
  }
}

async function connected(): Promise<Socket> {
  const socket = connectQuietly(site.gateway.port);
  const [first] = await once(socket, 'data');
  expect(String(first)).toBe(greeting);
  return socket;
}

/** The number of the first message that the gateway sends. */
async function firstMessage(socket: Socket): Promise<number | undefined> {
  const [packet]: Buffer[] = await once(socket, 'data');
  return packet?.[5];
}

/** From now on the gateway's patience lasts until the test says so. */
function stopTime(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
}

const bytes = (text: string) => Buffer.from(text, 'latin1');
const openSsh = bytes('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n');
const each = (text: string) => [...text].map(bytes);

describe('an identification is taken', () => {
  it.each([
    ['in one piece', [bytes('SSH-2.0-test\r\n')]],
    ['in two pieces', ['SSH-2.0-t', 'est\r\n'].map(bytes)],
    ['in three pieces', ['SSH-', '2.0-te', 'st\r\n'].map(bytes)],
    ['byte by byte', each('SSH-2.0-test with words behind\r\n')],
    ['byte by byte, with a line feed alone', each('SSH-2.0-test\n')],
    ['byte by byte, of the greatest length', each(`SSH-2.0-${'x'.repeat(245)}\r\n`)],
    ['with its line feed apart', ['SSH-2.0-test\r', '\n'].map(bytes)],
  ])('%s', async (_, pieces) => {
    const socket = await connected();
    const answered = firstMessage(socket);
    await sendApart(socket, pieces);
    expect(await answered).toBe(message.kexInit);
    socket.destroy();
  });

  it('of OpenSSH, which is told what we offer in answer to its own offer', async () => {
    stopTime();
    const socket = await connected();
    const answered = firstMessage(socket);
    await sendApart(socket, [openSsh]);
    expect(socket.bytesRead).toBe(greeting.length);
    await sendApart(socket, [plainPacket(kexInit(['mlkem768x25519-sha256']))]);
    expect(await answered).toBe(message.kexInit);
    socket.write(plainPacket(Buffer.of(message.init, 0, 0, 0, 1, 0)));
    expect(await firstMessage(socket)).toBe(message.disconnect);
    await closing(socket);
  });

  it('of one that calls itself OpenSSH and waits for our offer, or goes before it came', async () => {
    stopTime();
    const [waiting, going] = [await connected(), await connected()];
    const answered = firstMessage(waiting);
    await sendApart(going, [openSsh]);
    await sendApart(waiting, [openSsh]);
    going.destroy();
    expect(waiting.bytesRead).toBe(greeting.length);
    vi.advanceTimersByTime(1000);
    expect(await answered).toBe(message.kexInit);
    waiting.destroy();
  });

  it('of OpenSSH, before whose own offer nothing may come that a strict exchange forbids', async () => {
    const socket = await connected();
    const answered = firstMessage(socket);
    await sendApart(socket, [openSsh, plainPacket(Buffer.of(message.ignore, 0, 0, 0, 0))]);
    expect(await answered).toBe(message.kexInit);
    const strict = ['mlkem768x25519-sha256', 'kex-strict-c-v00@openssh.com'];
    socket.write(plainPacket(kexInit(strict)));
    expect(await firstMessage(socket)).toBe(message.disconnect);
    await closing(socket);
  });

  it('of one that calls itself OpenSSH, and sends nothing behind the last word while our offer waits', async () => {
    const gateway = await startGateway({ ...site.options, port: 0, limits: { loginSeconds: 0.05 } });
    const socket = connectQuietly(gateway.port);
    const received: Buffer[] = [];
    socket.on('data', (piece: Buffer) => received.push(piece));
    const closed = closing(socket);
    socket.write(openSsh);
    await closed;
    const packets = Buffer.concat(received).subarray(greeting.length);
    expect(packets[5]).toBe(message.disconnect);
    expect(packets.length).toBe(4 + packets.readUInt32BE(0));
    await gateway.close();
  });

  it('together with what follows it in its last piece', async () => {
    const socket = await connected();
    const answered = firstMessage(socket);
    const packet = Buffer.concat([bytes('test\r\n'), plainPacket(kexInit(['mlkem768x25519-sha256']))]);
    await sendApart(socket, [bytes('SSH-'), bytes('2.0-'), packet]);
    expect(await answered).toBe(message.kexInit);
    // A value of a wrong length is judged: the packet before it was understood.
    socket.write(plainPacket(Buffer.of(message.init, 0, 0, 0, 1, 0)));
    expect(await firstMessage(socket)).toBe(message.disconnect);
    await closing(socket);
  });
});

describe('an identification is refused', () => {
  it.each([
    ['of another protocol, byte by byte', each('GET / HTTP/1.1\r\n')],
    ['of SSH 1, byte by byte', each('SSH-1.5-old\r\n')],
    ['behind another line, byte by byte', each('hello\r\nSSH-2.0-test\r\n')],
    ['longer than may be, byte by byte', each(`SSH-2.0-${'x'.repeat(246)}\r\n`)],
    ['longer than may be, in one piece', [bytes(`SSH-2.0-${'x'.repeat(246)}\r\n`)]],
    ['without an end, in pieces', Array.from({ length: 20 }, () => Buffer.alloc(100, 0x41))],
  ])('%s', async (_, pieces) => {
    const socket = await connected();
    let answer = 0;
    socket.on('data', (data) => {
      answer += data.length;
    });
    const closed = closing(socket);
    await sendApart(socket, pieces);
    await closed;
    expect(answer).toBe(0);
  });

  it('if it is not whole when the time to log in is over [threat 22]', async () => {
    const socket = await connected();
    await sendApart(socket.resume(), each('SSH-2.0-slow'));
    await closing(socket);
  });
});

it('lets an honest client in after all of that', async () => {
  const account = await site.account('insurer-300');
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(account));
  client.end();
  expect(open).toBe(true);
});
