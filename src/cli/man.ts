/** `passerelle man`: the manual page, on the standard output. */

import type { Command } from 'commander';
import { legalDay, systemClock } from '../clock.ts';
import { outputOf } from './invocation.ts';
import { say } from './language.ts';
import { manPage } from './man-page.ts';
import { programOf, withAllDefined } from './tree.ts';
import { day } from './values.ts';

export function define(command: Command): void {
  command
    .option('--day <day>', say`day at its foot (default: today)`, day)
    .action(async ({ day: given }: { day?: Temporal.PlainDate }, self: Command) => {
      const program = await withAllDefined(programOf(self));
      const shownDay = given ?? legalDay(systemClock.now());
      outputOf(self).document(manPage({ program, day: shownDay }), { day: shownDay });
    });
}
