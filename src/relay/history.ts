/**
 * Answers what became of a record so far: what was received of it, and what insurers were told. Only the keyed
 * registers and the sealed blocks of parcels are asked: nothing else remembers who got what.
 */

import { latest } from '../deliberations/rules.ts';
import { parcelBlock } from '../parcels/read.ts';
import type { InsurerCode } from '../people/insurer.ts';
import type { Mutation, RecognitionRecord } from '../people/record.ts';
import type { Ssin } from '../people/ssin.ts';
import { type Parcel, type RegisterEntry, registerTagBytes } from '../ports/parcel.ts';
import type { Store } from '../ports/store.ts';
import type { OpenDataKey } from '../retention/vault.ts';
import type { Disclosure, RecordHistory } from './route.ts';
import type { RelaySite } from './stages.ts';

export interface History {
  /**
   * For each record, in the same order, what is known of its SSIN and first day. `sequenceNumber` is that of
   * the parcel in which the records came: what it says itself is left out.
   */
  of(records: readonly RecognitionRecord[], sequenceNumber: number): Promise<readonly RecordHistory[]>;
}

/** Blocks kept open: corrections of one file tend to touch the same few. */
const blocksKept = 16;

type Block = ReadonlyMap<Ssin, readonly Mutation[]>;

/** The parcels under one data key that may tell of a record. */
interface Shelf {
  readonly key: OpenDataKey;
  readonly parcels: ReadonlyMap<string, Parcel>;
}

/** A mutation that was received, or that an insurer was told. */
interface Trace {
  readonly parcel: Parcel;
  readonly mutation: Mutation;
}

/** Reads which parcels were received and delivered so far; later ones are not seen. */
export async function openHistory(site: RelaySite): Promise<History> {
  const shelves = await openShelves(site);
  const openBlock = blockReader(site.store);

  /** For each record its traces; `undefined` if there is none of any. */
  async function tracesOn(shelf: Shelf, records: readonly RecognitionRecord[], sequenceNumber: number) {
    const tags = shelf.key.tagsOf(records.map(({ ssin }) => ssin));
    const tagAt = (index: number) => tags.subarray(index * registerTagBytes, (index + 1) * registerTagBytes);
    const found = await site.store.whereabouts(records.map((_, index) => tagAt(index)));
    if (found.length === 0) return undefined;
    const byTag = Map.groupBy(found, (entry) => hexadecimal(entry.tag));
    const traces: (readonly Trace[])[] = [];
    for (const [index, record] of records.entries()) {
      const ofRecord: Trace[] = [];
      for (const entry of byTag.get(hexadecimal(tagAt(index))) ?? []) {
        ofRecord.push(...(await tracesIn(shelf, entry, record, sequenceNumber)));
      }
      traces.push(ofRecord);
    }
    return traces;
  }

  async function tracesIn(
    shelf: Shelf,
    entry: RegisterEntry,
    record: RecognitionRecord,
    sequenceNumber: number,
  ): Promise<readonly Trace[]> {
    const parcel = shelf.parcels.get(entry.parcel);
    if (parcel === undefined) return [];
    if (parcel.direction === 'inbound' && parcel.sequenceNumber === sequenceNumber) return [];
    const ofChild = (await openBlock(shelf.key, entry)).get(record.ssin) ?? [];
    return ofChild
      .filter((mutation) => mutation.record.period.start.equals(record.period.start))
      .map((mutation) => ({ parcel, mutation }));
  }

  return {
    async of(records, sequenceNumber) {
      const perShelf = await Promise.all(shelves.map((shelf) => tracesOn(shelf, records, sequenceNumber)));
      if (perShelf.every((found) => found === undefined)) return records.map(() => noHistory);
      return records.map((_, index) => {
        const traces = perShelf.flatMap((found) => found?.[index] ?? []);
        return traces.length === 0 ? noHistory : historyFrom(traces, sequenceNumber);
      });
    },
  };
}

const noHistory: RecordHistory = { receivedBefore: [], receivedAfter: false, disclosed: [] };

function historyFrom(traces: readonly Trace[], sequenceNumber: number): RecordHistory {
  // A sequence number orders what one receiver got; nothing depends on the order between receivers.
  const inOrder = traces.toSorted((a, b) => a.parcel.sequenceNumber - b.parcel.sequenceNumber);
  const received = inOrder.filter(({ parcel }) => parcel.direction === 'inbound');
  const told = inOrder.filter(({ parcel }) => parcel.direction === 'outbound');
  return {
    receivedBefore: received
      .filter(({ parcel }) => parcel.sequenceNumber < sequenceNumber)
      .map(({ mutation }) => mutation.operation),
    receivedAfter: received.some(({ parcel }) => parcel.sequenceNumber > sequenceNumber),
    disclosed: told.map(({ parcel, mutation: { operation, record } }): Disclosure => {
      const { ssin: _child, ...content } = record;
      return { insurer: parcel.receiver as InsurerCode, operation, ...content };
    }),
  };
}

async function openShelves({ store, vault, upstream, deliberation }: RelaySite): Promise<readonly Shelf[]> {
  const insurers = new Set<string>(latest(deliberation.recipients).map(({ id }) => id));
  const telling = (await store.parcels({})).filter(({ direction, sender, receiver }) =>
    direction === 'inbound' ? sender === upstream : insurers.has(receiver),
  );
  const byKey = Map.groupBy(telling, (parcel) => parcel.dataKey);
  const live = (await store.dataKeys()).filter((stored) => stored.destroyedAt === null);
  return live.flatMap((stored) => {
    const parcels = byKey.get(stored.id);
    if (parcels === undefined) return [];
    return [{ key: vault.openDataKey(stored), parcels: new Map(parcels.map((p) => [p.id, p])) }];
  });
}

function blockReader(store: Store) {
  const opened = new Map<string, Promise<Block>>();
  return (key: OpenDataKey, { parcel, block }: RegisterEntry): Promise<Block> => {
    const place = `${parcel}/${block}`;
    const known = opened.get(place);
    if (known !== undefined) return known;
    const reading = openByChild(store, key, parcel, block);
    const [oldest] = opened.size >= blocksKept ? opened.keys() : [];
    if (oldest !== undefined) opened.delete(oldest);
    opened.set(place, reading);
    return reading;
  };
}

async function openByChild(store: Store, key: OpenDataKey, parcel: string, block: number): Promise<Block> {
  return Map.groupBy(await parcelBlock(store, key, parcel, block), ({ record }) => record.ssin);
}

function hexadecimal(tag: Uint8Array): string {
  return Buffer.from(tag.buffer, tag.byteOffset, tag.byteLength).toString('hex');
}
