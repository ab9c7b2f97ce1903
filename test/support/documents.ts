/** The documents of the repository, as tests read them. */

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../..');

/** Documents for people, relative to the root. */
export const documents: readonly string[] = globSync(['README.md', 'docs/*.md'], { cwd: root }).sort();

export function readDocument(name: string): string {
  return readFileSync(path.join(root, name), 'utf8');
}

/** The rows of the tables in a document, each as its cells. */
export function tableRows(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .filter((line) => /^\|.*\|$/.test(line) && !/^\|[ :|-]+\|$/.test(line))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** The blocks of code below a heading and before the next. */
export function codeBelow(text: string, heading: string): readonly string[] {
  const [, after = ''] = text.split(`\n## ${heading}\n`);
  const [section = ''] = after.split(/\n## /);
  return [...section.matchAll(/^ *```(?:sh)?\n(.*?)^ *```$/gms)].map(([, code = '']) => code);
}
