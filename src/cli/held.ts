/** `passerelle held`: records for which the CIN did not name exactly one insurer (n° 21/250 point 25). */

import type { Command } from 'commander';
import { legalDay } from '../clock.ts';
import { parcelBlock } from '../parcels/read.ts';
import { maskSsin } from '../people/ssin.ts';
import type { HeldRecord, Parcel } from '../ports/parcel.ts';
import type { Mutation } from '../raised-scores/record.ts';
import type { Site } from '../site.ts';
import { atSite } from './at-site.ts';
import { type Columns, table } from './output.ts';
import { relayNow } from './relay.ts';

export function define(command: Command): void {
  command.command('list').description('list them by month; children are masked').action(list);
  command
    .command('retry')
    .description('ask again for their insurer, and relay what is new: the same as «relay»')
    .action((_options: object, self: Command) => relayNow(self));
}

/** A held record as an operator may see it. */
interface HeldView {
  readonly month: string;
  readonly since: string;
  readonly operation: string;
  readonly reason: string;
  /** Birth year and check digits. */
  readonly child: string;
  readonly period: string;
}

const columns: Columns = [
  { heading: 'month' },
  { heading: 'held since' },
  { heading: 'change' },
  { heading: 'reason' },
  { heading: 'child' },
  { heading: 'period' },
];

function list(_options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const views = (await site.store.heldCount()) === 0 ? [] : await viewsOf(site);
    output.result(views, () =>
      views.length === 0
        ? ['No record is held.']
        : table(
            columns,
            views.map(({ month, since, operation, reason, child, period }) => [
              month,
              since,
              operation,
              reason,
              child,
              period,
            ]),
          ),
    );
  });
}

async function viewsOf(site: Site): Promise<readonly HeldView[]> {
  const { store } = site;
  const vault = await site.vault();
  const keys = new Map((await store.dataKeys()).map((stored) => [stored.id, stored]));
  const views: HeldView[] = [];
  for (const parcel of await store.parcels({ direction: 'inbound' })) {
    const stored = keys.get(parcel.dataKey);
    if (stored === undefined) continue;
    const key = vault.openDataKey(stored);
    for await (const { block, records } of store.heldOf(parcel.id)) {
      const mutations = await parcelBlock(store, key, parcel.id, block);
      for (const record of records) views.push(...viewOf(parcel, record, mutations[record.slot]));
    }
  }
  return views;
}

function viewOf({ month }: Parcel, { operation, reason, since }: HeldRecord, mutation: Mutation | undefined) {
  if (mutation === undefined) return [];
  const { ssin, period } = mutation.record;
  const view: HeldView = {
    month,
    since: legalDay(since).toString(),
    operation,
    reason,
    child: maskSsin(ssin),
    period: `${period.start} – ${period.end ?? ''}`.trimEnd(),
  };
  return [view];
}
