/**
 * The Merkle tree over the ledger (RFC 6962 section 2.1): the leaf hash of an entry is its hash in the chain,
 * so that the tree lies over the ledger as it stands. Hashes are hexadecimal.
 *
 * A *complete subtree* has two to the power of its level leaves and never changes again. The head of a tree
 * needs at most one of each level, a proof a few more: their hashes are kept, so that both cost as many
 * reads as the tree is high, however long the ledger is.
 */

import { hash } from 'node:crypto';

/** A complete subtree: leaves `index * 2 ** level` up to, not including, `(index + 1) * 2 ** level`. */
export interface Subtree {
  /** 0 for a leaf. */
  readonly level: number;
  readonly index: number;
}

export interface HashedSubtree extends Subtree {
  readonly hash: string;
}

/** Gives the hashes of complete subtrees of a tree, in the order asked for. Throws `RangeError`, or with one as cause, if one is not there. */
export type ReadSubtrees = (subtrees: readonly Subtree[]) => Promise<readonly string[]>;

/** Where a tree ends: the complete subtrees that make it up, the widest first. */
export interface Frontier {
  /** Number of leaves. */
  readonly size: number;
  readonly hashes: readonly string[];
}

/** A tree without leaves. */
export const emptyTree: Frontier = { size: 0, hashes: [] };

/** The root of a tree without leaves: the hash of no bytes. */
const emptyRoot = hash('sha256', '');

/** The hash of a node, from those of its children. */
export function hashChildren(left: string, right: string): string {
  return hash('sha256', Buffer.from(`01${left}${right}`, 'hex'));
}

/** The tree with one more leaf, and the subtrees that it completes, the leaf itself left out. */
export function grow(
  { size, hashes }: Frontier,
  leaf: string,
): { readonly tree: Frontier; readonly completed: readonly HashedSubtree[] } {
  const completed: HashedSubtree[] = [];
  const left = [...hashes];
  let hash = leaf;
  let index = size;
  for (let level = 1; index % 2 === 1; level += 1) {
    hash = hashChildren(left.pop() ?? '', hash);
    index = (index - 1) / 2;
    completed.push({ level, index, hash });
  }
  return { tree: { size: size + 1, hashes: [...left, hash] }, completed };
}

/** The root hash of the tree that ends so. */
export function rootOf({ hashes }: Frontier): string {
  return hashes.length === 0 ? emptyRoot : hashes.reduceRight((right, left) => hashChildren(left, right));
}

/** The hash of a complete subtree, from those of its leaves: as many as a power of two. */
export function hashLeaves(leaves: readonly string[]): string {
  let row = leaves;
  while (row.length > 1) {
    const below = row;
    row = Array.from({ length: below.length / 2 }, (_, place) =>
      hashChildren(below[2 * place] ?? '', below[2 * place + 1] ?? ''),
    );
  }
  return row[0] ?? emptyRoot;
}

/** The complete subtrees that make up a tree of `size` leaves, the widest first. */
export function frontierOf(size: number): readonly Subtree[] {
  return completeSubtrees({ start: 0, end: size });
}

/** The root hash that a tree had when it had `size` leaves. */
export async function rootAt(read: ReadSubtrees, size: number): Promise<string> {
  return rootOf({ size, hashes: await read(frontierOf(size)) });
}

/**
 * The hashes that lead from leaf `index` to the root of the tree of `size` leaves, from below (RFC 6962
 * section 2.1.1). `index` must be below `size`.
 */
export async function proveInclusion(
  read: ReadSubtrees,
  index: number,
  size: number,
): Promise<readonly string[]> {
  if (index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
  const path: Leaves[] = [];
  let rest: Leaves = { start: 0, end: size };
  while (rest.end - rest.start > 1) {
    const [left, right] = split(rest);
    const below = index < left.end;
    path.unshift(below ? right : left);
    rest = below ? left : right;
  }
  return hashesOf(read, path);
}

/**
 * The hashes that prove that the tree of `second` leaves only added to the tree of `first` (RFC 6962 section
 * 2.1.2). None for an empty first tree or for equal ones; `first` must not be above `second`.
 */
export async function proveConsistency(
  read: ReadSubtrees,
  first: number,
  second: number,
): Promise<readonly string[]> {
  if (first > second) throw new RangeError(`a tree of ${second} leaves does not hold one of ${first}`);
  if (first === 0) return [];
  const path: Leaves[] = [];
  let rest: Leaves = { start: 0, end: second };
  while (rest.end !== first) {
    const [left, right] = split(rest);
    const below = first <= left.end;
    path.unshift(below ? right : left);
    rest = below ? left : right;
  }
  // The verifier has the root of the first tree; only a part of it must be given.
  if (rest.start > 0) path.unshift(rest);
  return hashesOf(read, path);
}

/** A run of leaves that is a subtree of the tree, complete or at its right edge. */
interface Leaves {
  readonly start: number;
  readonly end: number;
}

/** RFC 6962 section 2.1: the left part is the largest power of two below the whole. */
function split({ start, end }: Leaves): readonly [Leaves, Leaves] {
  const middle = start + greatestPowerOfTwo(end - start - 1);
  return [
    { start, end: middle },
    { start: middle, end },
  ];
}

function completeSubtrees({ start, end }: Leaves): readonly Subtree[] {
  const subtrees: Subtree[] = [];
  for (let next = start; next < end; ) {
    let [level, width] = [0, 1];
    for (; next % (2 * width) === 0 && next + 2 * width <= end; width *= 2) level += 1;
    subtrees.push({ level, index: next / width });
    next += width;
  }
  return subtrees;
}

/** The widest complete subtrees between each size and the next, from the first leaf on; `sizes` ascend. */
export function subtreesUpTo(sizes: readonly number[]): readonly Subtree[] {
  return sizes.flatMap((end, place) => completeSubtrees({ start: sizes[place - 1] ?? 0, end }));
}

/**
 * The subtrees below the greatest of `sizes`, which ascend, that no proof needs any more: neither one of what comes
 * after it, nor one that a tree of one of these sizes only grew. By level: from index `first` up to, not including, `end`.
 */
export function* spareSubtrees(
  sizes: readonly number[],
): Generator<{ readonly level: number; readonly first: number; readonly end: number }> {
  // What a proof needs stands beside a border: a subtree is spare if its parent has no border inside.
  for (const [place, border] of sizes.entries()) {
    const start = sizes[place - 1] ?? 0;
    for (let [level, width] = [0, 2]; width <= border - start; level += 1, width *= 2) {
      const [first, end] = [2 * Math.ceil(start / width), 2 * Math.floor(border / width)];
      if (first < end) yield { level, first, end };
    }
  }
}

/** The greatest power of two that is not above `size`. A logarithm alone is wrong near the powers beyond 2 ** 45. */
export function greatestPowerOfTwo(size: number): number {
  const near = 2 ** Math.round(Math.log2(size));
  return near > size ? near / 2 : near;
}

async function hashesOf(read: ReadSubtrees, path: readonly Leaves[]): Promise<readonly string[]> {
  const parts = path.map(completeSubtrees);
  const hashes = [...(await read(parts.flat()))];
  return parts.map((part) => rootOf({ size: 0, hashes: hashes.splice(0, part.length) }));
}
