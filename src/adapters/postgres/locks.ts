/** The advisory locks of a site's database. They end with the transaction or the connection that holds them. */

/** Keeps our locks apart from those of other programs: "PASS" in ASCII. */
const ours = 0x50415353;

/** Both numbers of `pg_advisory_lock`, as they stand in a statement. */
export const locks = {
  /** Held by a run, for as long as its connection lives. */
  run: `${ours}, 1`,
  /** Held by a transaction that writes, so that the ledger grows by one at a time. */
  write: `${ours}, 2`,
  /** Held by a transaction that changes the form of the database. */
  form: `${ours}, 3`,
} as const;
