import { PassThrough } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { ServerChannel } from 'ssh2';
import { expect, test, vi } from 'vitest';
import { packetsOf } from '../../../src/gateway/sftp/incoming.ts';

function framed(...contents: readonly string[]): Buffer {
  const packets = contents.map((content) => {
    const packet = Buffer.alloc(4 + content.length);
    packet.writeUInt32BE(content.length);
    packet.write(content, 4);
    return packet;
  });
  return Buffer.concat(packets);
}

function conversation() {
  const stream = new PassThrough();
  const servedAll = vi.fn();
  const packets = packetsOf(stream as unknown as ServerChannel, 100, servedAll);
  const next = async () => String((await packets.next()).value);
  return { stream, servedAll, next };
}

test('packets are given one by one, and it is told when all that came was given', async () => {
  const { stream, servedAll, next } = conversation();
  stream.write(framed('one', 'two'));
  expect(await next()).toBe('one');
  // Once while nothing had come yet.
  expect(servedAll).toHaveBeenCalledTimes(1);
  expect(await next()).toBe('two');
  const third = next();
  await turn();
  expect(servedAll).toHaveBeenCalledTimes(2);
  stream.end(framed('three'));
  expect(await third).toBe('three');
  expect(await next()).toBe('undefined');
});

test('while one is served one piece more is taken, and the rest when it is asked for', async () => {
  const { stream, next } = conversation();
  const pieces = ['a', 'b', 'c', 'd', 'e'];
  const first = next();
  for (const piece of pieces) {
    stream.write(framed(piece));
    await turn();
  }
  expect(await first).toBe('a');
  expect(stream.isPaused()).toBe(true);
  expect(stream.readableLength + stream.writableLength).toBe(framed('c', 'd', 'e').length);
  stream.end();
  for (const piece of pieces.slice(1)) expect(await next()).toBe(piece);
  expect(await next()).toBe('undefined');
});
