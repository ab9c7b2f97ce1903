/** A row of the tables of requests: how its fields are read, who may ask it, and what serves it. */

import { parsePath } from '../path.ts';
import type { Serve, SftpContext } from './context.ts';
import type { PacketReader } from './packet-reader.ts';

export type Answer = Buffer | Promise<Buffer>;

/**
 * `opens` and `writes` look anew whether the account may be here: the first hand out what was closed
 * before, the second would change something.
 */
type Access = 'reads' | 'opens' | 'writes';

export interface Row {
  readonly name: string;
  readonly access: Access;
  /** Reads the fields, and gives what answers them. */
  readonly prepare: (packet: PacketReader) => (context: SftpContext, request: number) => Answer;
}

export function row<Fields>(
  name: string,
  access: Access,
  read: (packet: PacketReader) => Fields,
  serve: Serve<Fields>,
): Row {
  return {
    name,
    access,
    prepare(packet) {
      const fields = read(packet);
      return (context, request) => serve(context, request, fields);
    },
  };
}

export const path = (packet: PacketReader) => parsePath(packet.text());

export const nothing = () => ({});
export const aPath = (packet: PacketReader) => ({ path: path(packet) });
export const aHandle = (packet: PacketReader) => ({ handle: packet.string() });
export const twoPaths = (packet: PacketReader) => ({ from: path(packet), to: path(packet) });
