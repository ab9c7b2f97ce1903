import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openFront } from '../../src/gateway/front.ts';
import { defaultLimits } from '../../src/gateway/limits.ts';
import { closing, connectQuietly } from '../support/raw-ssh.ts';

const backlogBytes = 1024 * 1024;
const answer = Buffer.alloc(64 * 1024);

/** A front whose server answers every piece of input at length, without a look at who reads it. */
async function openTalkative() {
  const served: Socket[] = [];
  let longest = 0;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const judge = { judge: neverCalled, forgive: neverCalled, addressRestsUntil: async () => null };
  const limits = { ...defaultLimits, backlogBytes };
  const front = await openFront({ limits, judge, log }, { host: '127.0.0.1', port: 0 }, ({ socket }) => {
    served.push(socket);
    socket.on('data', () => {
      socket.write(answer);
      longest = Math.max(longest, socket.writableLength);
    });
    socket.resume();
  });
  onTestFinished(() => front.close());
  return { port: front.port, served, longest: () => longest };
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
