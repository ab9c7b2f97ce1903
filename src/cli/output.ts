/** What a command says: results on stdout, everything else on stderr. */

import process from 'node:process';
import { printable } from './printable.ts';

export interface Output {
  /** True if results are to be JSON. */
  readonly json: boolean;
  /** A result: `value` as one line of JSON, or what `lines` makes of it for people. */
  result(value: unknown, lines: () => Iterable<string>): void;
  /** One of many results, written as it comes: a line of JSON, or a line for people. */
  row(value: unknown, line: () => string): void;
  /** A remark or a next step for the operator; `--quiet` leaves it out. */
  note(text: string): void;
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
    note(text) {
      if (!options.quiet) writeLine(process.stderr, text);
    },
  };
}

/** Columns of a table: what stands above, and on which side its cells are aligned. */
export type Columns = readonly { readonly heading: string; readonly align?: 'right' }[];

/** Lines of a table, its columns wide enough for their cells. */
export function* table(columns: Columns, rows: readonly (readonly string[])[]): Generator<string> {
  const widths = columns.map(({ heading }, index) =>
    Math.max(heading.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const [cell, width] = [cells[index] ?? '', widths[index] ?? 0];
        return align === 'right' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  yield line(columns.map(({ heading }) => heading));
  for (const row of rows) yield line(row);
}

function writeLine(stream: NodeJS.WriteStream, line: string): void {
  stream.write(`${printable(line)}\n`);
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
