/** A peer that speaks the first, unencrypted exchange of SSH byte by byte, so that a test may send anything. */

import { once } from 'node:events';
import { createServer, connect as openSocket, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { plainPacket } from '../support/ssh-packets.ts';

export interface RawPeer {
  readonly send: (...payloads: readonly Buffer[]) => void;
  /** Sends bytes as they are, whole packets or not. */
  readonly sendBytes: (bytes: Buffer) => void;
  /** The payload of the next packet; `undefined` when the connection is over. */
  readonly receive: () => Promise<Buffer | undefined>;
  readonly end: () => void;
}

/** Connects as a client and exchanges identifications. */
export async function connectRaw(port: number): Promise<RawPeer> {
  const socket = openSocket(port, '127.0.0.1');
  await once(socket, 'connect');
  return speak(socket);
}

/** Listens as a server for one client after another; `serve` gets each after the identifications. */
export async function listenRaw(serve: (peer: RawPeer) => Promise<void>): Promise<number> {
  const served: Promise<void>[] = [];
  const server = createServer((socket) => served.push(speak(socket).then(serve)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await Promise.all(served);
  });
  return portOf(server);
}

export function portOf(server: {
  address(): ReturnType<ReturnType<typeof createServer>['address']>;
}): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return address.port;
}

async function speak(socket: Socket): Promise<RawPeer> {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  onTestFinished(() => {
    socket.destroy();
  });
  const bytes = reader(socket);
  socket.write('SSH-2.0-raw\r\n');
  // To the end of the line, or of the connection.
  for (let byte = await bytes(1); byte !== undefined && byte[0] !== 0x0a; ) byte = await bytes(1);
  return {
    send: (...payloads) => socket.write(Buffer.concat(payloads.map(plainPacket))),
    sendBytes: (bytes) => socket.write(bytes),
    receive: async () => {
      const length = (await bytes(4))?.readUInt32BE();
      const body = length === undefined ? undefined : await bytes(length);
      return body?.subarray(1, body.length - (body[0] ?? 0));
    },
    end: () => socket.destroySoon(),
  };
}

/** Reads just so many bytes; `undefined` if the socket ends before. */
function reader(socket: Socket): (count: number) => Promise<Buffer | undefined> {
  let held = Buffer.alloc(0);
  let over = false;
  socket.on('data', (chunk) => {
    held = Buffer.concat([held, Buffer.from(chunk)]);
    socket.emit('more');
  });
  socket.on('close', () => {
    over = true;
    socket.emit('more');
  });
  return async (count) => {
    while (held.length < count) {
      if (over) return undefined;
      // An error comes before the end, which is all that is told: a connection that is cut may be reset.
      await once(socket, 'more').catch(() => {});
    }
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  };
}
