/**
 * Ends a connection that sends a packet of nothing. ssh2 1.17 passes over it without a word and without a
 * count, also where strict key exchange lets nothing pass that does not belong there (protocol/kex.js,
 * `onKEXPayload`; protocol/Protocol.js, `onPayload`).
 */

import { changed, hasMembers } from './ssh2-shape.ts';

/** Whoever hands on payloads: the protocol to all deciphers to come, and the decipher there is. */
interface PayloadReceiver {
  _onPayload: (payload: Uint8Array) => unknown;
}

/** `protocol`: ssh2's, once it has read the identification. `fail` ends the connection. */
export function refuseEmptyPackets(protocol: object, fail: (why: string) => unknown): void {
  for (const receiver of [protocol, Reflect.get(protocol, '_decipher')]) {
    if (!hasMembers<PayloadReceiver>(receiver, { _onPayload: 'function' })) throw changed();
    const receive = receiver._onPayload;
    receiver._onPayload = (payload) =>
      payload.length === 0 ? fail('a packet of nothing') : receive(payload);
  }
}
