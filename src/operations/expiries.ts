/** Keys and enrolments of a site and of those it exchanges with, and the last day on which each serves. */

import { readFile } from 'node:fs/promises';
import { legalDay } from '../clock.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { PartyId } from '../deliberations/clause.ts';
import { PasserelleError } from '../errors.ts';
import type { Expiry } from '../notices/expiry.ts';
import type { Account } from '../ports/account.ts';
import type { Site } from '../site.ts';

/** Of the site and of all that it exchanges with, or of one party. */
export async function expiriesAt(
  { config, store, clock }: Pick<Site, 'config' | 'store' | 'clock'>,
  party?: PartyId,
): Promise<readonly Expiry[]> {
  const active = (await store.accounts()).filter(({ status }) => status === 'active');
  const expiries = [
    ...(await openpgpExpiries(config, clock.now(), party)),
    ...active.flatMap(accountExpiries),
  ];
  return party === undefined ? expiries : expiries.filter(({ whose }) => whose === party);
}

/** Of the cards by which the account logs in, and of itself. */
export function accountExpiries({ name, party: whose, certificates, terms }: Account): readonly Expiry[] {
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
export async function openpgpExpiries(
  { openpgp, site }: SiteConfig,
  at: Temporal.Instant,
  party?: PartyId,
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
