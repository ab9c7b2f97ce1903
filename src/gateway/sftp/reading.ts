/** Requests that only look: READ, READDIR, STAT and their kin. */

import { formatPath } from '../path.ts';
import { lookUp, receiptAt } from '../tree.ts';
import type { ParcelFile } from './chunk-cache.ts';
import { type Path, type Serve, type SftpContext, treeAlong } from './context.ts';
import type { Opened } from './handles.ts';
import { attributesOf, draftAttributes } from './listing.ts';
import {
  attributesPacket,
  dataPacket,
  type NamedFile,
  namedFileLength,
  namePacket,
  statusPacket,
} from './packet-writer.ts';
import { statusCode } from './protocol.ts';

/** Bytes of entries in one answer: every client takes packets of 34,000 (section 3). */
const greatestListing = 32_000;

interface Range {
  readonly offset: bigint;
  readonly length: number;
}

export const readFile: Serve<Range & { handle: Buffer }> = (context, request, { handle, ...range }) => {
  const opened = context.handles.find(handle);
  switch (opened?.kind) {
    case 'parcel':
      return readParcel(context, request, opened.file, range);
    case 'bytes':
      return readBytes(context, request, opened, range);
    default:
      return statusPacket(request, statusCode.failure);
  }
};

export const readDirectory: Serve<{ handle: Buffer }> = (context, request, { handle }) => {
  const opened = context.handles.find(handle);
  if (opened?.kind !== 'directory') return statusPacket(request, statusCode.failure);
  const files: NamedFile[] = [];
  let length = 0;
  for (const file of opened.entries) {
    length += namedFileLength(file);
    if (length > greatestListing && files.length > 0) break;
    files.push(file);
  }
  opened.entries.splice(0, files.length);
  return files.length === 0 ? statusPacket(request, statusCode.eof) : namePacket(request, files);
};

/** STAT and LSTAT: there are no links to tell apart. sshfs looks at what it has opened by its path. */
export const fileStatus: Serve<{ path: Path }> = async (context, request, { path }) => {
  const node = path && lookUp(await treeAlong(context, path), path);
  if (node !== undefined) return attributesPacket(request, attributesOf(node));
  const draft = path && context.handles.draft(receiptAt(path) ?? '');
  return draft === undefined
    ? statusPacket(request, statusCode.noSuchFile)
    : attributesPacket(request, draftAttributes(draft.size(), context.site.clock.now()));
};

export const handleStatus: Serve<{ handle: Buffer }> = ({ handles, site }, request, { handle }) => {
  const opened = handles.find(handle);
  if (opened === undefined) return statusPacket(request, statusCode.failure);
  const attributes =
    opened.kind === 'draft'
      ? draftAttributes(opened.draft.size(), site.clock.now())
      : attributesOf(opened.node);
  return attributesPacket(request, attributes);
};

/** Of the words of the path alone: nothing is looked up, so nothing is revealed. */
export const realPath: Serve<{ path: Path }> = (_context, request, { path }) => {
  if (path === undefined) return statusPacket(request, statusCode.noSuchFile);
  const name = formatPath(path);
  return namePacket(request, [{ name, longname: name, attributes: undefined }]);
};

function readBytes(
  { site, reserve }: SftpContext,
  request: number,
  { bytes }: Extract<Opened, { kind: 'bytes' }>,
  range: Range,
): Buffer {
  const part = within(range, bytes.length, site.limits.dataBytes);
  if (part === undefined) return statusPacket(request, statusCode.eof);
  const { packet, data } = dataPacket(request, part.length, reserve);
  data.set(bytes.subarray(part.start, part.start + part.length));
  return packet;
}

function readParcel(
  { site, account, chunks, reserve }: SftpContext,
  request: number,
  file: ParcelFile,
  range: Range,
): Buffer | Promise<Buffer> {
  const part = within(range, file.parcel.size, site.limits.dataBytes);
  if (part === undefined) return statusPacket(request, statusCode.eof);
  const { packet, data } = dataPacket(request, part.length, reserve);
  const finish = () => {
    site.collections.add(account.name, file.parcel.id, part.start, part.start + part.length);
    return packet;
  };
  const filling = chunks.read(file, part.start, data);
  return filling === undefined ? finish() : filling.then(finish);
}

/** The part of a file that a request is given, or `undefined` at or beyond its end. */
function within(
  { offset, length }: Range,
  size: number,
  greatest: number,
): { start: number; length: number } | undefined {
  if (offset >= BigInt(size)) return undefined;
  const start = Number(offset);
  return { start, length: Math.min(length, greatest, size - start) };
}
