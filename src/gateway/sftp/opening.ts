/** OPEN, OPENDIR and CLOSE: where the ledger is told who reads what, before the answer is given. */

import type { ReceiptRefusal } from '../../receipts/intake.ts';
import { inEachLanguage } from '../../words/say.ts';
import { text } from '../../words/text.ts';
import { directoryListed, parcelCollected, parcelOpened, receiptRefused } from '../events.ts';
import { formatPath } from '../path.ts';
import { checkpointAt, type DirectoryNode, type FileNode, lookUp, receiptAt, writeVerdict } from '../tree.ts';
import { type Path, type Serve, type SftpContext, tell, treeAlong } from './context.ts';
import { createDraft, type Draft } from './draft.ts';
import type { Opened } from './handles.ts';
import { entriesOf } from './listing.ts';
import { handlePacket, statusPacket } from './packet-writer.ts';
import { openFlag, type StatusCode, statusCode } from './protocol.ts';

/** Any of these asks for more than reading. */
const writing = openFlag.write | openFlag.append | openFlag.create | openFlag.truncate | openFlag.exclusive;

/** Names under which clients upload before they rename: WinSCP, rclone. */
const temporarySuffix = /(?:\.filepart|(?:\.[0-9a-f]{8})?\.partial)$/;

/** The name that an upload will have in the end. */
export function finalName(name: string): string {
  return name.replace(temporarySuffix, '');
}

export const openFile: Serve<{ path: Path; flags: number }> = async (context, request, { path, flags }) => {
  if (path === undefined) return statusPacket(request, statusCode.noSuchFile);
  if (context.handles.isFull()) return statusPacket(request, statusCode.failure);
  const opened =
    (flags & writing) === 0 ? await openToRead(context, path) : await openToWrite(context, path, flags);
  return typeof opened === 'number'
    ? statusPacket(request, opened)
    : handlePacket(request, context.handles.add(opened));
};

export const openDirectory: Serve<{ path: Path }> = async (context, request, { path }) => {
  const { handles, peer } = context;
  if (path === undefined) return statusPacket(request, statusCode.noSuchFile);
  if (handles.isFull()) return statusPacket(request, statusCode.failure);
  const root = await treeAlong(context, path);
  const node = lookUp(root, path);
  if (node?.kind !== 'directory') return statusPacket(request, statusCode.noSuchFile);
  await tell(context, directoryListed(peer, formatPath(path)));
  const entries = [...entriesOf(node, parentOf(root, path))];
  return handlePacket(request, handles.add({ kind: 'directory', node, entries }));
};

export const closeHandle: Serve<{ handle: Buffer }> = async (context, request, { handle }) => {
  const opened = context.handles.remove(handle);
  switch (opened?.kind) {
    case undefined:
      return statusPacket(request, statusCode.failure);
    case 'directory':
    case 'bytes':
      return statusPacket(request, statusCode.ok);
    case 'parcel':
      return closeParcel(context, request, opened);
    case 'draft':
      return closeDraft(context, request, opened);
  }
};

async function openToRead(context: SftpContext, path: readonly string[]): Promise<Opened | StatusCode> {
  const node = lookUp(await treeAlong(context, path), path);
  switch (node?.kind) {
    case undefined:
      return statusCode.noSuchFile;
    case 'directory':
      return statusCode.failure;
    case 'readme':
    case 'notice':
    case 'checkpoint':
      return { kind: 'bytes', node, bytes: node.bytes };
    case 'receipt':
      return openReceipt(context, node);
    case 'parcel':
      return openParcel(context, node);
  }
}

async function openReceipt(
  { site }: SftpContext,
  node: FileNode & { readonly kind: 'receipt' },
): Promise<Opened | StatusCode> {
  const receipt = await site.store.receipt(node.parcel.id);
  return receipt === undefined ? statusCode.noSuchFile : { kind: 'bytes', node, bytes: receipt.body };
}

