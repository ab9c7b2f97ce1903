import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openFront } from '../../src/gateway/front.ts';
import { lend } from '../../src/gateway/lent-memory.ts';
import { defaultLimits } from '../../src/gateway/limits.ts';
import { closing, connectQuietly } from '../support/raw-ssh.ts';

const backlogBytes = 1024 * 1024;
const answer = Buffer.alloc(64 * 1024);

/** A front that lets everybody in. */
async function openFor(serve: (socket: Socket) => void): Promise<number> {
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const judge = { judge: neverCalled, forgive: neverCalled, addressRestsUntil: async () => null };
  const limits = { ...defaultLimits, backlogBytes };
  const listenOn = { host: '127.0.0.1', port: 0 };
  const front = await openFront({ limits, judge, log }, listenOn, ({ socket }) => serve(socket));
  onTestFinished(() => front.close());
  return front.port;
}

/** A front whose server answers every piece of input at length, without a look at who reads it. */
async function openTalkative() {
  const served: Socket[] = [];
  let longest = 0;
  const port = await openFor((socket) => {
    served.push(socket);
    socket.on('data', () => {
      socket.write(answer);
      longest = Math.max(longest, socket.writableLength);
    });
    socket.resume();
  });
  return { port, served, longest: () => longest };
}

function neverCalled(): never {
  throw new RangeError('the front judges nobody');
}

it('reads nothing more from a peer that does not read, and goes on when it does [threat 34]', async () => {
  const { port, served, longest } = await openTalkative();
  const client = connectQuietly(port);
  client.pause();
  await once(client, 'connect');
  // As many pieces as it takes to fill every buffer on the way.
  while (served[0]?.isPaused() !== true) {
    client.write(Buffer.alloc(1));
    await turn();
  }
  expect(longest()).toBeLessThan(backlogBytes + 2 * answer.length);

  const before = served[0].bytesRead;
  const more = 8 * backlogBytes;
  client.write(Buffer.alloc(more));
  const other = connectQuietly(port);
  other.write('anything');
  await once(other, 'data');
  expect(served[0].bytesRead - before).toBeLessThan(backlogBytes);

  client.resume();
  await expect.poll(() => served[0]?.bytesRead).toBe(client.bytesWritten);
  other.destroy();
  client.destroy();
  await closing(client);
});

it('frees the memory that it was lent when it is sent, not before, and none that it was not', async () => {
  const pieces = Array.from({ length: 256 }, (_, index) => Buffer.alloc(64 * 1024, index + 1));
  const [kept, ...lentPieces] = pieces;
  const expected = Buffer.concat(pieces);
  for (const piece of lentPieces) lend(piece);
  const lengths = () => pieces.map(({ length }) => length);
  let server: Socket | undefined;
  const port = await openFor((socket) => {
    server = socket;
    for (const piece of pieces) socket.write(piece);
    socket.resume();
  });
  const client = connectQuietly(port);
  client.pause();
  await once(client, 'connect');
  await expect.poll(() => server?.bytesWritten).toBe(expected.length);
  // More than the buffers on the way hold: the last one waits.
  expect(lengths().at(-1)).toBe(64 * 1024);
  const received: Buffer[] = [];
  client.on('data', (bytes: Buffer) => received.push(bytes));
  client.resume();
  await expect.poll(() => client.bytesRead).toBe(expected.length);
  expect(Buffer.concat(received).equals(expected)).toBe(true);
  await expect.poll(lengths).toEqual([kept?.length, ...lentPieces.map(() => 0)]);
  expect(kept?.length).toBe(64 * 1024);
  client.destroy();
  await closing(client);
});
