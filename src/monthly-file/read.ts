/**
 * Reads a monthly file as it streams by: bytes of a party whose signature was verified, and hostile still.
 * What it accepts is valid under the flow's monthly-file.xsd; it is stricter in what the schema's head tells of.
 */

import type { Deliberation } from '../deliberations/clause.ts';
import { partiesOf } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { type Operation, operations } from '../people/operation.ts';
import { parsePeriod } from '../people/period.ts';
import {
  isOfMode,
  type Mode,
  type MonthlyFileHeader,
  type Mutation,
  type RecognitionRecord,
  recordOf,
} from '../people/record.ts';
import { parseReferenceMonth } from '../people/reference-month.ts';
import { parseSsin } from '../people/ssin.ts';
import { Text, text, type Words } from '../words/text.ts';
import type { ElementListener, Problem } from '../xml/grammar.ts';
import { createStrictParser } from '../xml/strict-parser.ts';
import { eachRecordOnce } from './each-record-once.ts';
import { type FileForm, monthlyForm, requireFieldsAllowed } from './form.ts';
import type { RecordForm } from './record-form.ts';

export interface MonthlyFile<Item extends Mutation = Mutation> {
  readonly header: MonthlyFileHeader;
  /**
   * Batches of at most a thousand, in file order; to be consumed once. Throws `monthly-file-invalid` if the
   * file proves invalid further on: nothing may be done with a mutation before the iteration has ended.
   */
  readonly mutations: AsyncIterable<readonly Item[]>;
}

const batchSize = 1000;

/** Bytes parsed at a time, so that a chunk of any size makes no more than a batch or two. */
const sliceSize = 32 * 1024;

/** Reads the header at once and the records as they are asked for. Throws `monthly-file-invalid`. */
export function readMonthlyFile(
  bytes: AsyncIterable<Uint8Array>,
  deliberation: Deliberation,
): Promise<MonthlyFile> {
  return readFileInForm(monthlyForm(deliberation), bytes, deliberation);
}

/** The same for a file of any form. Throws the form's own error. */
export async function readFileInForm<Item extends Mutation>(
  form: FileForm<Item>,
  bytes: AsyncIterable<Uint8Array>,
  deliberation: Deliberation,
): Promise<MonthlyFile<Item>> {
  requireFieldsAllowed(deliberation, form.record);
  const reading = createReading(form, deliberation);
  const batches = readBatches(form, bytes, reading);
  const first = await batches.next();
  return { header: reading.header(), mutations: eachRecordOnce(form, resume(first, batches)) };
}

async function* readBatches<Item extends Mutation>(
  form: FileForm<Item>,
  bytes: AsyncIterable<Uint8Array>,
  reading: Reading<Item>,
): AsyncGenerator<readonly Item[]> {
  const { namespace, root } = form;
  const parser = createStrictParser({ namespace, root, refusal: refusalOf(form) }, reading);
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += sliceSize) {
      parser.write(chunk.subarray(start, start + sliceSize));
      while (reading.mutations.length >= batchSize) yield reading.mutations.splice(0, batchSize);
    }
  }
  parser.end();
  if (reading.mutations.length > 0) yield reading.mutations;
}

async function* resume<Item>(
  first: IteratorResult<Item, void>,
  rest: AsyncGenerator<Item, void>,
): AsyncGenerator<Item> {
  if (first.done === true) return;
  yield first.value;
  yield* rest;
}

function refusalOf<Item extends Mutation>({ invalid, title }: FileForm<Item>) {
  return (line: number, problem: Words) =>
    new PasserelleError(invalid, text`line ${line} of the ${title}: ${problem}`, {
      hint: text`Nothing was taken in. Ask the sender to publish the month again.`,
    });
}

/** Listens to the document, and keeps what was read of it. */
interface Reading<Item extends Mutation> extends ElementListener {
  header(): MonthlyFileHeader;
  /** Read, and not taken yet. */
  readonly mutations: Item[];
}

