/** Finds the line of a key in a TOML text, for messages. */

import { parse } from 'smol-toml';

/**
 * The line (from 1) on which a key begins; of a key that is missing, the line of the innermost table that
 * should hold it; `undefined` if there is none. The parser itself is asked: a key is on the line after
 * which the text above it, read alone, holds it for the first time.
 */
export function linesOfKeys(text: string): (path: readonly string[]) => number | undefined {
  const firstLines = new Map<string, number>();
  const lines = text.split('\n');
  // A value of several lines is whole only at its last one; it began after the last line that was whole.
  let begun = 1;
  for (const [index] of lines.entries()) {
    const content = parseAlone(lines.slice(0, index + 1).join('\n'));
    if (content === undefined) continue;
    for (const path of pathsIn(content, [])) {
      const key = JSON.stringify(path);
      if (!firstLines.has(key)) firstLines.set(key, begun);
    }
    begun = index + 2;
  }
  return (path) => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const line = firstLines.get(JSON.stringify(path.slice(0, depth)));
      if (line !== undefined) return line;
    }
    return undefined;
  };
}

function parseAlone(text: string): object | undefined {
  try {
    return parse(text, { useLegacyDate: false });
  } catch {
    return undefined;
  }
}

function* pathsIn(table: object, above: readonly string[]): Generator<readonly string[]> {
  for (const [key, value] of Object.entries(table)) {
    const path = [...above, key];
    yield path;
    if (typeof value === 'object' && value !== null) yield* pathsIn(value, path);
  }
}
