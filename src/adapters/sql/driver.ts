/** What the store needs of a database: to run programs, and the few things that each database does its own way. */

import { PasserelleError } from '../../errors.ts';
import type { Store } from '../../ports/store.ts';
import { text } from '../../words/text.ts';
import type { Program } from './statement.ts';

/** The texts that the databases do not share. */
export interface Dialect {
  /** Moves the staged tags of all visible parcels into the register. */
  enterRegister(): Program<void>;
  /** The rows of the register of visible parcels (tag, parcel, block) with one of the tags. */
  rowsWithTags(tags: readonly Uint8Array[]): Program<readonly unknown[]>;
}

export interface WriteOptions<Result> {
  /** True if the program discards all that was staged, and what failed of it with it. */
  readonly discardsStaged?: boolean;
  /** Tells the results for which all is undone. */
  readonly isUndone?: (result: Result) => boolean;
  /** False if the program cannot be made again, for it uses up what it reads. */
  readonly repeatable?: boolean;
}

export interface Driver extends Pick<Store, 'runAlone' | 'scrub' | 'close'> {
  readonly dialect: Dialect;
  /**
   * Runs a program each of whose statements stands for itself. What was staged and not committed it must see only if
   * `seesStaged` says so.
   */
  ask<Result>(program: () => Program<Result>, options?: { readonly seesStaged?: boolean }): Promise<Result>;
  /**
   * All of a program or nothing, durable when it resolves; undone if it throws. One at a time on the whole
   * database, whatever the number of processes.
   */
  write<Result>(program: () => Program<Result>, options?: WriteOptions<Result>): Promise<Result>;
  /**
   * All of a program or nothing, durable with the next {@link Driver.write}: the order of the log is kept, so
   * what is lost is lost from its end. May resolve before anything is written. For what nobody sees yet.
   */
  stage(program: () => Program<unknown>): Promise<void>;
  /** Within {@link Driver.write}, before any of it is shown: throws what staging failed with since all was discarded. */
  requireStaged(): void;
}

/** What a second run is told. */
export function alreadyRunning(cause?: unknown): PasserelleError {
  return new PasserelleError('already-running', text`Another run is under way on this database.`, {
    hint: text`Nothing was changed. Wait until it has ended; a run that died leaves no lock behind.`,
    cause,
  });
}
