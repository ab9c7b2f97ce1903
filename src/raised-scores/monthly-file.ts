/**
 * The monthly file as a table. It says the same as monthly-file.xsd, which ships for everyone else's tools;
 * a test compares the two rule by rule, and others hold them against hundreds of damaged files.
 */

import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { FileForm } from '../monthly-file/file-form.ts';
import { operations } from '../people/operation.ts';
import type { Mutation } from '../people/record.ts';
import { type ElementRule, sequenceElement, valueElement } from '../xml/grammar.ts';

export const namespace = 'urn:passerelle:n21-250:monthly-file:1';

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

export const headerElement = sequenceElement('header', [
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
    operations.map((operation) => valueElement(operation, count)),
  ),
]);

/** All that is said of a child. */
export const recordFields: readonly ElementRule[] = [
  valueElement('ssin', ssin),
  valueElement('startDateRecognition', day),
  valueElement('endDateRecognition', day, 'optional'),
];

/** A header, and a block of such records for each operation. */
export function fileElement(name: string, fields: readonly ElementRule[]): ElementRule {
  const blocks = operations.map((operation) =>
    sequenceElement(operation, [sequenceElement('record', fields, 'any')]),
  );
  return sequenceElement(name, [headerElement, ...blocks]);
}

export const rootElement = fileElement('monthlyFile', recordFields);

export const monthlyForm: FileForm<Mutation> = {
  title: 'monthly file',
  namespace,
  root: rootElement,
  recordFields,
  invalid: 'monthly-file-invalid',
  beyond: () => new Map(),
  complete: (mutation) => mutation,
};

/** Throws unless a record holds exactly what the deliberation allows of a child (points 11 and 23). */
export function requireFieldsAllowed(deliberation: Deliberation): void {
  const allowed = latest(deliberation.fields).map(({ name, required }) => `${name} ${required}`);
  const written = recordFields.map(({ name, occurs }) => `${name} ${occurs === 'once'}`);
  if (allowed.join() !== written.join()) {
    throw new PasserelleError(
      'monthly-file-invalid',
      `a record of the monthly file is not what n° ${deliberation.number} allows (points ${deliberation.fields.points})`,
      { hint: 'The schema of this program does not belong to this deliberation.' },
    );
  }
}
