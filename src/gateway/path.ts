/** Paths as clients write them: attacker-controlled, and only ever looked up in the virtual tree. */

/** Bytes of a name (POSIX NAME_MAX) and of a whole path (PATH_MAX). */
export const greatestName = 255;
const greatestPath = 4096;

/**
 * The names along a path from the root of the tree, or `undefined` if no file can have that path: it is not
 * UTF-8 (`undefined` itself), overlong, or holds a NUL, a backslash or a control character. `..` at the
 * root stays there; what is relative is relative to the root.
 */
export function parsePath(path: string | undefined): readonly string[] | undefined {
  if (path === undefined || Buffer.byteLength(path) > greatestPath) return undefined;
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') names.pop();
    else if (isName(name)) names.push(name);
    else return undefined;
  }
  return names;
}

/** The canonical form: absolute, without `.`, `..` or empty names. */
export function formatPath(names: readonly string[]): string {
  return `/${names.join('/')}`;
}

function isName(name: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\\]/u.test(name) && Buffer.byteLength(name) <= greatestName;
}
