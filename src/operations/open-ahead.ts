/** A login takes the peer a while, on purpose: time in which keys can be read and the rest of the program loaded. */

import type { Transport, TransportSession } from '../ports/transport.ts';

/**
 * Does `work` while a login is under way, from the moment on from which the peer judges a secret: before that each of
 * its answers wants one of ours, which whoever loads and derives would delay. The first session that `work` opens is
 * that one, each further one is a login of its own; one that was not taken is closed. Throws as `open` and `work` do.
 */
export async function openingAhead<Result>(
  transport: Transport,
  work: (transport: Transport) => Promise<Result>,
): Promise<Result> {
  const given = Promise.withResolvers<void>();
  let ahead: Promise<TransportSession> | undefined = transport.open(given.resolve);
  await Promise.race([given.promise, ahead]);
  // Heard by whoever takes it.
  ahead.catch(() => {});
  const take = () => {
    const taken = ahead;
    ahead = undefined;
    return taken;
  };
  try {
    return await work({ open: (told) => take() ?? transport.open(told) });
  } finally {
    const untaken = await take()?.catch(() => undefined);
    await untaken?.close();
  }
}
