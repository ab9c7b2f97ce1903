/** A store that breaks at a chosen write, before or after the write became durable. */

import { PasserelleError } from '../../src/errors.ts';
import type { Store } from '../../src/ports/store.ts';

export interface Fault {
  /** Which durable write breaks, counted from 0. */
  readonly at: number;
  /** `true`: the write is durable, and nobody hears of it. */
  readonly persisted: boolean;
}

const durable = new Set(['commit', 'stageChunk', 'stageBlock', 'discardStaged']);

/** Like `store`, except that the write named by `fault` throws. `writes()` counts the durable writes so far. */
export function faultyStore(store: Store, fault: Fault | undefined): { store: Store; writes: () => number } {
  let writes = 0;
  const proxy = new Proxy(store, {
    get(target, verb, receiver) {
      const method: unknown = Reflect.get(target, verb, receiver);
      if (typeof method !== 'function') return method;
      if (!durable.has(String(verb))) return method.bind(target);
      return async (...values: unknown[]) => {
        const number = writes;
        writes += 1;
        if (number !== fault?.at) return method.apply(target, values);
        if (fault.persisted) await method.apply(target, values);
        throw new PasserelleError('store-failed', `write ${number} (${String(verb)}) broke`);
      };
    },
  });
  return { store: proxy, writes: () => writes };
}
