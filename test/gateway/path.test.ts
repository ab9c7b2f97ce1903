import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPath, parsePath } from '../../src/gateway/path.ts';

const piece = fc.oneof(
  fc.string(),
  fc.constantFrom('..', '.', '', 'inbox', '2022-03', '\0', '\\', '..\\', 'a/../b', '\u202e', '\u0007'),
);
const anyPath = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('/'));

describe('a path', () => {
  it('is taken apart from the root of the tree, where `..` stays [threat 38]', () => {
    expect(parsePath('/inbox/2022-03')).toEqual(['inbox', '2022-03']);
    expect(parsePath('inbox//./2022-03/')).toEqual(['inbox', '2022-03']);
    expect(parsePath('')).toEqual([]);
    expect(parsePath('.')).toEqual([]);
    expect(parsePath('../../../etc/passwd')).toEqual(['etc', 'passwd']);
    expect(parsePath('/inbox/../../..')).toEqual([]);
  });

  it('is none if no file can have it [threat 38]', () => {
    for (const path of ['a\0b', 'a\\b', '..\\..', 'a\nb', '\u001b[2J', 'a\u202eb', 'x'.repeat(256)]) {
      expect(parsePath(path)).toBeUndefined();
    }
    expect(parsePath('x/'.repeat(2049))).toBeUndefined();
    expect(parsePath(undefined)).toBeUndefined();
    expect(parsePath('x'.repeat(255))).toHaveLength(1);
  });

  it('never leads out of the tree, and its canonical form is a fixed point [threat 38]', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const names = parsePath(path);
        if (names === undefined) return;
        for (const name of names) {
          expect(name).not.toMatch(/^\.{0,2}$|[/\\\0]/);
          expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        }
        expect(parsePath(formatPath(names))).toEqual(names);
      }),
    );
  });
});
