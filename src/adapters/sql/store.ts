/** The store on any database that speaks SQL: all of it is said here, once, and a driver runs it. */

import type { Step, StepResult, Store } from '../../ports/store.ts';
import { accountReadsOn, failuresOn } from './accounts.ts';
import { applyChange } from './changes.ts';
import type { Driver } from './driver.ts';
import type { SiteIdentity } from './identity.ts';
import { jobsOn } from './jobs.ts';
import { type Ledger, ledgerOf, ledgerReadsOn } from './ledger.ts';
import { parcelReadsOn, stagingOn } from './parcels.ts';
import { destroyPruned, type PruneLedger } from './pruning.ts';
import type { Program } from './statement.ts';

/** The store of a site whose database a driver has opened; it closes it in the end. */
export function storeOnDriver(driver: Driver, identity: SiteIdentity): Store {
  const ledger = ledgerOf(identity);
  return {
    commit: (step) =>
      driver.write(
        () => perform(step, ledger, driver),
        // A list can be read a second time; of anything else, what was read is gone.
        { isUndone: ({ committed }) => !committed, repeatable: Array.isArray(step.changes) },
      ),
    ...stagingOn(driver),
    ...parcelReadsOn(driver),
    ...accountReadsOn(driver),
    ...failuresOn(driver),
    ...ledgerReadsOn(driver, ledger),
    ...jobsOn(driver),
    runAlone: driver.runAlone,
    scrub: driver.scrub,
    close: driver.close,
  };
}

function* perform(step: Step, ledger: Ledger, driver: Driver): Program<StepResult> {
  const prunings: PruneLedger[] = [];
  let adds = false;
  for (const change of step.changes) {
    const conflict = yield* applyChange(change);
    if (conflict !== undefined) return { committed: false, conflict };
    if (change.change === 'prune-ledger') prunings.push(change);
    if (change.change === 'add-parcel') adds = true;
  }
  if (adds) {
    driver.requireStaged();
    // All parcels at once: one after the other would rewrite the register as often.
    yield* driver.dialect.enterRegister();
  }
  const head = yield* ledger.append(step);
  for (const pruning of prunings) yield* destroyPruned(pruning);
  return { committed: true, head };
}
