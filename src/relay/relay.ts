/** The relay, as it reads in the deliberation. */

import { acknowledgeParcels } from '../intake/acknowledge.ts';
import { announcedParcels, requireNext } from '../intake/announce.ts';
import { fetchParcel } from '../intake/fetch.ts';
import { readParcel } from '../intake/read.ts';
import { recordingRefusal } from '../intake/refusal.ts';
import type { AnnouncedParcel } from '../intake/stages.ts';
import { verifyParcel } from '../intake/verify.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Transport, TransportSession } from '../ports/transport.ts';
import { meetPeer } from '../witness/meet.ts';
import { deliver } from './deliver.ts';
import { retryHeld } from './retry-held.ts';
import { routeRecords } from './route-records.ts';
import { sealParts } from './seal-parts.ts';
import type { RelayedMonth, RelaySite, RoutedRecords } from './stages.ts';

export interface RelayReport {
  /** One row for each parcel relayed and for each month from which held records were released. */
  readonly months: readonly RelayedMonth[];
  /** Parcels for which a signed receipt was handed in. */
  readonly acknowledged: readonly Parcel[];
  /** Records still held, over all months. */
  readonly stillHeld: number;
}

/**
 * One run: compares ledgers, fetches what is new, delivers it, tries held records again, hands in receipts.
 * Harmless to run again at any moment. Throws what stopped it; months delivered before that stay delivered.
 */
export async function relayOnce(
  site: RelaySite,
  transport: Transport,
  progress: (month: RelayedMonth) => void = () => {},
): Promise<RelayReport> {
  return site.store.runAlone(async () => {
    await site.guard.requireOpen();
    await site.store.discardStaged();
    const months: RelayedMonth[] = [];
    const note = (month: RelayedMonth) => {
      months.push(month);
      progress(month);
    };

    const session = await transport.open();
    try {
      // Asked for at once: what lies there may be looked at, but nothing is fetched before the ledgers were compared.
      const parcels = announcedParcels(site, session);
      // Told when it is wanted, if anything was wrong with it.
      parcels.catch(() => {});
      await meetPeer(site.witness, session, site.upstream, { renew: false });
      for (const announced of await parcels) {
        note(await recordingRefusal(site, announced, () => relayParcel(site, session, announced)));
      }
      // Not before all that is new was taken in: it may take a held record back, of which nobody must then hear.
      for await (const routed of retryHeld(site, months.at(-1)?.month)) {
        note(await sealAndDeliver(site, routed));
      }
      const acknowledged = await acknowledgeParcels(site, session);
      if (acknowledged.length > 0) await meetPeer(site.witness, session, site.upstream, { renew: true });
      return { months, acknowledged, stillHeld: await site.store.heldCount() };
    } finally {
      await session.close();
    }
  });
}

async function relayParcel(
  site: RelaySite,
  session: TransportSession,
  announced: AnnouncedParcel,
): Promise<RelayedMonth> {
  await requireNext(site, announced);
  const fetched = await fetchParcel(site, session, announced);
  const verified = await verifyParcel(site, fetched);
  const read = await readParcel(site, verified);
  const routed = await routeRecords(site, read);
  return sealAndDeliver(site, routed);
}

async function sealAndDeliver(site: RelaySite, routed: RoutedRecords): Promise<RelayedMonth> {
  const sealed = await sealParts(site, routed);
  return deliver(site, sealed);
}
