/** What the parcels that a site collects hold, and what follows when one is taken in. */

import type { Deliberation } from '../deliberations/clause.ts';
import { type FileForm, monthlyForm } from '../monthly-file/form.ts';
import type { MonthlyFileHeader, Mutation } from '../people/record.ts';
import type { ParcelId } from '../ports/parcel.ts';
import type { Change } from '../ports/store.ts';

/** `Item` is what one record says. */
export interface Contents<Item extends Mutation> {
  readonly form: FileForm<Item>;
  /** Begins to take in a parcel whose header is sound. */
  receive(header: MonthlyFileHeader): Promise<Reception<Item>>;
}

export interface Reception<Item extends Mutation> {
  /** Takes the next records, in file order. Throws what speaks against them. */
  take(items: readonly Item[]): Promise<void>;
  /** What follows for this site, in the step that makes the parcel visible. */
  changes(parcel: ParcelId): Iterable<Change>;
}

/** An insurer's part of a month: nothing follows, the opened file is for the insurer's own software. */
export function monthlyContents(deliberation: Deliberation): Contents<Mutation> {
  return {
    form: monthlyForm(deliberation),
    receive: async () => ({ take: async () => {}, changes: () => [] }),
  };
}
