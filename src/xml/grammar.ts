/**
 * What elements a document has, as a table, and the machine that holds a document against it. The table
 * says the part of XML Schema that we use: sequences, how often an element may stand, patterns of values.
 */

import { listed, type Text, text, type Words } from '../words/text.ts';

export interface ElementRule {
  readonly name: string;
  /** How often it stands at its place in the sequence. */
  readonly occurs: 'once' | 'optional' | 'any';
  /** Of an element with a value: what the value must match whole, in the syntax of `xs:pattern`. */
  readonly pattern?: string;
  /** Of an element with children: their sequence. */
  readonly children?: readonly ElementRule[];
}

export function valueElement(
  name: string,
  pattern: string,
  occurs: ElementRule['occurs'] = 'once',
): ElementRule {
  return { name, occurs, pattern };
}

export function sequenceElement(
  name: string,
  children: readonly ElementRule[],
  occurs: ElementRule['occurs'] = 'once',
): ElementRule {
  return { name, occurs, children };
}

/** True if the whole of `value` matches the pattern of a value element. */
export function hasValue(rule: ElementRule, value: string): boolean {
  return patternOf(rule).test(value);
}

const compiled = new WeakMap<ElementRule, RegExp>();

function patternOf(rule: ElementRule): RegExp {
  const known = compiled.get(rule);
  if (known !== undefined) return known;
  if (rule.pattern === undefined) throw new RangeError(`${rule.name} has no value`);
  const pattern = new RegExp(`^(?:${rule.pattern})$`);
  compiled.set(rule, pattern);
  return pattern;
}

/** What goes wrong, in a sentence for the operator; it never repeats what was read. `undefined`: nothing. */
export type Problem = Words | undefined;

/** Hears of a document that keeps to the grammar so far; may object with what the grammar cannot say. */
export interface ElementListener {
  /** A sequence element begins. */
  opened(name: string): Problem;
  /** A value element has ended. */
  value(name: string, value: string): Problem;
  /** A sequence element has ended. */
  closed(name: string): Problem;
}

/** Takes the events of a parser in document order. */
export interface GrammarMachine {
  /** Number of elements that are open. */
  readonly depth: number;
  open(name: string): Problem;
  text(text: string): Problem;
  close(): Problem;
}

/** An element that is open: which of its children is next, and how many of that one there were. */
interface Frame {
  readonly rule: ElementRule;
  readonly parent: Frame | undefined;
  next: number;
  seen: number;
  value: string;
}

function frameOf(rule: ElementRule, parent: Frame | undefined): Frame {
  return { rule, parent, next: 0, seen: 0, value: '' };
}

export function createGrammarMachine(root: ElementRule, listener: ElementListener): GrammarMachine {
  let frame = frameOf(sequenceElement('the document', [root]), undefined);
  let depth = 0;
  return {
    get depth() {
      return depth;
    },
    open(name) {
      const rule = nextChild(frame, name);
      if (rule === undefined)
        return text`${expectation(frame)} is expected, and another element stands there`;
      frame = frameOf(rule, frame);
      depth += 1;
      return rule.children === undefined ? undefined : listener.opened(name);
    },
    text(characters) {
      if (frame.rule.pattern !== undefined) frame.value += characters;
      else if (!isBlank(characters)) return text`${expectation(frame)} is expected, and text stands there`;
      return undefined;
    },
    close() {
      const { rule, parent, value } = frame;
      const incomplete = ahead(frame).some((child) => child.occurs === 'once');
      if (parent === undefined || incomplete) return text`${expectation(frame)} is missing`;
      frame = parent;
      depth -= 1;
      if (rule.pattern === undefined) return listener.closed(rule.name);
      if (!hasValue(rule, value)) return text`the value of ${rule.name} is not one that the schema allows`;
      return listener.value(rule.name, value);
    },
  };
}

/** Moves to the child of that name, passing over those that need not stand; `undefined` if it may not stand. */
function nextChild(frame: Frame, name: string): ElementRule | undefined {
  const children = frame.rule.children ?? [];
  let { next, seen } = frame;
  for (let rule = children[next]; rule !== undefined; rule = children[next]) {
    if (rule.name === name && (seen === 0 || rule.occurs === 'any')) {
      frame.next = next;
      frame.seen = seen + 1;
      return rule;
    }
    if (rule.occurs === 'once' && seen === 0) return undefined;
    next += 1;
    seen = 0;
  }
  return undefined;
}

const nothing: readonly ElementRule[] = [];

/** The children that may still come, in order. */
function ahead({ rule, next, seen }: Frame): readonly ElementRule[] {
  if (rule.children === undefined) return nothing;
  return rule.children.filter((child, index) =>
    index === next ? seen === 0 || child.occurs === 'any' : index > next,
  );
}

/** What may come next, in words. */
function expectation(frame: Frame): Text {
  const names = ahead(frame).map((child) => child.name);
  const required = ahead(frame).findIndex((child) => child.occurs === 'once');
  return required === -1
    ? listed([...names, text`the end of ${frame.rule.name}`], 'or')
    : listed(names.slice(0, required + 1), 'or');
}

function isBlank(text: string): boolean {
  return text === '\n' || /^[ \t\r\n]*$/.test(text);
}
