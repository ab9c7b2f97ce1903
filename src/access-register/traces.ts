/** What the register knows of a child: one keyed hash for each data key that still lives, and nothing of the others. */

import type { Ssin } from '../people/ssin.ts';
import type { DataKey, Parcel, RegisterEntry } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey, Vault } from '../retention/vault.ts';

/** Where a child stands under one data key. */
export interface Trace {
  readonly stored: DataKey;
  readonly key: OpenDataKey;
  readonly tag: Uint8Array;
  /** Blocks of parcels that hold a record of the child. */
  readonly places: readonly RegisterEntry[];
}

export interface Traces {
  /** Of the keys that were asked, those under which the child is known. */
  readonly found: readonly Trace[];
  /** Every key that was asked, found or not, by anchor. */
  readonly asked: readonly Omit<Trace, 'places'>[];
  /** Parcels with a record of the child, in the order of the store. */
  readonly parcels: readonly Parcel[];
}

/** `reads`: which of the keys that live may be asked; all of them if it is left out. */
export async function tracesOf(
  { store, vault }: { readonly store: Store; readonly vault: Vault },
  ssin: Ssin,
  reads: (key: DataKey) => boolean = () => true,
): Promise<Traces> {
  const live = (await store.dataKeys()).filter((stored) => stored.destroyedAt === null && reads(stored));
  const asked = live.map((stored) => {
    const key = vault.openDataKey(stored);
    return { stored, key, tag: key.tagOf(ssin) };
  });
  const entries = await store.whereabouts(asked.map(({ tag }) => tag));
  const byTag = Map.groupBy(entries, ({ tag }) => Buffer.from(tag).toString('hex'));
  const found = asked.flatMap((trace): readonly Trace[] => {
    const places = byTag.get(Buffer.from(trace.tag).toString('hex'));
    return places === undefined ? [] : [{ ...trace, places }];
  });
  const ids = new Set(entries.map(({ parcel }) => parcel));
  const parcels = ids.size === 0 ? [] : (await store.parcels({})).filter(({ id }) => ids.has(id));
  return { found, asked, parcels };
}
