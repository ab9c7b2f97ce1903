/** The texts that only SQLite understands. */

import { registerTagBytes } from '../../ports/parcel.ts';
import type { Dialect } from '../sql/driver.ts';
import { all, run } from '../sql/statement.ts';

export const dialect: Dialect = {
  /** Sorted: a million inserted in random order would rewrite the whole index again and again. */
  *enterRegister() {
    yield* run`
      WITH RECURSIVE place (slot) AS (
        VALUES (0)
        UNION ALL
        SELECT slot + 1 FROM place
        WHERE slot + 1 < (SELECT max(length(tags)) / ${registerTagBytes} FROM staged_tags)
      )
      INSERT OR IGNORE INTO register
      SELECT substr(tags, slot * ${registerTagBytes} + 1, ${registerTagBytes}) AS tag, parcel.serial, block
      FROM staged_tags JOIN parcel ON parcel.id = staged_tags.parcel CROSS JOIN place
      WHERE slot * ${registerTagBytes} < length(tags)
      ORDER BY tag, serial, block`;
    yield* run`DELETE FROM staged_tags WHERE parcel IN (SELECT id FROM parcel)`;
  },

  /** The tags go end to end in one value, and one question is asked for all of them. */
  *rowsWithTags(tags) {
    if (tags.length === 0) return [];
    return yield* all`
      WITH RECURSIVE place (slot) AS (
        VALUES (0) UNION ALL SELECT slot + 1 FROM place WHERE slot + 1 < ${tags.length}
      )
      SELECT register.tag, parcel.id AS parcel, register.block
      FROM place
        CROSS JOIN register
          ON register.tag = substr(${Buffer.concat(tags)}, slot * ${registerTagBytes} + 1, ${registerTagBytes})
        CROSS JOIN parcel ON parcel.serial = register.parcel`;
  },
};
