/** Keys and enrolments of a site and of those it exchanges with, and the last day on which each serves. */

import { readFile } from 'node:fs/promises';
import { legalDay } from '../clock.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import type { Expiry } from '../notices/expiry.ts';
import type { Account } from '../ports/account.ts';
import type { Site } from '../site.ts';

/** Of a party, and of one account of it, or of all. */
interface Asked {
  readonly party?: PartyId | undefined;
  readonly account?: string | undefined;
}

export async function expiriesAt(
  { config, store, clock }: Pick<Site, 'config' | 'store' | 'clock'>,
  { party, account }: Asked = {},
): Promise<readonly Expiry[]> {
  const accounts = (await store.accounts()).filter(
    (each) => each.status === 'active' && (account === undefined || each.name === account),
  );
  const expiries = [...(await openpgpExpiries(config, clock.now(), party)), ...accounts.flatMap(ofAccount)];
  return party === undefined ? expiries : expiries.filter(({ whose }) => whose === party);
}

function ofAccount({ name, party: whose, certificates, terms }: Account): readonly Expiry[] {
  const cards = certificates.map(
    ({ key, notAfter }): Expiry => ({
      what: 'card',
      whose,
      subject: key.fingerprint,
      lastDay: legalDay(notAfter),
    }),
  );
  const { validUntil } = terms;
  return validUntil === null
    ? cards
    : [...cards, { what: 'enrolment', whose, subject: name, lastDay: validUntil }];
}

/** Of the public halves: a process with a gateway is kept from the private one. */
async function openpgpExpiries(
  { openpgp, site }: SiteConfig,
  at: Temporal.Instant,
  party: PartyId | undefined,
): Promise<readonly Expiry[]> {
  const halves = [[site, `${openpgp.privateKey}.pub`] as const, ...openpgp.correspondents];
  const expiries: Expiry[] = [];
  for (const [whose, file] of halves) {
    if (party !== undefined && whose !== party) continue;
    const until = await lastInstant(file, at);
    if (until === undefined || until === null) continue;
    const lastDay = legalDay(until.subtract({ milliseconds: 1 }));
    expiries.push({ what: 'openpgp-key', whose, subject: whose, lastDay });
  }
  return expiries;
}

/** `undefined`: there is no such key, or none that serves; who needs it is told so by the command that does. */
async function lastInstant(file: string, at: Temporal.Instant): Promise<Temporal.Instant | null | undefined> {
  const armored = await readFile(file, 'utf8').catch(() => undefined);
  if (armored === undefined) return undefined;
  const { keyValidity } = await import('../seal/validity.ts');
  try {
    return (await keyValidity(armored, at)).until;
  } catch (error) {
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}
