/** One request to the peer and its answer, within a time; and what the peer's refusals mean. */

import type { Socket } from 'node:net';
import { PasserelleError } from '../../errors.ts';

/** Callback of `ssh2`: a status (with a numeric `code`) or a result. */
type Answer<Result> = (error: Error | null | undefined, result: Result) => void;

/** Runs a request; `what` says it in the infinitive, for operators. Throws `peer-failed`. */
export type Ask = <Result = void>(what: string, request: (answer: Answer<Result>) => void) => Promise<Result>;

/** SSH_FX codes (draft-ietf-secsh-filexfer-02 section 7). The text that comes with them is the peer's. */
const statuses: ReadonlyMap<unknown, string> = new Map([
  [1, 'end of file'],
  [2, 'no such file'],
  [3, 'permission denied'],
  [4, 'failure'],
  [5, 'bad message'],
  [6, 'no connection'],
  [7, 'connection lost'],
  [8, 'operation unsupported'],
]);

/** True if the peer answered that there is no more. */
export function isEndOfFile(error: unknown): boolean {
  return error instanceof PasserelleError && Reflect.get(Object(error.cause), 'code') === 1;
}

/** Requests over a connection: all fail when it is lost, and it is given up when one is not answered in time. */
export function askOver(socket: Socket, peer: string, timeout: number): Ask {
  const waiting = new Set<(error: PasserelleError) => void>();
  socket.once('close', () => {
    for (const fail of waiting) fail(peerFailed(peer, 'ended the connection'));
  });
  return (what, request) =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        waiting.delete(fail);
        act();
      };
      const fail = (error: PasserelleError) => settle(() => reject(error));
      const timer = setTimeout(() => {
        fail(peerFailed(peer, `did not answer in time when asked to ${what}`));
        socket.destroy();
      }, timeout);
      if (socket.destroyed) return fail(peerFailed(peer, 'ended the connection'));
      waiting.add(fail);
      request((error, result) => {
        if (error) fail(refusal(peer, what, error));
        else settle(() => resolve(result));
      });
    });
}

function refusal(peer: string, what: string, error: Error): PasserelleError {
  const code: unknown = Reflect.get(error, 'code');
  const status = statuses.get(code);
  const answer = status === undefined ? 'broke off' : `answered “${status}”`;
  return peerFailed(peer, `${answer} when asked to ${what}`, { code });
}

/** What the peer did wrong, once we were logged in. */
export function peerFailed(peer: string, deed: string, cause?: unknown): PasserelleError {
  return new PasserelleError('peer-failed', `${peer} ${deed}`, {
    hint: 'Nothing was taken over. Run the command again later; if it fails again, ask the operator there.',
    cause,
  });
}
