/**
 * THE TABLE of requests: all that a client can ask once it has logged in. What is not in it is answered
 * OP_UNSUPPORTED; links, for instance, do not exist here. The fields of a request are read whole, and
 * checked, before anything is served.
 */

import { parsePath } from '../path.ts';
import type { Serve, SftpContext } from './context.ts';
import { serveExtension } from './extensions.ts';
import { closeHandle, openDirectory, openFile } from './opening.ts';
import { PacketReader } from './packet-reader.ts';
import { statusPacket } from './packet-writer.ts';
import { requestType, statusCode } from './protocol.ts';
import { fileStatus, handleStatus, readDirectory, readFile, realPath } from './reading.ts';
import {
  refuseCreation,
  refuseRemoval,
  renameReceipt,
  setHandleStatus,
  setStatus,
  writeFile,
} from './writing.ts';

/**
 * `opens` and `writes` look anew whether the account may be here: the first hand out what was closed
 * before, the second would change something.
 */
type Access = 'reads' | 'opens' | 'writes';

interface Row {
  readonly name: string;
  readonly access: Access;
  /** Reads the fields, and gives what answers them. */
  readonly prepare: (packet: PacketReader) => (context: SftpContext, request: number) => Answer;
}

type Answer = Buffer | Promise<Buffer>;

function row<Fields>(
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

const path = (packet: PacketReader) => parsePath(packet.text());

const aPath = (packet: PacketReader) => ({ path: path(packet) });
const aHandle = (packet: PacketReader) => ({ handle: packet.string() });
const aFile = (packet: PacketReader) =>
  withAttributes(packet, { path: path(packet), flags: packet.uint32() });
const aRange = (packet: PacketReader) => ({
  handle: packet.string(),
  offset: packet.uint64(),
  length: packet.uint32(),
});
const someData = (packet: PacketReader) => ({
  handle: packet.string(),
  offset: packet.uint64(),
  data: packet.string(),
});
const twoPaths = (packet: PacketReader) => ({ from: path(packet), to: path(packet) });
const anExtension = (packet: PacketReader) => ({ name: packet.text(), rest: packet.rest() });

function withAttributes<Fields>(packet: PacketReader, fields: Fields): Fields {
  packet.skipAttributes();
  return fields;
}

const pathAndAttributes = (packet: PacketReader) => withAttributes(packet, aPath(packet));
const handleAndAttributes = (packet: PacketReader) => withAttributes(packet, aHandle(packet));

const requests: ReadonlyMap<number, Row> = new Map([
  [requestType.open, row('OPEN', 'opens', aFile, openFile)],
  [requestType.close, row('CLOSE', 'writes', aHandle, closeHandle)],
  [requestType.read, row('READ', 'reads', aRange, readFile)],
  [requestType.write, row('WRITE', 'writes', someData, writeFile)],
  [requestType.lstat, row('LSTAT', 'reads', aPath, fileStatus)],
  [requestType.fstat, row('FSTAT', 'reads', aHandle, handleStatus)],
  [requestType.setstat, row('SETSTAT', 'writes', pathAndAttributes, setStatus)],
  [requestType.fsetstat, row('FSETSTAT', 'writes', handleAndAttributes, setHandleStatus)],
  [requestType.opendir, row('OPENDIR', 'opens', aPath, openDirectory)],
  [requestType.readdir, row('READDIR', 'reads', aHandle, readDirectory)],
  [requestType.remove, row('REMOVE', 'writes', aPath, refuseRemoval)],
  [requestType.mkdir, row('MKDIR', 'writes', pathAndAttributes, refuseCreation)],
  [requestType.rmdir, row('RMDIR', 'writes', aPath, refuseRemoval)],
  [requestType.realpath, row('REALPATH', 'reads', aPath, realPath)],
  [requestType.stat, row('STAT', 'reads', aPath, fileStatus)],
  [requestType.rename, row('RENAME', 'writes', twoPaths, renameReceipt)],
  [requestType.extended, row('EXTENDED', 'reads', anExtension, serveExtension)],
]);

/**
 * The answer to a packet, attacker-controlled from its first byte, or `'malformed'` if it does not even
 * name its request. Rejects if serving fails: {@link failureOf} is then the answer.
 */
export function answer(context: SftpContext, packet: Buffer): Answer | 'malformed' {
  const reader = new PacketReader(packet);
  const type = reader.byte();
  const request = reader.uint32();
  if (!reader.isSound()) return 'malformed';
  const found = requests.get(type);
  if (found === undefined) return statusPacket(request, statusCode.unsupported);
  const serve = found.prepare(reader);
  if (!reader.isComplete()) return statusPacket(request, statusCode.badMessage);
  if (found.access === 'reads') return serve(context, request);
  return context
    .admit()
    .then((admitted) =>
      admitted ? serve(context, request) : statusPacket(request, statusCode.permissionDenied),
    );
}

/** What a client hears when its request could not be served: nothing of the reason. */
export function failureOf(packet: Buffer): Buffer {
  return statusPacket(packet.readUInt32BE(1), statusCode.failure);
}
