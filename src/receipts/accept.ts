/** Takes in the receipts that peers hand in on the gateway. Needs public keys only. */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { mayRead } from '../deliberations/rules.ts';
import type { Account } from '../ports/account.ts';
import type { Parcel } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { PublicKey } from '../seal/keys.ts';
import { clausesLine, parseReceipt, receiptName } from './format.ts';
import type { ReceiptIntake, ReceiptRefusal, ReceiptResult, Refused } from './intake.ts';

export interface ReceiptSite {
  readonly store: Store;
  readonly deliberation: Deliberation;
  /** The OpenPGP key by which a party signs, if it has handed one in. */
  readonly keyOf: (party: PartyId) => Promise<PublicKey | undefined>;
  /** False where signers live in another time than the site: a rehearsal that has visitors. */
  readonly signedAtBound: boolean;
}

/** Bytes; a receipt by `gpg` with an RSA-4096 key has about a thousand. */
export const greatestReceipt = 16 * 1024;

/**
 * An intake that commits each first valid receipt with its ledger entry, and each refusal as an entry alone.
 * A further valid receipt for the same parcel is accepted and changes nothing: the peer may not have heard
 * our answer to the first, and signs anew each time. The first remains the evidence.
 */
export function createReceiptIntake(site: ReceiptSite): ReceiptIntake {
  return async (account, name, bytes, at) => {
    const handedIn = { account, name, bytes, at };
    const examined = await examine(site, handedIn);
    const result = examined.accepted ? await accept(site.store, handedIn, examined) : examined;
    if (!result.accepted) await recordRefusal(site.store, handedIn, result);
    return result;
  };
}

/** Name and bytes are attacker-controlled. */
interface HandedIn {
  readonly account: Account;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly at: Temporal.Instant;
}

interface Proven {
  readonly accepted: true;
  readonly parcel: Parcel;
  readonly signedAt: Temporal.Instant;
  readonly key: PublicKey;
  /** Whether it names the clauses itself, or only by the file. */
  readonly clausesStated: boolean;
}

async function examine(site: ReceiptSite, { account, name, bytes, at }: HandedIn): Promise<Proven | Refused> {
  if (bytes.length > greatestReceipt) return refuse('too-large');
  const armored = decode(bytes);
  if (armored === undefined) return refuse('malformed');

  const key = await site.keyOf(account.party);
  if (key === undefined) return refuse('signature');
  // Loaded by the first receipt: a gateway at rest holds no OpenPGP.
  const { verifyText } = await import('../seal/sign.ts');
  const verified = await verifyText(armored, key, site.signedAtBound ? at : null);
  if (!verified.ok) return refuse(verified.reason);

  const statement = parseReceipt(verified.text);
  if (statement === undefined || name !== receiptName(statement.name)) return refuse('malformed');
  if (!mayRead(site.deliberation, account.party, account.role)) return refuse('unknown-parcel');
  const criteria = { direction: 'outbound', receiver: account.party, name: statement.name } as const;
  const [parcel] = await site.store.parcels(criteria);
  if (parcel === undefined) return refuse('unknown-parcel');
  if (parcel.digest !== statement.digest) return refuse('digest', parcel);
  const { clauses } = statement;
  if (clauses !== undefined && clauses !== clausesLine(site.deliberation)) return refuse('clauses', parcel);
  return {
    accepted: true,
    parcel,
    signedAt: verified.signedAt,
    key: verified.by,
    clausesStated: clauses !== undefined,
  };
}

async function accept(
  store: Store,
  { account, bytes, at }: HandedIn,
  { parcel, signedAt, key, clausesStated }: Proven,
): Promise<ReceiptResult> {
  if (parcel.receiptedAt !== null) return { accepted: true, parcel };
  const receipt = { parcel: parcel.id, account: account.name, at, body: bytes };
  const details = {
    parcel: parcel.name,
    digest: parcel.digest,
    from: parcel.receiver,
    month: parcel.month,
    sequenceNumber: parcel.sequenceNumber,
    signedAt: signedAt.toString(),
    key: key.fingerprint,
    clausesStated,
  };
  const result = await store.commit({
    at,
    changes: [{ change: 'accept-receipt', receipt }],
    events: [{ event: 'receipt-accepted', actor: account.name, details }],
  });
  if (result.committed) return { accepted: true, parcel: { ...parcel, receiptedAt: at } };
  // Another session was faster with the same statement, or the parcel was purged in between.
  return result.conflict === 'already-receipted'
    ? { accepted: true, parcel }
    : refuse('unknown-parcel', parcel);
}

/** Nothing of the refused bytes, nor the name they came under, is written down: the peer chose them. */
async function recordRefusal(
  store: Store,
  { account, bytes, at }: HandedIn,
  { reason, parcel }: Refused,
): Promise<void> {
  const details = { from: account.party, reason, parcel: parcel?.name ?? null, size: bytes.length };
  await store.commit({
    at,
    changes: [],
    events: [{ event: 'receipt-refused', actor: account.name, details }],
  });
}

function refuse(reason: ReceiptRefusal, parcel?: Parcel): Refused {
  return parcel === undefined ? { accepted: false, reason } : { accepted: false, reason, parcel };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
