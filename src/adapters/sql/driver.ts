/** What the store needs of a database: to run programs, and the few things that each database does its own way. */

import type { Store } from '../../ports/store.ts';
import type { Program } from './statement.ts';

/** The texts that the databases do not share. */
export interface Dialect {
  /** Moves the staged tags of a parcel into the register. */
  enterRegister(parcel: string): Program<void>;
  /** The rows of the register of visible parcels (tag, parcel, block) with one of the tags. */
  rowsWithTags(tags: readonly Uint8Array[]): Program<readonly unknown[]>;
}

export interface Driver extends Pick<Store, 'runAlone' | 'scrub' | 'close'> {
  readonly dialect: Dialect;
  /** Runs a program each of whose statements stands for itself. */
  ask<Result>(program: () => Program<Result>): Promise<Result>;
  /**
   * All of a program or nothing, durable when it resolves; undone if it throws, or if its result is one that
   * `isUndone` tells. One at a time on the whole database, whatever the number of processes.
   */
  write<Result>(program: () => Program<Result>, isUndone?: (result: Result) => boolean): Promise<Result>;
  /**
   * All of a program or nothing, durable with the next {@link Driver.write}: the order of the log is kept, so
   * what is lost is lost from its end. For what nobody sees yet.
   */
  stage(program: () => Program<unknown>): Promise<void>;
}
