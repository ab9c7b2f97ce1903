/** What a command says: results on stdout, everything else on stderr. */

import process from 'node:process';
import type { Language } from '../words/language.ts';
import { Text, type Tongue } from '../words/text.ts';
import { say } from './language.ts';
import { printable } from './printable.ts';
import { clearProgress, showProgress } from './progress.ts';

export interface Output {
  /** True if results are to be JSON. */
  readonly json: boolean;
  /** A result: `value` as one line of JSON, or what `lines` makes of it for people. */
  result(value: unknown, lines: () => Iterable<Text | string>): void;
  /** One of many results, written as it comes: a line of JSON, or a line for people. */
  row(value: unknown, line: () => Text | string): void;
  /** A document as it is, to the byte; as JSON, a field `document` beside what is said of it. */
  document(text: string, facts: Readonly<Record<string, unknown>>): void;
  /** A remark or a next step for the operator; `--quiet` leaves it out. */
  note(words: Text | string): void;
  /** What is going on, for who waits at a terminal: gone as soon as anything else is said. */
  progress(words: Text | string): void;
}

export function createOutput(options: { readonly json: boolean; readonly quiet: boolean }): Output {
  const { json } = options;
  return {
    json,
    result(value, lines) {
      if (json) writeLine(process.stdout, JSON.stringify(value));
      else for (const line of lines()) writeLine(process.stdout, line);
    },
    row(value, line) {
      writeLine(process.stdout, json ? JSON.stringify(value) : line());
    },
    document(text, facts) {
      if (json) writeLine(process.stdout, JSON.stringify({ ...facts, document: text }));
      else {
        clearProgress();
        process.stdout.write(text);
      }
    },
    note(words) {
      if (!options.quiet) writeLine(process.stderr, words);
    },
    progress(words) {
      if (!options.quiet) showProgress(words);
    },
  };
}

/** Columns of a table: what stands above, and on which side its cells are aligned. */
export type Columns = readonly { readonly heading: Text | string; readonly align?: 'right' }[];

/** Lines of a table, its columns wide enough for their cells in the language in which they are told. */
export function* table(columns: Columns, rows: readonly (readonly Cell[])[]): Generator<Text> {
  const lines = [columns.map(({ heading }) => heading), ...rows];
  const widths = new Map<Language, readonly number[]>();
  const widthsIn = (tongue: Tongue) =>
    widths.getOrInsertComputed(tongue.language, () =>
      columns.map((_column, index) => Math.max(...lines.map((line) => told(line[index], tongue).length))),
    );
  for (const line of lines) yield new TableLine(columns, widthsIn, line);
}

type Cell = Text | string;

class TableLine extends Text {
  readonly #columns: Columns;
  readonly #widthsIn: (tongue: Tongue) => readonly number[];
  readonly #line: readonly Cell[];

  constructor(columns: Columns, widthsIn: (tongue: Tongue) => readonly number[], line: readonly Cell[]) {
    super();
    this.#columns = columns;
    this.#widthsIn = widthsIn;
    this.#line = line;
  }

  override in(tongue: Tongue): string {
    const widths = this.#widthsIn(tongue);
    return this.#columns
      .map(({ align }, index) => {
        const [cell, width] = [told(this.#line[index], tongue), widths[index] ?? 0];
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  }
}

function told(cell: Cell | undefined, tongue: Tongue): string {
  return cell instanceof Text ? cell.in(tongue) : (cell ?? '');
}

function writeLine(stream: NodeJS.WriteStream, line: Text | string): void {
  clearProgress();
  stream.write(`${printable(say(line))}\n`);
}

/** `passerelle … | head` is no failure: who reads no further has what they wanted. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit();
      throw error;
    });
  }
}
