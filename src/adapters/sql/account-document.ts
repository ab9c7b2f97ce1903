/** An account as it is kept: one validated JSON document. */

import { z } from 'zod';
import { type Account, withoutTerms } from '../../ports/account.ts';
import { readRow } from './rows.ts';

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

export function readAccount(row: unknown): Account {
  return readRow(accountRow, row).document;
}
