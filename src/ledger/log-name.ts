/**
 * What a ledger is called in checkpoints. A ledger that was restored from a backup has lost entries that others
 * know of: it can not be the same ledger any more. It goes on as a new *incarnation* under a new origin, and
 * the last checkpoint of the one before stays with everybody who holds it.
 */

import type { Deliberation, PartyId } from '../deliberations/clause.ts';

/** For example `passerelle/21-250/inami`; in a rehearsal `passerelle/rehearsal/21-250/inami`. */
export function logNameOf(
  { number }: Pick<Deliberation, 'number'>,
  mode: 'real' | 'rehearsal',
  party: PartyId,
): string {
  const parts = [...(mode === 'rehearsal' ? [mode] : []), number.replace('/', '-'), party];
  return `passerelle/${parts.join('/')}`;
}

/** The origin line of the checkpoints of an incarnation; the first is called by the log name alone. */
export function originOf(logName: string, incarnation: number): string {
  return incarnation === 1 ? logName : `${logName}/restored-${incarnation - 1}`;
}

/** Whose ledger an origin names, and under which deliberation; `undefined` if it is none of ours. */
export function ledgerOf(
  origin: string,
): { readonly party: PartyId; readonly deliberation: string } | undefined {
  const [, major, minor, party] =
    /^passerelle\/(?:rehearsal\/)?([0-9]+)-([0-9]+)\/([a-z0-9]+)(?:\/restored-[1-9][0-9]*)?$/.exec(origin) ??
    [];
  return party === undefined ? undefined : { party, deliberation: `${major}/${minor}` };
}

/** Which incarnation of the ledger `logName` the origin is of, or `undefined` if it is of another ledger. */
export function incarnationOf(logName: string, origin: string): number | undefined {
  if (origin === logName) return 1;
  const [, restored] = /^\/restored-([1-9][0-9]{0,3})$/.exec(origin.slice(logName.length)) ?? [];
  return origin.startsWith(logName) && restored !== undefined ? Number(restored) + 1 : undefined;
}
