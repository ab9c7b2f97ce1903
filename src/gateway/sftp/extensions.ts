/** The extensions that VERSION advertises, and the requests that they allow. */

import { type CheckFields, checkFileByHandle, checkFileByName, checkOpenFile } from './check-file.ts';
import { fileSystemStatus, tellLimits } from './file-system.ts';
import type { PacketReader } from './packet-reader.ts';
import { aHandle, aPath, nothing, path, type Row, row, twoPaths } from './row.ts';
import { flushFile, renameReceipt } from './writing.ts';

/**
 * Names, each with what VERSION says beside it: a version for those of OpenSSH (its PROTOCOL file, section
 * 4), the hash functions for `check-file` (draft-ietf-secsh-filexfer-extensions-00 section 3).
 */
export const advertisedExtensions: readonly (readonly [name: string, data: string])[] = [
  ['posix-rename@openssh.com', '1'],
  ['statvfs@openssh.com', '2'],
  ['fsync@openssh.com', '1'],
  ['limits@openssh.com', '1'],
  ['check-file', 'sha256'],
];

const aCheck = (packet: PacketReader): CheckFields => ({
  algorithms: packet.text(),
  offset: packet.uint64(),
  length: packet.uint64(),
  blockSize: packet.uint32(),
});
const aCheckByHandle = (packet: PacketReader) => ({ ...aHandle(packet), ...aCheck(packet) });
const aCheckByName = (packet: PacketReader) => ({ path: path(packet), ...aCheck(packet) });

const rows: readonly Row[] = [
  row('posix-rename@openssh.com', 'writes', twoPaths, renameReceipt),
  row('statvfs@openssh.com', 'reads', aPath, fileSystemStatus),
  row('fsync@openssh.com', 'writes', aHandle, flushFile),
  row('limits@openssh.com', 'reads', nothing, tellLimits),
  // Two names of the draft (WinSCP asks by name), and the one that Paramiko gives to the first of them.
  row('check-file-handle', 'opens', aCheckByHandle, checkFileByHandle),
  row('check-file-name', 'opens', aCheckByName, checkFileByName),
  row('check-file', 'opens', aCheckByHandle, checkOpenFile),
];

/** What answers EXTENDED, by the name of the extension. */
export const extendedRequests: ReadonlyMap<string, Row> = new Map(rows.map((entry) => [entry.name, entry]));
