/** `passerelle publish`: selects, signs and seals a month, and puts it into the relay's tree (points 7, 25). */

import type { Command } from 'commander';
import { publishAt } from '../operations/publish.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import { text } from '../words/text.ts';
import { whileOpen } from './at-site.ts';
import { evaluationsFile } from './evaluations-file.ts';
import { say } from './language.ts';
import { month, wholeNumber } from './values.ts';

export function define(command: Command): void {
  command
    .argument('<month>', say`the reference month, YYYY-MM`, month)
    .argument('[evaluations]', say`CSV file of all evaluations that stand`)
    .option('--confirm-volume <records>', say`confirm a month out of proportion, by its total`, wholeNumber)
    .addHelpText('after', say`\nA month with nothing to report is published too. A month is published once.`)
    .action(publish);
}

function publish(
  reported: ReferenceMonth,
  named: string | undefined,
  { confirmVolume }: { confirmVolume?: number },
  command: Command,
): Promise<void> {
  return whileOpen(command, ['publisher'], async (site, output) => {
    const file = evaluationsFile(named, site.config);
    const { outcome, parcel } = await publishAt(site, reported, file, confirmVolume, () =>
      output.progress(text`Reading the evaluations, signing and sealing…`),
    );
    const { name, counts, digest, sequenceNumber } = parcel;
    output.result({ outcome, name, month: reported, sequenceNumber, counts, digest }, () => [
      outcome === 'published'
        ? text`Published ${name}`
        : text`${name} was published before; nothing was changed.`,
      text`${counts.new} new, ${counts.correction} corrections, ${counts.withdrawal} withdrawals`,
    ]);
  });
}
