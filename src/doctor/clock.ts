/** The clock of the machine: the law, the ledger and the purge go by it. */

import { access } from 'node:fs/promises';
import { legalDay, legalTimeZone } from '../clock.ts';
import { text } from '../words/text.ts';
import type { Opened } from './check.ts';
import { type Finding, fine, look, type Machine, mend, unseen } from './check.ts';

/** A day of winter and one of summer, with what the clocks in Brussels are ahead of UTC. */
const knownOffsets = [
  ['2022-01-15T12:00:00Z', '+01:00'],
  ['2022-07-15T12:00:00Z', '+02:00'],
] as const;

export async function examineTimeZone(): Promise<readonly Finding[]> {
  try {
    const wrong = knownOffsets.filter(
      ([instant, offset]) =>
        Temporal.Instant.from(instant).toZonedDateTimeISO(legalTimeZone).offset !== offset,
    );
    if (wrong.length === 0) return [fine(text`the days of ${legalTimeZone} are known`)];
  } catch {
    // A Node without the data of time zones knows only UTC.
  }
  return [
    mend(
      text`this Node does not know the hours of ${legalTimeZone}: days would begin at the wrong time`,
      text`Use a Node with full ICU data, as nodejs.org builds it.`,
    ),
  ];
}

/** systemd-timesyncd leaves this file once it has heard a server; other daemons tell it to their own tools. */
const synchronised = '/run/systemd/timesync/synchronized';

export async function examineSynchronisation({ clock }: Machine): Promise<readonly Finding[]> {
  if ('moveTo' in clock) return [fine(text`a rehearsal has a clock of its own`)];
  const heard = await access(synchronised).then(
    () => true,
    () => false,
  );
  if (heard) return [fine(text`the clock follows a time server`)];
  return [
    unseen(
      text`whether the clock follows a time server cannot be seen from here`,
      text`Ask the system: timedatectl, or chronyc tracking.`,
    ),
  ];
}

/** While the channel is open something happens each month; later only purges write. */
const silence = { open: 62, closed: 800 };

/** A clock behind the ledger closes the channel; one set far ahead would purge before the time. */
export async function examineClock({ site }: Opened): Promise<readonly Finding[]> {
  const { at } = await site.store.head();
  const now = site.clock.now();
  if (at === null) return [fine(text`it is ${now}; the ledger has no entry yet`)];
  const state = await site.guard.state();
  if (!state.open && state.reason === 'clock-ran-back') {
    return [
      mend(
        text`it is ${now} here, and the newest entry of the ledger is of ${at}`,
        text`Set the clock right. If the ledger is wrong, it was written while a clock ran ahead: see docs/ledger.md.`,
      ),
    ];
  }
  const days = legalDay(at).until(legalDay(now), { largestUnit: 'days' }).days;
  if (days > (state.open ? silence.open : silence.closed)) {
    return [
      look(
        text`it is ${now} here, ${days} days after the newest entry of the ledger`,
        text`Compare the clock with another: one that runs ahead has data purged before their time.`,
      ),
    ];
  }
  return [fine(text`it is ${now}, ${days} days after the newest entry of the ledger`)];
}
