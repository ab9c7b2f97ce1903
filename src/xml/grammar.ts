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

/** Blanks that a line may begin with. */
const greatestIndent = 8;

const plainSpellings = new WeakMap<ElementRule, RegExp | null>();

/**
 * What finds an element that may be repeated and has only values, in the one spelling that every such document has
 * a million times: on a line of its own, with nothing between its tags. Its groups are the values. `null` for others.
 */
function plainSpellingOf(rule: ElementRule): RegExp | null {
  const known = plainSpellings.get(rule);
  if (known !== undefined) return known;
  const plain = rule.occurs === 'any' && rule.children !== undefined && rule.children.every(isOneValue);
  const values = rule.children?.map(plainValue).join('');
  const expression = `\\n {0,${greatestIndent}}<${rule.name}>${values}</${rule.name}>`;
  const spelling = plain ? new RegExp(expression, 'y') : null;
  plainSpellings.set(rule, spelling);
  return spelling;
}

function isOneValue({ pattern, occurs }: ElementRule): boolean {
  return pattern !== undefined && occurs !== 'any';
}

function plainValue({ name, pattern = '', occurs }: ElementRule): string {
  // No group of a pattern is asked for; none of them holds a bracket that means itself.
  const element = `<${name}>(${pattern.replaceAll('(', '(?:')})</${name}>`;
  return occurs === 'optional' ? `(?:${element})?` : element;
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

const nothing: readonly ElementRule[] = [];

/** Takes the events of a parser in document order. */
export interface GrammarMachine {
  /** Number of elements that are open. */
  readonly depth: number;
  open(name: string): Problem;
  text(text: string): Problem;
  close(): Problem;
  /**
   * Takes the line that begins at `place`, if a whole element stands on it, plainly spelt, and may stand there. The same
   * is heard of it as of one that was opened, read and closed, at a tenth of the work.
   */
  take(characters: string, place: number): TakenElement | undefined;
}

export interface TakenElement {
  /** Where what follows begins. */
  readonly end: number;
  readonly problem: Problem;
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
    take(characters, place) {
      const rule = frame.rule.children?.[frame.next];
      const spelling = rule === undefined ? null : plainSpellingOf(rule);
      if (rule === undefined || spelling === null) return undefined;
      spelling.lastIndex = place;
      const groups = spelling.exec(characters);
      if (groups === null) return undefined;
      frame.seen += 1;
      return { end: spelling.lastIndex, problem: hearAll(listener, rule, groups) };
    },
  };
}

/** Tells of an element and of its values, which `groups` has behind the whole. */
function hearAll(
  listener: ElementListener,
  { name, children = nothing }: ElementRule,
  groups: readonly (string | undefined)[],
): Problem {
  let problem = listener.opened(name);
  let group = 0;
  for (const child of children) {
    group += 1;
    const value = groups[group];
    if (value !== undefined) problem ??= listener.value(child.name, value);
  }
  return problem ?? listener.closed(name);
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
