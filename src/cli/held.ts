/** `passerelle held`: records for which the CIN did not name exactly one insurer (n° 21/250 point 25). */

import type { Command } from 'commander';
import { legalDay } from '../clock.ts';
import { deliberations } from '../deliberations/index.ts';
import { latest } from '../deliberations/rules.ts';
import { formatReference, type RecordReference } from '../feedback/reference.ts';
import { ageBands, type HeldFigures, type HeldView, heldFigures, heldViews } from '../held/listing.ts';
import { returnAt } from '../operations/returns.ts';
import { total } from '../people/operation.ts';
import type { Site } from '../site.ts';
import { type Text, text } from '../words/text.ts';
import { atSite, whileOpen } from './at-site.ts';
import { say } from './language.ts';
import { type Columns, table } from './output.ts';
import { relayNow } from './relay.ts';
import { reference } from './values.ts';

export function define(command: Command): void {
  command
    .command('list', { isDefault: true })
    .description(say`count them by reason and age (the default); also after the last day`)
    .option('--records', say`and list each of them; children are masked, and the ledger is told`)
    .action(list);
  command
    .command('retry')
    .description(say`ask again for their insurer, and relay what is new: the same as «relay»`)
    .action((_options: object, self: Command) => relayNow(self));
  command
    .command('return')
    .description(say`give records back to the publisher in a signed feedback file`)
    .argument('<reference...>', say`the records, as «held --records» names them: 2022-03/7`, references)
    .requiredOption('--reason <reason>', say`why; it must hold for each of them`)
    .addHelpText('after', reasonsHelp)
    .action(giveBack);
}

/** Commander gives each value with those before it. */
function references(text: string, before: readonly RecordReference[] = []): readonly RecordReference[] {
  return [...before, reference(text)];
}

function reasonsHelp(): string {
  const lines = deliberations.flatMap(({ number, returns }) => [
    text`\nReasons of deliberation n° ${number}:`,
    ...Object.entries(latest(returns).reasons).map(([code, { says }]) => `  ${code.padEnd(26)} ${says}`),
  ]);
  return lines.join('\n');
}

function list({ records }: { records?: true }, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const { store, deliberation } = site;
    const asked = { store, deliberation, today: legalDay(site.clock.now()) };
    const bands = ageBands(deliberation);
    const figures = await heldFigures(asked);
    const held = figures.reduce((sum, { byAge }) => sum + sumOf(byAge), 0);
    const views = records === true && held > 0 ? await disclosedViews(site, asked) : [];
    const shown = { held, bands, reasons: figures, ...(records === true && { records: views }) };
    output.result(shown, function* () {
      if (held === 0) {
        yield text`No record is held.`;
        return;
      }
      yield* figureLines(bands, figures);
      if (views.length > 0) yield* ['', ...table(columns, views.map(cellsOf))];
    });
  });
}

/** Who looks at records is written down before they are shown [A50]. */
async function disclosedViews(
  site: Site,
  asked: Parameters<typeof heldViews>[0],
): Promise<readonly HeldView[]> {
  const views = await Array.fromAsync(heldViews(asked, await site.vault()));
  const event = {
    event: 'held-listed',
    actor: site.config.site,
    details: { records: views.length },
  } as const;
  await site.store.commit({ at: site.clock.now(), changes: [], events: [event] });
  return views;
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

function figureLines(bands: readonly Text[], figures: readonly HeldFigures[]): Iterable<Text> {
  const numbers = [...bands, text`in all`].map((heading) => ({ heading, align: 'right' as const }));
  return table(
    [{ heading: text`reason` }, ...numbers],
    figures.map(({ reason, byAge }) => [reason, ...byAge.map(String), String(sumOf(byAge))]),
  );
}

const columns: Columns = [
  { heading: text`reference` },
  { heading: text`child` },
  { heading: text`change` },
  { heading: text`period` },
  { heading: text`reason` },
  { heading: text`held since` },
  { heading: text`days`, align: 'right' },
  { heading: text`tries`, align: 'right' },
];

function cellsOf(view: HeldView): readonly string[] {
  const { start, end } = view.period;
  const period = `${start} – ${end ?? ''}`.trimEnd();
  const { reference: named, child, operation, reason, since, age, tries } = view;
  return [named, child, operation, period, reason, since.toString(), String(age), String(tries)];
}

function giveBack(
  named: readonly RecordReference[],
  { reason }: { reason: string },
  command: Command,
): Promise<void> {
  return whileOpen(command, ['relay'], async (site, output) => {
    const parcels = await returnAt(site, named, reason);
    const files = parcels.map(({ name, month, counts }) => ({ name, month, records: total(counts) }));
    output.result({ reason, returned: named.map(formatReference), files }, () =>
      files.map(({ name, records }) => text`Returned ${records} records in ${name}`),
    );
    output.note(
      text`The publisher finds the file in its own tree here, and learns of it by: passerelle collect`,
    );
  });
}
