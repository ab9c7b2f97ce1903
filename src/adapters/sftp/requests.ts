/** One request to the peer and its answer, within a time; and what the peer's refusals mean. */

import type { Socket } from 'node:net';
import { PasserelleError } from '../../errors.ts';
import { joined, type Text, text, type Words } from '../../words/text.ts';

/** Callback of `ssh2`: a status (with a numeric `code`) or a result. */
type Answer<Result> = (error: Error | null | undefined, result: Result) => void;

/** Runs a request; `what` says it in the infinitive, for operators. Throws `peer-failed`. */
export type Ask = <Result = void>(what: Words, request: (answer: Answer<Result>) => void) => Promise<Result>;

/** SSH_FX codes (draft-ietf-secsh-filexfer-02 section 7). The text that comes with them is the peer's. */
const statuses: ReadonlyMap<unknown, Text> = new Map([
  [1, text`end of file`],
  [2, text`no such file`],
  [3, text`permission denied`],
  [4, text`failure`],
  [5, text`bad message`],
  [6, text`no connection`],
  [7, text`connection lost`],
  [8, text`operation unsupported`],
]);

/** True if the peer answered that there is no more. */
export function isEndOfFile(error: unknown): boolean {
  return error instanceof PasserelleError && Reflect.get(Object(error.cause), 'code') === 1;
}

export interface Requests {
  readonly ask: Ask;
  /** Resolves as soon as nothing that was asked waits for its answer. */
  answered(): Promise<void>;
}

/** Requests over a connection: all fail when it is lost, and it is given up when one is not answered in time. */
export function requestsOver(socket: Socket, peer: string, timeout: number): Requests {
  const waiting = new Set<(error: PasserelleError) => void>();
  let idle = Promise.withResolvers<void>();
  socket.once('close', () => {
    for (const fail of waiting) fail(peerFailed(peer, text`ended the connection`));
  });
  const ask: Ask = (what, request) =>
    new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        clearTimeout(timer);
        waiting.delete(fail);
        act();
        if (waiting.size > 0) return;
        idle.resolve();
        idle = Promise.withResolvers();
      };
      const fail = (error: PasserelleError) => settle(() => reject(error));
      const timer = setTimeout(() => {
        fail(peerFailed(peer, text`did not answer in time when asked to ${what}`));
        socket.destroy();
      }, timeout);
      if (socket.destroyed) return fail(peerFailed(peer, text`ended the connection`));
      waiting.add(fail);
      request((error, result) => {
        if (error) fail(refusal(peer, what, error));
        else settle(() => resolve(result));
      });
    });
  return {
    ask,
    async answered() {
      if (waiting.size > 0) await idle.promise;
    },
  };
}

function refusal(peer: string, what: Words, error: Error): PasserelleError {
  const code: unknown = Reflect.get(error, 'code');
  const status = statuses.get(code);
  const answer = status === undefined ? text`broke off` : text`answered “${status}”`;
  return peerFailed(peer, text`${answer} when asked to ${what}`, { code });
}

/** What the peer did wrong, once we were logged in. */
export function peerFailed(peer: string, deed: Words, cause?: unknown): PasserelleError {
  return new PasserelleError('peer-failed', joined([peer, deed]), {
    hint: text`Nothing was taken over. Run the command again later; if it fails again, ask the operator there.`,
    cause,
  });
}
