/** The work of the channel: what is overdue, held, to be purged, backed up, and how long it goes on. */

import { legalDay } from '../clock.ts';
import { missingAt, missingSentence, sunsetWarning } from '../operations/deadlines.ts';
import { heldAgesAt } from '../operations/held.ts';
import { purgeCalendar } from '../retention/calendar.ts';
import { withHolds } from '../retention/holds.ts';
import { closedSentence } from '../sunset/guard.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, look, mend, type Opened, unseen } from './check.ts';

/** How near the end of the channel is. */
export async function examineSunset({ site }: Opened): Promise<readonly Finding[]> {
  const state = await site.guard.state();
  if (!state.open) {
    const says = closedSentence(site.deliberation, state);
    // What closed it before its time is told by the checks of clock and ledger.
    return [fine(says)];
  }
  const { lastDay } = state;
  const near = await sunsetWarning(site);
  if (near === undefined) return [fine(text`the channel is open until ${lastDay}`)];
  return [
    look(
      text`the channel ends after ${lastDay}, in ${near.days} days`,
      text`Publish and collect what is due before that day, and see what takes its place: passerelle status`,
    ),
  ];
}

export async function examineOverdue({ site }: Opened): Promise<readonly Finding[]> {
  const overdue = await missingAt(site);
  if (overdue.length === 0) return [fine(text`no file and no receipt is overdue`)];
  const todo = text`Ask who owes it; the statement names all files of a month: passerelle statement --month`;
  return overdue.map((missing) => look(missingSentence(missing), todo));
}

export async function examineHeld({ site }: Opened): Promise<readonly Finding[]> {
  const ages = await heldAgesAt(site);
  const beyond = (ages?.beyond ?? []).filter(({ records }) => records > 0);
  if (beyond.length === 0) return [fine(text`no record is held for too long`)];
  const todo = text`See them with «passerelle held --records»; give back what stays without an insurer: «passerelle held return».`;
  return beyond.map(({ limit, records }) =>
    look(text`${records} records are held for more than ${Temporal.Duration.from(limit).days} days`, todo),
  );
}

/** Data whose time is over and that still stand: the purge of a day may not have come yet. */
export async function examinePurge({ site }: Opened): Promise<readonly Finding[]> {
  const { store, deliberation, clock } = site;
  const today = legalDay(clock.now());
  const dates = await withHolds(store, await purgeCalendar(store, deliberation), today);
  const late = dates.filter(
    ({ lastDay, heldUntil }) =>
      heldUntil === undefined && Temporal.PlainDate.compare(today, lastDay.add({ days: 1 })) > 0,
  );
  if (late.length > 0) {
    const months = late.map(({ month }) => month).join(', ');
    return [
      mend(
        text`data of ${months} should have been destroyed`,
        text`Run passerelle purge, and see that serve or serve --retention-only runs every day.`,
      ),
    ];
  }
  const next = dates.find(({ heldUntil }) => heldUntil === undefined);
  return [
    fine(
      next === undefined
        ? text`nothing is kept that would have to be destroyed`
        : text`what is due first is kept until ${next.lastDay}`,
    ),
  ];
}

/** Days without a scheduled purge after which nobody seems to be there that purges. */
const purgePause = 3;

/** Whether a process of the site does what is scheduled; all but the purge may be run by hand. */
export async function examineSchedule({ site }: Opened): Promise<readonly Finding[]> {
  const { config, store, clock } = site;
  const { notices } = config;
  const jobs = { ...config.schedule, ...(notices !== undefined && { notices: notices.schedule }) };
  return await Promise.all(
    Object.entries(jobs).map(async ([job, expression]) => {
      const last = await store.lastRun(job);
      const says =
        last === null
          ? text`${job} (${expression}) was never run by schedule`
          : text`${job} (${expression}) was due and begun last at ${last}`;
      if (job !== 'purge') return fine(says);
      const days = last === null ? Number.POSITIVE_INFINITY : clock.now().since(last).total('days');
      return days <= purgePause
        ? fine(says)
        : look(says, text`Keep serve running, or serve --retention-only: else data outlive their time.`);
    }),
  );
}

/** Days after which a backup is old, and too old. */
const backupAge = { old: 8, tooOld: 35 };

export async function examineBackups({ site, past }: Opened): Promise<readonly Finding[]> {
  const { config, clock, store } = site;
  if (typeof config.database !== 'string') {
    return [
      unseen(
        text`a site on a server is backed up by the server’s own tools, and its ledger does not hear of it`,
        text`See that they run: docs/postgresql.md, «Backups».`,
      ),
    ];
  }
  const made = past.get('backup-made');
  const todo = text`Run it every night and after each month: passerelle backup make <folder>`;
  if (made === undefined) {
    const empty = (await store.parcels({})).length === 0;
    const says = text`the ledger tells of no backup`;
    return [empty || config.mode === 'rehearsal' ? look(says, todo) : mend(says, todo)];
  }
  const days = legalDay(made).until(legalDay(clock.now()), { largestUnit: 'days' }).days;
  const says = text`the last backup that the ledger tells of was made ${days} days ago`;
  if (days > backupAge.tooOld && config.mode === 'real') return [mend(says, todo)];
  return [days > backupAge.old ? look(says, todo) : fine(says)];
}
