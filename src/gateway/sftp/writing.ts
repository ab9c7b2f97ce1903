/** Requests that would change something. Only receipts can be written; all else is refused. */

import { lookUp, receiptAt, writeVerdict } from '../tree.ts';
import { type Path, type Serve, treeAlong } from './context.ts';
import { finalName } from './opening.ts';
import { statusPacket } from './packet-writer.ts';
import { statusCode } from './protocol.ts';

interface Write {
  readonly handle: Buffer;
  readonly offset: bigint;
  readonly data: Buffer;
}

export const writeFile: Serve<Write> = (context, request, { handle, offset, data }) => {
  const opened = context.handles.find(handle);
  if (opened === undefined) return statusPacket(request, statusCode.failure);
  if (opened.kind !== 'draft') return statusPacket(request, statusCode.permissionDenied);
  const taken = opened.draft.write(offset, data);
  return statusPacket(request, taken ? statusCode.ok : statusCode.failure);
};

/**
 * A receipt is made durable by CLOSE, which answers once it is on the disk: what is flushed can only be whole
 * so far. Clients that flush after a download flush nothing.
 */
export const flushFile: Serve<{ handle: Buffer }> = (context, request, { handle }) => {
  const opened = context.handles.find(handle);
  if (opened === undefined || opened.kind === 'directory') return statusPacket(request, statusCode.failure);
  const sound = opened.kind !== 'draft' || opened.draft.fault() === undefined;
  return statusPacket(request, sound ? statusCode.ok : statusCode.failure);
};

/** Clients set times and permissions after an upload: accepted on receipts, without effect. */
export const setStatus: Serve<{ path: Path }> = async (context, request, { path }) => {
  const node = path && lookUp(await treeAlong(context, path), path);
  if (node === undefined) return statusPacket(request, statusCode.noSuchFile);
  return statusPacket(request, node.kind === 'receipt' ? statusCode.ok : statusCode.permissionDenied);
};

export const setHandleStatus: Serve<{ handle: Buffer }> = (context, request, { handle }) => {
  const opened = context.handles.find(handle);
  if (opened === undefined) return statusPacket(request, statusCode.failure);
  return statusPacket(request, opened.kind === 'draft' ? statusCode.ok : statusCode.permissionDenied);
};

/**
 * REMOVE: nothing is removed. A client that has uploaded under a temporary name may clear the place where the
 * receipt goes, though (WinSCP does before it renames): the receipt that stands there is the one it put.
 */
export const removeFile: Serve<{ path: Path }> = (context, request, { path }) => {
  const name = path && receiptAt(path);
  const awaited = [...context.temporary.keys()].some((temporary) => finalName(temporary) === name);
  return awaited ? statusPacket(request, statusCode.ok) : refuseRemoval(context, request, { path });
};

/** What is there stays; what is not there is not. */
export const refuseRemoval: Serve<{ path: Path }> = async (context, request, { path }) => {
  const node = path && lookUp(await treeAlong(context, path), path);
  return statusPacket(request, node === undefined ? statusCode.noSuchFile : statusCode.permissionDenied);
};

export const refuseCreation: Serve<{ path: Path }> = async (context, request, { path }) => {
  if (path === undefined) return statusPacket(request, statusCode.noSuchFile);
  const verdict = writeVerdict(await treeAlong(context, path, { siblings: true }), path);
  return statusPacket(request, verdict === 'unknown' ? statusCode.noSuchFile : statusCode.permissionDenied);
};

/** Only the end of an upload: the receipt was accepted when its temporary file was closed. */
export const renameReceipt: Serve<{ from: Path; to: Path }> = async (context, request, { from, to }) => {
  const temporary = from && receiptAt(from);
  const target = to && receiptAt(to);
  if (temporary !== undefined && context.temporary.has(temporary) && target === finalName(temporary)) {
    context.temporary.delete(temporary);
    return statusPacket(request, statusCode.ok);
  }
  return refuseRemoval(context, request, { path: from });
};
