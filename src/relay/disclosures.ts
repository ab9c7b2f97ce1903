/**
 * Answers which insurers were sent a record before. Only the keyed register and the sealed blocks of the
 * parts delivered so far are asked: nothing else remembers who got what.
 */

import { parcelBlock } from '../parcels/read.ts';
import type { InsurerCode } from '../people/insurer.ts';
import type { Parcel, RegisterEntry } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { Mutation, RecognitionRecord } from '../raised-scores/record.ts';
import type { Disclosure } from '../raised-scores/route.ts';
import type { OpenDataKey, Vault } from '../retention/vault.ts';

export interface DisclosureIndex {
  /** For each record, in the same order, what insurers were sent for its SSIN and first day, oldest first. */
  of(records: readonly RecognitionRecord[]): Promise<readonly (readonly Disclosure[])[]>;
}

/** Blocks kept open: corrections of one file tend to touch the same few. */
const blocksKept = 64;

interface Shelf {
  readonly key: OpenDataKey;
  readonly parcels: ReadonlyMap<string, Parcel>;
}

/** Reads which parts were delivered so far; later ones are not seen. */
export async function openDisclosures(store: Store, vault: Vault): Promise<DisclosureIndex> {
  const shelves = await deliveredShelves(store, vault);
  const openBlock = blockReader(store);

  async function disclosedFrom(shelf: Shelf, records: readonly RecognitionRecord[]) {
    const tags = records.map((record) => shelf.key.tagOf(record.ssin));
    const found = await store.whereabouts(tags);
    const byTag = Map.groupBy(
      found.filter((entry) => shelf.parcels.has(entry.parcel)),
      (entry) => hexadecimal(entry.tag),
    );
    return Promise.all(
      records.map((record, index) => {
        const tag = tags[index];
        const entries = (tag && byTag.get(hexadecimal(tag))) ?? [];
        return Promise.all(entries.map((entry) => sentFor(record, entry, shelf)));
      }),
    );
  }

  async function sentFor(record: RecognitionRecord, entry: RegisterEntry, shelf: Shelf) {
    const parcel = shelf.parcels.get(entry.parcel);
    if (parcel === undefined) return [];
    const mutations = await openBlock(shelf.key, entry);
    return mutations
      .filter((mutation) => isOf(mutation, record))
      .map(({ operation, record: { period } }) => ({
        insurer: parcel.receiver as InsurerCode,
        operation,
        period,
        sequence: parcel.sequenceNumber,
      }));
  }

  return {
    async of(records) {
      if (shelves.length === 0) return records.map(() => []);
      const perShelf = await Promise.all(shelves.map((shelf) => disclosedFrom(shelf, records)));
      return records.map((_, index) =>
        perShelf
          .flatMap((found) => found[index]?.flat() ?? [])
          .sort((a, b) => a.sequence - b.sequence)
          .map(({ sequence: _sequence, ...disclosure }) => disclosure),
      );
    },
  };
}

async function deliveredShelves(store: Store, vault: Vault): Promise<readonly Shelf[]> {
  const delivered = Map.groupBy(await store.parcels({ direction: 'outbound' }), (parcel) => parcel.dataKey);
  const live = (await store.dataKeys()).filter((stored) => stored.destroyedAt === null);
  return live.flatMap((stored) => {
    const parcels = delivered.get(stored.id);
    if (parcels === undefined) return [];
    return [{ key: vault.openDataKey(stored), parcels: new Map(parcels.map((p) => [p.id, p])) }];
  });
}

function blockReader(store: Store) {
  const opened = new Map<string, Promise<readonly Mutation[]>>();
  return (key: OpenDataKey, { parcel, block }: RegisterEntry): Promise<readonly Mutation[]> => {
    const place = `${parcel}/${block}`;
    const known = opened.get(place);
    if (known !== undefined) return known;
    const reading = parcelBlock(store, key, parcel, block);
    const [oldest] = opened.size >= blocksKept ? opened.keys() : [];
    if (oldest !== undefined) opened.delete(oldest);
    opened.set(place, reading);
    return reading;
  };
}

function isOf(mutation: Mutation, record: RecognitionRecord): boolean {
  return mutation.record.ssin === record.ssin && mutation.record.period.start.equals(record.period.start);
}

function hexadecimal(tag: Uint8Array): string {
  return Buffer.from(tag.buffer, tag.byteOffset, tag.byteLength).toString('hex');
}
