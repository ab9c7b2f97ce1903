/**
 * Strict CSV (RFC 4180) in UTF-8, read in one pass and in flat memory. Every byte is controlled by whoever
 * wrote the file; what is wrong goes to the problems, by line and column and never by value.
 */

import { isAscii, isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { Text, text, type Words } from '../words/text.ts';
import type { Problems } from './problems.ts';

export interface CsvRow {
  /** From 1, the header included. */
  readonly line: number;
  /** As many as the header has. */
  readonly cells: readonly string[];
}

export interface CsvForm {
  /** The header, exactly. */
  readonly columns: readonly string[];
  /** A last column that the header may leave out; its rows then have a cell less. */
  readonly optionalColumn?: string;
  /** What to say of a column that is not one of them. */
  readonly otherColumn: Words;
  /** Judges the line before the header, where the form has one; gives what is wrong with it. */
  readonly preamble?: (line: string) => Words | undefined;
}

/** Longest line in bytes, its line break included. */
const longestLine = 1024;

const newline = 0x0a;
const quotationMark = 0x22;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

const parserProblems: ReadonlyMap<string, Text> = new Map([
  ['CSV_QUOTE_NOT_CLOSED', text`a quotation mark is not closed`],
  ['CSV_INVALID_CLOSING_QUOTE', text`something stands behind a closing quotation mark`],
  ['INVALID_OPENING_QUOTE', text`a quotation mark stands inside a value`],
]);

/**
 * Yields the rows below the header, in batches. Goes on after a row with the wrong number of cells, stops
 * at what makes the rest unreadable. Whether all went well is known only when the iteration has ended.
 */
export async function* readCsv(
  bytes: AsyncIterable<Uint8Array>,
  form: CsvForm,
  problems: Problems,
): AsyncGenerator<readonly CsvRow[]> {
  let width = 0;
  const heading: ((cells: readonly string[], line: number) => boolean)[] = [
    ...(form.preamble === undefined ? [] : [judgePreamble(form.preamble, problems)]),
    (cells, at) => {
      const columns = columnsOfHeader(form, cells);
      width = columns.length;
      return judgeHeader({ ...form, columns }, problems)(cells, at);
    },
  ];
  let line = 0;
  for await (const block of lineBlocks(bytes, heading.length)) {
    const rows = parseBlock(block, line, problems);
    if (rows === undefined) return;
    const batch: CsvRow[] = [];
    for (const cells of rows) {
      line += 1;
      const judge = heading.shift();
      if (judge !== undefined) {
        if (!judge(cells, line)) return;
      } else if (cells.length === width) batch.push({ line, cells });
      else problems.add({ line, what: text`has ${cells.length} cells instead of ${width}` });
    }
    yield batch;
  }
  if (heading.length > 0) problems.add({ line: line + 1, what: text`the header is missing` });
}

/**
 * Cuts the bytes behind line breaks, so that each block can be parsed for itself; takes off the BOM. The first
 * `alone` lines are blocks of their own: below a line with fewer cells the parser makes an error of each row.
 */
async function* lineBlocks(bytes: AsyncIterable<Uint8Array>, alone: number): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  const withoutMark = (block: Buffer) => {
    const marked = !begun && block.subarray(0, byteOrderMark.length).equals(byteOrderMark);
    begun = true;
    return marked ? block.subarray(byteOrderMark.length) : block;
  };
  for await (const chunk of bytes) {
    const pending = Buffer.concat([rest, chunk]);
    // A line too long is not waited for: the block is cut inside it, and found out by its parser.
    const end = pending.lastIndexOf(newline) + 1 || (pending.length > longestLine ? pending.length : 0);
    let start = 0;
    for (; alone > 0 && start < end; alone -= 1) {
      const next = pending.indexOf(newline, start) + 1 || end;
      yield withoutMark(pending.subarray(start, next));
      start = next;
    }
    if (start < end) yield withoutMark(pending.subarray(start, end));
    rest = pending.subarray(end);
  }
  if (rest.length > 0) yield withoutMark(rest);
}

