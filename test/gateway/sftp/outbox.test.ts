/** Answers that leave by a channel that takes them when it likes, out of memory that is used again. */

import { EventEmitter } from 'node:events';
import { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import fc from 'fast-check';
import type { ServerChannel } from 'ssh2';
import { expect, test } from 'vitest';
import { createOutbox, type Outbox } from '../../../src/gateway/sftp/outbox.ts';

const greatest = 2 * 1024 * 1024;

/** A channel that copies what it is given when it is told to, as ssh2's does when the window allows. */
function slowChannel() {
  const waiting: { bytes: Uint8Array; taken: () => void }[] = [];
  const arrived: Buffer[] = [];
  const channel = Object.assign(new EventEmitter(), {
    writable: true,
    write: (bytes: Uint8Array, taken: () => void) => void waiting.push({ bytes, taken }),
  });
  return {
    channel: channel as unknown as ServerChannel,
    waiting: () => waiting.length,
    takeOne() {
      const next = waiting.shift();
      if (next === undefined) return;
      arrived.push(Buffer.from(next.bytes));
      next.taken();
    },
    arrived: () => Buffer.concat(arrived),
  };
}

/** Exchanges of keys that begin and end when they are told to. */
function keyExchanges() {
  const listeners = new Set<() => void>();
  let underWay = false;
  return {
    areUnderWay: () => underWay,
    afterEach(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    begin() {
      underWay = true;
    },
    end() {
      underWay = false;
      for (const listener of listeners) listener();
    },
    listeners,
  };
}

function peer() {
  const slow = slowChannel();
  const keys = keyExchanges();
  const outbox = createOutbox(slow.channel, { socket: new Socket(), keyExchanges: keys }, greatest);
  return { ...slow, keys, outbox, expected: [] as Buffer[] };
}

type Act =
  | {
      readonly act: 'small' | 'reserved';
      readonly length: number;
      readonly byte: number;
      readonly wait: boolean;
    }
  | { readonly act: 'failed'; readonly length: number; readonly byte: number; readonly wait: boolean }
  | { readonly act: 'take' }
  | { readonly act: 'flush' };

async function answer(
  outbox: Outbox,
  { act, length, byte, wait }: Exclude<Act, { act: 'take' | 'flush' }>,
): Promise<Buffer> {
  if (act === 'small') {
    const packet = Buffer.alloc(Math.min(length, 300), byte);
    outbox.put(packet);
    return packet;
  }
  const packet = outbox.reserve(length);
  // For instance a chunk that comes from the disk while other answers leave.
  if (wait) await nextTurn();
  if (act === 'failed') {
    const instead = Buffer.alloc(20, byte);
    outbox.put(instead);
    return instead;
  }
  packet.fill(byte);
  outbox.put(packet);
  return Buffer.from(packet);
}

test('two sessions get each its own answers, whole and in order, however slowly they take them', async () => {
  const acts: fc.Arbitrary<Act> = fc.oneof(
    fc.record({
      act: fc.constantFrom('small' as const, 'reserved' as const, 'failed' as const),
      length: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 30_000, max: 262_000 })),
      byte: fc.integer({ min: 1, max: 255 }),
      wait: fc.boolean(),
    }),
    fc.constant({ act: 'take' as const }),
    fc.constant({ act: 'flush' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), acts), { maxLength: 40 }), async (history) => {
      const peers = [peer(), peer()] as const;
      // Side by side: what one waits for, the other writes meanwhile.
      await Promise.all(
        peers.map(async ({ outbox, takeOne, expected }, number) => {
          for (const [which, act] of history) {
            if (which !== (number === 1)) continue;
            if (act.act === 'take') takeOne();
            else if (act.act === 'flush') outbox.flush();
            else expected.push(await answer(outbox, act));
          }
        }),
      );
      await nextTurn();
      for (const { outbox, takeOne, waiting, arrived, expected } of peers) {
        outbox.close();
        while (waiting() > 0) takeOne();
        expect(arrived().equals(Buffer.concat(expected))).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
});

test('memory in which an answer is still being made goes to nobody else', async () => {
  const [one, other] = [peer(), peer()];
  one.outbox.put(Buffer.alloc(100, 1));
  await nextTurn();
  const being = one.outbox.reserve(1000);
  // All that was sent is taken: only the answer that is being made keeps the memory.
  one.takeOne();
  const theirs = other.outbox.reserve(2000).fill(2);
  being.fill(1);
  one.outbox.put(being);
  other.outbox.put(theirs);
  await nextTurn();
  one.takeOne();
  other.takeOne();
  expect(one.arrived().equals(Buffer.alloc(1100, 1))).toBe(true);
  expect(other.arrived().equals(Buffer.alloc(2000, 2))).toBe(true);
});

test('answers of one turn leave together', async () => {
  const { outbox, waiting } = peer();
  for (let number = 0; number < 50; number += 1) outbox.put(Buffer.alloc(40, number));
  expect(waiting()).toBe(0);
  await nextTurn();
  expect(waiting()).toBe(1);
});

test('the next request waits until the peer has taken enough', async () => {
  const { outbox, takeOne, waiting } = peer();
  while (outbox.room() === undefined) outbox.put(Buffer.alloc(200_000));
  const room = outbox.room();
  let served = false;
  void room?.then(() => {
    served = true;
  });
  await nextTurn();
  expect(served).toBe(false);
  expect(waiting()).toBeGreaterThan(0);
  takeOne();
  await room;
  expect(served).toBe(true);
});

test('the next request waits while keys are exchanged, for that long', async () => {
  const { outbox, keys } = peer();
  expect(outbox.room()).toBeUndefined();
  keys.begin();
  const room = outbox.room();
  let served = false;
  void room?.then(() => {
    served = true;
  });
  outbox.flush();
  await nextTurn();
  expect(served).toBe(false);
  keys.end();
  await room;
  expect(outbox.room()).toBeUndefined();
  outbox.close();
  expect(keys.listeners.size).toBe(0);
});

test('nobody waits any more once the conversation is over', async () => {
  const { outbox } = peer();
  while (outbox.room() === undefined) outbox.put(Buffer.alloc(200_000));
  const room = outbox.room();
  outbox.close();
  await room;
  expect(outbox.room()).toBeUndefined();
});

test('answers leave at once when nothing more is to be answered, and only once', async () => {
  const { outbox, waiting, takeOne, arrived } = peer();
  outbox.put(Buffer.alloc(40, 1));
  outbox.put(Buffer.alloc(40, 2));
  outbox.flush();
  expect(waiting()).toBe(1);
  await nextTurn();
  takeOne();
  expect(waiting()).toBe(0);
  expect(arrived().equals(Buffer.concat([Buffer.alloc(40, 1), Buffer.alloc(40, 2)]))).toBe(true);
});
