/** What a flow brings to the base: how the publisher's own export is read, and how a record is written. */

import type { Deliberation } from './deliberations/clause.ts';
import type { RecordForm } from './monthly-file/record-form.ts';
import type { Period } from './people/period.ts';
import type { Mode } from './people/record.ts';
import type { Ssin } from './people/ssin.ts';
import { text } from './words/text.ts';

/** A period of a person as the publisher's own system has it. It never leaves the publisher. */
export interface Candidate {
  /** Line of the export, from 1. */
  readonly line: number;
  readonly ssin: Ssin;
  readonly period: Period;
  /** See `RecordContent`. */
  readonly code?: number;
  /** True if the deliberation lets it be sent. */
  readonly inScope: boolean;
}

export interface ExportOptions {
  readonly deliberation: Deliberation;
  readonly today: Temporal.PlainDate;
  readonly mode: Mode;
}

/** What follows from an export that is refused. */
export const exportHint = text`Nothing was selected. Correct the export at its source and try again.`;

export interface Flow {
  readonly record: RecordForm;
  /**
   * Yields what stands in the publisher's export. Throws `evaluations-invalid` at the end if anything was wrong:
   * nothing may be done with what was yielded before the iteration has ended.
   */
  readExport(bytes: AsyncIterable<Uint8Array>, options: ExportOptions): AsyncIterable<Candidate>;
}
