/** The tables of a site's database, by what becomes of their rows. */

/** Rows of these go, or are written over: the purge leaves their files clean. */
export const scrubbedTables = [
  'data_key',
  'parcel',
  'chunk',
  'block',
  'staged_tags',
  'register',
  'receipt',
  'held',
  'returned',
  'account',
  'failure',
] as const;
