/** A parcel that is refused leaves one thing behind: the ledger entry that says so. */

import { type ErrorCode, PasserelleError } from '../errors.ts';
import type { AnnouncedParcel, IntakeSite } from './stages.ts';

/** Failures that are the parcel's own fault; all others are passed on without a word in the ledger. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'parcel-unreadable',
  'signature-refused',
  'monthly-file-invalid',
  'feedback-file-invalid',
  'month-refused',
  'sequence-broken',
  'volume-unconfirmed',
]);

/** Runs `takeIn`; if it refuses the parcel, records that and throws on. */
export async function recordingRefusal<Result>(
  site: IntakeSite,
  { fileName }: Pick<AnnouncedParcel, 'fileName'>,
  takeIn: () => Promise<Result>,
): Promise<Result> {
  try {
    return await takeIn();
  } catch (error) {
    if (error instanceof PasserelleError && refusals.has(error.code)) {
      await site.store.discardStaged();
      await site.store.commit({
        at: site.clock.now(),
        changes: [],
        events: [
          {
            event: 'parcel-refused',
            actor: site.party,
            details: { parcel: fileName, from: site.upstream, reason: error.code },
          },
        ],
      });
    }
    throw error;
  }
}
