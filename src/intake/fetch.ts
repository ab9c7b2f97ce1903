/** Fetches a parcel into the store, staged: it becomes visible only with all that follows from it. */

import { randomUUID } from 'node:crypto';
import { PasserelleError } from '../errors.ts';
import { stageParcel } from '../parcels/stage.ts';
import type { TransportSession } from '../ports/transport.ts';
import { text } from '../words/text.ts';
import type { AnnouncedParcel, FetchedParcel, IntakeSite } from './stages.ts';

/** No monthly file comes near this; a peer that sends more is broken or hostile. */
export const greatestParcel = 512 * 1024 * 1024;

export async function fetchParcel(
  site: IntakeSite,
  session: TransportSession,
  announced: AnnouncedParcel,
): Promise<FetchedParcel> {
  await site.guard.requireOpen();
  if (announced.size > greatestParcel) {
    throw new PasserelleError('parcel-unreadable', text`${announced.fileName} is too large to be a parcel`, {
      hint: text`It has ${announced.size} bytes, the limit is ${greatestParcel}. Nothing was taken in.`,
    });
  }
  const receivedAt = site.clock.now();
  const { stored: storedKey, key } = site.vault.createDataKey(announced.name.month, receivedAt);
  const id = randomUUID();
  const stager = stageParcel(site.store, key, id);
  let received = 0;
  for await (const bytes of session.read(announced.path, greatestParcel)) {
    await stager.write(bytes);
    received += bytes.length;
    // A peer that sends more than it announced is not listened to any further.
    if (received > announced.size) break;
  }
  const { size, digest } = await stager.finish();
  if (size !== announced.size) {
    throw new PasserelleError('parcel-unreadable', text`${announced.fileName} did not arrive as announced`, {
      hint: text`${size} bytes came, ${announced.size} were announced. Nothing was taken in; run the command again.`,
    });
  }
  return { id, announced, storedKey, key, size, digest, receivedAt };
}
