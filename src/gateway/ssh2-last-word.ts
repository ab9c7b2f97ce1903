/**
 * Makes SSH_MSG_DISCONNECT the end of a connection (RFC 4253 section 11.1). ssh2 1.17 sends it to whoever asks
 * for a method, a service or a name that cannot be, closes its half of the socket, and then reads on and serves
 * (server.js, USERAUTH_REQUEST and SERVICE_REQUEST): who was sent away could still log in.
 */

import type { Connection } from 'ssh2';
import { unknownSsh2 } from '../ssh/ssh2-inside.ts';
import { text } from '../words/text.ts';

type Method = (...values: unknown[]) => unknown;

/** For the caller of a payload's handler in ssh2: nothing more is to be read of these bytes. */
const readNoMore = Number.POSITIVE_INFINITY;

/** To be called before any key exchange. `hangUp` closes the socket once all is sent, and reads no more of it. */
export function makeDisconnectTheLastWord(connection: Connection, hangUp: () => void): void {
  const protocol: unknown = Reflect.get(connection, '_protocol');
  let over = false;
  const disconnect = takeMethod(protocol, 'disconnect');
  disconnect.replace((...values) => {
    over = true;
    disconnect.original(...values);
    hangUp();
  });
  // Whatever has the number of a message passes here, but for those of later key exchanges.
  const receive = takeMethod(protocol, '_onPayload');
  receive.replace((payload) => (over ? readNoMore : receive.original(payload)));
}

function takeMethod(owner: unknown, name: string): { original: Method; replace(by: Method): void } {
  const method: unknown = typeof owner === 'object' && owner !== null ? Reflect.get(owner, name) : undefined;
  if (typeof owner !== 'object' || owner === null || typeof method !== 'function') {
    throw unknownSsh2(text`The inside of ssh2 is not as the gateway expects it.`);
  }
  return {
    original: (...values) => method.apply(owner, values),
    replace: (by) => Reflect.set(owner, name, by),
  };
}
