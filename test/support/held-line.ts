/** A line between a client and a server that holds its first connection in the middle, until a test lets it go on. */

import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

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
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const first = sockets.size === 0;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.pipe(upstream);
    let carried = 0;
    upstream.on('data', (part) => {
      client.write(part);
      carried += part.length;
      if (!first || carried < bytes) return;
      upstream.pause();
      hold();
      void released.then(() => upstream.resume());
    });
    upstream.once('close', () => client.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, held, release };
}
