/** What is staged is written on the spot or, in a large month, by a thread. */

import type { Driver } from '../sql/driver.ts';
import type { Program, Statement } from '../sql/statement.ts';
import { defaultPatience, inTransaction, runProgram, type Session, settings, unsynced } from './database.ts';
import { type StagingThread, startStagingThread } from './staging-thread.ts';

export interface Staging extends Pick<Driver, 'stage'> {
  /** Resolves when all that was staged is written. Throws what it failed with. `undefined`: it is written. */
  settled(): Promise<void> | undefined;
  /** The same, and then no thread is left. */
  finished(): Promise<void> | undefined;
}

/** Of the pieces after a commit, those that are written on the spot: to begin a thread takes as long. */
const onTheSpot = 64;

export function stagingOn(session: Session): Staging {
  let pieces = 0;
  let thread: StagingThread | undefined;
  return {
    async stage(program) {
      pieces += 1;
      if (pieces <= onTheSpot) {
        unsynced(session, () => inTransaction(session, () => runProgram(session, program())));
        return;
      }
      thread ??= startStagingThread({
        path: session.path,
        settings: `PRAGMA synchronous = NORMAL; ${settings}`,
        timeout: defaultPatience.total('milliseconds'),
      });
      await thread.write(statementsOf(program()));
    },
    settled: () => thread?.settled(),
    finished() {
      const ended = thread;
      thread = undefined;
      pieces = 0;
      return ended?.settled().finally(() => ended.end());
    },
  };
}

/** What is staged asks for nothing: all statements of a program are known beforehand. */
function statementsOf(program: Program<unknown>): readonly Statement[] {
  const statements: Statement[] = [];
  let step = program.next();
  while (step.done !== true) {
    statements.push(step.value);
    step = program.next({ rows: [], changes: 1 });
  }
  return statements;
}
