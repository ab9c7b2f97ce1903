/** Finds out which parcels wait at the upstream gateway, and whether they come in sequence. */

import { PasserelleError } from '../errors.ts';
import { parseParcelName } from '../parcels/name.ts';
import { nextMonth } from '../people/reference-month.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { TransportSession } from '../ports/transport.ts';
import { text } from '../words/text.ts';
import type { AnnouncedParcel, IntakeSite } from './stages.ts';

/** The folder of every account's tree in which parcels lie. */
const inbox = '/inbox';

/**
 * The parcels that this site does not have yet, in order. A file whose name is no parcel's, or a parcel's
 * between others, is left alone: it is the peer's listing, and only a signature proves anything.
 */
export async function announcedParcels(
  site: IntakeSite,
  session: TransportSession,
): Promise<readonly AnnouncedParcel[]> {
  const known = new Set((await receivedParcels(site)).map((parcel) => parcel.name));
  return (await session.list(inbox))
    .flatMap(({ path, name: fileName, size }) => {
      const name = parseParcelName(fileName);
      const ours =
        name?.deliberation === site.deliberation.number &&
        name.sender === site.upstream &&
        name.receiver === site.party;
      return ours && !known.has(fileName) ? [{ path, fileName, name, size }] : [];
    })
    .sort((a, b) => a.name.sequenceNumber - b.name.sequenceNumber);
}

/**
 * Refuses a parcel that does not follow the last one received: `sequence-broken` for a gap or a repetition,
 * `month-refused` for a month out of order.
 */
export async function requireNext(site: IntakeSite, { name }: AnnouncedParcel): Promise<void> {
  const last = (await receivedParcels(site)).reduce<Parcel | undefined>(
    (newest, parcel) => (newest && newest.sequenceNumber > parcel.sequenceNumber ? newest : parcel),
    undefined,
  );
  const expected = (last?.sequenceNumber ?? 0) + 1;
  const hint = text`Nothing was taken in from there on. Ask ${site.upstream} which parcels it published.`;
  if (name.sequenceNumber !== expected) {
    const what = name.sequenceNumber < expected ? text`is repeated` : text`comes too early`;
    throw new PasserelleError(
      'sequence-broken',
      text`parcel number ${name.sequenceNumber} of ${site.upstream} ${what}: number ${expected} is due`,
      { hint },
    );
  }
  if (site.monthsInOrder && last !== undefined && name.month !== nextMonth(last.month)) {
    throw new PasserelleError(
      'month-refused',
      text`parcel number ${name.sequenceNumber} of ${site.upstream} reports ${name.month}: ${nextMonth(last.month)} is due`,
      { hint },
    );
  }
}

function receivedParcels(site: IntakeSite): Promise<readonly Parcel[]> {
  return site.store.parcels({ direction: 'inbound', sender: site.upstream });
}