async function openParcel(
  context: SftpContext,
  node: FileNode & { readonly kind: 'parcel' },
): Promise<Opened | StatusCode> {
  const { site, peer, keys } = context;
  const { parcel } = node;
  const stored = await site.store.dataKey(parcel.dataKey);
  if (stored === undefined) return statusCode.noSuchFile;
  const key = keys.open(stored);
  await tell(context, parcelOpened(peer, parcel, site.deliberation));
  return { kind: 'parcel', node, file: { parcel, key } };
}

async function openToWrite(
  context: SftpContext,
  path: readonly string[],
  flags: number,
): Promise<Opened | StatusCode> {
  const root = await treeAlong(context, path, { siblings: true });
  const verdict = writeVerdict(root, path);
  const name = verdict === 'checkpoint' ? checkpointAt(path) : receiptAt(path);
  if (verdict === 'unknown') return statusCode.noSuchFile;
  if (verdict === 'denied' || name === undefined) return statusCode.permissionDenied;
  const exists = lookUp(root, path) !== undefined;
  if (exists && (flags & openFlag.exclusive) !== 0) return statusCode.failure;
  if (!exists && (flags & openFlag.create) === 0) return statusCode.noSuchFile;
  return { kind: 'draft', of: verdict, name, draft: createDraft(context.site.limits.receiptBytes) };
}

/** A client closes a file when it has it: only now, and only if all was read, is it collected. */
async function closeParcel(
  context: SftpContext,
  request: number,
  { file: { parcel } }: Extract<Opened, { kind: 'parcel' }>,
): Promise<Buffer> {
  const { site, account, peer } = context;
  if (site.collections.takeWhole(account.name, parcel.id, parcel.size)) {
    const change = { change: 'mark-collected', parcel: parcel.id, at: site.clock.now() } as const;
    await tell(context, parcelCollected(peer, parcel), [change]);
  }
  return statusPacket(request, statusCode.ok);
}

async function closeDraft(
  context: SftpContext,
  request: number,
  opened: Extract<Opened, { kind: 'draft' }>,
): Promise<Buffer> {
  try {
    return await (opened.of === 'receipt' ? handIn : handInCheckpoint)(context, request, opened);
  } finally {
    opened.draft.discard();
  }
}

async function handIn(
  context: SftpContext,
  request: number,
  { name, draft }: { readonly name: string; readonly draft: Draft },
): Promise<Buffer> {
  const { site, account, peer, temporary } = context;
  const bytes = draft.finish();
  if (typeof bytes === 'string') {
    await tell(context, receiptRefused(peer, bytes));
    return receiptNotAccepted(request);
  }
  const at = site.clock.now();
  const result = await site.acceptReceipt(account, finalName(name), bytes, at);
  if (!result.accepted) return receiptNotAccepted(request, result.reason);
  if (finalName(name) !== name) {
    temporary.set(name, { name, parcel: result.parcel, size: bytes.length, modified: at });
  }
  return statusPacket(request, statusCode.ok);
}

async function handInCheckpoint(
  { site, account }: SftpContext,
  request: number,
  { name, draft }: { readonly name: string; readonly draft: Draft },
): Promise<Buffer> {
  const bytes = draft.finish();
  const taken = typeof bytes !== 'string' && (await site.checkpoints?.handIn(account, name, bytes));
  return statusPacket(request, taken === true ? statusCode.ok : statusCode.failure);
}

function receiptNotAccepted(request: number, reason?: ReceiptRefusal): Buffer {
  const why =
    reason === 'clauses'
      ? text`Receipt not accepted, made under other clauses than this site runs`
      : text`Receipt not accepted, see README.txt`;
  return statusPacket(request, statusCode.failure, inEachLanguage(why).join(' / '));
}

function parentOf(root: DirectoryNode, path: readonly string[]): DirectoryNode {
  const parent = lookUp(root, path.slice(0, -1));
  return parent?.kind === 'directory' ? parent : root;
}
