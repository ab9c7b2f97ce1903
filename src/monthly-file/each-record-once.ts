/** A file says one thing of each record: who says two in one file leaves open which of them counts. */

import { PasserelleError } from '../errors.ts';
import type { Mutation } from '../people/record.ts';
import { encodeDay, encodeSsin } from '../tables/numbers.ts';
import { createPairSet } from '../tables/pair-set.ts';
import { text } from '../words/text.ts';
import type { FileForm } from './form.ts';

/** Passes on what it is given; throws the form's own error at a second mutation of one SSIN and first day. */
export async function* eachRecordOnce<Item extends Mutation>(
  { title, invalid }: Pick<FileForm<Item>, 'title' | 'invalid'>,
  batches: AsyncIterable<readonly Item[]>,
): AsyncGenerator<readonly Item[]> {
  const seen = createPairSet();
  try {
    for await (const items of batches) {
      for (const { record } of items) {
        if (seen.add(encodeSsin(record.ssin), encodeDay(record.period.start))) continue;
        throw new PasserelleError(
          invalid,
          text`the ${title} says two things of one record (one number and first day)`,
          {
            hint: text`Nothing was taken in. Ask the sender to publish the month again.`,
          },
        );
      }
      yield items;
    }
  } finally {
    seen.free();
  }
}