function createReading<Item extends Mutation>(
  form: FileForm<Item>,
  deliberation: Deliberation,
): Reading<Item> {
  const mutations: Item[] = [];
  const values = new Map<string, string>();
  let header: MonthlyFileHeader | undefined;
  let block: Operation | undefined;
  let counted = 0;

  function closeHeader(): Problem {
    const read = readHeader(values, form.record, deliberation);
    if (read instanceof Text) return read;
    header = read;
    values.clear();
    return undefined;
  }

  function closeRecord(operation: Operation, { mode, counts }: MonthlyFileHeader): Problem {
    const record = readRecord(values, form.record, mode);
    if (record instanceof Text) return record;
    const item = form.complete({ operation, record }, values);
    if (item instanceof Text) return item;
    values.clear();
    counted += 1;
    if (counted > counts[operation]) return text`the block holds more records than the header counts`;
    mutations.push(item);
    return undefined;
  }

  return {
    mutations,
    header() {
      if (header === undefined) throw new RangeError('the header was not read');
      return header;
    },
    opened(name) {
      const operation = operations.find((known) => form.record.blocks[known] === name);
      if (operation === undefined) return undefined;
      block = operation;
      counted = 0;
      return undefined;
    },
    value(name, value) {
      values.set(name, value);
      return undefined;
    },
    closed(name) {
      if (name === 'header') return closeHeader();
      if (header === undefined || block === undefined) return undefined;
      if (name === 'record') return closeRecord(block, header);
      if (name !== form.record.blocks[block] || counted === header.counts[block]) return undefined;
      return text`the block holds fewer records than the header counts`;
    },
  };
}

/** The header, or what is wrong with it beyond its grammar. */
function readHeader(
  values: ReadonlyMap<string, string>,
  { blocks }: RecordForm,
  deliberation: Deliberation,
): MonthlyFileHeader | Text {
  const valueIn = (name: string) => values.get(name) ?? '';
  const party = (name: string) =>
    partiesOf(deliberation).find(({ identifier }) => identifier === valueIn(name))?.id;
  if (valueIn('deliberation') !== deliberation.number) return text`the file is of another deliberation`;
  const [sender, receiver] = [party('sender'), party('receiver')];
  if (sender === undefined || receiver === undefined) return text`sender or receiver is no party to it`;
  const month = parseReferenceMonth(valueIn('referenceMonth'));
  const createdAt = parseInstant(valueIn('creationTime'));
  if (month === undefined || createdAt === undefined) return text`the header holds an impossible time`;
  return {
    deliberation: valueIn('deliberation'),
    policy: valueIn('policyDigest'),
    mode: valueIn('mode') === 'rehearsal' ? 'rehearsal' : 'real',
    sender,
    receiver,
    month,
    sequenceNumber: Number(valueIn('sequenceNumber')),
    createdAt,
    counts: {
      new: Number(valueIn(blocks.new)),
      correction: Number(valueIn(blocks.correction)),
      withdrawal: Number(valueIn(blocks.withdrawal)),
    },
  };
}

function parseInstant(text: string): Temporal.Instant | undefined {
  try {
    return Temporal.Instant.from(text);
  } catch {
    return undefined;
  }
}

/** The record, or what is wrong with it beyond its grammar. */
function readRecord(
  values: ReadonlyMap<string, string>,
  form: RecordForm,
  mode: Mode,
): RecognitionRecord | Text {
  const { ssin } = parseSsin(values.get(form.ssin) ?? '');
  if (ssin === undefined) return text`the check digits of ${form.ssin} are wrong`;
  if (!isOfMode(ssin, mode)) return text`the number does not belong in a file whose mode is ${mode}`;
  const parsed = parsePeriod(values.get(form.firstDay) ?? '', values.get(form.lastDay) ?? null);
  if (parsed.period === undefined) {
    return parsed.problem === 'reversed'
      ? text`${form.lastDay} lies before ${form.firstDay}`
      : text`a day stands there that is in no calendar`;
  }
  const code = form.code && Number(values.get(form.code.name));
  return recordOf(ssin, { period: parsed.period, code });
}
