/** That the channel ends soon, for everybody who uses it. */

import { text } from '../words/text.ts';
import type { Notice } from './notice.ts';

/** The nearest warning that is reached: so many days or fewer are left, the last day not included. */
export interface SunsetNear {
  readonly within: number;
  readonly days: number;
  readonly lastDay: Temporal.PlainDate;
}

export function sunsetNotices(near: SunsetNear | undefined): readonly Notice[] {
  if (near === undefined) return [];
  const { within, lastDay } = near;
  return [
    {
      topic: 'sunset-coming',
      ids: [`sunset/${lastDay}/${within}`],
      says: text`The channel closes for good after ${lastDay}.`,
      todo: text`Fetch what is there and hand in the receipts before that day; afterwards nobody is let in.`,
    },
  ];
}
