/** The load of a server, from a thread of its own. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LoadTarget } from './load-peer.ts';

/** A thread that does one part of the load. */
export async function beginLoad(part: 'crowd' | 'siege' | 'visits', target: LoadTarget, count = 0) {
  const worker = new Worker(new URL('load-worker.ts', import.meta.url), {
    workerData: { part, target, count },
  });
  const broken = once(worker, 'error').then(([error]) => Promise.reject(error));
  broken.catch(() => {});
  const told = async () => Promise.race([once(worker, 'message').then(([message]) => message), broken]);
  await told();
  return {
    async ask<Answer>(word: string, given = 0): Promise<Answer> {
      const answer = told();
      worker.postMessage({ word, count: given });
      return answer;
    },
  };
}
