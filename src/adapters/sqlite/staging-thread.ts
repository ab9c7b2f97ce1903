/**
 * A thread that writes what is staged, so that whoever reads and seals a large month does not wait for the disk.
 * It has a connection of its own; what it wrote is durable with the next commit of any connection, which syncs the
 * whole log.
 */

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SqlValue, Statement } from '../sql/statement.ts';
import { storeErrorOf } from './errors.ts';

/** The statements of one transaction. */
export type StagedPiece = readonly { readonly sql: string; readonly values: readonly SqlValue[] }[];

/** What a thread is begun with. */
export interface StagingWork {
  readonly path: string;
  /** Pragmas of the connection. */
  readonly settings: string;
  /** Milliseconds to wait for another's lock. */
  readonly timeout: number;
}

/** What SQLite said, if a piece was not written. */
export interface StagingAnswer {
  readonly failure?: { readonly message: string; readonly code: string; readonly errcode: number };
}

export interface StagingThread {
  /** Hands a piece over; waits only while too many are under way. */
  write(statements: readonly Statement[]): Promise<void>;
  /** Resolves when nothing is under way: all is written, or failed. */
  settled(): Promise<void>;
  /** Ends it, when nothing is under way. */
  end(): Promise<void>;
}

/** Pieces under way, of at most some 256 KiB each. */
const greatestUnderWay = 16;

/** `failed` is told of each piece that was not written, and of the end of the thread if nobody ended it. */
export function startStagingThread(work: StagingWork, failed: (error: unknown) => void): StagingThread {
  // A package holds this folder without types, under names of its own.
  const file = `staging-writer${path.extname(import.meta.filename)}`;
  const worker = new Worker(path.join(import.meta.dirname, file), {
    workerData: work,
    // What comes in is freed by hand: it has next to nothing to collect.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  let underWay = 0;
  let ended = false;
  let dead = false;
  let turn = Promise.withResolvers<void>();

  function passTurn(): void {
    turn.resolve();
    turn = Promise.withResolvers();
    // A thread with nothing to do keeps no process alive.
    if (underWay === 0) worker.unref();
  }
  worker.on('message', (answer: StagingAnswer) => {
    underWay -= 1;
    if (answer.failure !== undefined) failed(errorOf(answer.failure));
    passTurn();
  });
  worker.on('error', (error) => failed(storeErrorOf(error)));
  worker.on('exit', () => {
    dead = true;
    if (!ended) failed(new RangeError('the thread that writes what is staged has ended'));
    underWay = 0;
    passTurn();
  });

  async function until(most: number): Promise<void> {
    while (underWay > most) await turn.promise;
  }
  return {
    async write(statements) {
      await until(greatestUnderWay - 1);
      if (dead) return;
      underWay += 1;
      worker.ref();
      const piece: StagedPiece = statements.map(({ text, values }) => ({ sql: text.join('?'), values }));
      worker.postMessage(piece, buffersOf(statements));
    },
    settled: () => until(0),
    async end() {
      await until(0);
      if (dead) return;
      ended = true;
      const exit = new Promise((resolve) => worker.once('exit', resolve));
      // Whoever waits for its end must not end before.
      worker.ref();
      worker.postMessage('end');
      await exit;
    },
  };
}

/** What SQLite said in the thread: an error would lose all but its words on its way here. */
function errorOf({ message, ...marks }: Required<StagingAnswer>['failure']): unknown {
  return storeErrorOf(Object.assign(new TypeError(message), marks));
}

/** Those that hold nothing else are handed over, not copied. */
function buffersOf(statements: readonly Statement[]): ArrayBuffer[] {
  return statements
    .flatMap(({ values }) => values)
    .filter((value) => value instanceof Uint8Array)
    .filter(({ buffer, byteLength }) => buffer.byteLength === byteLength)
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer);
}
