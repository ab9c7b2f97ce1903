/** What each recipient is to be told at a site, and the sending of it: all that is due, in one message. */

import { legalDay } from '../clock.ts';
import type { NoticesConfig } from '../config/site-config.ts';
import type { PartyId } from '../deliberations/clause.ts';
import { partyById, spokenName } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Expiry } from '../notices/expiry.ts';
import { noticesForOwn } from '../notices/for-own.ts';
import { noticesForParty } from '../notices/for-party.ts';
import { type Memory, nothingTold, noticesSent, readMemory } from '../notices/memory.ts';
import { messageOf, type Recipient, recipientMark, type Sender } from '../notices/message.ts';
import { dueOn, freshMarks, type Notice } from '../notices/notice.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';
import { missingAt, sunsetWarning } from './deadlines.ts';
import { expiriesAt } from './expiries.ts';
import { heldAgesAt } from './held.ts';

/** What became of a recipient in a run: `elsewhere`: another process of the site is about it. */
type Outcome = 'sent' | 'nothing-new' | 'told-already' | 'elsewhere' | 'failed';

/** A recipient with all that stands for it. */
export interface Standing {
  readonly recipient: Recipient;
  readonly notices: readonly Notice[];
  /** Marks of what it was not told so far. */
  readonly fresh: readonly string[];
  /** The day of the last message. */
  readonly lastDay: Temporal.PlainDate | null;
}

export interface NoticesRun {
  readonly recipient: Recipient;
  readonly outcome: Outcome;
  readonly notices: number;
  readonly problem: PasserelleError | undefined;
}

/** All recipients that are configured, and what stands for each; nothing after the last day. */
export async function standingNotices(site: Site): Promise<readonly Standing[]> {
  const { notices: config } = site.config;
  if (config === undefined) return [];
  const memories = await readMemory(site.store);
  const standing: Standing[] = [];
  for (const recipient of config.recipients) {
    const { told, lastDay } = memoryOf(site, memories, recipient);
    const notices = await noticesFor(site, recipient, config.remindAfter);
    standing.push({ recipient, notices, fresh: freshMarks(notices, told), lastDay });
  }
  return standing;
}

/**
 * Sends to each recipient that has something new, one message with all that stands. What the server has taken over is
 * told to the ledger; a crash in between sends it again under the same Message-ID. What fails is told, stops nothing,
 * and is tried again at the next run.
 */
export async function sendNotices(
  site: Site,
  log: Pick<Log, 'info' | 'warn'> | undefined,
  mailer: (config: NoticesConfig) => Promise<Mailer> = mailerOf,
): Promise<readonly NoticesRun[]> {
  const { notices: config } = site.config;
  if (config === undefined) return [];
  const runs: NoticesRun[] = [];
  for (const recipient of config.recipients) {
    const run = await sendTo(site, config, recipient, mailer);
    const { outcome, notices, problem } = run;
    const { party } = recipient;
    if (outcome === 'sent') log?.info('notices-sent', { party, notices });
    if (problem !== undefined) log?.warn('notices-not-sent', { party, error: problem });
    runs.push(run);
  }
  return runs;
}

async function sendTo(
  site: Site,
  config: NoticesConfig,
  recipient: Recipient,
  mailer: (config: NoticesConfig) => Promise<Mailer>,
): Promise<NoticesRun> {
  const { store, clock } = site;
  const done = (outcome: Outcome, notices = 0, problem?: PasserelleError) => ({
    recipient,
    outcome,
    notices,
    problem,
  });
  const sender = senderOf(site, config);
  const mark = recipientMark(sender, recipient.address);
  const now = clock.now();
  // Two processes in the same minute: one sends. Later ones read what that one wrote down.
  if (
    !(await store.claimRun(`notices ${mark}`, now.round({ smallestUnit: 'minute', roundingMode: 'floor' })))
  ) {
    return done('elsewhere');
  }
  const { told, lastDay } = memoryOf(site, await readMemory(store), recipient);
  const notices = await noticesFor(site, recipient, config.remindAfter);
  const fresh = freshMarks(notices, told);
  const occasion = { fresh, lastDay };
  const due = dueOn(notices, occasion, legalDay(now), config);
  if (due !== 'due') return done(due, notices.length);
  const message = messageOf(sender, recipient, notices, occasion, now);
  try {
    await (await mailer(config)).send(message);
  } catch (error) {
    if (error instanceof PasserelleError) return done('failed', notices.length, error);
    throw error;
  }
  const event = noticesSent({
    actor: site.config.site,
    party: recipient.party,
    recipient: mark,
    message: message.id,
    notices: notices.length,
    told: fresh,
  });
  await store.commit({ at: clock.now(), changes: [], events: [event] });
  return done('sent', notices.length);
}

/** `failed`, to be thrown when all else is done, if a recipient could not be told. */
export function firstProblem(runs: readonly NoticesRun[]): PasserelleError | undefined {
  return runs.find(({ problem }) => problem !== undefined)?.problem;
}

/** Throws `config-invalid` if nobody is to be told anything. */
export function requireNotices({ notices, file }: Site['config']): NoticesConfig {
  if (notices !== undefined) return notices;
  throw new PasserelleError('config-invalid', text`${file} names nobody who is sent notices`, {
    hint: text`Add a section [notices]: docs/notices.md shows one.`,
  });
}

export async function mailerOf(config: NoticesConfig, { login = true } = {}): Promise<Mailer> {
  const { smtpMailer } = await import('../adapters/mail-smtp.ts');
  const speaker = config.from.slice(config.from.lastIndexOf('@') + 1);
  return await smtpMailer(config.server, { speaker, login });
}

async function noticesFor(
  site: Site,
  { party, language }: Pick<Recipient, 'party' | 'language'>,
  remindAfter: number,
): Promise<readonly Notice[]> {
  const { config, deliberation, clock } = site;
  if (party !== config.site) return await noticesOf(site, party, remindAfter, await expiriesAt(site, party));
  // What is over cannot be mended any more.
  if (!(await site.guard.state()).open) return [];
  return noticesForOwn({
    site: config.site,
    today: legalDay(clock.now()),
    missing: await missingAt(site),
    held: await heldAgesAt(site),
    sunset: await sunsetWarning(site),
    expiries: await expiriesAt(site),
    nameOf(id) {
      const known = partyById(deliberation, id);
      return known === undefined ? id : spokenName(known, language);
    },
  });
}

/** What stands for a party that fetches here. */
export async function noticesOf(
  site: Pick<Site, 'deliberation' | 'guard' | 'clock' | 'store'>,
  party: PartyId,
  remindAfter: number,
  expiries: readonly Expiry[],
): Promise<readonly Notice[]> {
  const { deliberation, clock, store, guard } = site;
  if (!(await guard.state()).open) return [];
  return noticesForParty({
    deliberation,
    party,
    today: legalDay(clock.now()),
    remindAfter,
    parcels: await store.parcels({ direction: 'outbound', receiver: party }),
    sunset: await sunsetWarning(site),
    expiries,
  });
}

function senderOf({ config, deliberation }: Site, { from }: NoticesConfig): Sender {
  return { deliberation, site: config.site, mode: config.mode, from };
}

function memoryOf(
  { config, deliberation }: Site,
  memories: ReadonlyMap<string, Memory>,
  { address }: Recipient,
): Memory {
  const { site, mode } = config;
  return memories.get(recipientMark({ deliberation, site, mode }, address)) ?? nothingTold;
}
