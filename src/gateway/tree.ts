/**
 * The virtual tree of an account: pure functions from the account and what is there for its party to nodes.
 * A path is looked up here and never reaches a disk; what is not in the tree does not exist.
 *
 *     /README.txt
 *     /NOTICE.txt
 *     /inbox/2022-03/21-250_2022-03_inami_300_0003.xml.pgp
 *     /receipts/21-250_2022-03_inami_300_0003.xml.pgp.receipt.asc
 *     /checkpoints/inami.checkpoint
 */

import { type NoticeFile, noticeName } from '../notices/board.ts';
import { parseReferenceMonth } from '../people/reference-month.ts';
import type { Account } from '../ports/account.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { ParcelCriteria } from '../ports/store.ts';
import { receiptName } from '../receipts/format.ts';
import type { CheckpointFile } from '../witness/desk.ts';
import { checkpointFolder } from '../witness/files.ts';

export interface ReceiptFile {
  readonly name: string;
  readonly parcel: Parcel;
  readonly size: number;
  readonly modified: Temporal.Instant;
}

/** What a tree is made of. */
export interface View {
  readonly account: Account;
  /** Parcels as the store gave them; those that are not for the account's party are left out here. */
  readonly parcels: readonly Parcel[];
  readonly receipts: readonly ReceiptFile[];
  /** `undefined` at a site that shows no checkpoints. */
  readonly checkpoints?: readonly CheckpointFile[] | undefined;
  readonly readme: Uint8Array;
  /** `undefined` where nobody looks at it, and at a site that shows none. */
  readonly notice?: NoticeFile | undefined;
  /** The time of what has none of its own. */
  readonly since: Temporal.Instant;
}

interface Common {
  readonly name: string;
  readonly size: number;
  readonly modified: Temporal.Instant;
}

export type DirectoryNode = Common & {
  readonly kind: 'directory';
  /** The directory where new files are taken. */
  readonly takesReceipts: boolean;
  readonly children: readonly TreeNode[];
};
export type FileNode = Common &
  (
    | { readonly kind: 'readme' | 'notice'; readonly bytes: Uint8Array }
    | { readonly kind: 'parcel'; readonly parcel: Parcel }
    | { readonly kind: 'receipt'; readonly parcel: Parcel }
    /** `taken`: one may be handed in under its name. */
    | { readonly kind: 'checkpoint'; readonly bytes: Uint8Array; readonly taken: boolean }
  );
export type TreeNode = DirectoryNode | FileNode;

const inbox = 'inbox';
const receipts = 'receipts';
const readme = 'README.txt';

/** The path along which all parcels of an account are known. */
export const wholeInbox: readonly string[] = [inbox];

/** The root of the account's tree. */
export function treeOf(view: View): DirectoryNode {
  const own = view.parcels.filter((parcel) => isVisible(view.account, parcel));
  const months = [...new Set(own.map(({ month }) => month))].sort();
  const children: readonly TreeNode[] = [
    { kind: 'readme', name: readme, bytes: view.readme, size: view.readme.length, modified: view.since },
    directory(
      view,
      inbox,
      months.map((month) =>
        directory(view, month, own.filter((parcel) => parcel.month === month).map(parcelNode)),
      ),
    ),
    { ...directory(view, receipts, view.receipts.map(receiptNode)), takesReceipts: true },
    ...checkpointsOf(view),
  ];
  // What a notice says may change with the day: nobody put anything into the folder.
  return { ...directory(view, '/', children), children: [...noticeOf(view), ...children] };
}

/** The node at the names of a path, or `undefined`: the same for another's file and for no file. */
export function lookUp(root: DirectoryNode, path: readonly string[]): TreeNode | undefined {
  let node: TreeNode | undefined = root;
  for (const name of path) {
    if (node?.kind !== 'directory') return undefined;
    node = node.children.find((child) => child.name === name);
  }
  return node;
}

/**
 * What becomes of an attempt to change something at a path. `receipt`, `checkpoint`: one may be written there.
 * `denied`: it is the account's own tree, and read-only. `unknown`: there is no such place.
 */
