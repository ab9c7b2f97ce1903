/** How rows become what the ports speak of. A row that does not fit was not written by this program. */

import { z } from 'zod';
import { PasserelleError } from '../../errors.ts';
import { operations } from '../../people/operation.ts';
import { parseReferenceMonth } from '../../people/reference-month.ts';
import type { LegalHold } from '../../ports/hold.ts';
import type {
  Consultation,
  DataKey,
  HeldRecord,
  HeldTally,
  Parcel,
  Receipt,
  RegisterEntry,
  ReturnedRecord,
} from '../../ports/parcel.ts';
import type { FailureCount, NotedCheckpoint } from '../../ports/store.ts';
import { remembering } from '../../remembered.ts';
import { text } from '../../words/text.ts';

/** Instants are kept as whole milliseconds since 1970 (UTC). */
const instant = z
  .int()
  .transform(remembering((milliseconds: number) => Temporal.Instant.fromEpochMilliseconds(milliseconds)));
const bytes = z.instanceof(Uint8Array);
const count = z.int().nonnegative();
const month = z.string().transform((text, context) => {
  const parsed = parseReferenceMonth(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('not a month');
  return z.NEVER;
});

export const dataKeyRow: z.ZodType<DataKey> = z
  .object({ id: z.string(), month, anchor: instant, wrapped: bytes, destroyed_at: instant.nullable() })
  .transform(({ destroyed_at: destroyedAt, ...row }) => ({ ...row, destroyedAt }));

export const parcelRow: z.ZodType<Parcel> = z
  .object({
    id: z.string(),
    data_key: z.string(),
    direction: z.enum(['inbound', 'outbound']),
    sender: z.string(),
    receiver: z.string(),
    month,
    sequence_number: z.int().positive(),
    name: z.string(),
    size: count,
    digest: z.string(),
    new: count,
    correction: count,
    withdrawal: count,
    added_at: instant,
    collected_at: instant.nullable(),
    receipted_at: instant.nullable(),
    removed_at: instant.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    dataKey: row.data_key,
    direction: row.direction,
    sender: row.sender,
    receiver: row.receiver,
    month: row.month,
    sequenceNumber: row.sequence_number,
    name: row.name,
    size: row.size,
    digest: row.digest,
    counts: { new: row.new, correction: row.correction, withdrawal: row.withdrawal },
    addedAt: row.added_at,
    collectedAt: row.collected_at,
    receiptedAt: row.receipted_at,
    removedAt: row.removed_at,
  }));

export const sealedRow = z.object({ sealed: bytes });

export const registerRow: z.ZodType<RegisterEntry> = z.object({
  tag: bytes,
  parcel: z.string(),
  block: count,
});

export const consultationRow: z.ZodType<Consultation> = z
  .object({ tag: bytes, id: z.string(), data_key: z.string() })
  .transform(({ data_key: dataKey, ...row }) => ({ ...row, dataKey }));

export const holdRow: z.ZodType<LegalHold> = z
  .object({
    id: z.string(),
    month,
    until: z.string().transform((text) => Temporal.PlainDate.from(text)),
    reason: z.string(),
    placed_by: z.string(),
    placed_at: instant,
    confirmed_by: z.string().nullable(),
    confirmed_at: instant.nullable(),
    ended_at: instant.nullable(),
  })
  .transform((row) => ({
    id: row.id,
    month: row.month,
    until: row.until,
    reason: row.reason,
    placedBy: row.placed_by,
    placedAt: row.placed_at,
    confirmedBy: row.confirmed_by,
    confirmedAt: row.confirmed_at,
    endedAt: row.ended_at,
  }));

export const receiptRow: z.ZodType<Receipt> = z.object({
  parcel: z.string(),
  account: z.string(),
  at: instant,
  body: bytes,
});

/** What a held record and a tally of them have in common. */
const heldColumns = {
  parcel: z.string(),
  reason: z.enum([
    'unknown-ssin',
    'cancelled-ssin',
    'no-insurer',
    'multiple-insurers',
    'insurer-not-served',
    'affiliation-unavailable',
    'never-disclosed',
  ]),
  since: instant,
  limits_told: count,
};

export const heldRow: z.ZodType<HeldRecord> = z
  .object({ ...heldColumns, block: count, slot: count, operation: z.enum(operations), tries: count })
  .transform(({ limits_told: limitsTold, ...row }) => ({ ...row, limitsTold }));

export const heldTallyRow: z.ZodType<HeldTally> = z
  .object({ ...heldColumns, records: count })
  .transform(({ limits_told: limitsTold, ...row }) => ({ ...row, limitsTold }));

export const returnedRow: z.ZodType<ReturnedRecord> = z.object({
  parcel: z.string(),
  block: count,
  slot: count,
  feedback: z.string(),
  reason: z.string(),
});

export const identityRow = z.object({ site: z.string(), mode: z.string(), deliberation: z.string() });

export const heldCountRow = z.object({ held: count });

export const failureRow: z.ZodType<FailureCount> = z.object({ failures: count, last: instant });

export const subtreeRow = z.object({ hash: z.string() });

export const checkpointRow: z.ZodType<NotedCheckpoint> = z.object({
  origin: z.string(),
  size: count,
  note: z.string(),
  at: instant,
});

export const entryRow = z.object({ sequence: count, bytes, hash: z.string() });

/** The last entry, without its bytes if they are known. */
export const newestRow = entryRow.extend({ bytes: bytes.nullable() });

/** The row in the form of `schema`; throws `store-failed`. */
export function readRow<Value>(schema: z.ZodType<Value>, row: unknown): Value {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  throw new PasserelleError(
    'store-failed',
    text`A row of the database is not in the form this program writes.`,
    {
      hint: text`Something changed the database from outside: restore the last backup.`,
    },
  );
}

/** Each row in the form of `schema`. */
export function readRows<Value>(schema: z.ZodType<Value>, rows: readonly unknown[]): readonly Value[] {
  return rows.map((row) => readRow(schema, row));
}

/** The row if there is one. */
export function readIfAny<Value>(schema: z.ZodType<Value>, row: unknown): Value | undefined {
  return row === undefined ? undefined : readRow(schema, row);
}
