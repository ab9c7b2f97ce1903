/** Writes a monthly file, in pieces and in flat memory. */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { partyById } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { operations } from '../people/operation.ts';
import { type ElementRule, hasValue } from '../xml/grammar.ts';
import {
  headerElement,
  namespace,
  recordFields,
  requireFieldsAllowed,
  schemaVersion,
} from './monthly-file.ts';
import {
  isOfMode,
  type Mode,
  type MonthlyFileHeader,
  type Mutation,
  type RecognitionRecord,
} from './record.ts';

/** Characters gathered before a piece is handed on. */
const pieceSize = 64 * 1024;

const fieldValues: ReadonlyMap<string, (record: RecognitionRecord) => string | undefined> = new Map([
  ['ssin', (record) => record.ssin],
  ['startDateRecognition', (record) => record.period.start.toString()],
  ['endDateRecognition', (record) => record.period.end?.toString()],
]);

/**
 * Yields the file in pieces of some 64 KiB. Throws `monthly-file-invalid` rather than write what the schema
 * or the deliberation does not allow: a field beyond SSIN and period, mutations out of block order, other
 * counts than those of the header, a number of the wrong register. What came before that is no file.
 */
export async function* writeMonthlyFile(
  header: MonthlyFileHeader,
  mutations: Iterable<Mutation>,
  deliberation: Deliberation,
): AsyncGenerator<Uint8Array> {
  let piece = '';
  for (const lines of documentLines(header, mutations, deliberation)) {
    piece += lines;
    if (piece.length < pieceSize) continue;
    yield Buffer.from(piece, 'latin1');
    piece = '';
  }
  yield Buffer.from(piece, 'latin1');
}

function* documentLines(
  header: MonthlyFileHeader,
  mutations: Iterable<Mutation>,
  deliberation: Deliberation,
): Generator<string> {
  requireFieldsAllowed(deliberation);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<monthlyFile xmlns="${namespace}">\n`;
  yield elementLines(headerElement, headerValues(header, deliberation), '  ');
  yield* blockLines(header, mutations);
  yield '</monthlyFile>\n';
}

function headerValues(header: MonthlyFileHeader, deliberation: Deliberation): ReadonlyMap<string, string> {
  if (header.deliberation !== deliberation.number) refuse('the header names another deliberation');
  const identifierOf = (id: PartyId) =>
    partyById(deliberation, id)?.identifier ?? refuse('the header names somebody who is no party');
  return new Map([
    ['schemaVersion', schemaVersion],
    ['deliberation', header.deliberation],
    ['policyDigest', header.policy],
    ['mode', header.mode],
    ['sender', identifierOf(header.sender)],
    ['receiver', identifierOf(header.receiver)],
    ['referenceMonth', header.month],
    ['sequenceNumber', String(header.sequenceNumber)],
    ['creationTime', header.createdAt.toString()],
    ...operations.map((operation) => [operation, String(header.counts[operation])] as const),
  ]);
}

function elementLines(rule: ElementRule, values: ReadonlyMap<string, string>, indent: string): string {
  if (rule.children === undefined) return `${indent}${valueText(rule, values.get(rule.name))}\n`;
  const children = rule.children.map((child) => elementLines(child, values, `${indent}  `));
  return `${indent}<${rule.name}>\n${children.join('')}${indent}</${rule.name}>\n`;
}

/** A record a line, so that a line number names a record. */
function* blockLines(header: MonthlyFileHeader, mutations: Iterable<Mutation>): Generator<string> {
  const remaining = mutations[Symbol.iterator]();
  try {
    let next = remaining.next();
    for (const operation of operations) {
      yield `  <${operation}>\n`;
      let count = 0;
      for (; next.done !== true && next.value.operation === operation; next = remaining.next()) {
        yield recordLine(next.value.record, header.mode);
        count += 1;
      }
      if (count !== header.counts[operation]) refuse(`the header counts other records that are ${operation}`);
      yield `  </${operation}>\n`;
    }
    if (next.done !== true) refuse('its records do not come in the order of the blocks');
  } finally {
    remaining.return?.();
  }
}

function recordLine(record: RecognitionRecord, mode: Mode): string {
  if (!hasOnly(record, ['ssin', 'period']) || !hasOnly(record.period, ['start', 'end'])) {
    refuse('a record holds more than SSIN and period');
  }
  if (!isOfMode(record.ssin, mode)) refuse(`a number does not belong in a file whose mode is ${mode}`);
  const fields = recordFields.map((rule) => valueText(rule, fieldValues.get(rule.name)?.(record)));
  return `    <record>${fields.join('')}</record>\n`;
}

function hasOnly(object: object, keys: readonly PropertyKey[]): boolean {
  return Reflect.ownKeys(object).every((key) => keys.includes(key));
}

function valueText(rule: ElementRule, value: string | undefined): string {
  if (value === undefined && rule.occurs === 'optional') return '';
  if (value === undefined || !hasValue(rule, value)) {
    refuse(`a value of ${rule.name} is not one that the schema allows`);
  }
  return `<${rule.name}>${value}</${rule.name}>`;
}

function refuse(problem: string): never {
  throw new PasserelleError('monthly-file-invalid', `the monthly file is not written: ${problem}`, {
    hint: 'Nothing was handed on. This is a fault of the program or of its database; keep both for inquiry.',
  });
}
