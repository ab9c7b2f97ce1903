/**
 * The room for connections that have not logged in. It is small, and whoever says nothing would fill it for
 * as long as a login may take. So nobody keeps an honest client out by waiting: when the room is full, the
 * connection that has come least far, and of those the one that has been there longest, gives way to the
 * new one. Only who has proven a factor keeps the place, and whoever can do that is no stranger.
 */

import type { Socket } from 'node:net';
import { addressSubject } from '../login/throttle.ts';
import type { GatewayLimits } from './limits.ts';

/** How far a connection has come on the way to a login, in that order. */
const stages = ['connected', 'encrypted', 'half-proven'] as const;

export type LoginStage = (typeof stages)[number];

/** The stages that give way. */
const yielding = stages.slice(0, -1);

export interface Place {
  /** The connection has come so far. */
  reached(stage: LoginStage): void;
  /** The connection needs the place no more. */
  leave(): void;
}

export interface Door {
  /** A place for the connection; it is left by itself when the socket closes. `undefined`: there is none. */
  enter(socket: Socket): Place | undefined;
  /** Connections that have a place. */
  waiting(): Iterable<Socket>;
}

/** `yielded` is told of each connection that gives way; its socket is closed already. */
export function createDoor(
  limits: Pick<GatewayLimits, 'startups' | 'startupsPerAddress'>,
  yielded: (socket: Socket) => void,
): Door {
  /** Each in the order of coming; a connection stands in one of them. */
  const waiting = new Map(stages.map((stage) => [stage, new Set<Socket>()]));
  const ofAddress = new Map<string, number>();

  const count = () => [...waiting.values()].reduce((sum, { size }) => sum + size, 0);
  const find = (socket: Socket) => [...waiting.values()].find((set) => set.has(socket));

  function leave(socket: Socket, subject: string): void {
    if (find(socket)?.delete(socket) !== true) return;
    const left = (ofAddress.get(subject) ?? 1) - 1;
    if (left === 0) ofAddress.delete(subject);
    else ofAddress.set(subject, left);
  }

  function makeRoom(): boolean {
    const [longest] = yielding.flatMap((stage) => [...(waiting.get(stage) ?? [])].slice(0, 1));
    if (longest === undefined) return false;
    leave(longest, addressSubject(longest.remoteAddress ?? ''));
    longest.destroy();
    yielded(longest);
    return true;
  }

  return {
    enter(socket) {
      const subject = addressSubject(socket.remoteAddress ?? '');
      const here = ofAddress.get(subject) ?? 0;
      if (here >= limits.startupsPerAddress) return undefined;
      if (count() >= limits.startups && !makeRoom()) return undefined;
      waiting.get('connected')?.add(socket);
      ofAddress.set(subject, here + 1);
      const depart = () => leave(socket, subject);
      socket.once('close', depart);
      return {
        leave: depart,
        reached(stage) {
          if (find(socket)?.delete(socket) === true) waiting.get(stage)?.add(socket);
        },
      };
    },
    waiting: () => [...waiting.values()].flatMap((set) => [...set]),
  };
}
