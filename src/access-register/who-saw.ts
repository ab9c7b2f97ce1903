/**
 * Answers a data subject (GDPR article 15; n° 21/250 points 18 and 28): which account was given a child's record,
 * when, by what route, for which purpose, and by which kinds of factors; with the proof that the ledger says so.
 * The register finds the parcels, the ledger tells of them; neither can do it alone.
 */

import type { Clock } from '../clock.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest } from '../deliberations/rules.ts';
import { readCheckpoint } from '../ledger/checkpoint.ts';
import type { StoredEntry } from '../ledger/event.ts';
import { proveInclusion } from '../ledger/merkle.ts';
import { type PrunedNote, prunedFrom, prunedNote } from '../ledger/pruned.ts';
import { maskSsin, type Ssin } from '../people/ssin.ts';
import type { Store } from '../ports/store.ts';
import type { Vault } from '../retention/vault.ts';
import { submissionFrom } from '../witness/own.ts';
import type { WitnessSite } from '../witness/site.ts';
import { type Act, type Purge, tellOf } from './acts.ts';
import { tracesOf } from './traces.ts';
import { type Waiting, waitingOf } from './waiting.ts';

export interface RegisterSite {
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly deliberation: Deliberation;
  readonly party: PartyId;
  readonly mode: 'real' | 'rehearsal';
  /** Signs the checkpoint; `undefined` at a site without a ledger key, whose answer carries no proof. */
  readonly witness: WitnessSite | undefined;
}

/** An entry of the ledger as it was hashed, and its way to the root of the checkpoint. */
export interface EntryProof {
  readonly index: number;
  readonly entry: string;
  /** Inclusion proof (RFC 6962 section 2.1.1), hexadecimal. */
  readonly path: readonly string[];
}

export interface Answer {
  readonly deliberation: string;
  readonly site: PartyId;
  readonly mode: 'real' | 'rehearsal';
  /** Masked: the number itself stands nowhere. */
  readonly child: string;
  readonly answeredAt: Temporal.Instant;
  /** Number of the entry that tells of the request. */
  readonly request: number;
  /** False if nothing is kept of the child here. */
  readonly known: boolean;
  readonly acts: readonly Act[];
  /** Whose the accounts are that acted, by name. */
  readonly parties: Readonly<Record<string, PartyId>>;
  /** What was received and given to nobody yet. */
  readonly waiting: readonly Waiting[];
  /** Code of the purpose for which the deliberation lets the data move. */
  readonly purpose: string;
  /** What was purged, whoever it was of: the register forgot it with the data. */
  readonly purges: readonly Purge[];
  /** What the ledger tells nothing of any more: its first entries, whose time was over. */
  readonly pruned: PrunedNote | null;
  readonly proof: { readonly checkpoint: string; readonly entries: readonly EntryProof[] } | null;
}

/** The request is in the ledger, without the number and without its tag, before anything is looked up. */
export async function whoSaw(
  site: RegisterSite,
  ssin: Ssin,
  asked: { readonly language: string; readonly format: string },
): Promise<Answer> {
  const { store, deliberation, party, mode } = site;
  const answeredAt = site.clock.now();
  const event = { event: 'register-asked', actor: party, details: { ...asked } } as const;
  const result = await store.commit({ at: answeredAt, changes: [], events: [event] });
  const request = result.committed ? result.head.size - 1 : 0;

  const own = await entryAt(store, request);

  const traces = await tracesOf(site, ssin);
  const { found, asked: keys, parcels } = traces;
  const noted = await store.consultations(keys.map(({ tag }) => tag));
  const tale = await tellOf(store.entries(0), {
    digests: new Set(parcels.map(({ digest }) => digest)),
    consultations: new Set(noted.map(({ id }) => id)),
  });
  const pruned = await prunedFrom(store);
  return {
    deliberation: deliberation.number,
    site: party,
    mode,
    child: maskSsin(ssin),
    answeredAt,
    request,
    known: found.length > 0 || noted.length > 0,
    acts: tale.acts,
    parties: await partiesOfActors(store, tale.acts),
    waiting: await waitingOf(store, ssin, traces),
    purpose: latest(deliberation.purpose).code,
    purges: tale.purges,
    pruned: pruned === undefined ? null : prunedNote(pruned),
    proof: site.witness === undefined ? null : await prove(site.witness, [...tale.entries.values(), own]),
  };
}

/** Accounts are never deleted, only revoked. */
async function partiesOfActors(store: Store, acts: readonly Act[]): Promise<Answer['parties']> {
  const actors = new Set(acts.map(({ actor }) => actor));
  const acting = (await store.accounts()).filter(({ name }) => actors.has(name));
  return Object.fromEntries(acting.map(({ name, party }) => [name, party]));
}

async function entryAt(store: Store, number: number): Promise<StoredEntry> {
  for await (const stored of store.entries(number)) return stored;
  throw new RangeError(`the ledger has no entry ${number}`);
}

async function prove(
  witness: WitnessSite,
  entries: readonly StoredEntry[],
): Promise<NonNullable<Answer['proof']>> {
  const { note: checkpoint } = await submissionFrom(witness, 0);
  const size = readCheckpoint(checkpoint)?.size ?? 0;
  const inOrder = entries.toSorted((a, b) => a.sequence - b.sequence);
  const proofs = inOrder.map(
    async ({ sequence, bytes }): Promise<EntryProof> => ({
      index: sequence,
      entry: Buffer.from(bytes).toString('utf8'),
      path: await proveInclusion(witness.store.subtrees, sequence, size),
    }),
  );
  return { checkpoint, entries: await Promise.all(proofs) };
}
