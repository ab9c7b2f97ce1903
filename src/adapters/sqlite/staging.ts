/** What is staged is written on the spot or, in a large month, by a thread. */

import type { Driver } from '../sql/driver.ts';
import type { Program, Statement } from '../sql/statement.ts';
import { defaultPatience, inTransaction, runProgram, type Session, settings, unsynced } from './database.ts';
import { type StagingThread, startStagingThread } from './staging-thread.ts';

export interface Staging extends Pick<Driver, 'stage' | 'requireStaged'> {
  /** Resolves when nothing that was staged is under way any more. `undefined`: nothing is. */
  settled(): Promise<void> | undefined;
  /** The same, and then no thread is left. */
  finished(): Promise<void> | undefined;
  /** What was staged is discarded, and what failed of it does not matter any more. */
  forget(): void;
}

/** Of the pieces after a commit, those that are written on the spot: to begin a thread takes as long. */
const onTheSpot = 64;

export function stagingOn(session: Session): Staging {
  let pieces = 0;
  let thread: StagingThread | undefined;
  /** Of threads that write their last. */
  let ending: Promise<unknown> | undefined;
  let failure: { readonly error: unknown } | undefined;

  function begin(): StagingThread {
    const work = {
      path: session.path,
      settings: `PRAGMA synchronous = NORMAL; ${settings}`,
      timeout: defaultPatience.total('milliseconds'),
    };
    return startStagingThread(work, (error) => {
      failure ??= { error };
    });
  }

  function requireStaged(): void {
    if (failure !== undefined) throw failure.error;
  }

  async function allWritten(): Promise<void> {
    await Promise.all([ending, thread?.settled()]);
  }

  return {
    requireStaged,
    async stage(program) {
      requireStaged();
      pieces += 1;
      if (pieces <= onTheSpot) {
        unsynced(session, () => inTransaction(session, () => runProgram(session, program())));
        return;
      }
      thread ??= begin();
      await thread.write(statementsOf(program()));
    },
    settled: () => (thread === undefined && ending === undefined ? undefined : allWritten()),
    finished() {
      const ended = thread?.end();
      thread = undefined;
      pieces = 0;
      if (ended !== undefined) ending = Promise.all([ending, ended]);
      const last = ending;
      // Whoever comes meanwhile waits as well: what it is about to show may be under way there.
      return last?.then(() => {
        if (ending === last) ending = undefined;
      });
    },
    forget() {
      failure = undefined;
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
