/**
 * The chain: how an event becomes an entry. An entry is canonical JSON (fixed order of members, no space);
 * its hash is SHA-256 over 0x00 and those bytes, the leaf hash of RFC 6962 section 2.1, so that a Merkle
 * tree can be laid over the ledger as it stands. The hash of the entry before is inside the bytes.
 */

import { hash } from 'node:crypto';
import type { PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import { mentionsSsin } from '../redaction.ts';
import { text, type Words } from '../words/text.ts';
import type { LedgerEntry, LedgerEvent, LedgerHead, StoredEntry } from './event.ts';

/** What the site adds to every event. */
export interface EntryContext {
  readonly at: Temporal.Instant;
  readonly site: PartyId;
  readonly deliberation: string;
  readonly policy: string;
}

/** Where a ledger without entries stands. */
export const emptyLedger: LedgerHead = { size: 0, hash: '0'.repeat(64), at: null };

/**
 * The entry that follows `head`, and where the ledger stands then. The ledger's time never runs back: an
 * event that claims to be older than the entry before gets its time. Throws `internal` if the event holds
 * a social security number, or a detail that JSON would not give back as it is.
 */
export function entryAfter(
  head: LedgerHead,
  event: LedgerEvent,
  context: EntryContext,
): { readonly entry: StoredEntry; readonly head: LedgerHead } {
  refuseStrange(event);
  const claimed = context.at.epochMilliseconds;
  const at = Math.max(claimed, head.at?.epochMilliseconds ?? claimed);
  const leaf = encodeLeaf({
    sequence: head.size,
    // As Temporal says it with three digits; but that looks for a time zone, each time.
    at: new Date(at).toISOString(),
    site: context.site,
    deliberation: context.deliberation,
    policy: context.policy,
    event: event.event,
    actor: event.actor,
    details: event.details,
    previous: head.hash,
  });
  const entry = { sequence: head.size, bytes: leaf.subarray(1), hash: hash('sha256', leaf) };
  const written = Temporal.Instant.fromEpochMilliseconds(at);
  return { entry, head: { size: head.size + 1, hash: entry.hash, at: written } };
}

/** The canonical bytes of an entry: members in this order, details by name. */
export function encodeEntry(entry: LedgerEntry): Uint8Array {
  return encodeLeaf(entry).subarray(1);
}

/** The leaf hash of an entry's bytes, hexadecimal. */
export function hashEntry(bytes: Uint8Array): string {
  return hash('sha256', Buffer.concat([Uint8Array.of(0), bytes]));
}

/** What is hashed of an entry: its canonical bytes after a zero. */
function encodeLeaf(entry: LedgerEntry): Uint8Array {
  const { sequence, at, site, deliberation, policy, event, actor, previous } = entry;
  const details: Record<string, LedgerEvent['details'][string] | undefined> = {};
  for (const name of Object.keys(entry.details).sort()) details[name] = entry.details[name];
  const canonical = { sequence, at, site, deliberation, policy, event, actor, details, previous };
  return Buffer.from(`\0${JSON.stringify(canonical)}`);
}

/** Names of details are words of ours: letters only, which every reader of JSON keeps as they are. */
const detailName = /^[a-z][A-Za-z]*$/;

function refuseStrange({ event, actor, details }: LedgerEvent): void {
  // No number goes across lines: all parts are searched at once.
  let parts = actor;
  for (const name in details) {
    const value = details[name];
    if (!detailName.test(name) || (typeof value === 'number' && !Number.isFinite(value))) {
      throw refusal(text`An event "${event}" has a detail that the ledger cannot hold.`);
    }
    parts += `\n${name}\n${value}`;
  }
  // A ledger that refuses an honest digest stops the channel: digests are not searched.
  if (mentionsSsin(parts)) {
    throw refusal(text`An event "${event}" was about to write a social security number to the ledger.`);
  }
}

function refusal(message: Words): PasserelleError {
  const hint = text`Nothing was changed. This is a defect of the program: report it.`;
  return new PasserelleError('internal', message, { hint });
}
