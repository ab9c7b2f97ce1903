/** `passerelle status`: where the channel, the months and the ledger stand. Needs no secret. */

import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { legalDay } from '../clock.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { type ChannelState, latest } from '../deliberations/rules.ts';
import { missingAt, missingSentence, overdueProblem, sunsetWarning } from '../operations/deadlines.ts';
import { heldAgesAt } from '../operations/held.ts';
import { total } from '../people/operation.ts';
import type { Parcel } from '../ports/parcel.ts';
import { isInForce } from '../retention/holds.ts';
import type { SecretSource } from '../secrets/secret.ts';
import type { Site } from '../site.ts';
import { closedSentence } from '../sunset/guard.ts';
import { pointsInWords } from '../words/deliberation.ts';
import { joined, type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { gridLines, gridOf, lastSequences } from './month-grid.ts';
import type { Output } from './output.ts';
import { raiseHeld } from './raise-held.ts';

export function define(command: Command): void {
  command.action((_options, self: Command) => atSite(self, show));
}

async function show(site: Site, output: Output): Promise<void> {
  const { config, store, deliberation } = site;
  const channel = await site.guard.state();
  const now = site.clock.now();
  const daysLeft = channel.open ? legalDay(now).until(channel.lastDay).days + 1 : 0;
  const parcels = await store.parcels({});
  const months = gridOf(parcels);
  const sequences = lastSequences(parcels);
  const held = await store.heldCount();
  const ages = await heldAgesAt(site);
  const overdue = await missingAt(site);
  const sunset = await sunsetWarning(site);
  const returned = parcels.filter(isFeedback(site)).reduce((sum, { counts }) => sum + total(counts), 0);
  const legalHolds = (await store.holds()).filter((hold) => isInForce(hold, legalDay(now)));
  const { size, hash, at } = await store.head();
  const checkpoints = (await store.checkpoints())
    .filter(({ note }) => note !== '')
    .map(({ origin, size: entries, at: since }) => ({ origin, entries, since }));
  const missing = missingFiles(config);

  output.result(
    {
      site: config.site,
      place: config.place,
      mode: config.mode,
      deliberation: deliberation.number,
      now,
      channel,
      daysLeft,
      months,
      sequences,
      held,
      heldBeyond: ages?.beyond ?? [],
      returned,
      overdue: overdue.map((missing) => ({ ...missing, due: missing.due.toString() })),
      sunsetWithin: sunset?.within ?? null,
      legalHolds,
      ledger: { size, hash, at },
      checkpoints,
      missing,
    },
    function* () {
      const whose = text`site of ${config.site}, deliberation n° ${deliberation.number}`;
      yield config.mode === 'rehearsal' ? text`REHEARSAL, ${whose}` : whose;
      yield channelLine(site, channel, daysLeft);
      yield at === null
        ? text`Ledger: ${size} entries, head ${size}:${hash}`
        : text`Ledger: ${size} entries, head ${size}:${hash} of ${at}`;
      for (const { origin, entries, since } of checkpoints) {
        yield text`Checkpoint of ${origin}: ${entries} entries, since ${since}`;
      }
      if (config.place === 'relay') yield text`Held: ${held} records; returned to the publisher: ${returned}`;
      if (config.place === 'publisher') yield text`Returned by the relay: ${returned} records`;
      for (const { month, until, placedBy, confirmedBy } of legalHolds) {
        yield text`Kept from the purge: ${month} until ${until}, by ${placedBy} and ${confirmedBy ?? ''}`;
      }
      for (const missed of overdue) yield missingSentence(missed);
      for (const file of missing) yield text`Not there yet: ${file}`;
      if (months.length === 0) {
        yield text`No month has passed through this site yet.`;
        return;
      }
      const last = sequences.map(({ direction, party, sequenceNumber }) =>
        direction === 'inbound' ? text`from ${party} ${sequenceNumber}` : text`to ${party} ${sequenceNumber}`,
      );
      yield text`Last sequence numbers: ${joined(last, ', ')}`;
      yield '';
      yield text`Parcels by month, as parcels/collected/receipted:`;
      yield* gridLines(months);
    },
  );
  if (sunset !== undefined) {
    output.note(text`Note: the channel ends after ${sunset.lastDay}, within ${sunset.within} days.`);
  }
  raiseHeld(site, output, ages);
  const problem = overdueProblem(overdue);
  if (problem !== undefined) throw problem;
}

/** Whether a parcel gives records back to the publisher. */
function isFeedback({ deliberation }: Site) {
  const publisher = latest(deliberation.publisher).id;
  return ({ receiver }: Parcel) => receiver === publisher;
}

function channelLine({ deliberation }: Site, channel: ChannelState, daysLeft: number): Text {
  if (!channel.open) return closedSentence(deliberation, channel);
  const left = daysLeft === 1 ? text`today is the last day` : text`${daysLeft} days left, today included`;
  return text`The channel is open until ${channel.lastDay} (points ${pointsInWords(deliberation.lastDay.points)}): ${left}.`;
}

/** Files that the configuration names and that have still to be made or received. */
function missingFiles(config: SiteConfig): readonly string[] {
  const named = [
    config.place === 'recipient' ? undefined : config.gateway.hostKey,
    config.openpgp.privateKey,
    ...config.openpgp.correspondents.values(),
    config.ledger.key,
    ...config.ledger.correspondents.values(),
    config.upstream?.key,
    ...[config.masterKey, config.openpgp.passphrase, config.upstream?.password, config.upstream?.totp].map(
      fileOf,
    ),
    config.place === 'relay' && config.affiliation !== undefined && 'extract' in config.affiliation
      ? config.affiliation.extract
      : undefined,
  ];
  return named.filter((file) => file !== undefined).filter((file) => !existsSync(file));
}

function fileOf(source: SecretSource | undefined): string | undefined {
  return typeof source === 'object' && 'file' in source ? source.file : undefined;
}
