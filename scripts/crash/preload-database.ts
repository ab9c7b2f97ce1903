/**
 * Durable steps of SQLite: a commit that changes anything, a change outside a transaction, a checkpoint, a
 * vacuum. A commit is named by the first event that it writes into the ledger, or by its first change.
 */

import { DatabaseSync, StatementSync } from 'node:sqlite';
import { type BeginStep, replaceMethod } from './patch.ts';

interface Transaction {
  readonly events: string[];
  readonly changes: string[];
}

const transactions = new WeakMap<DatabaseSync, Transaction>();
/** Of what is prepared and then run; a database in memory is nothing durable. */
const databaseOf = new WeakMap<StatementSync, DatabaseSync>();

export function watchDatabases(beginStep: BeginStep): void {
  replaceMethod(DatabaseSync.prototype, 'exec', (original) => {
    return function (this: unknown, ...parameters) {
      const [sql] = parameters;
      const step = this instanceof DatabaseSync && isDurable(this) ? executed(this, String(sql)) : undefined;
      const done = step === undefined ? undefined : beginStep(step);
      const result = original.apply(this, parameters);
      done?.();
      return result;
    };
  });

  for (const name of ['run', 'get', 'all']) {
    replaceMethod(StatementSync.prototype, name, (original) => {
      return function (this: unknown, ...parameters) {
        const run = () => original.apply(this, parameters);
        const database = this instanceof StatementSync ? databaseOf.get(this) : undefined;
        if (!(this instanceof StatementSync) || database === undefined || !isDurable(database)) return run();
        const step = executed(database, this.sourceSQL);
        if (step !== undefined) return asStep(beginStep(step), run);
        return changing(beginStep, database, this.sourceSQL, parameters, run);
      };
    });
  }

  replaceMethod(DatabaseSync.prototype, 'prepare', (original) => {
    return function (this: unknown, ...parameters) {
      const statement = original.apply(this, parameters);
      if (statement instanceof StatementSync && this instanceof DatabaseSync) databaseOf.set(statement, this);
      return statement;
    };
  });
}

function isDurable(database: DatabaseSync): boolean {
  return database.isOpen && database.location() !== null;
}

/** The name of the durable step that such a statement is, if it is one. */
function executed(database: DatabaseSync, sql: string): string | undefined {
  if (/^\s*VACUUM/i.test(sql)) return 'vacuum';
  if (/^\s*BEGIN IMMEDIATE/i.test(sql)) transactions.set(database, { events: [], changes: [] });
  if (!/^\s*COMMIT/i.test(sql)) return undefined;
  const { events, changes } = transactions.get(database) ?? { events: [], changes: [] };
  const [what] = [...events, ...changes];
  return what === undefined ? undefined : `commit ${what}`;
}

/** Runs a statement: outside a transaction it is a step of its own, inside it is part of one. */
function changing(
  beginStep: BeginStep,
  database: DatabaseSync,
  sql: string,
  values: readonly unknown[],
  run: () => unknown,
): unknown {
  if (/wal_checkpoint/i.test(sql)) return asStep(beginStep('checkpoint'), run);
  const [, verb = '', table] =
    /\b(INSERT|UPDATE|DELETE)\s+(?:OR \w+ )?(?:INTO |FROM )?(\w+)/i.exec(sql) ?? [];
  if (table === undefined) return run();
  const change = `${verb.toLowerCase()} ${table}`;
  if (!database.isTransaction) return asStep(beginStep(change), run);
  const result = run();
  const open = transactions.get(database);
  if (open !== undefined && hasChanged(result)) {
    open.changes.push(change);
    if (table === 'ledger') open.events.push(...values.flatMap(eventIn));
  }
  return result;
}

function asStep(done: () => void, run: () => unknown): unknown {
  const result = run();
  done();
  return result;
}

function hasChanged(result: unknown): boolean {
  return !(result instanceof Object && 'changes' in result && Number(result.changes) === 0);
}

function eventIn(value: unknown): readonly string[] {
  if (!(value instanceof Uint8Array)) return [];
  const [, event] = /"event":"([a-z-]+)"/.exec(Buffer.from(value).toString('latin1')) ?? [];
  return event === undefined ? [] : [event];
}
