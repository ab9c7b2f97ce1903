/**
 * Answers on their way out. The small ones of one turn of the event loop leave together, and the next
 * request waits while too much is under way: neither the channel's window, which a client may make as large
 * as it likes, nor the socket's buffer, which has no end, is trusted to hold a client that does not read.
 */

import type { Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';

/** Answers up to that many bytes are joined; larger ones are not worth another copy. */
const joinedUpTo = 16 * 1024;

export interface Outbox {
  put(packet: Buffer): void;
  /** Resolves when the next request may be served; `undefined` if that is now. */
  room(): Promise<void> | undefined;
  /** Sends what was put, and gives up waiting. */
  close(): void;
}

/** `greatest`: bytes that may be under way. */
export function createOutbox(channel: ServerChannel, socket: Socket, greatest: number): Outbox {
  let packets: Buffer[] = [];
  let queued = 0;
  let underWay = 0;
  let scheduled = false;
  let closed = false;
  let wake: (() => void) | undefined;

  function isFull(): boolean {
    return !closed && queued + underWay + socket.writableLength >= greatest;
  }

  function look(): void {
    if (isFull()) return;
    wake?.();
    wake = undefined;
  }

  function send(bytes: Buffer): void {
    underWay += bytes.length;
    // Called once the channel's window has taken all of it.
    channel.write(bytes, () => {
      underWay -= bytes.length;
      look();
    });
  }

  function flush(): void {
    scheduled = false;
    if (!channel.writable || closed) return;
    const small: Buffer[] = [];
    const sendSmall = () => {
      if (small.length > 0) send(small.length === 1 && small[0] ? small[0] : Buffer.concat(small));
      small.length = 0;
    };
    for (const packet of packets) {
      if (packet.length > joinedUpTo) {
        sendSmall();
        send(packet);
      } else small.push(packet);
    }
    sendSmall();
    packets = [];
    queued = 0;
    look();
  }

  socket.on('drain', look);

  return {
    put(packet) {
      packets.push(packet);
      queued += packet.length;
      if (scheduled) return;
      scheduled = true;
      setImmediate(flush);
    },
    room: () => (isFull() ? new Promise((resolve) => (wake = resolve)) : undefined),
    close() {
      flush();
      closed = true;
      socket.off('drain', look);
      look();
    },
  };
}
