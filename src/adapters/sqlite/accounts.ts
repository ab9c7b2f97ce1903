/** Accounts, kept as one validated JSON document each, and the counts of failed logins. */

import { z } from 'zod';
import { type Account, withoutTerms } from '../../ports/account.ts';
import type { FailureCount, Store } from '../../ports/store.ts';
import type { Session } from './database.ts';
import { withStoreErrors } from './errors.ts';
import { failureRow, readIfAny, readRow } from './rows.ts';

const bytes = z.codec(
  z.base64(),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  {
    decode: (text) => Uint8Array.fromBase64(text),
    encode: (value) => value.toBase64(),
  },
);

const day = z.codec(z.iso.date(), z.instanceof(Temporal.PlainDate), {
  decode: (text) => Temporal.PlainDate.from(text),
  encode: (value) => value.toString(),
});

const terms = z.strictObject({
  addresses: z.array(z.string()).readonly().nullable(),
  validFrom: day.nullable(),
  validUntil: day.nullable(),
  methods: z.array(z.string()).readonly().nullable(),
});

const instant = z.codec(z.iso.datetime(), z.instanceof(Temporal.Instant), {
  decode: (text) => Temporal.Instant.from(text),
  encode: (value) => value.toString(),
});

const key = z.strictObject({ algorithm: z.string(), blob: z.base64(), fingerprint: z.string() });

const passwordHash = z.strictObject({
  algorithm: z.literal('argon2id'),
  memory: z.int().positive(),
  passes: z.int().positive(),
  parallelism: z.int().positive(),
  nonce: bytes,
  tag: bytes,
});

const invitation = z.strictObject({
  code: passwordHash,
  until: instant,
  sets: z.enum(['password', 'password-and-totp']),
});

const accountDocument = z.strictObject({
  name: z.string(),
  party: z.string(),
  role: z.string(),
  status: z.enum(['pending', 'active', 'disabled', 'revoked']),
  undertaking: day.nullable(),
  password: passwordHash.nullable(),
  keys: z.array(key).readonly(),
  // What has a default came after the first release.
  authorities: z.array(key).readonly().default([]),
  distrusted: z.array(z.string()).readonly().default([]),
  certificates: z
    .array(z.strictObject({ key, notAfter: instant, sealed: bytes }))
    .readonly()
    .default([]),
  totp: bytes.nullable(),
  invitation: invitation.nullable().default(null),
  terms: terms.default(withoutTerms),
  version: z.int().positive(),
});

/** The JSON document of an account. */
export function writeAccount(account: Account): string {
  return JSON.stringify(z.encode(accountDocument, account));
}

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
});

const accountRow = z.object({ document: json.pipe(accountDocument) });

const totpRow = z.object({ last_totp_step: z.int().nullable() });

function readAccount(row: unknown): Account {
  return readRow(accountRow, row).document;
}

const noFailures: FailureCount = { failures: 0, last: null };

type AccountReads = Pick<Store, 'account' | 'accounts' | 'lastTotpStep'>;

export function accountReadsOn({ sql }: Session): AccountReads {
  return {
    async account(name) {
      const row = withStoreErrors(() => sql.get`SELECT document FROM account WHERE name = ${name}`);
      return row === undefined ? undefined : readAccount(row);
    },
    async accounts() {
      return withStoreErrors(() => sql.all`SELECT document FROM account ORDER BY name`).map(readAccount);
    },
    async lastTotpStep(account) {
      const row = withStoreErrors(() => sql.get`SELECT last_totp_step FROM account WHERE name = ${account}`);
      return readIfAny(totpRow, row)?.last_totp_step ?? null;
    },
  };
}

type Failures = Pick<Store, 'countFailure' | 'failures' | 'clearFailures' | 'forgetFailuresUntil'>;

export function failuresOn({ sql }: Session): Failures {
  return {
    async countFailure(subject, at) {
      const row = withStoreErrors(
        () => sql.get`
          INSERT INTO failure VALUES (${subject}, 1, ${at.epochMilliseconds})
          ON CONFLICT DO UPDATE SET failures = failures + 1, last = max(last, excluded.last)
          RETURNING failures, last`,
      );
      return readRow(failureRow, row);
    },
    async failures(subject) {
      const row = withStoreErrors(
        () => sql.get`SELECT failures, last FROM failure WHERE subject = ${subject}`,
      );
      return readIfAny(failureRow, row) ?? noFailures;
    },
    async clearFailures(subject) {
      withStoreErrors(() => sql.run`DELETE FROM failure WHERE subject = ${subject}`);
    },
    async forgetFailuresUntil(moment) {
      const { changes } = withStoreErrors(
        () => sql.run`DELETE FROM failure WHERE last <= ${moment.epochMilliseconds}`,
      );
      return Number(changes);
    },
  };
}
