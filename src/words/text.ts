/**
 * What people read, before it is in a language. English stands in the code, in the manner of gettext:
 * text`Ledger: ${size} entries` is a `Text`, and `String()` of it is English, so that logs and the messages of
 * errors stay English. The other languages stand in catalogue/, and are loaded only by who speaks them (say.ts).
 */

import type { Language } from './language.ts';

/** What a place in a text may hold. A text within a text is told in the same language. */
export type Value =
  | string
  | number
  | bigint
  | Text
  | Temporal.Instant
  | Temporal.PlainDate
  | Temporal.PlainYearMonth
  | Temporal.Duration;

/** What is told to people: in their language, or as it is. */
export type Words = Text | string;

/** A language as far as texts need to know it. */
export interface Tongue {
  readonly language: Language;
  /** The template in this language of what stands in English in the code: `Ledger: {0} entries`. */
  template(english: string): string;
}

export const english: Tongue = { language: 'en', template: (template) => template };

export abstract class Text {
  abstract in(tongue: Tongue): string;

  /** In English. */
  toString(): string {
    return this.in(english);
  }

  /** JSON is for programs: it is never translated. */
  toJSON(): string {
    return this.toString();
  }
}

class Sentence extends Text {
  readonly #template: string;
  readonly #values: readonly Value[];

  constructor(template: string, values: readonly Value[]) {
    super();
    this.#template = template;
    this.#values = values;
  }

  override in(tongue: Tongue): string {
    return tongue
      .template(this.#template)
      .replace(/\{(\d+)\}/g, (place, index: string) => told(this.#values[Number(index)] ?? place, tongue));
  }
}

class Counted extends Text {
  readonly #count: number;
  readonly #one: Text;
  readonly #other: Text;

  constructor(count: number, one: Text, other: Text) {
    super();
    this.#count = count;
    this.#one = one;
    this.#other = other;
  }

  override in(tongue: Tongue): string {
    const singular = new Intl.PluralRules(tongue.language).select(this.#count) === 'one';
    return (singular ? this.#one : this.#other).in(tongue);
  }
}

class Joined extends Text {
  readonly #parts: readonly Value[];
  readonly #separator: string;

  constructor(parts: readonly Value[], separator: string) {
    super();
    this.#parts = parts;
    this.#separator = separator;
  }

  override in(tongue: Tongue): string {
    return this.#parts.map((part) => told(part, tongue)).join(this.#separator);
  }
}

class Listed extends Text {
  readonly #parts: readonly Value[];
  readonly #type: 'conjunction' | 'disjunction';

  constructor(parts: readonly Value[], type: 'conjunction' | 'disjunction') {
    super();
    this.#parts = parts;
    this.#type = type;
  }

  override in(tongue: Tongue): string {
    const locale = tongue.language === 'en' ? 'en-GB' : tongue.language;
    const parts = this.#parts.map((part) => told(part, tongue));
    return new Intl.ListFormat(locale, { type: this.#type }).format(parts);
  }
}

/** The tag of every sentence for people: the English one, values in their places. */
export function text(strings: TemplateStringsArray, ...values: readonly Value[]): Text {
  return new Sentence(templateOf(strings), values);
}

/** One of both, as the plural rule of the language asks: French counts nothing in the singular, Dutch in the plural. */
export function counted(count: number, one: Text, other: Text): Text {
  return new Counted(count, one, other);
}

/** Several texts after each other, for example sentences. */
export function joined(parts: readonly Value[], separator = ' '): Text {
  return new Joined(parts, separator);
}

/** For example «a, b and c», or «a, b or c». */
export function listed(parts: readonly Value[], type: 'and' | 'or' = 'and'): Text {
  return new Listed(parts, type === 'and' ? 'conjunction' : 'disjunction');
}

/** Speaks one language: as a tag, or what is a text already. A string is told as it is. */
export interface Say {
  (strings: TemplateStringsArray, ...values: readonly Value[]): string;
  (words: Text | string): string;
}

/** The voice that knows `tongue`. */
export function sayerOf(tongue: Tongue): Say {
  return (words: TemplateStringsArray | Text | string, ...values: readonly Value[]): string =>
    isTemplate(words) ? text(words, ...values).in(tongue) : told(words, tongue);
}

export const sayEnglish: Say = sayerOf(english);

function isTemplate(words: TemplateStringsArray | Text | string): words is TemplateStringsArray {
  return typeof words === 'object' && 'raw' in words;
}

function told(value: Value, tongue: Tongue): string {
  return value instanceof Text ? value.in(tongue) : String(value);
}

function templateOf(strings: TemplateStringsArray): string {
  return strings.reduce((template, part, index) => `${template}{${index - 1}}${part}`);
}
