/** What a client may know of the file system that it is shown: the tree is virtual, and so are its numbers. */

import { greatestName } from '../path.ts';
import { lookUp, type TreeNode, wholeInbox } from '../tree.ts';
import { type Path, type Serve, treeAlong } from './context.ts';
import { extendedReplyPacket, statusPacket } from './packet-writer.ts';
import { statusCode } from './protocol.ts';

/** Bytes of a block: small, since files are counted by whole blocks. */
const blockSize = 1024;

/** POSIX `ST_NOSUID`, as OpenSSH numbers it. */
const noSetUid = 2n;

/** `limits@openssh.com`: greatest packet, read and write, and number of handles. */
export const tellLimits: Serve<object> = ({ site }, request) => {
  const { packetBytes, dataBytes, handles } = site.limits;
  return extendedReplyPacket(request, [packetBytes, dataBytes, dataBytes, handles].map(BigInt));
};

/**
 * `statvfs@openssh.com` (OpenSSH's PROTOCOL file, section 4.3), of the account's own files alone: nothing is
 * said of the disks behind them. Free is what the next receipt may take, so that a client which looks
 * before it copies will copy.
 */
export const fileSystemStatus: Serve<{ path: Path }> = async (context, request, { path }) => {
  const node = path && lookUp(await treeAlong(context, path), path);
  if (node === undefined) return statusPacket(request, statusCode.noSuchFile);
  const files = filesBelow(await treeAlong(context, wholeInbox));
  const used = files.reduce((blocks, { size }) => blocks + Math.ceil(size / blockSize), 0);
  const free = Math.ceil(context.site.limits.receiptBytes / blockSize);
  const blocks = [blockSize, blockSize, used + free, free, free];
  const inodes = [files.length + 1, 1, 1];
  const identifier = 0n;
  return extendedReplyPacket(request, [
    ...[...blocks, ...inodes].map(BigInt),
    identifier,
    noSetUid,
    BigInt(greatestName),
  ]);
};

function filesBelow(node: TreeNode): readonly TreeNode[] {
  return node.kind === 'directory' ? node.children.flatMap(filesBelow) : [node];
}
