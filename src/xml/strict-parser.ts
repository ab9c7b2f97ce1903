/**
 * A parser for machine-made XML of one namespace, against a grammar, on bytes that an attacker controls.
 * What such a document never needs does not exist here: no document type, no entity or character reference,
 * no comment, no CDATA, no processing instruction, no prefix, no attribute but the namespace, no encoding
 * but ASCII as UTF-8. Most of it falls with the alphabet, before any XML is parsed. Elements that stand whole on a line
 * are taken out between two tags, and the parser of XML hears the document without them.
 */

import { SaxesParser } from 'saxes';
import type { PasserelleError } from '../errors.ts';
import { text, type Words } from '../words/text.ts';
import { createGrammarMachine, type ElementListener, type ElementRule, type Problem } from './grammar.ts';

export interface DocumentForm {
  readonly namespace: string;
  readonly root: ElementRule;
  /** Makes the error to throw, from the line and what is wrong there. */
  readonly refusal: (line: number, problem: Words) => PasserelleError;
}

export interface StrictParser {
  /** Parses on. Throws the form's refusal. */
  write(bytes: Uint8Array): void;
  /** Must be called at the end of the bytes. Throws the form's refusal if the document is not complete. */
  end(): void;
}

/** All that tags, days, numbers and URIs are written with. `&` and `!` are not among it. */
const outsideAlphabet = /[^A-Za-z0-9 \t\r\n<>/="'?:.-]/;

/** Characters from one tag to the next, at most. Nothing more is ever buffered. */
const longestStretch = 4096;

export function createStrictParser(form: DocumentForm, listener: ElementListener): StrictParser {
  const machine = createGrammarMachine(form.root, listener);
  const parser = new SaxesParser({ xmlns: false, position: true });
  let namespaced = false;
  let ending = false;
  let parsed = 0;
  let lastTag = 0;
  let linesTaken = 0;

  const judge = (problem: Problem, line = parser.line + linesTaken) => {
    if (problem !== undefined) throw form.refusal(line, problem);
  };
  const judgeStretch = (position: number) => {
    if (position - lastTag > longestStretch) judge(text`a tag or a text is too long`);
  };
  const passTag = () => {
    judgeStretch(parser.position);
    lastTag = parser.position;
  };

  parser.on('xmldecl', ({ version, encoding = 'UTF-8' }) => {
    if (version !== '1.0' || encoding.toUpperCase() !== 'UTF-8') judge(text`only XML 1.0 in UTF-8 is taken`);
  });
  parser.on('attribute', ({ name, value }) => {
    namespaced = machine.depth === 0 && name === 'xmlns' && value === form.namespace;
    if (!namespaced) judge(text`an attribute stands there that is not the namespace of the schema`);
  });
  parser.on('opentag', ({ name }) => {
    passTag();
    if (!namespaced) judge(text`the root element is not in the namespace of the schema`);
    judge(machine.open(name));
  });
  parser.on('text', (text) => judge(machine.text(text)));
  parser.on('closetag', () => {
    passTag();
    judge(machine.close());
  });
  parser.on('processinginstruction', () => judge(text`a processing instruction stands there`));
  // The parser's own message is dropped: it may repeat what it read.
  parser.on('error', () =>
    judge(ending ? text`the document ends before it is complete` : text`is not well-formed XML`),
  );

  /** Takes line after line, as long as each holds a whole element; gives where the rest begins. */
  const takeLines = (characters: string, from: number): number => {
    let place = from;
    for (let taken = machine.take(characters, place); taken !== undefined; ) {
      linesTaken += 1;
      judge(taken.problem);
      place = taken.end;
      taken = machine.take(characters, place);
    }
    return place;
  };

  return {
    write(bytes) {
      const characters = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
      const outside = characters.search(outsideAlphabet);
      if (outside !== -1) {
        const line = parser.line + linesTaken + characters.slice(0, outside).split('\n').length - 1;
        judge(text`a character stands there that no such document holds`, line);
      }
      for (let place = 0; place < characters.length; ) {
        // Right behind a tag nothing is under way in which such a line could mean anything else.
        if (parsed === lastTag) place = takeLines(characters, place);
        const end = characters.indexOf('>', place) + 1 || characters.length;
        parser.write(characters.slice(place, end));
        parsed += end - place;
        judgeStretch(parsed);
        place = end;
      }
    },
    end() {
      ending = true;
      parser.close();
    },
  };
}
