/** A line between clients and a server that hands everything on in other pieces than it was sent in, but for greetings. */

import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { lineTo } from './line-to.ts';

/** Bytes: less than the length of a packet, a few packets, and many. */
const sizes = [1, 3, 4, 5, 16, 17, 1000, 33_000, 2, 150_000] as const;

/** Carries every connection to `target`; gives the port to connect to. */
export function tornLine(target: number): Promise<number> {
  return lineTo(target, (client, upstream) => {
    void carry(client, upstream);
    void carry(upstream, client);
  });
}

async function carry(from: Socket, to: Socket): Promise<void> {
  let piece = 0;
  let waiting = Buffer.alloc(0);
  let isGreeting = true;
  try {
    for await (const bytes of from) {
      // ssh2's client takes no identification in pieces.
      if (isGreeting) to.write(bytes);
      else waiting = Buffer.concat([waiting, bytes]);
      isGreeting = false;
      while (waiting.length > 0) {
        const size = sizes[piece % sizes.length] ?? 1;
        piece += 1;
        to.write(waiting.subarray(0, size));
        waiting = waiting.subarray(size);
        // Each arrives alone, unless there is much.
        await turn();
      }
    }
  } catch {
    // Either end was closed in the middle.
  }
  to.end();
}
