/**
 * The room for connections that have not logged in. It is small, and whoever says nothing would fill it for
 * as long as a login may take. So nobody keeps an honest client out by waiting: when the room is full, one
 * gives way to the newcomer. It is the first of those who have not exchanged keys if they hold half of the
 * places, else the first of those who have. So whoever comes is safe for half a room of newcomers, and then
 * for half a room of key exchanges, which cost strangers more than silence. Who has proven a factor keeps the
 * place: that is no stranger.
 */

import type { Socket } from 'node:net';
import { addressSubject } from '../login/throttle.ts';
import type { GatewayLimits } from './limits.ts';

/** How far a connection has come on the way to a login, in that order. */
const stages = ['connected', 'encrypted', 'half-proven'] as const;

export type LoginStage = (typeof stages)[number];

export interface Place {
  /** The connection has come so far. */
  reached(stage: LoginStage): void;
  /** The connection needs the place no more. */
  leave(): void;
}

type Seat = Place & { readonly address: string };

export interface Door {
  /** A place for a connection from there; it is left by itself when the socket closes. `undefined`: there is none. */
  enter(socket: Socket, address: string): Place | undefined;
  /** Connections that have a place. */
  waiting(): Iterable<Socket>;
}

/** `yielded` is told whence each connection came that gives way; its socket is closed already. */
export function createDoor(
  limits: Pick<GatewayLimits, 'startups' | 'startupsPerAddress'>,
  yielded: (address: string) => void,
): Door {
  /** Of each stage, in the order of coming; a connection stands in one of them. */
  const waiting = new Map(stages.map((stage) => [stage, new Map<Socket, Seat>()]));
  const ofAddress = new Map<string, number>();

  const at = (stage: LoginStage) => waiting.get(stage) ?? new Map<Socket, Seat>();
  const count = () => [...waiting.values()].reduce((sum, { size }) => sum + size, 0);
  const take = (socket: Socket) => [...waiting.values()].some((stage) => stage.delete(socket));

  function makeRoom(): boolean {
    const holdHalf = 2 * at('connected').size >= limits.startups;
    const yielding = holdHalf ? (['connected', 'encrypted'] as const) : (['encrypted', 'connected'] as const);
    for (const stage of yielding) {
      for (const [socket, place] of at(stage)) {
        place.leave();
        socket.destroy();
        yielded(place.address);
        return true;
      }
    }
    return false;
  }

  function seat(socket: Socket, address: string, subject: string): Seat {
    const place: Seat = {
      address,
      reached(stage) {
        if (take(socket)) at(stage).set(socket, place);
      },
      leave() {
        if (!take(socket)) return;
        const left = (ofAddress.get(subject) ?? 1) - 1;
        if (left === 0) ofAddress.delete(subject);
        else ofAddress.set(subject, left);
      },
    };
    return place;
  }

  return {
    enter(socket, address) {
      const subject = addressSubject(address);
      const here = ofAddress.get(subject) ?? 0;
      if (here >= limits.startupsPerAddress) return undefined;
      if (count() >= limits.startups && !makeRoom()) return undefined;
      const place = seat(socket, address, subject);
      at('connected').set(socket, place);
      // Not `here`: who gave way may have come from the same address.
      ofAddress.set(subject, (ofAddress.get(subject) ?? 0) + 1);
      socket.once('close', place.leave);
      return place;
    },
    waiting: () => [...waiting.values()].flatMap((stage) => [...stage.keys()]),
  };
}
