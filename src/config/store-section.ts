/** The section [store]: a PostgreSQL server that holds the state of the site instead of a file. */

import * as z from 'zod';
import { text } from '../words/text.ts';
import { databaseHost, databaseName, filePath, port, storedSecret } from './fields.ts';
import { problem } from './problem-words.ts';
import type { SchemaContext } from './sections.ts';
import type { DatabaseServerConfig } from './site-config.ts';

/** What cannot be overheard from elsewhere. */
const sameMachine = /^(?:127\.|::1$|localhost$|\/)/;

/** Where the state of the site stands; without the section, or as SQLite, in the file named by `database`. */
export function storeSection({ file }: SchemaContext) {
  const postgres = z
    .strictObject({
      kind: z.literal('postgres'),
      host: databaseHost,
      port: port(1).default(5432),
      database: databaseName,
      user: databaseName,
      password: storedSecret(file).optional(),
      tls: z.enum(['verify', 'off'], problem(text`must be "verify" or "off"`)).default('verify'),
      authorities: filePath(file).optional(),
    })
    .refine((section) => section.tls === 'verify' || sameMachine.test(section.host), {
      path: ['tls'],
      error: problem(
        text`can be off only on this machine: over a network anybody could read and change everything`,
      ),
    })
    .transform(
      ({ kind: _, password, authorities, ...rest }): DatabaseServerConfig => ({
        ...rest,
        password,
        authorities,
      }),
    );
  const sqlite = z.strictObject({ kind: z.literal('sqlite') }).transform(() => undefined);
  return z
    .discriminatedUnion('kind', [sqlite, postgres], { error: problem(text`must be "sqlite" or "postgres"`) })
    .optional();
}
