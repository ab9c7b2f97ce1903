/**
 * A block: up to {@link blockSize} records of a parcel as they are kept at rest, one line each, with the
 * initial of the operation, SSIN, first day, last day (`-` while open) and the code if the flow has one, parted by a
 * space: `n 15651200150 2022-01-01 2022-12-31`.
 */

import { PasserelleError } from '../errors.ts';
import { type Operation, operations } from '../people/operation.ts';
import { formatDay, parsePeriod } from '../people/period.ts';
import { type Mutation, recordOf } from '../people/record.ts';
import { parseSsin } from '../people/ssin.ts';
import { text } from '../words/text.ts';

/** Records in a full block; only the last block of a parcel holds fewer. */
export const blockSize = 1000;

const letterOf = { new: 'n', correction: 'c', withdrawal: 'w' } as const satisfies Record<Operation, string>;
const operationOf: ReadonlyMap<string, Operation> = new Map(
  operations.map((operation) => [letterOf[operation], operation]),
);
const openEnd = '-';
const codeForm = /^(0|[1-9][0-9]{0,2})$/;

/** The block as UTF-8 text. */
export function encodeBlock(mutations: readonly Mutation[]): Uint8Array {
  let text = '';
  for (const { operation, record } of mutations) {
    const { start, end } = record.period;
    const code = record.code === undefined ? '' : ` ${record.code}`;
    text += `${letterOf[operation]} ${record.ssin} ${formatDay(start)} ${end === null ? openEnd : formatDay(end)}${code}\n`;
  }
  return Buffer.from(text);
}

/** Reads what {@link encodeBlock} wrote, and nothing else; throws `store-failed`. */
export function decodeBlock(bytes: Uint8Array): readonly Mutation[] {
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString().split('\n');
  if (lines.pop() !== '' || lines.length > blockSize) throw unreadable();
  return lines.map(decodeLine);
}

function decodeLine(line: string): Mutation {
  const [letter = '', number = '', first = '', last = '', code, ...rest] = line.split(' ');
  const operation = operationOf.get(letter);
  const { ssin } = parseSsin(number);
  const { period } = parsePeriod(first, last === openEnd ? null : last);
  if (
    operation === undefined ||
    ssin === undefined ||
    period === undefined ||
    last === '' ||
    (code !== undefined && !codeForm.test(code)) ||
    rest.length > 0
  ) {
    throw unreadable();
  }
  return { operation, record: recordOf(ssin, { period, code: code === undefined ? code : Number(code) }) };
}

function unreadable(): PasserelleError {
  return new PasserelleError('store-failed', text`A block of records in the database is not in our form.`, {
    hint: text`It was written by another version of the program: restore the database that belongs to this one.`,
  });
}
