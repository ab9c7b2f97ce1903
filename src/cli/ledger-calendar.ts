/** `passerelle ledger calendar`: until when the entries must be kept, and what that means. */

import type { Command } from 'commander';
import { legalDay } from '../clock.ts';
import { loggedYears } from '../ledger/keeping.ts';
import { text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import { table } from './output.ts';

export function define(command: Command): void {
  command
    .command('calendar')
    .description(say`list until when the entries must be kept, by the year in which they were written`)
    .action(calendar);
}

function calendar(_options: object, command: Command): Promise<void> {
  return atSite(command, async ({ store, deliberation, clock }, output) => {
    const years = await loggedYears(store.entries(0), deliberation, legalDay(clock.now()));
    output.result(years, () =>
      table(
        [
          { heading: text`written in` },
          { heading: text`entries` },
          { heading: text`the first kept until` },
          { heading: text`the last kept until` },
          { heading: text`over`, align: 'right' },
        ],
        years.map(({ year, first, last, keptFrom, keptThrough, over }) => [
          String(year),
          `${first}–${last}`,
          keptFrom.toString(),
          keptThrough.toString(),
          String(over),
        ]),
      ),
    );
    const over = years.reduce((sum, year) => sum + year.over, 0);
    const { points } = deliberation.logRetention;
    const end = years.at(-1)?.keptThrough;
    if (over > 0) {
      output.note(
        text`The time of ${over} entries is over (points ${points}). The next purge prunes them, unless a month that is kept still needs them: see docs/ledger.md, «How long it is kept».`,
      );
    }
    if (end !== undefined) {
      output.note(
        text`If nothing more is written, database and backups may be destroyed whole after ${end}.`,
      );
    }
  });
}
