import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashEntry } from '../../src/ledger/chain.ts';
import {
  emptyTree,
  frontierOf,
  greatestPowerOfTwo,
  grow,
  hashChildren,
  proveConsistency,
  proveInclusion,
  type ReadSubtrees,
  rootAt,
  rootOf,
} from '../../src/ledger/merkle.ts';
import { includes, isConsistent } from '../../src/ledger/merkle-proof.ts';

/** The leaves of Certificate Transparency's own tests (merkletree/merkle_tree_test). */
const published = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((bytes) => hashEntry(Buffer.from(bytes, 'hex')));

/** Roots of the trees of the first one, two … eight of them. */
const publishedRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** A tree as a store keeps it. */
function treeOf(leaves: readonly string[]) {
  const kept = new Map<string, string>();
  let tree = emptyTree;
  for (const [index, leaf] of leaves.entries()) {
    const grown = grow(tree, leaf);
    kept.set(`0 ${index}`, leaf);
    for (const { level, index: at, hash } of grown.completed) kept.set(`${level} ${at}`, hash);
    tree = grown.tree;
  }
  const read: ReadSubtrees = async (subtrees) =>
    subtrees.map(({ level, index }) => {
      const hash = kept.get(`${level} ${index}`);
      if (hash === undefined) throw new RangeError(`no subtree ${level} ${index}`);
      return hash;
    });
  return { tree, read, kept };
}

/** The root as RFC 6962 section 2.1 defines it, word for word. */
function definedRoot(leaves: readonly string[]): string {
  if (leaves.length === 1) return leaves[0] ?? '';
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return hashChildren(definedRoot(leaves.slice(0, left)), definedRoot(leaves.slice(left)));
}

function numbered(size: number): readonly string[] {
  return Array.from({ length: size }, (_, number) => hashEntry(Buffer.from(String(number))));
}

function other(hash: string): string {
  return `${hash.startsWith('0') ? '1' : '0'}${hash.slice(1)}`;
}

describe('the tree of the published vectors', () => {
  const { read } = treeOf(published);

  test('has the published roots', async () => {
    for (const [index, root] of publishedRoots.entries()) expect(await rootAt(read, index + 1)).toBe(root);
    expect(rootOf(emptyTree)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('has the published inclusion proofs', async () => {
    expect(await proveInclusion(read, 0, 1)).toEqual([]);
    expect(await proveInclusion(read, 0, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(await proveInclusion(read, 5, 8)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(await proveInclusion(read, 2, 3)).toEqual([
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    ]);
  });

  test('has the published consistency proofs', async () => {
    expect(await proveConsistency(read, 1, 1)).toEqual([]);
    expect(await proveConsistency(read, 1, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(await proveConsistency(read, 6, 8)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(await proveConsistency(read, 2, 5)).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });
});

describe('a tree', () => {
  const greatest = 70;
  const leaves = numbered(greatest);
  const { read, kept } = treeOf(leaves);
  const roots = Array.from({ length: greatest }, (_, index) => definedRoot(leaves.slice(0, index + 1)));
  const head = (size: number) => ({ size, root: size === 0 ? rootOf(emptyTree) : (roots[size - 1] ?? '') });

  test('has the root that RFC 6962 defines, at every size', async () => {
    for (const [index, root] of roots.entries()) expect(await rootAt(read, index + 1)).toBe(root);
  });

  test('keeps less than one hash beside each leaf, and ends in one subtree for each bit of its size', () => {
    expect(kept.size).toBeLessThan(2 * greatest);
    for (let size = 0; size <= greatest; size += 1) {
      expect(frontierOf(size)).toHaveLength(size.toString(2).replaceAll('0', '').length);
    }
  });

  test('is measured right beside every power of two', () => {
    for (let level = 1; level < 53; level += 1) {
      const power = 2 ** level;
      expect(frontierOf(power)).toEqual([{ level, index: 0 }]);
      expect(frontierOf(power - 1)).toHaveLength(level);
      expect(frontierOf(power + 1)).toEqual([
        { level, index: 0 },
        { level: 0, index: power },
      ]);
      expect([power - 1, power, power + 1].map(greatestPowerOfTwo)).toEqual([
        level === 1 ? 1 : power / 2,
        power,
        level === 1 ? 2 : power,
      ]);
    }
  });

  test('is measured right where numbers outgrow thirty-two bits', () => {
    const size = 2 ** 52 + 5;
    expect(frontierOf(size)).toEqual([
      { level: 52, index: 0 },
      { level: 2, index: 2 ** 50 },
      { level: 0, index: 2 ** 52 + 4 },
    ]);
  });

  test('proves every entry, and no other, in every size', async () => {
    for (let size = 1; size <= 40; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = await proveInclusion(read, index, size);
        const leaf = leaves[index] ?? '';
        expect(includes(head(size), index, leaf, path)).toBe(true);
        expect(includes(head(size), index, other(leaf), path)).toBe(false);
        expect(includes(head(size), (index + 1) % size, leaf, path)).toBe(size === 1);
        expect(includes(head(size), index, leaf, [...path, leaf])).toBe(false);
        expect(includes(head(size), index, leaf, path.slice(1))).toBe(size === 1);
        expect(includes({ ...head(size), root: other(leaf) }, index, leaf, path)).toBe(false);
      }
    }
    await expect(proveInclusion(read, 8, 8)).rejects.toThrow(RangeError);
  });

  test('proves to have only grown, between any two sizes', async () => {
    for (let second = 0; second <= 40; second += 1) {
      for (let first = 0; first <= second; first += 1) {
        const path = await proveConsistency(read, first, second);
        expect(isConsistent(head(first), head(second), path)).toBe(true);
        expect(isConsistent(head(first), head(second), [...path, other('00')])).toBe(false);
        if (first === 0) continue;
        const { root } = head(first);
        expect(isConsistent({ size: first, root: other(root) }, head(second), path)).toBe(false);
        const forked = { size: second, root: other(head(second).root) };
        expect(isConsistent(head(first), forked, path)).toBe(false);
        if (path.length > 0) expect(isConsistent(head(first), head(second), path.slice(1))).toBe(false);
      }
    }
    await expect(proveConsistency(read, 9, 8)).rejects.toThrow(RangeError);
    expect(isConsistent(head(9), head(8), [])).toBe(false);
  });

  test('proves nothing by a path in which a hash was changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(greatest - 2), fc.nat(), fc.nat(), async (first, over, place) => {
        const size = first + 2 + (over % (greatest - first - 1));
        const inclusion = await proveInclusion(read, first, size);
        const damagedInclusion = inclusion.with(
          place % inclusion.length,
          other(inclusion[place % inclusion.length] ?? ''),
        );
        expect(includes(head(size), first, leaves[first] ?? '', damagedInclusion)).toBe(false);
        const consistency = await proveConsistency(read, first + 1, size);
        const at = place % consistency.length;
        const damaged = consistency.with(at, other(consistency[at] ?? ''));
        expect(isConsistent(head(first + 1), head(size), damaged)).toBe(false);
      }),
    );
  });

  test('of which one leaf was changed has another root, and is consistent with nothing before', async () => {
    for (const changed of [0, 7, 30, 39]) {
      const forged = treeOf(leaves.slice(0, 40).with(changed, other(leaves[changed] ?? '')));
      for (let first = changed + 1; first < 40; first += 1) {
        const path = await proveConsistency(forged.read, first, 40);
        expect(isConsistent(head(first), { size: 40, root: rootOf(forged.tree) }, path)).toBe(false);
      }
    }
  });
});
