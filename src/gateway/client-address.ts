/**
 * Where the client of a connection is. Behind a load balancer the socket shows the balancer's address, to which every
 * guess of anybody would be counted: so it has to say who comes, and only those that are configured are believed.
 */

import type { Socket } from 'node:net';
import { type AddressList, isListed } from '../login/address-list.ts';
import { greatestProxyHeader, readProxyHeader } from './proxy-protocol.ts';

/**
 * The address that counts, as text. `undefined` if a balancer did not say within `seconds` who comes; the caller closes the socket.
 * The socket is paused, and stays so; what the client itself has sent is still to be read.
 */
export async function clientAddressOf(
  socket: Socket,
  balancers: AddressList | undefined,
  seconds: number,
): Promise<string | undefined> {
  const address = socket.remoteAddress ?? '';
  if (balancers === undefined || !isListed(balancers, address)) return address;
  const client = await takeHeader(socket, seconds);
  // Whoever stops listening for `readable` leaves it undecided whether the socket flows.
  socket.pause();
  return client === null ? address : client;
}

/** Takes the header off the socket, and not one byte more. */
function takeHeader(socket: Socket, seconds: number): Promise<string | null | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | null | undefined>();
  let soFar: Buffer = Buffer.alloc(0);
  const done = (client: string | null | undefined) => {
    clearTimeout(timer);
    socket.off('readable', look);
    socket.off('close', nobody);
    socket.off('end', nobody);
    resolve(client);
  };
  const nobody = () => done(undefined);
  const look = () => {
    const bytes: unknown = socket.read();
    if (!Buffer.isBuffer(bytes)) return;
    soFar = Buffer.concat([soFar, bytes]);
    const read = readProxyHeader(soFar.subarray(0, greatestProxyHeader));
    if (read.header === 'refused') return nobody();
    if (read.header === 'incomplete') return;
    const rest = soFar.subarray(read.bytes);
    socket.off('readable', look);
    if (rest.length > 0) socket.unshift(rest);
    done(read.client);
  };
  const timer = setTimeout(nobody, seconds * 1000);
  socket.on('readable', look);
  socket.once('close', nobody);
  socket.once('end', nobody);
  return promise;
}
