/** The sentences that stand in the code, as a parser finds them: tagged templates of `text` and `say`. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';

const src = path.resolve(import.meta.dirname, '../../src');

export interface Sentence {
  /** `Ledger: {0} entries` */
  readonly template: string;
  readonly file: string;
}

export interface WordsInCode {
  readonly sentences: readonly Sentence[];
  /** Plain strings where only a `Text` can be told in the operator's language, and strings hidden in a value. */
  readonly plain: readonly string[];
}

/** Where a plain string would be told to people: arguments by name of the method, and which of them. */
const toldByMethod: ReadonlyMap<string, number> = new Map([
  ['note', 0],
  ['description', 0],
  ['option', 1],
  ['requiredOption', 1],
  ['argument', 1],
]);

/** All that the code says, by reading it. */
export function wordsInCode(): WordsInCode {
  const sentences: Sentence[] = [];
  const plain: string[] = [];
  for (const name of readdirSync(src, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.ts')) continue;
    const file = `src/${name.replaceAll(path.sep, '/')}`;
    readWords(file, readFileSync(path.join(src, name), 'utf8'), sentences, plain);
  }
  return { sentences, plain };
}

function readWords(file: string, source: string, sentences: Sentence[], plain: string[]): void {
  /** A string of several words, or a template: what a person would be told. */
  const flag = (
    node: { readonly type: string; readonly start: number; readonly end: number } | undefined,
  ) => {
    if (node === undefined || !(node.type === 'Literal' || node.type === 'TemplateLiteral')) return;
    const words = source.slice(node.start, node.end);
    if (/^['"`].*\p{L}/su.test(words)) plain.push(`${file}: ${words}`);
  };
  /** The same, if it says two words or more by itself: figures and names need no language. */
  const flagSentence = (node: Parameters<typeof flag>[0]) => {
    if (node === undefined) return;
    const own = source.slice(node.start, node.end).replace(/\$\{[^}]*\}/g, '·');
    if (/\p{L}{3,} \p{L}{3,}/u.test(own)) flag(node);
  };
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type !== 'Identifier' || !(tag.name === 'text' || tag.name === 'say')) return;
      const parts = quasi.quasis.map(({ value }) => value.cooked ?? '');
      sentences.push({
        file,
        template: parts.reduce((template, part, index) => `${template}{${index - 1}}${part}`),
      });
      for (const value of quasi.expressions) {
        if (value.type === 'ConditionalExpression')
          for (const side of [value.consequent, value.alternate]) flag(side);
      }
    },
    NewExpression({ callee, arguments: values }) {
      if (callee.type !== 'Identifier') return;
      if (callee.name === 'PasserelleError') flag(values[1]);
      if (callee.name === 'Option') flag(values[1]);
    },
    CallExpression({ callee, arguments: values }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return;
      const index = toldByMethod.get(callee.property.name);
      if (index !== undefined && file.startsWith('src/cli/')) flag(values[index]);
    },
    YieldExpression({ argument, delegate }) {
      if (file.startsWith('src/cli/') && !delegate && argument !== null) flagSentence(argument);
    },
    ArrowFunctionExpression({ body }) {
      // What `result` makes of a value for people.
      if (file.startsWith('src/cli/') && body.type === 'ArrayExpression') {
        for (const line of body.elements)
          if (line !== null && line.type !== 'SpreadElement') flagSentence(line);
      }
    },
    Literal({ value }) {
      if (
        typeof value === 'string' &&
        /^,? (?:and|or)(?: a)? $/.test(value) &&
        !file.startsWith('src/compliance/')
      )
        plain.push(`${file}: '${value}'`);
    },
    Property({ key, value }) {
      if (key.type === 'Identifier' && key.name === 'hint') flag(value);
    },
  }).visit(parseSync(file, source).program);
}
