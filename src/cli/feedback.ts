/** `passerelle feedback`: what the relay could not route and gave back, at the publisher. */

import type { Command } from 'commander';
import { openedPath } from '../collect/opened-files.ts';
import type { PublisherConfig } from '../config/site-config.ts';
import { type ReturnedView, returnedViews } from '../feedback/listing.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';
import { atPlace } from './at-site.ts';
import { say } from './language.ts';
import { type Columns, table } from './output.ts';

export function define(command: Command): void {
  command
    .addHelpText(
      'after',
      say`\nChildren are masked; their numbers stand in the opened files. The ledger is told.`,
    )
    .action(list);
}

const columns: Columns = [
  { heading: text`reference` },
  { heading: text`child` },
  { heading: text`change` },
  { heading: text`period` },
  { heading: text`reason` },
  { heading: text`opened file` },
];

function list(_options: object, command: Command): Promise<void> {
  return atPlace(command, ['publisher'], async (site, output) => {
    const views = await disclosedViews(site);
    const shown = views.map(({ feedback, ...view }) => ({ ...view, file: fileOf(site.config, feedback) }));
    output.result(shown, () =>
      shown.length === 0
        ? [text`Nothing was returned.`]
        : table(
            columns,
            shown.map(({ reference, child, operation, period, reason, file }) => [
              reference,
              child,
              operation,
              `${period.start} – ${period.end ?? ''}`.trimEnd(),
              reason,
              file,
            ]),
          ),
    );
  });
}

/** Who looks at records is written down before they are shown [A50]. */
async function disclosedViews({
  store,
  config,
  clock,
  vault,
}: Site<PublisherConfig>): Promise<readonly ReturnedView[]> {
  if ((await store.parcels({ direction: 'inbound' })).length === 0) return [];
  const views = await Array.fromAsync(returnedViews(store, await vault()));
  const event = { event: 'returns-listed', actor: config.site, details: { records: views.length } } as const;
  await store.commit({ at: clock.now(), changes: [], events: [event] });
  return views;
}

function fileOf({ collect }: PublisherConfig, feedback: ReturnedView['feedback']): string {
  return collect === undefined ? feedback.name : openedPath(collect.folder, feedback);
}
