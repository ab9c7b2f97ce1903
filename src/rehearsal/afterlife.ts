/** What remains when the channel has ended: refused logins, the purge six years later, and the ledger's proof. */

import path from 'node:path';
import { writeNewFile } from '../cli/new-file.ts';
import { legalTimeZone, startOfLegalDay } from '../clock.ts';
import { latest } from '../deliberations/rules.ts';
import { type ErrorCode, hasCode, PasserelleError } from '../errors.ts';
import { verifyLedger } from '../ledger/verify.ts';
import { closureDocument } from '../operations/closure.ts';
import { requireSection, transportOf } from '../operations/intake.ts';
import { prepareRelay } from '../operations/relay.ts';
import { runRetention } from '../operations/retention.ts';
import { languages } from '../words/language.ts';
import { type Text, text } from '../words/text.ts';
import type { RehearsedSite, World } from './world.ts';

/** The first instant after the last legal day. */
export function sunsetOf({ deliberation }: World): Temporal.Instant {
  return startOfLegalDay(Temporal.PlainDate.from(latest(deliberation.lastDay)).add({ days: 1 }));
}

/** Tries the channel after its end. Throws `internal` if anything still moves or anybody still gets in. */
export async function tryAfterSunset({ relay: { site } }: World): Promise<void> {
  await mustRefuse(text`the relay`, 'channel-closed', async () => (await prepareRelay(site))());
  const upstream = requireSection(site.config, 'upstream', site.config.upstream);
  const transport = await transportOf(site, upstream);
  await mustRefuse(text`a login at the gateway`, 'login-refused', async () =>
    (await transport.open()).close(),
  );
}

async function mustRefuse(what: Text, code: ErrorCode, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    if (hasCode(error, code)) return;
    throw error;
  }
  throw new PasserelleError('internal', text`${what} was not refused after the last legal day`);
}

/** The relay's closure report, to be read in each language, and signed; gives the files. */
export async function writeClosureReports({ relay: { site }, folder }: World): Promise<readonly string[]> {
  const documents = [
    ...languages.map((language) => ({ format: 'html', language, end: `${language}.html` }) as const),
    { format: 'json', language: 'en', end: 'json' } as const,
  ];
  const files: string[] = [];
  for (const { end, ...asked } of documents) {
    const file = path.join(folder, `closure-report.${end}`);
    await writeNewFile(file, (await closureDocument(site, asked)).text);
    files.push(file);
  }
  return files;
}

/** A purge over all sites. */
export interface PurgedSites {
  readonly on: Temporal.PlainDate;
  /** Data keys destroyed: one for each month published or received. */
  readonly keys: number;
  readonly records: number;
  /** Data keys that are not due yet. */
  readonly left: number;
}

/** Runs the purge at every site on the morning of `day`. */
export async function purgeOn(world: World, day: Temporal.PlainDate): Promise<PurgedSites> {
  world.clock.moveTo(day.toZonedDateTime({ timeZone: legalTimeZone, plainTime: '09:00' }).toInstant());
  let keys = 0;
  let records = 0;
  let left = 0;
  for (const { site } of sitesOf(world)) {
    const { purged } = await runRetention(site);
    keys += purged.length;
    records += purged.reduce((sum, { records: count }) => sum + count, 0);
    left += (await site.store.dataKeys()).filter((key) => key.destroyedAt === null).length;
  }
  return { on: day, keys, records, left };
}

export interface VerifiedLedger {
  readonly party: string;
  readonly entries: number;
}

/** Verifies the ledger of every site. Throws `ledger-broken`. */
export async function verifyLedgers(world: World): Promise<readonly VerifiedLedger[]> {
  const verified: VerifiedLedger[] = [];
  for (const { party, site } of sitesOf(world)) {
    const verdict = await verifyLedger(
      site.store.entries(0),
      await site.store.head(),
      undefined,
      site.store.subtrees,
    );
    if (!verdict.ok) {
      throw new PasserelleError(
        'ledger-broken',
        text`the ledger of ${party} is broken at entry ${verdict.sequence}: ${verdict.problem}`,
      );
    }
    verified.push({ party, entries: verdict.size });
  }
  return verified;
}

/** All sites: publisher, relay, then the insurers. */
export function sitesOf(world: World): readonly RehearsedSite[] {
  return [world.publisher, world.relay, ...world.insurers];
}