/** The rows of a block that follows line number `before`, one for each line; else notes the first problem. */
function parseBlock(block: Buffer, before: number, problems: Problems): string[][] | undefined {
  const plain = splitPlain(block);
  if (plain !== undefined) return plain;
  const lines = linesOf(block);
  if (isUtf8(block) && lines.every((line) => line.length <= longestLine)) {
    const rows = parseText(block);
    if (!(rows instanceof Text) && rows.length === lines.length) return rows;
  }
  const unreadable = lines.findIndex((line) => problemOfLine(line) !== undefined);
  const what = problemOfLine(lines[unreadable] ?? block) ?? text`is not CSV`;
  problems.add({ line: before + 1 + unreadable, what });
  return undefined;
}

/** What nearly all blocks are, of a million rows: whole lines of fair length, in ASCII and without quotation marks. */
function splitPlain(block: Buffer): string[][] | undefined {
  if (block.at(-1) !== newline || !isAscii(block) || block.includes(quotationMark)) return undefined;
  const lines = block.toString('latin1').split('\n');
  lines.pop();
  if (lines.some((line) => line.length >= longestLine)) return undefined;
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line).split(','));
}

function linesOf(block: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < block.length; ) {
    const end = block.indexOf(newline, start) + 1 || block.length;
    lines.push(block.subarray(start, end));
    start = end;
  }
  return lines;
}

function problemOfLine(line: Buffer): Text | undefined {
  if (line.length > longestLine) return text`is longer than ${longestLine} bytes`;
  if (!isUtf8(line)) return text`is not UTF-8`;
  const rows = parseText(line);
  return rows instanceof Text ? rows : undefined;
}

/** The rows, or what is wrong with them. The parser's own message is dropped: it repeats what it read. */
function parseText(bytes: Buffer): string[][] | Text {
  if (!bytes.includes(quotationMark)) return splitText(bytes.toString('utf8'));
  try {
    return parse(bytes.toString('utf8'), { record_delimiter: ['\r\n', '\n'], relax_column_count: true });
  } catch (error) {
    if (error instanceof CsvError) return parserProblems.get(error.code) ?? text`is not CSV`;
    throw error;
  }
}

/** Where nothing is quoted, CSV is lines and commas. */
function splitText(content: string): string[][] {
  const lines = content.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.split(','));
}

function judgePreamble(judge: (line: string) => Words | undefined, problems: Problems) {
  return (cells: readonly string[], line: number): boolean => {
    const what = judge(cells.join(','));
    if (what !== undefined) problems.add({ line, what });
    return true;
  };
}

/** The columns that a header with so many cells should have. */
function columnsOfHeader({ columns, optionalColumn }: CsvForm, cells: readonly string[]): readonly string[] {
  if (optionalColumn === undefined || !cells.includes(optionalColumn)) return columns;
  return [...columns, optionalColumn];
}

/** Compares with the form's columns; goes on below a header that is exactly right only. */
function judgeHeader({ columns, otherColumn }: CsvForm, problems: Problems) {
  return (cells: readonly string[], line: number): boolean => {
    const before = problems.count;
    const seen = new Set<string>();
    for (const [index, name] of cells.entries()) {
      if (!columns.includes(name)) problems.add({ line, what: text`column ${index + 1} ${otherColumn}` });
      else if (seen.has(name)) {
        problems.add({
          line,
          column: { number: index + 1, name },
          what: text`this column stands there before`,
        });
      }
      seen.add(name);
    }
    for (const name of columns) {
      if (!seen.has(name)) problems.add({ line, what: text`the column ${name} is missing` });
    }
    if (problems.count === before && columns.some((name, index) => cells[index] !== name)) {
      problems.add({ line, what: text`the columns must stand in this order: ${columns.join(', ')}` });
    }
    return problems.count === before;
  };
}
