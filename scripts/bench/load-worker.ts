/** A thread of the load: one part of it, so that nobody waits for the work of another part. */

import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { besiege, gather, visit } from './load-parts.ts';
import type { LoadTarget } from './load-peer.ts';

const account = z.object({
  user: z.string(),
  keys: z.array(z.string()),
  password: z.string().exactOptional(),
  file: z.string(),
});
const target: z.ZodType<LoadTarget> = z.object({
  host: z.string(),
  port: z.int(),
  accounts: z.array(account),
});
const order = z.object({ target, part: z.enum(['crowd', 'siege', 'visits']), count: z.int() });

const given = order.parse(workerData);
const tell = (message: unknown) => parentPort?.postMessage(message);

/** Does what is asked, and answers each word with figures; `leave` is the last. */
function serve(asked: Readonly<Record<string, (count: number) => unknown>>): void {
  parentPort?.on('message', async ({ word, count }: { word: string; count: number }) => {
    tell(await asked[word]?.(count));
    if (word === 'leave') parentPort?.close();
  });
}

if (given.part === 'crowd') {
  const crowd = await gather(given.target, given.count);
  serve({ fetch: crowd.fetch, figures: crowd.figures, leave: crowd.leave });
} else if (given.part === 'siege') {
  const siege = besiege(given.target, given.count);
  serve({ figures: siege.thrownOut, leave: siege.lift });
} else {
  serve({ visit: (count) => visit(given.target, count), leave: () => {} });
}
tell('there');
