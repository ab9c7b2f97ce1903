/** A line between clients and a server that a test has in its hands. */

import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { portOf } from '../ssh/raw-peer.ts';
import { connectQuietly } from './raw-ssh.ts';

/** Has `carry` join every client, counted from 0, with `target`, until the test has finished; the port to connect to. */
export async function lineTo(
  target: number,
  carry: (client: Socket, upstream: Socket, count: number) => void,
): Promise<number> {
  const sockets = new Set<Socket>();
  let clients = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connectQuietly(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    carry(client, upstream, clients);
    clients += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return portOf(server);
}
