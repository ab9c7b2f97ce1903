/**
 * The checksum that a client can ask for (draft-ietf-secsh-filexfer-extensions-00 section 3): SHA-256 of a
 * whole file. A parcel's was taken when it was sealed and stands in its receipt, so that asking costs
 * nothing; hashes of parts, which would cost a reading each, are not given.
 */

import { createHash } from 'node:crypto';
import { lookUp, type TreeNode } from '../tree.ts';
import { type Path, type Serve, type SftpContext, treeAlong } from './context.ts';
import type { Opened } from './handles.ts';
import { hashPacket, statusPacket } from './packet-writer.ts';
import { statusCode } from './protocol.ts';

export interface CheckFields {
  /** Names with commas between them, the client's favourite first. */
  readonly algorithms: string | undefined;
  readonly offset: bigint;
  /** 0: up to the end. */
  readonly length: bigint;
  /** 0: one hash for all. */
  readonly blockSize: number;
}

const algorithm = 'sha256';

export const checkFileByName: Serve<CheckFields & { path: Path }> = async (context, request, fields) => {
  const { path } = fields;
  const node = path && lookUp(await treeAlong(context, path), path);
  if (node === undefined) return statusPacket(request, statusCode.noSuchFile);
  return answerCheck(request, fields, node.size, [algorithm], await digestOfNode(context, node));
};

export const checkFileByHandle: Serve<CheckFields & { handle: Buffer }> = (context, request, fields) => {
  const opened = context.handles.find(fields.handle);
  return answerCheck(request, fields, sizeOf(opened), [algorithm], digestOfOpened(opened));
};

/** As Paramiko asks and wants to be answered, from drafts before the last: with the extension's name first. */
export const checkOpenFile: Serve<CheckFields & { handle: Buffer }> = (context, request, fields) => {
  const opened = context.handles.find(fields.handle);
  const words = ['check-file', algorithm];
  return answerCheck(request, fields, sizeOf(opened), words, digestOfOpened(opened));
};

function answerCheck(
  request: number,
  { algorithms = '', offset, length, blockSize }: CheckFields,
  size: number,
  words: readonly string[],
  digest: Uint8Array | undefined,
): Buffer {
  if (digest === undefined) return statusPacket(request, statusCode.failure);
  const whole = offset === 0n && (length === 0n || length >= BigInt(size));
  const once = blockSize === 0 || blockSize >= size;
  if (!algorithms.split(',').includes(algorithm) || !whole || !once) {
    return statusPacket(request, statusCode.unsupported);
  }
  return hashPacket(request, words, digest);
}

async function digestOfNode({ site }: SftpContext, node: TreeNode): Promise<Uint8Array | undefined> {
  switch (node.kind) {
    case 'directory':
      return undefined;
    case 'readme':
    case 'notice':
      return digestOf(node.bytes);
    case 'parcel':
      return Buffer.from(node.parcel.digest, 'hex');
    case 'receipt': {
      const receipt = await site.store.receipt(node.parcel.id);
      return receipt && digestOf(receipt.body);
    }
  }
}

/** What is still being written has no digest yet. */
function digestOfOpened(opened: Opened | undefined): Uint8Array | undefined {
  switch (opened?.kind) {
    case 'bytes':
      return digestOf(opened.bytes);
    case 'parcel':
      return Buffer.from(opened.file.parcel.digest, 'hex');
    default:
      return undefined;
  }
}

function sizeOf(opened: Opened | undefined): number {
  return opened === undefined || opened.kind === 'draft' ? 0 : opened.node.size;
}

function digestOf(bytes: Uint8Array): Uint8Array {
  return createHash(algorithm).update(bytes).digest();
}
