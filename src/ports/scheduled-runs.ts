/** Which scheduled runs of a site were begun, by whatever process. Part of the store port. */

export interface ScheduledRuns {
  /**
   * True for the one process that first asks for the run of `job` that was due at `due`; that one begins it. False for
   * every other, and for a run that was due before one that was begun.
   */
  claimRun(job: string, due: Temporal.Instant): Promise<boolean>;
  /** When the last run of `job` that was begun was due; `null` if none ever was. */
  lastRun(job: string): Promise<Temporal.Instant | null>;
}
