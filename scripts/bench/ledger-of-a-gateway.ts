/** What the ledger of a gateway is filled with here. */

import type { LedgerEvent } from '../../src/ledger/event.ts';

export const identity = {
  site: 'inami',
  mode: 'rehearsal',
  deliberation: '21/250',
  policy: 'ab'.repeat(32),
} as const;

/** When its first entry was written. */
export const start = Temporal.Instant.from('2022-03-04T10:00:00Z');

/** As long as what a gateway writes most. */
export function collected(number: number): LedgerEvent {
  return {
    event: 'parcel-collected',
    actor: `insurer-300-${number % 7}`,
    details: {
      parcel: `raised-scores-2022-03-inami-300-${number}.xml.pgp`,
      digest: number.toString(16).padStart(64, 'a'),
      address: '192.0.2.7',
      bytes: 4096,
    },
  };
}