export function writeVerdict(
  root: DirectoryNode,
  path: readonly string[],
): 'receipt' | 'checkpoint' | 'denied' | 'unknown' {
  const existing = lookUp(root, path);
  // A receipt may be handed in again: the peer may not have heard our answer. The first one stays.
  if (existing?.kind === 'receipt') return 'receipt';
  if (existing?.kind === 'checkpoint' && existing.taken) return 'checkpoint';
  if (existing !== undefined) return 'denied';
  const parent = lookUp(root, path.slice(0, -1));
  if (parent?.kind !== 'directory') return 'unknown';
  if (!parent.takesReceipts) return 'denied';
  return isReceiptName(path.at(-1) ?? '') ? 'receipt' : 'unknown';
}

/**
 * The parcels that must be known to look up a path, as criteria for the store, or `undefined` if none.
 * With `siblings`, all that stand beside it too.
 */
export function parcelsAlong(
  account: Account,
  path: readonly string[],
  siblings: boolean,
): ParcelCriteria | undefined {
  const [top, second, third] = path;
  const own = { direction: 'outbound', receiver: account.party } as const;
  if (top === receipts) return second === undefined ? own : { ...own, name: parcelNameOf(second) };
  if (top !== inbox) return undefined;
  if (second === undefined) return own;
  const month = parseReferenceMonth(second);
  if (month === undefined) return undefined;
  return third === undefined || siblings ? { ...own, month } : { ...own, month, name: third };
}

/** The name of the parcel of which `receipt` would be the receipt. */
function parcelNameOf(receipt: string): string {
  const suffix = receiptName('');
  return receipt.endsWith(suffix) ? receipt.slice(0, -suffix.length) : '';
}

/** True if the path leads to the receipts, which must then be known. */
export function leadsToReceipts(path: readonly string[]): boolean {
  return path[0] === receipts;
}

/** The name among the receipts that a path stands for, or `undefined` if it stands elsewhere. */
export function receiptAt(path: readonly string[]): string | undefined {
  return leadsToReceipts(path) && path.length === 2 ? path[1] : undefined;
}

/** The name among the checkpoints that a path stands for; `''` for all of them, `undefined` if it stands elsewhere. */
export function checkpointAt([folder, name = '', ...rest]: readonly string[]): string | undefined {
  return folder === checkpointFolder && rest.length === 0 ? name : undefined;
}

/** True if the path leads to the notice, or to where it is listed. */
export function leadsToNotice(path: readonly string[]): boolean {
  return path.length === 0 || (path.length === 1 && path[0] === noticeName);
}

/** True if the party may fetch the parcel now. */
function isVisible(account: Account, parcel: Parcel): boolean {
  return parcel.direction === 'outbound' && parcel.receiver === account.party && parcel.removedAt === null;
}

/** Names that a client may give to a receipt: nothing that means something to a terminal or a shell. */
function isReceiptName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.@+=, -]{0,200}$/.test(name);
}

function directory(view: View, name: string, children: readonly TreeNode[]): DirectoryNode {
  const modified = children.reduce(
    (latest, child) => (Temporal.Instant.compare(child.modified, latest) > 0 ? child.modified : latest),
    view.since,
  );
  return { kind: 'directory', name, size: 0, modified, takesReceipts: false, children };
}

function parcelNode(parcel: Parcel): FileNode {
  return { kind: 'parcel', name: parcel.name, size: parcel.size, modified: parcel.addedAt, parcel };
}

function noticeOf({ notice }: View): readonly FileNode[] {
  if (notice === undefined) return [];
  return [{ kind: 'notice', name: noticeName, ...notice, size: notice.bytes.length }];
}

function checkpointsOf(view: View): readonly DirectoryNode[] {
  if (view.checkpoints === undefined) return [];
  const files = view.checkpoints.map(checkpointNode);
  return [directory(view, checkpointFolder, files)];
}

function checkpointNode({ name, bytes, modified, taken }: CheckpointFile): FileNode {
  return { kind: 'checkpoint', name, bytes, taken, size: bytes.length, modified };
}

function receiptNode({ name, parcel, size, modified }: ReceiptFile): FileNode {
  return { kind: 'receipt', name, size, modified, parcel };
}
