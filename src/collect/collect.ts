/** What an insurer does each month: fetch its part, prove it, open it into a folder, hand in a receipt. */

import { PasserelleError } from '../errors.ts';
import { acknowledgeParcels } from '../intake/acknowledge.ts';
import { announcedParcels, requireNext } from '../intake/announce.ts';
import { fetchParcel } from '../intake/fetch.ts';
import { fetchedEvent, inboundParcel } from '../intake/inbound.ts';
import { readParcel } from '../intake/read.ts';
import { recordingRefusal } from '../intake/refusal.ts';
import type { AnnouncedParcel, IntakeSite, VerifiedParcel } from '../intake/stages.ts';
import { verifyParcel } from '../intake/verify.ts';
import { stageParcel } from '../parcels/stage.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Transport, TransportSession } from '../ports/transport.ts';
import { createOpenedFile, openedPath } from './opened-files.ts';

export interface CollectSite extends IntakeSite {
  /** Folder that receives the opened files, a folder for each month. */
  readonly folder: string;
}

export interface CollectReport {
  /** Parcels taken in and opened by this run. */
  readonly collected: readonly Parcel[];
  /** Parcels for which a signed receipt was handed in. */
  readonly acknowledged: readonly Parcel[];
}

/** One run; harmless to run again at any moment. Throws what stopped it; what was opened stays. */
export async function collectOnce(
  site: CollectSite,
  transport: Transport,
  progress: (parcel: Parcel) => void = () => {},
): Promise<CollectReport> {
  return site.store.runAlone(async () => {
    await site.guard.requireOpen();
    await site.store.discardStaged();
    const session = await transport.open();
    try {
      const collected: Parcel[] = [];
      for (const announced of await announcedParcels(site, session)) {
        const parcel = await recordingRefusal(site, announced, () => collectParcel(site, session, announced));
        collected.push(parcel);
        progress(parcel);
      }
      return { collected, acknowledged: await acknowledgeParcels(site, session) };
    } finally {
      await session.close();
    }
  });
}

async function collectParcel(
  site: CollectSite,
  session: TransportSession,
  announced: AnnouncedParcel,
): Promise<Parcel> {
  await requireNext(site, announced);
  const fetched = await fetchParcel(site, session, announced);
  const verified = await verifyParcel(site, fetched);
  return openParcel(site, verified);
}

/**
 * The opened file comes first and the commit second: if the process dies in between, the next run writes
 * the same file again. The other way round a committed parcel could lack its file.
 */
async function openParcel(site: CollectSite, verified: VerifiedParcel): Promise<Parcel> {
  const { fileName, name } = verified.announced;
  const finalPath = openedPath(site.folder, { month: name.month, name: fileName });
  const opened = await createOpenedFile(finalPath);
  try {
    const read = await readParcel(site, { ...verified, plain: opened.tee(verified.plain) });
    const stager = stageParcel(site.store, read.key, read.id);
    for await (const mutations of read.mutations) await stager.record(mutations);
    const { counts } = await stager.finish();
    const parcel = inboundParcel(site, read, counts);
    await site.guard.requireOpen();
    await opened.keep();
    await commitCollected(site, parcel, verified);
    return parcel;
  } catch (error) {
    await opened.discard();
    throw error;
  }
}

async function commitCollected(site: CollectSite, parcel: Parcel, { storedKey }: VerifiedParcel) {
  const result = await site.store.commit({
    at: site.clock.now(),
    changes: [
      { change: 'create-data-key', key: storedKey },
      { change: 'add-parcel', parcel },
    ],
    events: [
      fetchedEvent(site, parcel),
      {
        event: 'parcel-unsealed',
        actor: site.party,
        details: { parcel: parcel.name, digest: parcel.digest, month: parcel.month },
      },
    ],
  });
  if (!result.committed) {
    throw new PasserelleError('store-failed', `${parcel.name} was not taken in: ${result.conflict}`, {
      hint: 'Another process changed the same data; run the command again.',
    });
  }
}
