/**
 * Work-arounds for the channels of ssh2 1.17's server (`node_modules/ssh2/lib`):
 * - Data beyond the window are taken (server.js, CHANNEL_DATA), and a greatest packet of 0 bytes makes the
 *   first write to the channel an endless loop (server.js, CHANNEL_OPEN; Channel.js, `_write`).
 * - A session that is closed before its subsystem is opened stays in memory, is closed as often as the client
 *   likes, and gets no answer (server.js, CHANNEL_CLOSE).
 */

import type { Connection } from 'ssh2';
import { changed, hasMembers } from './ssh2-shape.ts';

/** Bytes; RFC 4253 section 6.1 has every implementation take far more. */
const leastPacketSize = 1024;
/** RFC 4254 section 5.1. */
const administrativelyProhibited = 1;

type Method = (...values: unknown[]) => unknown;

/** The parts of ssh2's `Protocol` that are leant on. */
interface Protocol {
  readonly _handlers: { CHANNEL_OPEN: Method; CHANNEL_DATA: Method; CHANNEL_CLOSE: Method };
  channelOpenFail(channel: number, reason: number, description: string): void;
  channelClose(channel: number): void;
}

/** A session: it has a channel once its subsystem is opened. */
interface Session {
  readonly _channel: unknown;
  readonly _chanInfo: { readonly outgoing: { readonly id: number } };
}

/** Guards the channels of a connection. `fail` ends it. */
export function guardChannels(
  connection: Connection,
  protocol: Protocol,
  fail: (why: string) => unknown,
): void {
  const manager: unknown = Reflect.get(connection, '_chanMgr');
  if (!hasMembers<{ get: Method; remove: Method }>(manager, { get: 'function', remove: 'function' })) {
    throw changed();
  }
  const handlers = protocol._handlers;
  const { CHANNEL_OPEN: open, CHANNEL_DATA: data, CHANNEL_CLOSE: close } = handlers;

  handlers.CHANNEL_OPEN = (self, info) => {
    if (
      !hasMembers<{ sender: number; packetSize: number }>(info, { sender: 'number', packetSize: 'number' })
    ) {
      throw changed();
    }
    if (info.packetSize < leastPacketSize) {
      return protocol.channelOpenFail(info.sender, administrativelyProhibited, '');
    }
    return open(self, info);
  };
  handlers.CHANNEL_DATA = (self, recipient, bytes) => {
    const window = windowOf(manager.get(recipient));
    if (window !== undefined && bytes instanceof Uint8Array && bytes.length > window) {
      return fail('more data than the window allows');
    }
    return data(self, recipient, bytes);
  };
  handlers.CHANNEL_CLOSE = (self, recipient) => {
    const entry = manager.get(recipient);
    const result = close(self, recipient);
    if (isSession(entry) && entry._channel === undefined) {
      manager.remove(recipient);
      protocol.channelClose(entry._chanInfo.outgoing.id);
    }
    return result;
  };
}

function isSession(entry: unknown): entry is Session {
  return hasMembers<Session>(entry, { _chanInfo: 'object' });
}

/** Bytes that the client may still send on a channel, or on the channel of a session. */
function windowOf(entry: unknown): number | undefined {
  if (!hasMembers<object>(entry, {})) return undefined;
  const channel: unknown = Reflect.get(entry, '_channel') ?? entry;
  const incoming: unknown = hasMembers<object>(channel, {}) ? Reflect.get(channel, 'incoming') : undefined;
  return hasMembers<{ window: number }>(incoming, { window: 'number' }) ? incoming.window : undefined;
}
