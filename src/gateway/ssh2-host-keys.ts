/**
 * Lets clients learn of a host key before it is used (OpenSSH's PROTOCOL, section 2.5, `hostkeys-00@openssh.com`):
 * after the login all keys are announced, and a client that does not know one asks us to prove that we have it.
 * ssh2 1.17 knows neither on its server side, and answers every global request with a failure (server.js,
 * GLOBAL_REQUEST).
 */

import type { Connection } from 'ssh2';
import { readStrings, wireString } from '../login/ssh-wire.ts';
import type { HostKey } from './host-keys.ts';
import { hostKeysMessage } from './ssh-message.ts';
import { sendMessage } from './ssh2-hardening.ts';
import { changed, hasMembers } from './ssh2-shape.ts';

const proofRequest = 'hostkeys-prove-00@openssh.com';

type Method = (...values: unknown[]) => unknown;

/** The parts of ssh2's `Protocol` that are leant on. */
interface Protocol {
  readonly _handlers: { GLOBAL_REQUEST: Method };
  /** There is one once the first key exchange has begun. */
  readonly _kex?: { readonly sessionID: Buffer };
  requestSuccess(answer: Buffer): void;
}

/** Announces `keys` once the client has logged in, and proves those that it asks for. */
export function announceHostKeys(connection: Connection, keys: readonly HostKey[]): void {
  const protocol: unknown = Reflect.get(connection, '_protocol');
  if (!hasMembers<Protocol>(protocol, { _handlers: 'object', requestSuccess: 'function' })) {
    throw changed();
  }
  const otherwise = protocol._handlers.GLOBAL_REQUEST;
  protocol._handlers.GLOBAL_REQUEST = (self, name, wantReply, data) => {
    const sessionId = name === proofRequest && wantReply === true ? protocol._kex?.sessionID : undefined;
    const isAsked = sessionId !== undefined && data instanceof Uint8Array;
    const proofs = isAsked ? proofsOf(keys, data, sessionId) : undefined;
    // All requests before it were answered at once: the answers keep their order.
    return proofs === undefined
      ? otherwise(self, name, wantReply, data)
      : protocol.requestSuccess(Buffer.concat(proofs));
  };
  connection.once('ready', () => sendMessage(connection, hostKeysMessage(keys.map(({ blob }) => blob))));
}

/** A signature for each key that is asked for, or `undefined` if one of them is not ours or asked for twice. */
function proofsOf(
  keys: readonly HostKey[],
  asked: Uint8Array,
  sessionId: Uint8Array,
): readonly Buffer[] | undefined {
  const blobs = readStrings(asked) ?? [];
  const found = blobs.map((blob) => keys.find((key) => key.blob.equals(blob)));
  if (found.length === 0 || new Set(found).size < found.length) return undefined;
  const proofs = found.map(
    (key) =>
      key &&
      wireString(
        key.sign(Buffer.concat([wireString(proofRequest), wireString(sessionId), wireString(key.blob)])),
      ),
  );
  return proofs.every((proof) => proof !== undefined) ? proofs : undefined;
}
