/**
 * Durable steps at the other end of a transfer: a file read to its end or written is closed, and the gateway
 * has taken note of it. Before: the request is not sent. After: the answer has come, and nobody heard it.
 */

import { createRequire } from 'node:module';
import { z } from 'zod';
import { type BeginStep, replaceMethod } from './patch.ts';

const protocol = z.object({
  SFTP: z.custom<{ readonly prototype: object }>((value) => typeof value === 'function'),
});

type Answer = (...results: unknown[]) => void;

export function watchTransfers(beginStep: BeginStep): void {
  const { SFTP } = protocol.parse(createRequire(import.meta.url)('ssh2/lib/protocol/SFTP.js'));
  const stepOf = new WeakMap<object, string>();

  replaceMethod(SFTP.prototype, 'open', (original) => {
    return function (this: unknown, path, flags, ...rest) {
      const step = flags === 'r' ? 'close a file read' : 'close a file written';
      const opened = (answer: Answer): Answer => {
        return (error, handle) => {
          if (handle instanceof Object) stepOf.set(handle, step);
          answer(error, handle);
        };
      };
      return original.call(this, path, flags, ...withAnswer(rest, opened));
    };
  });

  replaceMethod(SFTP.prototype, 'close', (original) => {
    return function (this: unknown, handle, ...rest) {
      const step = handle instanceof Object ? stepOf.get(handle) : undefined;
      if (step === undefined) return original.call(this, handle, ...rest);
      const done = beginStep(step);
      const closed = (answer: Answer): Answer => {
        return (error, ...results) => {
          if (!error) done();
          answer(error, ...results);
        };
      };
      return original.call(this, handle, ...withAnswer(rest, closed));
    };
  });
}

/** The parameters with the callback, their last, replaced. */
function withAnswer(parameters: readonly unknown[], by: (answer: Answer) => Answer): readonly unknown[] {
  const answer = parameters.at(-1);
  if (!isAnswer(answer)) throw new TypeError('a request without a callback');
  return [...parameters.slice(0, -1), by(answer)];
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'function';
}
