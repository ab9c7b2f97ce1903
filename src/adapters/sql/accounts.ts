/** Accounts, and the counts of failed logins. */

import { z } from 'zod';
import type { FailureCount, Store } from '../../ports/store.ts';
import { readAccount } from './account-document.ts';
import type { Driver } from './driver.ts';
import { readingOnce } from './row-memory.ts';
import { failureRow, readIfAny, readRow } from './rows.ts';
import { all, get, run } from './statement.ts';

const totpRow = z.object({ last_totp_step: z.int().nullable() });

const noFailures: FailureCount = { failures: 0, last: null };

/** Asked for at each step of a session. */
const readDocument = readingOnce('name', readAccount);

type AccountReads = Pick<Store, 'account' | 'accounts' | 'lastTotpStep'>;

export function accountReadsOn({ ask }: Driver): AccountReads {
  return {
    account: (name) =>
      ask(function* () {
        const row = yield* get`SELECT name, document FROM account WHERE name = ${name}`;
        return row === undefined ? undefined : readDocument(row);
      }),
    accounts: () =>
      ask(function* () {
        return (yield* all`SELECT name, document FROM account ORDER BY name`).map(readDocument);
      }),
    lastTotpStep: (account) =>
      ask(function* () {
        const row = yield* get`SELECT last_totp_step FROM account WHERE name = ${account}`;
        return readIfAny(totpRow, row)?.last_totp_step ?? null;
      }),
  };
}

type Failures = Pick<Store, 'countFailure' | 'failures' | 'clearFailures' | 'forgetFailuresUntil'>;

export function failuresOn({ ask }: Driver): Failures {
  return {
    countFailure: (subject, at) =>
      ask(function* () {
        const row = yield* get`
          INSERT INTO failure VALUES (${subject}, 1, ${at.epochMilliseconds})
          ON CONFLICT (subject) DO UPDATE SET
            failures = failure.failures + 1,
            last = CASE WHEN failure.last < excluded.last THEN excluded.last ELSE failure.last END
          RETURNING failures, last`;
        return readRow(failureRow, row);
      }),
    failures: (subject) =>
      ask(function* () {
        const row = yield* get`SELECT failures, last FROM failure WHERE subject = ${subject}`;
        return readIfAny(failureRow, row) ?? noFailures;
      }),
    clearFailures: (subject) =>
      ask(function* () {
        yield* run`DELETE FROM failure WHERE subject = ${subject}`;
      }),
    forgetFailuresUntil: (moment) =>
      ask(() => run`DELETE FROM failure WHERE last <= ${moment.epochMilliseconds}`),
  };
}
