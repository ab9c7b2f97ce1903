/** `passerelle collect`: fetches what lies ready at the relay, opens it into a folder, hands in receipts. */

import type { Command } from 'commander';
import { openedPath } from '../collect/opened-files.ts';
import {
  type CollectingSite,
  type Collection,
  collectAtOnce,
  prepareCollection,
} from '../operations/collect.ts';
import { requireSection } from '../operations/intake.ts';
import { total } from '../people/operation.ts';
import type { Parcel } from '../ports/parcel.ts';
import { text } from '../words/text.ts';
import { whileOpen } from './at-site.ts';
import { say } from './language.ts';
import type { Output } from './output.ts';

export function define(command: Command): void {
  command
    .option('--watch', say`stay, collect and purge by schedule; secrets are asked once and stay in memory`)
    .action(({ watch }: { watch?: true }, self: Command) =>
      whileOpen(self, ['publisher', 'recipient'], watch === true ? collectBySchedule : collectNow),
    );
}

function collectNow(site: CollectingSite, output: Output): Promise<void> {
  return collectAtOnce(site, (run) => runOnce(site, run, output));
}

async function runOnce(site: CollectingSite, run: Collection, output: Output): Promise<void> {
  output.progress(text`Fetching what is new…`);
  const { collected, acknowledged } = await run((parcel) => {
    output.note(text`Opened ${parcel.name}`);
    output.progress(text`Fetching what is new…`);
  });
  const { folder } = requireSection(site.config, 'collect', site.config.collect);
  const files = collected.map((parcel) => ({
    name: parcel.name,
    month: parcel.month,
    counts: parcel.counts,
    file: openedPath(folder, parcel),
  }));
  const receipts = acknowledged.map(({ name }) => name);
  output.result({ collected: files, acknowledged: receipts }, () => [
    ...(files.length === 0 ? [text`Nothing new.`] : []),
    ...files.map(({ file, month, counts }) => text`${month}: ${total(counts)} records in ${file}`),
    ...receipts.map((name) => text`Receipt handed in for ${name}`),
  ]);
}

async function collectBySchedule(site: CollectingSite, output: Output): Promise<void> {
  // Log and schedule take a while to load, which a single run need not wait for.
  const { watch } = await import('./watch.ts');
  const run = await prepareCollection(site);
  await watch(site, output, {
    name: 'collect',
    expression: ({ schedule }) => schedule.collect,
    ready: text`Collecting by schedule until stopped.`,
    purges: true,
    async run(log) {
      const opened = ({ name, counts }: Parcel) => log.info('parcel-opened', { parcel: name, ...counts });
      const { collected, acknowledged } = await run(opened);
      log.info('collect-up-to-date', { collected: collected.length, acknowledged: acknowledged.length });
    },
  });
}
