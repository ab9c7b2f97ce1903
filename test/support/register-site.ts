/** The sites of a channel as the access register needs them, and what their gateways would have written. */

import type { RegisterSite } from '../../src/access-register/who-saw.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { loginAccepted, parcelCollected, parcelOpened } from '../../src/gateway/events.ts';
import { generateLedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { logNameOf } from '../../src/ledger/log-name.ts';
import { deliberation, type TestChannel } from './channel.ts';

export function registerSite(channel: TestChannel, party: PartyId): RegisterSite {
  const { store, vault } = channel.site(party);
  const common = { store, clock: channel.clock, deliberation, party, mode: 'rehearsal' } as const;
  const name = logNameOf(deliberation, 'rehearsal', party);
  const key = readLedgerKey(generateLedgerKey(name).privateKey, name);
  return { ...common, vault, witness: { ...common, key, keyOf: () => undefined } };
}

/** Writes down that an account logged in with both kinds, and read the last parcel for `receiver` whole. */
export async function collectedBy(
  channel: TestChannel,
  party: PartyId,
  account: string,
  receiver: PartyId,
): Promise<void> {
  const { store } = channel.site(party);
  const peer = { account, address: '192.0.2.7' };
  const parcel = (await store.parcels({ direction: 'outbound', receiver })).at(-1);
  if (parcel === undefined) throw new RangeError(receiver);
  const events = [
    loginAccepted(peer, [
      { kind: 'possession', method: 'ssh-key', evidence: 'SHA256:abc' },
      { kind: 'knowledge', method: 'password', evidence: '' },
    ]),
    parcelOpened(peer, parcel, deliberation),
    parcelCollected(peer, parcel),
  ] as const;
  await store.commit({ at: channel.clock.now(), changes: [], events });
}
