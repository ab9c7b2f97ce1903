/** Proves who signed a fetched parcel before anything reads what is in it. */

import { parcelBytes } from '../parcels/read.ts';
import { openSealed } from '../seal/open.ts';
import type { FetchedParcel, IntakeSite, VerifiedParcel } from './stages.ts';

/** Throws `parcel-unreadable` or `signature-refused`. */
export async function verifyParcel(site: IntakeSite, fetched: FetchedParcel): Promise<VerifiedParcel> {
  const plain = await openSealed({
    sealed: () => parcelBytes(site.store, fetched.key, fetched),
    openWith: site.ownKey,
    from: site.upstreamKey,
    at: site.clock.now(),
    size: fetched.size,
  });
  return { ...fetched, plain };
}
