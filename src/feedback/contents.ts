/** Takes in, at the publisher, what the relay gives back: only what was published, and each record once. */

import type { Contents } from '../collect/contents.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { inBlock, returnedNumbers } from '../parcels/place.ts';
import { parcelBlock } from '../parcels/read.ts';
import { total } from '../people/operation.ts';
import { type Mutation, sameContent } from '../people/record.ts';
import type { Parcel, ReturnedRecord } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey, Vault } from '../retention/vault.ts';
import { text, type Words } from '../words/text.ts';
import { feedbackForm, type ReturnedMutation } from './feedback-file.ts';
import { formatReference } from './reference.ts';

export interface PublishedArchive {
  readonly store: Store;
  readonly vault: Vault;
  readonly deliberation: Deliberation;
}

/** Throws `feedback-file-invalid` for a record that was not published so, or that was returned before. */
export function feedbackContents(archive: PublishedArchive): Contents<ReturnedMutation> {
  const { store, deliberation } = archive;
  return {
    form: feedbackForm(deliberation),
    async receive({ month }) {
      const receiver = latest(deliberation.relay).id;
      const [origin] = await store.parcels({ direction: 'outbound', receiver, month });
      if (origin === undefined) throw refused(text`it returns records of ${month}, which was not published`);
      const before = await returnedNumbers(store, origin.id);
      const blockOf = blockReader(archive, origin);
      const returned: Omit<ReturnedRecord, 'feedback'>[] = [];
      let last = 0;
      return {
        async take(items) {
          for (const item of items) {
            const { number, reason } = item;
            const reference = formatReference({ month, number });
            if (number <= last) throw refused(text`${reference} does not come in the order of its month`);
            if (before.has(number)) throw refused(text`${reference} was returned before`);
            const place = inBlock(number);
            const published =
              number > total(origin.counts) ? undefined : (await blockOf(place.block))[place.slot];
            if (published === undefined || !sayTheSame(published, item)) {
              throw refused(text`${reference} was not published so`);
            }
            returned.push({ parcel: origin.id, ...place, reason });
            last = number;
          }
        },
        changes: (feedback) =>
          returned.map((record) => ({ change: 'add-returned', returned: { ...record, feedback } })),
      };
    },
  };
}

/** Blocks of the published month; they are asked for in order. */
function blockReader({ store, vault }: PublishedArchive, { id, dataKey }: Parcel) {
  let key: OpenDataKey | undefined;
  let open: { readonly number: number; readonly mutations: readonly Mutation[] } | undefined;
  return async (number: number): Promise<readonly Mutation[]> => {
    if (open?.number === number) return open.mutations;
    key ??= vault.openDataKey(await storedKey(store, dataKey));
    open = { number, mutations: await parcelBlock(store, key, id, number) };
    return open.mutations;
  };
}

async function storedKey(store: Store, id: string) {
  const stored = await store.dataKey(id);
  if (stored === undefined) throw new RangeError('a parcel without a data key');
  return stored;
}

function sayTheSame(one: Mutation, other: Mutation): boolean {
  return (
    one.operation === other.operation &&
    one.record.ssin === other.record.ssin &&
    sameContent(one.record, other.record)
  );
}

function refused(problem: Words): PasserelleError {
  return new PasserelleError('feedback-file-invalid', text`the feedback file is refused: ${problem}`, {
    hint: text`Nothing was taken in. Ask the relay which records it means to return.`,
  });
}
