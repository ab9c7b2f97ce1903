/**
 * The feedback file as a table: the records of one month that the relay gives back to the publisher. It says
 * the same as the flow's feedback-file.xsd, which ships for everyone else's tools; a test compares the two.
 */

import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { flowOf } from '../flows.ts';
import { type FileForm, fileElement, recordFields } from '../monthly-file/form.ts';
import type { Mutation } from '../people/record.ts';
import { text } from '../words/text.ts';
import { valueElement } from '../xml/grammar.ts';

/** A record that goes back, as it was published. */
export interface ReturnedMutation extends Mutation {
  /** From 1, as the file of its month has it. */
  readonly number: number;
  /** By code, of those that the deliberation names. */
  readonly reason: string;
}

/** With the reasons for which the deliberation lets a record go back. */
export function feedbackForm(deliberation: Deliberation): FileForm<ReturnedMutation> {
  const { record } = flowOf(deliberation);
  const fields = [
    valueElement('recordNumber', '[1-9][0-9]{0,8}'),
    ...recordFields(record),
    valueElement('reason', Object.keys(latest(deliberation.returns).reasons).join('|')),
  ];
  return {
    title: text`feedback file`,
    namespace: `${record.namespace}:feedback-file:1`,
    root: fileElement('feedbackFile', record, fields),
    record,
    recordFields: fields,
    invalid: 'feedback-file-invalid',
    beyond: ({ number, reason }) =>
      new Map([
        ['recordNumber', String(number)],
        ['reason', reason],
      ]),
    complete: (mutation, values) => ({
      ...mutation,
      number: Number(values.get('recordNumber')),
      reason: values.get('reason') ?? '',
    }),
  };
}
