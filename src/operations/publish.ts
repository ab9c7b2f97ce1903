/** What the publisher publishes, from its configuration and a file of evaluations. */

import { createReadStream } from 'node:fs';
import { legalDay } from '../clock.ts';
import type { PublisherConfig } from '../config/site-config.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { flowOf } from '../flows.ts';
import type { Mutation } from '../people/record.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import { disclosedBefore, type Published, publishMonth } from '../publish/publish.ts';
import { type Selection, selectChanges } from '../publish/select.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';

type PublishingSite = Site<PublisherConfig>;

/** What publishing the file would change. To be closed. Throws `evaluations-invalid`. */
export async function selectAt(site: PublishingSite, file: string): Promise<Selection> {
  return await select(site, file, disclosedBefore(site.store, await site.vault()));
}

/**
 * Publishes a month from the evaluations in `file`. `confirmedVolume`: the total of records of a month that is out
 * of proportion; `begun` is told when no secret is asked any more. Throws `evaluations-invalid`, `volume-unconfirmed`, `month-refused` or `channel-closed`, with
 * nothing published.
 */
export async function publishAt(
  site: PublishingSite,
  month: ReferenceMonth,
  file: string,
  confirmedVolume?: number,
  begun: () => void = () => {},
): Promise<Published> {
  const { config, store, deliberation, guard, clock } = site;
  const sealTo = await site.keyOf(latest(deliberation.relay).id);
  const signWith = await site.ownKey();
  const vault = await site.vault();
  begun();
  const frame = { store, vault, deliberation, guard, clock, mode: config.mode, signWith, sealTo };
  return await publishMonth({ ...frame, confirmedVolume }, month, (disclosed) =>
    select(site, file, disclosed),
  );
}

/** Holds the evaluations against what stands disclosed. */
function select(
  { config, deliberation, clock }: PublishingSite,
  file: string,
  disclosed: AsyncIterable<readonly Mutation[]>,
): Promise<Selection> {
  const options = { deliberation, mode: config.mode, today: legalDay(clock.now()) };
  return selectChanges({ disclosed, candidates: flowOf(deliberation).readExport(bytesOf(file), options) });
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file);
  } catch (cause) {
    throw new PasserelleError('evaluations-invalid', text`the evaluations cannot be read at ${file}`, {
      hint: text`Nothing was selected. Check the path.`,
      cause,
    });
  }
}
