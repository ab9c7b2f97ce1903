/** A line between a client and a server that holds its first connection in the middle, until a test lets it go on. */

import { lineTo } from './line-to.ts';

export interface HeldLine {
  readonly port: number;
  /** Resolves when the client has got so many bytes, and gets no more. */
  readonly held: Promise<void>;
  /** From now on it carries whatever comes. */
  release(): void;
}

/** Carries every connection to `target`; of the first, `bytes` reach the client, and then nothing. */
export async function heldLine(target: number, bytes: number): Promise<HeldLine> {
  const { promise: held, resolve: hold } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const port = await lineTo(target, (client, upstream, count) => {
    client.pipe(upstream);
    let carried = 0;
    upstream.on('data', (part) => {
      client.write(part);
      carried += part.length;
      if (count > 0 || carried < bytes) return;
      upstream.pause();
      hold();
      void released.then(() => upstream.resume());
    });
    upstream.once('close', () => client.end());
  });
  return { port, held, release };
}
