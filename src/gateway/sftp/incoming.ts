/** What a client sends on a channel. */

import type { ServerChannel } from 'ssh2';
import { createFrames } from './frames.ts';

/**
 * The packets of a channel, up to its end or to one of more than `greatest` bytes; each stands until the next is asked
 * for. While one is served at most one more piece is taken from the channel, so that its window closes. `servedAll` is
 * called when all that has come was given. Rejects if the channel breaks.
 */
export async function* packetsOf(
  channel: ServerChannel,
  greatest: number,
  servedAll: () => void,
): AsyncGenerator<Buffer, void> {
  const frames = createFrames(greatest);
  let arrival = Promise.withResolvers<void>();
  let isAwaited = false;
  let isOver = false;
  let failure: Error | undefined;

  function take(bytes: Buffer): void {
    frames.push(bytes);
    if (!frames.isReady()) return;
    // Whoever asks one thing after the other never makes it pause.
    if (isAwaited) arrival.resolve();
    else channel.pause();
    isAwaited = false;
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
        servedAll();
        arrival = Promise.withResolvers();
        isAwaited = true;
        if (channel.isPaused()) channel.resume();
        await arrival.promise;
      }
    }
  } finally {
    channel.off('data', take).off('end', end).off('close', end).pause();
  }
}
