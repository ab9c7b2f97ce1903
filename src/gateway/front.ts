/**
 * The TCP front: ssh2 gives word of a connection only once the client has named itself, so that whoever
 * stays silent would cost nothing to the attacker and a socket to us. Here are the caps, the time to log
 * in, and what a socket needs: no delay, writes joined, and no reading from a peer that does not read.
 */

import { createServer, type Server, type Socket } from 'node:net';
import type { AddressList } from '../login/address-list.ts';
import { clientAddressOf } from './client-address.ts';
import { countedWarning } from './counted-warning.ts';
import { createDoor, type LoginStage } from './door.ts';
import { free, isLent } from './lent-memory.ts';
import type { GatewaySite } from './site.ts';

/** A connection from its first byte on. */
export interface Visit {
  readonly socket: Socket;
  /** The client's: behind a load balancer not that of the socket. */
  readonly address: string;
  /** The login has come so far: see {@link createDoor}. */
  reached(stage: LoginStage): void;
  /** Logged in: the caps and the time to log in do not concern it any more. */
  settle(): void;
  /** Called when the time to log in is over. The socket is closed in any case. */
  onOverdue: () => void;
}

export interface Front {
  readonly port: number;
  /** Stops listening; sessions go on, and so do logins under way. */
  stopListening(): void;
  /** Stops listening and ends what has not logged in. Resolves when the last connection is closed. */
  close(): Promise<void>;
}

/** Milliseconds that a peer has to take the last words. */
const lastWordsTime = 2000;

/** Where to listen. */
export interface ListenOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Load balancers that begin each connection with a header of the PROXY protocol; from nobody else is one taken. */
  readonly proxyProtocolFrom?: AddressList | undefined;
}

/** Listens. `serve` is given each connection that may try to log in. */
export async function openFront(
  site: Pick<GatewaySite, 'limits' | 'judge' | 'log'>,
  listenOn: ListenOptions,
  serve: (visit: Visit) => void,
): Promise<Front> {
  const { limits, judge, log } = site;
  /** Each resolves when all listeners of a socket know that it is closed; the server is closed before that. */
  const connected = new Set<Promise<void>>();
  const warnOfCrowd = countedWarning(log, 'connections-crowded');
  const warnOfHeader = countedWarning(log, 'connections-nameless');
  const door = createDoor(limits, warnOfCrowd);
  /** Of load balancers, until they have said who comes. */
  const nameless = new Set<Socket>();

  /** The address of the client; `undefined`: it is not known, and the socket is closed. */
  async function whence(socket: Socket): Promise<string | undefined> {
    if (nameless.size >= limits.startups) {
      warnOfCrowd(socket.remoteAddress);
      socket.destroy();
      return undefined;
    }
    nameless.add(socket);
    const address = await clientAddressOf(socket, listenOn.proxyProtocolFrom, limits.headerSeconds);
    nameless.delete(socket);
    if (socket.destroyed) return undefined;
    if (address === undefined) {
      warnOfHeader(socket.remoteAddress);
      socket.destroy();
    }
    return address;
  }

  function enter(socket: Socket, address: string): Visit | undefined {
    const place = door.enter(socket, address);
    if (place === undefined) return undefined;
    const settle = () => {
      clearTimeout(timer);
      place.leave();
    };
    const visit: Visit = { socket, address, reached: place.reached, settle, onOverdue: () => {} };
    const timer = setTimeout(() => {
      visit.onOverdue();
      hangUp(socket);
    }, limits.loginSeconds * 1000);
    socket.once('close', settle);
    return visit;
  }

  async function admit(socket: Socket): Promise<void> {
    const address = await whence(socket);
    if (address === undefined) return;
    const visit = enter(socket, address);
    if (visit === undefined) {
      warnOfCrowd(address);
      socket.destroy();
      return;
    }
    const until = await judge.addressRestsUntil(visit.address);
    if (until !== null) {
      log.warn('address-rests', { address: visit.address, until: until.toString() });
      socket.destroy();
      return;
    }
    if (socket.destroyed) return;
    joinWrites(socket);
    serve(visit);
    // After ssh2 has paused the socket: a listener of its own must not set it flowing.
    readOnlyFromReaders(socket, limits.backlogBytes);
  }

  const server = createServer({ noDelay: true, keepAlive: true, pauseOnConnect: true }, (socket) => {
    socket.on('error', () => socket.destroy());
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    connected.add(closed);
    void closed.then(() => connected.delete(closed));
    admit(socket).catch((error: unknown) => {
      log.error('connection-failed', { error, address: socket.remoteAddress });
      socket.destroy();
    });
  });
  const port = await listen(server, listenOn);
  // For instance no file descriptor left for one more: those who are in go on.
  server.on('error', (error) => log.error('connection-not-taken', { error }));
  const stopped = new Promise<void>((resolve) => server.once('close', resolve));
  const stopListening = () => {
    if (server.listening) server.close();
  };
  return {
    port,
    stopListening,
    async close() {
      stopListening();
      for (const socket of [...nameless, ...door.waiting()]) socket.destroy();
      await stopped;
      await Promise.all(connected);
    },
  };
}

const hungUp = new WeakSet<Socket>();

/** Closes a socket once its last words are out, or after a moment if nobody takes them. A second call does nothing. */
export function hangUp(socket: Socket): void {
  if (socket.destroyed || hungUp.has(socket)) return;
  hungUp.add(socket);
  socket.removeAllListeners('data');
  socket.destroySoon();
  const timer = setTimeout(() => socket.destroy(), lastWordsTime);
  socket.once('close', () => clearTimeout(timer));
}

/**
 * ssh2 writes each packet in three pieces: those of one turn leave in one system call. What was encrypted into memory of
 * its own is freed when it is sent.
 */
function joinWrites(socket: Socket): void {
  const write = socket.write.bind(socket);
  let corked = false;
  const uncork = () => {
    corked = false;
    socket.uncork();
  };
  socket.write = (bytes: Uint8Array) => {
    if (!corked) {
      corked = true;
      socket.cork();
      process.nextTick(uncork);
    }
    return isLent(bytes) ? write(bytes, () => free(bytes)) : write(bytes);
  };
}

/** ssh2 answers pings and channel requests without looking at whether anyone reads the answers. */
function readOnlyFromReaders(socket: Socket, greatestBacklog: number): void {
  socket.on('data', () => {
    if (socket.writableLength < greatestBacklog) return;
    socket.pause();
    socket.once('drain', () => socket.resume());
  });
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
