/**
 * Which bytes of which parcel each account has read, over all its sessions: a download that was cut and
 * resumed is whole in the end. Kept in memory: after a restart the receiver's receipt still tells.
 */

import type { ParcelId } from '../ports/parcel.ts';
import { type Coverage, cover, isWhole, nothingCovered } from './sftp/coverage.ts';

/** Downloads under way that are remembered; the oldest are forgotten first. */
const greatestBook = 1000;

export interface CollectionBook {
  /** The bytes from `start` up to, not including, `end` were sent. */
  add(account: string, parcel: ParcelId, start: number, end: number): void;
  /** True if all bytes of the parcel were sent; it is then forgotten, so that each whole reading counts once. */
  takeWhole(account: string, parcel: ParcelId, size: number): boolean;
}

export function createCollectionBook(): CollectionBook {
  const pages = new Map<string, Coverage>();
  const nameOf = (account: string, parcel: ParcelId) => `${account} ${parcel}`;
  return {
    add(account, parcel, start, end) {
      const name = nameOf(account, parcel);
      const page = pages.get(name) ?? nothingCovered;
      pages.set(name, cover(page, start, end));
      const [oldest] = pages.keys();
      if (pages.size > greatestBook && oldest !== undefined) pages.delete(oldest);
    },
    takeWhole(account, parcel, size) {
      const name = nameOf(account, parcel);
      if (!isWhole(pages.get(name) ?? nothingCovered, size)) return false;
      pages.delete(name);
      return true;
    },
  };
}
