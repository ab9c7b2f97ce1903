/** Writes a monthly file, or another in blocks of records, in pieces and in flat memory. */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { partyById } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { operations } from '../people/operation.ts';
import { formatDay } from '../people/period.ts';
import {
  isOfMode,
  type Mode,
  type MonthlyFileHeader,
  type Mutation,
  type RecognitionRecord,
} from '../people/record.ts';
import { text, type Words } from '../words/text.ts';
import { type ElementRule, hasValue } from '../xml/grammar.ts';
import { type FileForm, headerElement, monthlyForm, requireFieldsAllowed, schemaVersion } from './form.ts';
import type { RecordForm } from './record-form.ts';

/** Characters gathered before a piece is handed on. */
const pieceSize = 64 * 1024;

type FieldValues = ReadonlyMap<string, (record: RecognitionRecord) => string | undefined>;

function fieldValuesOf({ ssin, firstDay, lastDay, code }: RecordForm): FieldValues {
  const values = new Map<string, (record: RecognitionRecord) => string | undefined>([
    [ssin, (record) => record.ssin],
    [firstDay, ({ period: { start } }) => formatDay(start)],
    [lastDay, ({ period: { end } }) => (end === null ? undefined : formatDay(end))],
  ]);
  return code === undefined ? values : values.set(code.name, (record) => record.code?.toString());
}

/**
 * Yields the file in pieces of some 64 KiB. Throws `monthly-file-invalid` rather than write what the schema
 * or the deliberation does not allow: a field beyond those of its flow, mutations out of block order, other
 * counts than those of the header, a number of the wrong register. What came before that is no file.
 */
export function writeMonthlyFile(
  header: MonthlyFileHeader,
  mutations: Iterable<Mutation>,
  deliberation: Deliberation,
): AsyncGenerator<Uint8Array> {
  return writeFileInForm(monthlyForm(deliberation), header, mutations, deliberation);
}

/** The same for a file of any form. Throws the form's own error. */
export async function* writeFileInForm<Item extends Mutation>(
  form: FileForm<Item>,
  header: MonthlyFileHeader,
  items: Iterable<Item>,
  deliberation: Deliberation,
): AsyncGenerator<Uint8Array> {
  let piece = '';
  for (const lines of documentLines(form, header, items, deliberation)) {
    piece += lines;
    if (piece.length < pieceSize) continue;
    yield Buffer.from(piece, 'latin1');
    piece = '';
  }
  yield Buffer.from(piece, 'latin1');
}

function* documentLines<Item extends Mutation>(
  form: FileForm<Item>,
  header: MonthlyFileHeader,
  items: Iterable<Item>,
  deliberation: Deliberation,
): Generator<string> {
  const refuse: Refusal = (problem) => refuseFile(form, problem);
  requireFieldsAllowed(deliberation, form.record);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<${form.root.name} xmlns="${form.namespace}">\n`;
  yield elementLines(
    headerElement(form.record),
    headerValues(form, header, deliberation, refuse),
    '  ',
    refuse,
  );
  yield* blockLines(form, header, items, refuse);
  yield `</${form.root.name}>\n`;
}

type Refusal = (problem: Words) => never;

function headerValues<Item extends Mutation>(
  { record: { blocks } }: FileForm<Item>,
  header: MonthlyFileHeader,
  deliberation: Deliberation,
  refuse: Refusal,
): ReadonlyMap<string, string> {
  if (header.deliberation !== deliberation.number) refuse(text`the header names another deliberation`);
  const identifierOf = (id: PartyId) =>
    partyById(deliberation, id)?.identifier ?? refuse(text`the header names somebody who is no party`);
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
    ...operations.map((operation) => [blocks[operation], String(header.counts[operation])] as const),
  ]);
}

function elementLines(
  rule: ElementRule,
  values: ReadonlyMap<string, string>,
  indent: string,
  refuse: Refusal,
): string {
  if (rule.children === undefined) return `${indent}${valueText(rule, values.get(rule.name), refuse)}\n`;
  const children = rule.children.map((child) => elementLines(child, values, `${indent}  `, refuse));
  return `${indent}<${rule.name}>\n${children.join('')}${indent}</${rule.name}>\n`;
}

/** A record a line, so that a line number names a record. */
function* blockLines<Item extends Mutation>(
  form: FileForm<Item>,
  header: MonthlyFileHeader,
  items: Iterable<Item>,
  refuse: Refusal,
): Generator<string> {
  const lineOf = recordLine(form, header.mode, refuse);
  const remaining = items[Symbol.iterator]();
  try {
    let next = remaining.next();
    for (const operation of operations) {
      const block = form.record.blocks[operation];
      yield `  <${block}>\n`;
      let count = 0;
      for (; next.done !== true && next.value.operation === operation; next = remaining.next()) {
        yield lineOf(next.value);
        count += 1;
      }
      if (count !== header.counts[operation])
        refuse(text`the header counts other records that are ${operation}`);
      yield `  </${block}>\n`;
    }
    if (next.done !== true) refuse(text`its records do not come in the order of the blocks`);
  } finally {
    remaining.return?.();
  }
}

/** Gives the line of each record. */
function recordLine<Item extends Mutation>(
  form: FileForm<Item>,
  mode: Mode,
  refuse: Refusal,
): (item: Item) => string {
  const fieldValues = fieldValuesOf(form.record);
  const written = form.recordFields.map((rule) => ({ rule, read: fieldValues.get(rule.name) }));
  const allowed = ['ssin', 'period', ...(form.record.code === undefined ? [] : ['code'])];
  const ends = ['start', 'end'];
  return (item) => {
    const { record } = item;
    if (!hasOnly(record, allowed) || !hasOnly(record.period, ends)) {
      refuse(text`a record holds more than the flow has a place for`);
    }
    if (!isOfMode(record.ssin, mode)) refuse(text`a number does not belong in a file whose mode is ${mode}`);
    const beyond = form.beyond(item);
    let fields = '';
    for (const { rule, read } of written) {
      fields += valueText(rule, read?.(record) ?? beyond.get(rule.name), refuse);
    }
    return `    <record>${fields}</record>\n`;
  };
}

function hasOnly(object: object, keys: readonly PropertyKey[]): boolean {
  for (const key of Reflect.ownKeys(object)) if (!keys.includes(key)) return false;
  return true;
}

function valueText(rule: ElementRule, value: string | undefined, refuse: Refusal): string {
  if (value === undefined && rule.occurs === 'optional') return '';
  if (value === undefined || !hasValue(rule, value)) {
    refuse(text`a value of ${rule.name} is not one that the schema allows`);
  }
  return `<${rule.name}>${value}</${rule.name}>`;
}

function refuseFile<Item extends Mutation>({ invalid, title }: FileForm<Item>, problem: Words): never {
  throw new PasserelleError(invalid, text`the ${title} is not written: ${problem}`, {
    hint: text`Nothing was handed on. This is a fault of the program or of its database; keep both for inquiry.`,
  });
}
