/** The closing summary of a rehearsal, in figures. */

import path from 'node:path';
import { table } from '../cli/output.ts';
import { total } from '../people/operation.ts';
import { say } from '../words/operator.ts';
import { text } from '../words/text.ts';
import type { Rehearsed } from './rehearse.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** The summary as lines for people, or as one line of JSON. */
export function summaryLines(world: World, scenario: Scenario, rehearsed: Rehearsed, json: boolean): string {
  const { months, purges, closureReports, ledgers } = rehearsed;
  const sum = (figure: (month: (typeof months)[number]) => number) =>
    months.reduce((whole, month) => whole + figure(month), 0);
  const totals = {
    children: scenario.children.length,
    published: sum(({ published }) => total(published)),
    delivered: sum(({ delivered }) => delivered),
    held: sum(({ held }) => held),
    released: sum(({ released }) => released),
    returned: sum(({ returned }) => returned),
    collected: sum(({ collected }) => collected),
    receipts: sum(({ receipts }) => receipts),
  };
  if (json)
    return `${JSON.stringify({ folder: world.folder, totals, months, purges, closureReports, ledgers })}\n`;

  const figures = table(
    [
      { heading: text`month` },
      ...[
        text`new`,
        text`corrected`,
        text`withdrawn`,
        text`delivered`,
        text`held`,
        text`released`,
        text`returned`,
        text`collected`,
        text`receipts`,
      ].map((heading) => ({ heading, align: 'right' as const })),
    ],
    months.map(({ month, published, delivered, held, released, returned, collected, receipts }) => [
      month,
      ...[
        published.new,
        published.correction,
        published.withdrawal,
        delivered,
        held,
        released,
        returned,
        collected,
        receipts,
      ].map(String),
    ]),
  );
  return [
    '',
    say`REHEARSAL of deliberation n° ${world.deliberation.number}: ${totals.children} invented children`,
    '',
    ...Array.from(figures, (line) => say(line)),
    '',
    say`Published ${totals.published} = delivered ${totals.delivered} + returned ${totals.returned} + still held ${totals.held - totals.released - totals.returned}; collected by the insurers: ${totals.collected}`,
    ...purges.map(
      ({ on, keys, records, left }) =>
        say`Purged on ${on}: ${keys} data keys with ${records} records, over all sites; ${left} keys left`,
    ),
    say`Ledgers verified: ${ledgers.map(({ party, entries }) => `${party} ${entries}`).join(', ')} entries`,
    '',
    ...(closureReports.length === 0 ? [] : [say`Closure report of the relay, for the committee (point 27):`]),
    ...closureReports.map((file) => `  ${file}`),
    '',
    say`Look into it:`,
    `  ls -R ${world.folder}`,
    `  npm run passerelle -- status --rehearsal --config ${path.join(world.relay.paths.site, 'passerelle.toml')}`,
    `  npm run passerelle -- ledger list --rehearsal --config ${path.join(world.publisher.paths.site, 'passerelle.toml')}`,
    say`  npm start -- --stay    keeps both gateways up for your own sftp client`,
    '',
  ].join('\n');
}
