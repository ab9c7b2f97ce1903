/** A gateway behind a load balancer, which says by the PROXY protocol who comes; another says it without being asked. */

import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAddressList } from '../../src/login/address-list.ts';
import { addressSubject } from '../../src/login/throttle.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { proxyHeader, proxyHeaderOf, tlv } from '../support/proxy-header.ts';
import { closesWithin, closing, connectQuietly } from '../support/raw-ssh.ts';

const balancer = '127.0.0.9';
const perAddress = 3;
const identification = 'SSH-2.0-Passerelle\r\n';

let site: GatewaySite;

beforeAll(async () => {
  const proxyProtocolFrom = parseAddressList(`${balancer},127.0.0.16/30`);
  const limits = { startups: 10, startupsPerAddress: perAddress, headerSeconds: 1, loginSeconds: 2 };
  site = await openGatewaySite({ gateway: { proxyProtocolFrom, limits } });
});
afterAll(() => site.close());

const connect = (from = balancer) => connectQuietly(site.gateway.port, '127.0.0.1', from);

/** What the gateway says first; `undefined` if it closes without a word. */
async function firstWord(socket: Socket): Promise<string | undefined> {
  const said = new Promise<string>((resolve) => socket.once('data', (bytes) => resolve(String(bytes))));
  return Promise.race([said, closing(socket).then(() => undefined)]);
}

/** Comes through the balancer as a client at that address, and stays. */
async function comeFrom(
  client: string,
): Promise<{ readonly socket: Socket; readonly word: string | undefined }> {
  const socket = connect();
  socket.write(proxyHeaderOf(client));
  return { socket, word: await firstWord(socket) };
}

it('waits for the header, in whatever pieces it comes, and takes the bytes behind it for the client’s', async () => {
  const socket = connect('127.0.0.17');
  const bytes = Buffer.concat([proxyHeaderOf('192.0.2.1'), Buffer.from('SSH-2.0-te')]);
  const word = firstWord(socket);
  for (const byte of bytes) {
    socket.write(Buffer.of(byte));
    await turn();
  }
  expect(await word).toBe(identification);
  socket.write('st\r\n');
  const [offer]: Buffer[] = await once(socket, 'data');
  expect(offer?.[5]).toBe(20);
  socket.destroy();
});

it('counts places by the client and not by the balancer [threat 36]', async () => {
  const crowd = await Promise.all(Array.from({ length: perAddress }, () => comeFrom('192.0.2.2')));
  expect(crowd.map(({ word }) => word)).toEqual(crowd.map(() => identification));
  expect((await comeFrom('192.0.2.2')).word).toBeUndefined();
  const other = await comeFrom('192.0.2.3');
  expect(other.word).toBe(identification);
  for (const { socket } of [...crowd, other]) socket.destroy();
  await Promise.all([...crowd, other].map(({ socket }) => closing(socket)));
});

it('has a client rest by its own address, and the others behind the same balancer not [threat 35][threat 37]', async () => {
  const at = site.clock.now();
  for (let failure = 0; failure < 15; failure += 1) {
    await site.store.countFailure(addressSubject('192.0.2.4'), at);
  }
  expect((await comeFrom('192.0.2.4')).word).toBeUndefined();
  expect(site.log.filter((line) => line.includes('address-rests')).at(-1)).toContain('"192.0.2.4"');
  const other = await comeFrom('192.0.2.5');
  expect(other.word).toBe(identification);
  other.socket.destroy();
});

it('lets a health check in as what it is: of the balancer', async () => {
  const socket = connect();
  socket.write(proxyHeader({ command: 0x20, family: 0, block: Buffer.alloc(0) }));
  expect(await firstWord(socket)).toBe(identification);
  socket.destroy();
});

it('speaks at once to whoever comes directly, and takes no header there [threat 28]', async () => {
  const lie = proxyHeaderOf('192.0.2.6');
  for (const header of [lie, Buffer.from('PROXY TCP4 192.0.2.6 10.0.0.1 49152 22\r\n')]) {
    const socket = connect('127.0.0.1');
    expect(await firstWord(socket)).toBe(identification);
    let answer = 0;
    socket.on('data', (bytes) => {
      answer += bytes.length;
    });
    const closed = closing(socket);
    socket.write(Buffer.concat([header, Buffer.from('SSH-2.0-liar\r\n')]));
    await closed;
    expect(answer).toBe(0);
  }
});

it('takes one header and no second, so that a client cannot speak for the balancer [threat 28]', async () => {
  const { socket, word } = await comeFrom('192.0.2.7');
  expect(word).toBe(identification);
  const closed = closing(socket);
  socket.resume().write(Buffer.concat([proxyHeaderOf('192.0.2.8'), Buffer.from('SSH-2.0-liar\r\n')]));
  await closed;
});

it.each([
  ['an identification', Buffer.from('SSH-2.0-client\r\n')],
  ['a header that is none', proxyHeader({ command: 0x11, block: Buffer.alloc(12) })],
  [
    'a field without an end',
    proxyHeader({ block: Buffer.concat([Buffer.alloc(12), tlv(4, 9).subarray(1)]) }),
  ],
  ['a block of the greatest length', proxyHeader({ block: Buffer.alloc(0xffff) })],
  ['a line without an end', Buffer.from(`PROXY TCP4 ${'1'.repeat(500)}`)],
])('says nothing to a balancer that begins with %s', async (_name, bytes) => {
  const socket = connect();
  socket.write(bytes);
  expect(await firstWord(socket)).toBeUndefined();
});

it('says nothing to a balancer that hangs up in the middle of its header', async () => {
  const socket = connect();
  socket.end(proxyHeaderOf('192.0.2.9').subarray(0, 20));
  expect(await firstWord(socket)).toBeUndefined();
});

it('waits not long for a balancer that stays silent, and for no more of them than for strangers', async () => {
  const silent = Array.from({ length: 10 }, () => connect());
  await Promise.all(silent.map((socket) => once(socket, 'connect')));
  await expect.poll(async () => (await comeFrom('192.0.2.10')).word).toBeUndefined();
  const closed = silent.map(async (socket) => {
    socket.resume();
    return closesWithin(5000, { closed: closing(socket) });
  });
  expect(await Promise.all(closed)).toEqual(silent.map(() => true));
  const { socket, word } = await comeFrom('192.0.2.10');
  expect(word).toBe(identification);
  socket.resume();
  expect(await closesWithin(5000, { closed: closing(socket) })).toBe(true);
});
