/** The texts that only PostgreSQL understands. */

import { registerTagBytes } from '../../ports/parcel.ts';
import type { Dialect } from '../sql/driver.ts';
import { all, run } from '../sql/statement.ts';

export const dialect: Dialect = {
  /** Sorted: a million inserted in random order would touch the whole index again and again. */
  *enterRegister() {
    yield* run`
      INSERT INTO register
      SELECT substring(tags FROM slot * ${registerTagBytes}::int + 1 FOR ${registerTagBytes}::int) AS tag, parcel.serial, block
      FROM staged_tags JOIN parcel ON parcel.id = staged_tags.parcel
        CROSS JOIN LATERAL generate_series(0, octet_length(tags) / ${registerTagBytes}::int - 1) AS slot
      ORDER BY tag, serial, block
      ON CONFLICT DO NOTHING`;
    yield* run`DELETE FROM staged_tags WHERE parcel IN (SELECT id FROM parcel)`;
  },

  /**
   * The tags go end to end in one value, and one question is asked for all of them. OFFSET 0 has each looked up by
   * the index: of tags there are no statistics, and the server would rather read the whole register.
   */
  *rowsWithTags(tags) {
    if (tags.length === 0) return [];
    const wanted = Buffer.concat(tags);
    return yield* all`
      SELECT found.tag, parcel.id AS parcel, found.block
      FROM generate_series(0, ${tags.length}::int - 1) AS slot
        CROSS JOIN LATERAL (
          SELECT * FROM register WHERE register.tag =
            substring(${wanted}::bytea FROM slot * ${registerTagBytes}::int + 1 FOR ${registerTagBytes}::int)
          OFFSET 0
        ) AS found
        JOIN parcel ON parcel.serial = found.parcel`;
  },
};
