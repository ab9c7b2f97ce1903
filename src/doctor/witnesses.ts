/** Whether the ledger is the one that others saw, and how fresh what is known of theirs is. */

import { type Clock, legalDay } from '../clock.ts';
import { incarnationOf, logNameOf } from '../ledger/log-name.ts';
import { endedState } from '../operations/sunset.ts';
import type { NotedCheckpoint } from '../ports/store.ts';
import { historyOf } from '../witness/own.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, look, mend, type Opened } from './check.ts';

/** Days without a meeting after which something is amiss: sites meet at each month. */
const longest = 45;

export async function examineWitnesses({ site }: Opened): Promise<readonly Finding[]> {
  const { config, store, deliberation, clock } = site;
  const { mode, site: party } = config;
  const lost = await historyOf({ store, deliberation, mode, party })();
  if (lost !== undefined) {
    return [
      mend(
        text`others hold ${lost.checkpoint.size} entries of this ledger, and it does not bear them out`,
        text`This is an older state of the site, or a changed one: restore the newest backup, or see docs/ledger.md, «After a restore».`,
      ),
    ];
  }
  if ((await endedState(site)) !== undefined) {
    return [fine(text`the ledger has all that others saw of it; sites meet no more`)];
  }
  const noted = (await store.checkpoints()).filter(({ note }) => note !== '');
  const parties = [party, ...config.ledger.correspondents.keys()].map((other) => ({
    other,
    last: noted.findLast(
      ({ origin }) => incarnationOf(logNameOf(deliberation, mode, other), origin) !== undefined,
    ),
  }));
  const findings = parties.flatMap(({ other, last }) =>
    last === undefined ? [] : [freshness(other === party, other, last, clock)],
  );
  const unknown = parties.filter(({ last }) => last === undefined).map(({ other }) => other);
  if (unknown.length > 0) {
    findings.push(
      look(
        text`no checkpoint is known yet of ${unknown.join(', ')}`,
        text`It comes with the first meeting at the gateway; see docs/ledger.md.`,
      ),
    );
  }
  return findings;
}

function freshness(own: boolean, party: string, { size, at }: NotedCheckpoint, clock: Clock): Finding {
  const { days } = legalDay(at).until(legalDay(clock.now()), { largestUnit: 'days' });
  const says = own
    ? text`of our own ledger others hold ${size} entries, told ${days} days ago`
    : text`of the ledger of ${party} we hold ${size} entries, told ${days} days ago`;
  if (days <= longest) return fine(says);
  return look(
    says,
    text`Sites meet at each month: see whether anything was fetched, and ask the other side.`,
  );
}
