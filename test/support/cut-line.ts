/** A line between a client and a server that breaks where a test wants it to. */

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CutLine {
  readonly port: number;
  /** Messages seen so far, as the network handed them over: of both sides, on all connections. */
  messages(): number;
  close(): Promise<void>;
}

/**
 * Carries every connection to `target`. Message number `cutAt` (from 0) does not arrive: the connection ends in its
 * place, for both sides. Without a number nothing is cut.
 */
export async function cutLine(target: number, cutAt = Number.POSITIVE_INFINITY): Promise<CutLine> {
  let messages = 0;
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    const carry = (from: Socket, to: Socket) => {
      sockets.add(from);
      from.on('data', (bytes) => {
        const number = messages;
        messages += 1;
        if (number === cutAt) end();
        else to.write(bytes);
      });
      from.on('error', end);
      from.on('close', () => {
        sockets.delete(from);
        to.end();
      });
    };
    carry(client, upstream);
    carry(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    messages: () => messages,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
