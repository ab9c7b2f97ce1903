/** `passerelle purge`: destroys what may not be kept any longer (n° 21/250 points 12 and 24). */

import type { Command } from 'commander';
import { legalDay } from '../clock.ts';
import { PasserelleError } from '../errors.ts';
import { runRetention } from '../operations/retention.ts';
import { purgeCalendar, stillRunning } from '../retention/calendar.ts';
import { type HeldDate, withHolds } from '../retention/holds.ts';
import { type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import { type Columns, type Output, table } from './output.ts';
import * as certificates from './purge-certificate.ts';

export function define(command: Command): void {
  command
    .option('--dry-run', say`show what is due, and leave it`)
    .addHelpText(
      'after',
      say`\nIt also takes collected parcels off the gateway once their time there is over.`,
    )
    .action(purge);
  command
    .command('calendar')
    .description(say`list until when each month is kept, and what will go while its period still runs`)
    .action(calendar);
  certificates.define(command);
}

function purge({ dryRun }: { dryRun?: true }, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    if (dryRun === true) {
      const today = legalDay(site.clock.now());
      const dates = await purgeCalendar(site.store, site.deliberation);
      const due = dates.filter(({ lastDay }) => Temporal.PlainDate.compare(today, lastDay) > 0);
      showDates(output, await withHolds(site.store, due, today), text`Nothing is due.`);
      return;
    }
    const { purged, waiting, removed, pruned } = await runRetention(site);
    const names = removed.map(({ name }) => name);
    const log = pruned && { ...pruned, seen: Object.fromEntries(pruned.seen), months: [...pruned.months] };
    output.result({ purged, waiting, removedFromGateway: names, pruned: log ?? null }, () => [
      ...purged.map(
        ({ month, received, records }) => text`Purged ${month}, received on ${received}: ${records} records.`,
      ),
      ...names.map((name) => text`Taken off the gateway: ${name}`),
      ...(pruned === undefined
        ? []
        : [
            text`Pruned the ledger: entries ${pruned.from} to ${pruned.entries - 1}, the last written on ${pruned.written} (points ${pruned.points}).`,
          ]),
      ...(purged.length + waiting.length + names.length === 0 && pruned === undefined
        ? [text`Nothing is due.`]
        : []),
    ]);
    if (waiting.length > 0) {
      throw new PasserelleError(
        'overdue',
        text`the purge of ${waiting.map(({ month }) => month).join(', ')} waits: this site was put back to an older state`,
        {
          hint: text`Legal holds placed since may be missing. If none is: passerelle ledger acknowledge-restore ${site.config.site} --reason "…"`,
        },
      );
    }
    if (pruned !== undefined && pruned.backups.length > 0) {
      output.note(
        text`These backups still hold what was pruned; note their end with «backup destroyed»: ${pruned.backups.join(', ')}`,
      );
    }
  });
}

function calendar(_options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const { store, deliberation } = site;
    const dates = await purgeCalendar(store, deliberation);
    if (dates.length > 0) {
      const today = legalDay(site.clock.now());
      for (const warning of await stillRunning({ store, deliberation, vault: await site.vault() }, today)) {
        const { records, month, lastDay } = warning;
        output.note(
          text`Note: ${records} records of ${month} go after ${lastDay} while their period still runs.`,
        );
      }
    }
    showDates(output, await withHolds(store, dates, legalDay(site.clock.now())), text`Nothing is kept.`);
  });
}

const columns: Columns = [
  { heading: text`month` },
  { heading: text`received` },
  { heading: text`kept until` },
  { heading: text`held until` },
];

function showDates(output: Output, dates: readonly HeldDate[], none: Text): void {
  output.result(dates, () =>
    dates.length === 0
      ? [none]
      : table(
          columns,
          dates.map(({ month, received, lastDay, heldUntil }) => [
            month,
            received.toString(),
            lastDay.toString(),
            heldUntil?.toString() ?? '',
          ]),
        ),
  );
}
