/** A man in the middle of an SSH connection, who sees where packets begin and may drop, add or change some. */

import type { Socket } from 'node:net';
import { lineTo } from './line-to.ts';

export interface PassingPacket {
  readonly from: 'client' | 'server';
  /** Whole, with its length before it and its authentication tag after it. */
  readonly bytes: Buffer;
  /** Number of its message; after NEWKEYS nobody can see it. */
  readonly message: number | undefined;
  /** Counted from 0 in its direction: among the packets in the clear, or among those after NEWKEYS. */
  readonly index: number;
}

/** Gives what goes on in the packet's place. */
export type Tamper = (packet: PassingPacket) => readonly Buffer[];

const newKeys = 21;

/** Listens before `port` until the test has finished. `tagBytes`: length of what follows each encrypted packet. */
export function startTamperer(port: number, tagBytes: number, tamper: Tamper): Promise<number> {
  return lineTo(port, (client, gateway) => {
    pass('client', client, gateway, tagBytes, tamper);
    pass('server', gateway, client, tagBytes, tamper);
  });
}

function pass(from: PassingPacket['from'], source: Socket, target: Socket, tagBytes: number, tamper: Tamper) {
  let held = Buffer.alloc(0);
  let identified = false;
  let encrypted = false;
  let index = 0;

  /** Bytes up to the end of what comes next, if they are all there. */
  function nextLength(): number | undefined {
    if (!identified) return held.includes('\n') ? held.indexOf('\n') + 1 : undefined;
    if (held.length < 4) return undefined;
    const length = 4 + held.readUInt32BE() + (encrypted ? tagBytes : 0);
    return length > held.length ? undefined : length;
  }

  source.on('data', (piece: Buffer) => {
    held = Buffer.concat([held, piece]);
    for (let length = nextLength(); length !== undefined; length = nextLength()) {
      const bytes = held.subarray(0, length);
      held = held.subarray(length);
      if (!identified) {
        identified = true;
        target.write(bytes);
        continue;
      }
      const message = encrypted ? undefined : bytes[5];
      for (const passing of tamper({ from, bytes, message, index })) target.write(passing);
      index += 1;
      if (message !== newKeys) continue;
      encrypted = true;
      index = 0;
    }
  });
  source.once('close', () => target.destroySoon());
}
