/** Verifies proofs of others, every value of them attacker-controlled (RFC 9162 sections 2.1.3.2 and 2.1.4.2). */

import { greatestPowerOfTwo, hashChildren } from './merkle.ts';

/** A tree as it is known from outside. */
export interface TreeHead {
  /** Number of leaves. */
  readonly size: number;
  /** Root hash, hexadecimal. */
  readonly root: string;
}

/** True if `path` proves that the leaf with this hash is number `index` of the tree. */
export function includes(
  { size, root }: TreeHead,
  index: number,
  leaf: string,
  path: readonly string[],
): boolean {
  if (index >= size) return false;
  const climb = climbFrom(index, size - 1);
  let hash = leaf;
  for (const sibling of path) {
    const side = climb.step();
    if (side === undefined) return false;
    hash = side === 'left' ? hashChildren(sibling, hash) : hashChildren(hash, sibling);
  }
  return climb.atRoot() && hash === root;
}

/** True if `path` proves that the tree `second` only added to the tree `first`. */
export function isConsistent(first: TreeHead, second: TreeHead, path: readonly string[]): boolean {
  if (first.size > second.size) return false;
  if (first.size === second.size) return path.length === 0 && first.root === second.root;
  if (first.size === 0) return path.length === 0;

  const [start, ...rest] = isPowerOfTwo(first.size) ? [first.root, ...path] : path;
  if (start === undefined) return false;
  const climb = climbFrom(first.size - 1, second.size - 1);
  climb.skipRightEdges();
  let [older, newer] = [start, start];
  for (const sibling of rest) {
    const side = climb.step();
    if (side === undefined) return false;
    if (side === 'left') older = hashChildren(sibling, older);
    newer = side === 'left' ? hashChildren(sibling, newer) : hashChildren(newer, sibling);
  }
  return climb.atRoot() && older === first.root && newer === second.root;
}

/** The way up from node `index` of a level whose last node is `last`. Sizes go beyond what bit operators take. */
function climbFrom(index: number, last: number) {
  const up = () => {
    index = Math.floor(index / 2);
    last = Math.floor(last / 2);
  };
  return {
    /** On which side the sibling stands, one level at a time; `undefined` at the root. */
    step(): 'left' | 'right' | undefined {
      if (last === 0) return undefined;
      const side = index % 2 === 1 || index === last ? 'left' : 'right';
      // A node at the edge without a sibling is its own parent, level after level.
      if (side === 'left') while (index % 2 === 0 && index !== 0) up();
      up();
      return side;
    },
    skipRightEdges(): void {
      while (index % 2 === 1) up();
    },
    atRoot: () => last === 0,
  };
}

function isPowerOfTwo(size: number): boolean {
  return greatestPowerOfTwo(size) === size;
}
