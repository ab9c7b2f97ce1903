/** Hands in a signed receipt for every parcel that was taken in and not acknowledged yet. */

import { PasserelleError } from '../errors.ts';
import type { Parcel } from '../ports/parcel.ts';
import { answered, statusOf, type TransportSession } from '../ports/transport.ts';
import { clausesLine, formatReceipt, receiptName } from '../receipts/format.ts';
import { signText } from '../seal/sign.ts';
import { text } from '../words/text.ts';
import type { IntakeSite } from './stages.ts';

/** The folder of every account's tree into which receipts are put. */
const receipts = '/receipts';

/**
 * Sends what is owed; a receipt that was sent but not noted, because the process died in between, is sent
 * again, which the peer accepts. Gives the parcels acknowledged now. Throws `receipt-refused`.
 */
export async function acknowledgeParcels(
  site: IntakeSite,
  session: TransportSession,
): Promise<readonly Parcel[]> {
  const received = await site.store.parcels({ direction: 'inbound', sender: site.upstream });
  const owed = received.filter((parcel) => parcel.receiptedAt === null);
  const clauses = clausesLine(site.deliberation);
  for (const parcel of owed) {
    const at = site.clock.now();
    const { name, digest } = parcel;
    const text = await signText(formatReceipt({ name, digest, clauses }), site.ownKey, at);
    const body = new TextEncoder().encode(text);
    await session.write(`${receipts}/${receiptName(name)}`, body).catch((cause: unknown) => {
      throw statusOf(cause) === answered.failure ? notTaken(site, name, cause) : cause;
    });
    await site.store.commit({
      at,
      changes: [{ change: 'accept-receipt', receipt: { parcel: parcel.id, account: site.party, at, body } }],
      events: [
        {
          event: 'receipt-sent',
          actor: site.party,
          details: { parcel: parcel.name, digest: parcel.digest, to: site.upstream },
        },
      ],
    });
  }
  return owed;
}

function notTaken({ upstream }: IntakeSite, parcel: string, cause: unknown): PasserelleError {
  return new PasserelleError('receipt-refused', text`${upstream} did not take the receipt of ${parcel}`, {
    hint: text`The parcel is kept, and its receipt is owed. The ledger of ${upstream} says why (receipt-refused): clauses, if the two sites run different versions of the program; signature, if it has another key of this site.`,
    cause,
  });
}
