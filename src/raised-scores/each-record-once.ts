/** A month says one thing of each record: who says two in one file leaves open which of them counts. */

import { PasserelleError } from '../errors.ts';
import { encodeDay, encodeSsin, openScratch } from '../tables/scratch.ts';
import type { Mutation } from './record.ts';

/** Passes on what it is given; throws `monthly-file-invalid` at a second mutation of one SSIN and first day. */
export async function* eachRecordOnce(
  batches: AsyncIterable<readonly Mutation[]>,
): AsyncGenerator<readonly Mutation[]> {
  const scratch = openScratch(
    'CREATE TABLE record (ssin INTEGER, first INTEGER, PRIMARY KEY (ssin, first)) WITHOUT ROWID',
  );
  try {
    const insert = scratch.prepare('INSERT INTO record VALUES (?, ?) ON CONFLICT DO NOTHING');
    for await (const mutations of batches) {
      for (const { record } of mutations) {
        if (insert(encodeSsin(record.ssin), encodeDay(record.period.start)) === 1) continue;
        throw new PasserelleError(
          'monthly-file-invalid',
          'the monthly file says two things of one record (one number and first day)',
          { hint: 'Nothing was taken in. Ask the sender to publish the month again.' },
        );
      }
      yield mutations;
    }
  } finally {
    scratch.close();
  }
}
