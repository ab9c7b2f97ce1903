/**
 * The files of a channel as tables: a header, and a block of records for each operation. They say the same as the
 * schemas that ship with each flow for everyone else's tools; tests compare the two rule by rule, and others hold
 * them against hundreds of damaged files.
 */

import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { type ErrorCode, PasserelleError } from '../errors.ts';
import { flowOf } from '../flows.ts';
import { operations } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import { type Text, text } from '../words/text.ts';
import { type ElementRule, sequenceElement, valueElement } from '../xml/grammar.ts';
import type { RecordForm } from './record-form.ts';

/** A kind of file. `Item` is what one record of it says. */
export interface FileForm<Item extends Mutation> {
  /** What people call it. */
  readonly title: Text;
  readonly namespace: string;
  readonly root: ElementRule;
  /** The names that its flow has for the parts of a record and of the file. */
  readonly record: RecordForm;
  /** The children of a record, in order. */
  readonly recordFields: readonly ElementRule[];
  /** Thrown for a file that is not one of this form. */
  readonly invalid: ErrorCode;
  /** What a record says beyond what was published, by the names of its fields. */
  beyond(item: Item): ReadonlyMap<string, string>;
  /** The record with what its fields say beyond what was published, or what is wrong with it. */
  complete(mutation: Mutation, values: ReadonlyMap<string, string>): Item | Text;
}

/** Version of the schema, as the header states it. */
export const schemaVersion = '1';

const year = '[1-9][0-9]{3}';
const day = `${year}-[0-9]{2}-[0-9]{2}`;
const time = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?Z';
const count = '0|[1-9][0-9]{0,8}';
/** Number in the Crossroads Bank for Enterprises, or code of an insurer. */
const party = '[0-9]{10}|[1-69]00';
/** BCSS CommonV3.xsd, `SsinType`: first the national register, then the others. */
const ssin = [
  '[0-9]{2}(0[0-9]|1[0-2])([0-2][0-9]|3[01])([0-9]{2}[1-9]|[0-9][1-9][0-9]|[1-9][0-9]{2})([0-8][0-9]|9[0-7])',
  '[0-9]{2}([246][0-9]|[357][0-2])([0-2][0-9]|3[01])[0-9]{3}([0-8][0-9]|9[0-7])',
].join('|');

/** The technical header, the same in every flow but for the names of the blocks that it counts. */
export function headerElement({ blocks }: RecordForm): ElementRule {
  return sequenceElement('header', [
    valueElement('schemaVersion', schemaVersion),
    valueElement('deliberation', '[0-9]{2}/[0-9]{3}'),
    valueElement('policyDigest', '[0-9a-f]{64}'),
    valueElement('mode', 'real|rehearsal'),
    valueElement('sender', party),
    valueElement('receiver', party),
    valueElement('referenceMonth', `${year}-(0[1-9]|1[0-2])`),
    valueElement('sequenceNumber', '[1-9][0-9]{0,14}'),
    valueElement('creationTime', `${day}T${time}`),
    sequenceElement(
      'counts',
      operations.map((operation) => valueElement(blocks[operation], count)),
    ),
  ]);
}

/** All that is said of a person. */
export function recordFields({ ssin: number, firstDay, lastDay, code }: RecordForm): readonly ElementRule[] {
  return [
    valueElement(number, ssin),
    valueElement(firstDay, day),
    valueElement(lastDay, day, 'optional'),
    ...(code === undefined ? [] : [valueElement(code.name, code.values.join('|'))]),
  ];
}

/** A header, and a block of such records for each operation. */
export function fileElement(
  name: string,
  record: RecordForm,
  fields: readonly ElementRule[] = recordFields(record),
): ElementRule {
  const blocks = operations.map((operation) =>
    sequenceElement(record.blocks[operation], [sequenceElement('record', fields, 'any')]),
  );
  return sequenceElement(name, [headerElement(record), ...blocks]);
}

const nothingBeyond: ReadonlyMap<string, string> = new Map();
const monthlyForms = new WeakMap<RecordForm, FileForm<Mutation>>();

/** The monthly file of a deliberation, as its flow writes it. */
export function monthlyForm(deliberation: Deliberation): FileForm<Mutation> {
  const { record } = flowOf(deliberation);
  const known = monthlyForms.get(record);
  if (known !== undefined) return known;
  const form: FileForm<Mutation> = {
    title: text`monthly file`,
    namespace: `${record.namespace}:monthly-file:1`,
    root: fileElement('monthlyFile', record),
    record,
    recordFields: recordFields(record),
    invalid: 'monthly-file-invalid',
    beyond: () => nothingBeyond,
    complete: (mutation) => mutation,
  };
  monthlyForms.set(record, form);
  return form;
}

/** Throws unless a record holds exactly what the deliberation allows of a person. */
export function requireFieldsAllowed(deliberation: Deliberation, record: RecordForm): void {
  const allowed = latest(deliberation.fields).map(({ name, required }) => `${name} ${required}`);
  const written = recordFields(record).map(({ name, occurs }) => `${name} ${occurs === 'once'}`);
  if (allowed.join() !== written.join()) {
    throw new PasserelleError(
      'monthly-file-invalid',
      text`a record of the monthly file is not what n° ${deliberation.number} allows (points ${deliberation.fields.points})`,
      { hint: text`The schema of this program does not belong to this deliberation.` },
    );
  }
}
