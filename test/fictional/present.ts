/** The invented deliberation with the days for which this process was started: see instead.ts. */

import { heatingSupport } from './law.ts';

const days = new URL(import.meta.url).searchParams;

export const present = heatingSupport({
  adopted: days.get('adopted') ?? '',
  lastDay: days.get('lastDay') ?? '',
});
