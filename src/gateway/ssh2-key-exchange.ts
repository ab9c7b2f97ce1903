/**
 * While keys are exchanged anew, ssh2 1.17 keeps whatever is to be sent, without a bound (protocol/utils.js,
 * `sendPacket`), and takes it off our hands at once. A client that asks for much, begins an exchange and leaves it there
 * would fill our memory with answers. Who makes them waits for its end.
 */

import type { Connection } from 'ssh2';
import { changed, hasMembers } from './ssh2-shape.ts';

/** The exchanges of keys on a connection, after the first. */
export interface KeyExchanges {
  /** True from the first word of an exchange, whoever says it, to its last. */
  areUnderWay(): boolean;
  /** Calls `listener` after each, until the function that it gives is called. */
  afterEach(listener: () => void): () => void;
}

/** The part of ssh2's `Protocol` that is leant on. */
interface Protocol {
  /** Our offer, while keys are exchanged. */
  readonly _kexinit: unknown;
}

export function keyExchangesOf(connection: Connection): KeyExchanges {
  const protocol: unknown = Reflect.get(connection, '_protocol');
  if (!hasMembers<Protocol>(protocol, {})) throw changed();
  return {
    areUnderWay: () => protocol._kexinit !== undefined,
    afterEach(listener) {
      connection.on('rekey', listener);
      return () => connection.off('rekey', listener);
    },
  };
}
