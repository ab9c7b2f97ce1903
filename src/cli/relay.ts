/** `passerelle relay`: fetches, routes, seals and delivers (n° 21/250 points 7, 12 and 25). */

import { type Command, Option } from 'commander';
import type { RelayConfig } from '../config/site-config.ts';
import { watchHeld } from '../operations/held.ts';
import { prepareRelay, relayAtOnce } from '../operations/relay.ts';
import type { RelayReport } from '../relay/relay.ts';
import type { RelayedMonth } from '../relay/stages.ts';
import type { Site } from '../site.ts';
import { joined, type Text, text } from '../words/text.ts';
import { whileOpen } from './at-site.ts';
import { say } from './language.ts';
import type { Output } from './output.ts';
import { raiseHeld } from './raise-held.ts';
import { wholeNumber } from './values.ts';

export function define(command: Command): void {
  command
    .option('--watch', say`stay, and relay by schedule; secrets are asked once and stay in memory`)
    .addOption(
      new Option('--confirm-volume <records>', say`confirm a month out of proportion, by its total`)
        .argParser(wholeNumber)
        .conflicts('watch'),
    )
    .action(({ watch, confirmVolume }: { watch?: true; confirmVolume?: number }, self: Command) =>
      watch === true ? whileOpen(self, ['relay'], relayBySchedule) : relayNow(self, confirmVolume),
    );
}

/** One run. Also what `held retry` does: held records are tried again at its end. */
export function relayNow(command: Command, confirmedVolume?: number): Promise<void> {
  return whileOpen(command, ['relay'], async (site, output) => {
    await relayAtOnce(site, confirmedVolume, async (run) => {
      output.progress(text`Fetching what is new…`);
      const report = await run(({ month }) => {
        output.note(text`Delivered ${month}`);
        output.progress(text`Fetching what is new…`);
      });
      tell(output, report);
    });
    raiseHeld(site, output, await watchHeld(site));
  });
}

async function relayBySchedule(site: Site<RelayConfig>, output: Output): Promise<void> {
  // Log and schedule take a while to load, which a single run need not wait for.
  const { watch } = await import('./watch.ts');
  const run = await prepareRelay(site);
  await watch(site, output, {
    name: 'relay',
    expression: ({ schedule }) => schedule.relay,
    ready: text`Relaying by schedule until stopped.`,
    purges: false,
    async run(log) {
      const { months, acknowledged, stillHeld } = await run((month) =>
        log.info('month-relayed', { ...month }),
      );
      log.info('relay-up-to-date', {
        months: months.length,
        acknowledged: acknowledged.length,
        stillHeld,
      });
      await watchHeld(site, log);
    },
  });
}

function tell(output: Output, { months, acknowledged, stillHeld }: RelayReport): void {
  const receipts = acknowledged.map(({ name }) => name);
  output.result({ months, acknowledged: receipts, stillHeld }, () => [
    ...(months.length === 0 ? [text`Nothing new.`] : months.map(lineOf)),
    ...receipts.map((name) => text`Receipt handed in for ${name}`),
    text`Held: ${stillHeld} records`,
  ]);
}

function lineOf({
  month,
  received,
  delivered,
  held,
  released,
  alreadyKnown,
  superseded,
  replaced,
}: RelayedMonth): Text {
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  const to = Object.entries(delivered).map(([insurer, count]) => text`${insurer}: ${count}`);
  const line = text`${month}: ${received} received, ${sum(delivered)} delivered (${to.length === 0 ? text`to nobody` : joined(to, ', ')}), ${sum(held)} held, ${released} released, ${alreadyKnown} already known, ${superseded} superseded`;
  return replaced === 0 ? line : text`${line}; ${replaced} known to the CIN under another number`;
}
