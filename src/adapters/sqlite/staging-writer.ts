/** The thread that writes what is staged: runs each message in a transaction of its own, and answers how that went. */

import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { freeMemory } from '../../tables/free-memory.ts';
import type { StagedPiece, StagingAnswer, StagingWork } from './staging-thread.ts';

if (parentPort === null) throw new TypeError('this file is the beginning of a thread');
const port = parentPort;
const { path, settings, timeout }: StagingWork = workerData;

const database = new DatabaseSync(path, { timeout });
database.exec(settings);

port.on('message', (piece: StagedPiece | 'end') => {
  if (piece === 'end') {
    database.close();
    port.close();
    return;
  }
  const answer = write(piece);
  free(piece);
  port.postMessage(answer);
});

function free(piece: StagedPiece): void {
  for (const { values } of piece) {
    for (const value of values) if (value instanceof Uint8Array) freeMemory(value);
  }
}

function write(piece: StagedPiece): StagingAnswer {
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const { sql, values } of piece) statementOf(sql).run(...values);
    database.exec('COMMIT');
    return {};
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    const { message, code, errcode } = Object(error);
    return { failure: { message, code, errcode } };
  }
}

const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();

function statementOf(sql: string) {
  const known = prepared.get(sql);
  if (known !== undefined) return known;
  const statement = database.prepare(sql);
  prepared.set(sql, statement);
  return statement;
}
