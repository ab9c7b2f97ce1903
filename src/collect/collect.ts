/** What an insurer does each month: fetch its part, prove it, open it into a folder, hand in a receipt. The publisher does the same with what is returned to it. */

import { PasserelleError } from '../errors.ts';
import { acknowledgeParcels } from '../intake/acknowledge.ts';
import { announcedParcels, requireNext } from '../intake/announce.ts';
import { fetchParcel } from '../intake/fetch.ts';
import { fetchedEvent, inboundParcel } from '../intake/inbound.ts';
import { readParcelInForm } from '../intake/read.ts';
import { recordingRefusal } from '../intake/refusal.ts';
import type { AnnouncedParcel, IntakeSite, VerifiedParcel } from '../intake/stages.ts';
import { verifyParcel } from '../intake/verify.ts';
import { stageParcel } from '../parcels/stage.ts';
import type { Mutation } from '../people/record.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Transport, TransportSession } from '../ports/transport.ts';
import { meetPeer } from '../witness/meet.ts';
import { text } from '../words/text.ts';
import type { Contents, Reception } from './contents.ts';
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
export async function collectOnce<Item extends Mutation>(
  site: CollectSite,
  transport: Transport,
  contents: Contents<Item>,
  progress: (parcel: Parcel) => void = () => {},
): Promise<CollectReport> {
  return site.store.runAlone(async () => {
    await site.guard.requireOpen();
    await site.store.discardStaged();
    const session = await transport.open();
    try {
      await meetPeer(site.witness, session, site.upstream, { renew: false });
      const collected: Parcel[] = [];
      for (const announced of await announcedParcels(site, session)) {
        const parcel = await recordingRefusal(site, announced, () =>
          collectParcel(site, session, announced, contents),
        );
        collected.push(parcel);
        progress(parcel);
      }
      const acknowledged = await acknowledgeParcels(site, session);
      if (acknowledged.length > 0) await meetPeer(site.witness, session, site.upstream, { renew: true });
      return { collected, acknowledged };
    } finally {
      await session.close();
    }
  });
}

async function collectParcel<Item extends Mutation>(
  site: CollectSite,
  session: TransportSession,
  announced: AnnouncedParcel,
  contents: Contents<Item>,
): Promise<Parcel> {
  await requireNext(site, announced);
  const fetched = await fetchParcel(site, session, announced);
  const verified = await verifyParcel(site, fetched);
  return openParcel(site, verified, contents);
}

/**
 * The opened file comes first and the commit second: if the process dies in between, the next run writes
 * the same file again. The other way round a committed parcel could lack its file.
 */
async function openParcel<Item extends Mutation>(
  site: CollectSite,
  verified: VerifiedParcel,
  contents: Contents<Item>,
): Promise<Parcel> {
  const { fileName, name } = verified.announced;
  const finalPath = openedPath(site.folder, { month: name.month, name: fileName });
  const opened = await createOpenedFile(finalPath);
  try {
    const plain = opened.tee(verified.plain);
    const read = await readParcelInForm(contents.form, site, { ...verified, plain });
    const reception = await contents.receive(read.header);
    const stager = stageParcel(site.store, read.key, read.id);
    for await (const mutations of read.mutations) {
      await reception.take(mutations);
      await stager.record(mutations);
    }
    const { counts } = await stager.finish();
    const parcel = inboundParcel(site, read, counts);
    await site.guard.requireOpen();
    await opened.keep();
    await commitCollected(site, parcel, verified, reception);
    return parcel;
  } catch (error) {
    await opened.discard();
    throw error;
  }
}

async function commitCollected<Item extends Mutation>(
  site: CollectSite,
  parcel: Parcel,
  { storedKey }: VerifiedParcel,
  reception: Reception<Item>,
): Promise<void> {
  const result = await site.store.commit({
    at: site.clock.now(),
    changes: [
      { change: 'create-data-key', key: storedKey },
      { change: 'add-parcel', parcel },
      ...reception.changes(parcel.id),
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
    throw new PasserelleError('store-failed', text`${parcel.name} was not taken in: ${result.conflict}`, {
      hint: text`Another process changed the same data; run the command again.`,
    });
  }
}
