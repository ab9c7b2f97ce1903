/** Finds out which parcels wait at the upstream gateway, and refuses a broken sequence. */

import { PasserelleError } from '../errors.ts';
import { parseParcelName } from '../parcels/name.ts';
import { nextMonth } from '../people/reference-month.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { TransportSession } from '../ports/transport.ts';
import type { AnnouncedParcel, IntakeSite } from './stages.ts';

/** The folder of every account's tree in which parcels lie. */
const inbox = '/inbox';

/**
 * The parcels that this site does not have yet, in order. A file whose name is no parcel's, or a parcel's
 * between others, is left alone: it is the peer's listing, and only a signature proves anything.
 * Throws `sequence-broken` for a gap or a repetition, `month-refused` for a month out of order.
 */
export async function announcedParcels(
  site: IntakeSite,
  session: TransportSession,
): Promise<readonly AnnouncedParcel[]> {
  const received = await site.store.parcels({ direction: 'inbound', sender: site.upstream });
  const known = new Set(received.map((parcel) => parcel.name));
  const announced = (await session.list(inbox))
    .flatMap(({ path, name: fileName, size }) => {
      const name = parseParcelName(fileName);
      const ours =
        name?.deliberation === site.deliberation.number &&
        name.sender === site.upstream &&
        name.receiver === site.party;
      return ours && !known.has(fileName) ? [{ path, fileName, name, size }] : [];
    })
    .sort((a, b) => a.name.sequenceNumber - b.name.sequenceNumber);
  refuseBrokenSequence(site, received, announced);
  return announced;
}

function refuseBrokenSequence(
  site: IntakeSite,
  received: readonly Parcel[],
  announced: readonly AnnouncedParcel[],
): void {
  let previous = received.reduce<{ sequenceNumber: number; month?: Parcel['month'] }>(
    (last, parcel) => (parcel.sequenceNumber > last.sequenceNumber ? parcel : last),
    { sequenceNumber: 0 },
  );
  for (const { name } of announced) {
    const expected = previous.sequenceNumber + 1;
    if (name.sequenceNumber !== expected) {
      const kind = name.sequenceNumber < expected ? 'is repeated' : 'came too early';
      throw new PasserelleError(
        'sequence-broken',
        `parcel ${name.sequenceNumber} of ${site.upstream} ${kind}: expected number ${expected}`,
        { hint: `Nothing was taken in from there on. Ask ${site.upstream} which parcels it published.` },
      );
    }
    if (site.monthsInOrder && previous.month !== undefined && name.month !== nextMonth(previous.month)) {
      throw new PasserelleError(
        'month-refused',
        `parcel ${name.sequenceNumber} of ${site.upstream} reports ${name.month}: expected ${nextMonth(previous.month)}`,
        { hint: `Nothing was taken in from there on. Ask ${site.upstream} which months it published.` },
      );
    }
    previous = name;
  }
}
