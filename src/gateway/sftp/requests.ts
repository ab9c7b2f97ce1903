/**
 * THE TABLE of requests: all that a client can ask once it has logged in, with the extensions that stand in
 * a table of their own. What is in neither is answered OP_UNSUPPORTED; links, for instance, do not exist
 * here. The fields of a request are read whole, and checked, before anything is served.
 */

import type { SftpContext } from './context.ts';
import { extendedRequests } from './extensions.ts';
import { closeHandle, openDirectory, openFile } from './opening.ts';
import { PacketReader } from './packet-reader.ts';
import { statusPacket } from './packet-writer.ts';
import { requestType, statusCode } from './protocol.ts';
import { fileStatus, handleStatus, readDirectory, readFile, realPath } from './reading.ts';
import { type Answer, aHandle, aPath, path, type Row, row, twoPaths } from './row.ts';
import {
  refuseCreation,
  refuseRemoval,
  removeFile,
  renameReceipt,
  setHandleStatus,
  setStatus,
  writeFile,
} from './writing.ts';

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
  [requestType.remove, row('REMOVE', 'writes', aPath, removeFile)],
  [requestType.mkdir, row('MKDIR', 'writes', pathAndAttributes, refuseCreation)],
  [requestType.rmdir, row('RMDIR', 'writes', aPath, refuseRemoval)],
  [requestType.realpath, row('REALPATH', 'reads', aPath, realPath)],
  [requestType.stat, row('STAT', 'reads', aPath, fileStatus)],
  [requestType.rename, row('RENAME', 'writes', twoPaths, renameReceipt)],
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
  const found =
    type === requestType.extended ? extendedRequests.get(reader.text() ?? '') : requests.get(type);
  if (!reader.isSound()) return statusPacket(request, statusCode.badMessage);
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
