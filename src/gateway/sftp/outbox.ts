/**
 * Answers on their way out. They are made side by side in memory that is used again, those of one turn of the
 * event loop leave together, and the next request waits while too much is under way: neither the channel's
 * window, which a client may make as large as it likes, nor the socket's buffer, nor what is kept back while keys are
 * exchanged, which have no end, is trusted to hold a client that does not read.
 */

import type { Socket } from 'node:net';
import type { ServerChannel } from 'ssh2';
import type { KeyExchanges } from '../ssh2-key-exchange.ts';
import { giveBackSlab, takeSlab } from './slabs.ts';

export interface Outbox {
  /** Room in which the next answer may be made. The next that is put MUST be the one, or it is void. */
  reserve(length: number): Buffer;
  put(packet: Buffer): void;
  /** Sends what was put, now and not with all else of this turn. */
  flush(): void;
  /** Resolves when the next request may be served; `undefined` if that is now. */
  room(): Promise<void> | undefined;
  /** Sends what was put, and gives up waiting. */
  close(): void;
}

/** What a channel's answers leave by. */
export interface Line {
  readonly socket: Socket;
  readonly keyExchanges: KeyExchanges;
}

/** One piece of memory with answers: up to `sent` they are handed over, up to `filled` they are made. */
interface Slab {
  readonly bytes: Buffer;
  sent: number;
  filled: number;
  /** A part is set aside for an answer that is being made. */
  reserved: boolean;
  /** Parts that the channel has not taken whole. */
  underWay: number;
}

/** `greatest`: bytes that may be under way. */
export function createOutbox(channel: ServerChannel, line: Line, greatest: number): Outbox {
  const { socket, keyExchanges } = line;
  let slab: Slab | undefined;
  let queued = 0;
  let underWay = 0;
  let scheduled: NodeJS.Immediate | undefined;
  let closed = false;
  let wake: (() => void) | undefined;

  function isFull(): boolean {
    if (closed) return false;
    return queued + underWay + socket.writableLength >= greatest || keyExchanges.areUnderWay();
  }

  function look(): void {
    if (isFull()) return;
    wake?.();
    wake = undefined;
  }

  function send(from: Slab): void {
    const bytes = from.bytes.subarray(from.sent, from.filled);
    if (bytes.length === 0 || !channel.writable || closed) return;
    from.sent = from.filled;
    from.underWay += 1;
    queued -= bytes.length;
    underWay += bytes.length;
    // Called once the channel's window has taken, and the cipher copied, all of it.
    channel.write(bytes, () => {
      from.underWay -= 1;
      underWay -= bytes.length;
      letGo(from);
      look();
    });
  }

  function letGo(idle: Slab): void {
    if (idle.reserved || idle.underWay > 0 || idle.sent < idle.filled) return;
    if (idle === slab) slab = undefined;
    giveBackSlab(idle.bytes);
  }

  function flush(): void {
    clearImmediate(scheduled);
    scheduled = undefined;
    if (slab !== undefined) send(slab);
    look();
  }

  function withRoom(length: number): Slab {
    if (slab !== undefined && slab.bytes.length - slab.filled >= length) return slab;
    const full = slab;
    slab = { bytes: takeSlab(length), sent: 0, filled: 0, reserved: false, underWay: 0 };
    if (full !== undefined) {
      full.reserved = false;
      send(full);
      letGo(full);
    }
    return slab;
  }

  function reserve(length: number): Buffer {
    const place = withRoom(length);
    place.reserved = true;
    return place.bytes.subarray(place.filled, place.filled + length);
  }

  socket.on('drain', look);
  const stopListening = keyExchanges.afterEach(look);

  return {
    reserve,
    put(packet) {
      const place = withRoom(packet.length);
      const isThere =
        place.reserved && packet.buffer === place.bytes.buffer && packet.byteOffset === place.filled;
      if (!isThere) place.bytes.set(packet, place.filled);
      place.reserved = false;
      place.filled += packet.length;
      queued += packet.length;
      scheduled ??= setImmediate(flush);
    },
    flush,
    room: () => (isFull() ? new Promise((resolve) => (wake = resolve)) : undefined),
    close() {
      flush();
      closed = true;
      socket.off('drain', look);
      stopListening();
      look();
    },
  };
}
