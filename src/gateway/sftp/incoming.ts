/** What a client sends on a channel. */

import type { ServerChannel } from 'ssh2';
import { createFrames } from './frames.ts';

/**
 * The packets of a channel, up to its end or to one of more than `greatest` bytes; each stands until the next is asked
 * for. While one is served nothing is taken from the channel, so that its window closes. Rejects if the channel breaks.
 */
export async function* packetsOf(channel: ServerChannel, greatest: number): AsyncGenerator<Buffer, void> {
  const frames = createFrames(greatest);
  let arrival = Promise.withResolvers<void>();
  let isOver = false;
  let failure: Error | undefined;

  function take(bytes: Buffer): void {
    frames.push(bytes);
    if (!frames.isReady()) return;
    channel.pause();
    arrival.resolve();
  }

  function end(): void {
    isOver = true;
    arrival.resolve();
  }

  // It stays: an error of a channel that nobody listens to ends the process.
  channel.on('error', (error: Error) => {
    failure = error;
    end();
  });
  channel.on('data', take).once('end', end).once('close', end);
  try {
    for (;;) {
      const packet = frames.next();
      if (packet === 'bad-length') return;
      if (packet !== 'incomplete') yield packet;
      else if (failure !== undefined) throw failure;
      else if (isOver) return;
      else {
        arrival = Promise.withResolvers();
        channel.resume();
        await arrival.promise;
      }
    }
  } finally {
    channel.off('data', take).off('end', end).off('close', end).pause();
  }
}
