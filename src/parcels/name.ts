/** File names of parcels: deliberation, month, sender, receiver, sequence number. Nothing personal. */

import type { PartyId } from '../deliberations/clause.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../people/reference-month.ts';

export interface ParcelName {
  /** Number of the deliberation, for example `21/250`. */
  readonly deliberation: string;
  readonly month: ReferenceMonth;
  readonly sender: PartyId;
  readonly receiver: PartyId;
  readonly sequenceNumber: number;
}

const suffix = '.xml.pgp';
const form = /^([0-9]+)-([0-9]+)_([0-9]{4}-[0-9]{2})_([a-z0-9]+)_([a-z0-9]+)_([0-9]{4,6})\.xml\.pgp$/;

/** For example `21-250_2022-03_inami_300_0003.xml.pgp`. */
export function formatParcelName(name: ParcelName): string {
  const sequence = String(name.sequenceNumber).padStart(4, '0');
  const deliberation = name.deliberation.replace('/', '-');
  return `${[deliberation, name.month, name.sender, name.receiver, sequence].join('_')}${suffix}`;
}

/** Reads a file name as a peer's gateway lists it (attacker-controlled), or gives `undefined`. */
export function parseParcelName(text: string): ParcelName | undefined {
  const [, major, minor, monthText, sender, receiver, sequence] = form.exec(text) ?? [];
  const month = parseReferenceMonth(monthText ?? '');
  if (month === undefined || sender === undefined || receiver === undefined) return undefined;
  const name = {
    deliberation: `${major}/${minor}`,
    month,
    sender,
    receiver,
    sequenceNumber: Number(sequence),
  };
  return formatParcelName(name) === text ? name : undefined;
}

/** The name of the opened file: the parcel's without the seal. */
export function openedName(parcelName: string): string {
  return parcelName.slice(0, -'.pgp'.length);
}

/** Reads the name of an opened file, or gives `undefined` if it is none. */
export function parseOpenedName(text: string): ParcelName | undefined {
  return parseParcelName(`${text}.pgp`);
}
