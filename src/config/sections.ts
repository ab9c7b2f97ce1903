/** The sections of passerelle.toml, each with what the deliberation has to say about it. */

import * as z from 'zod';
import type { Deliberation, FactorKind, PartyId } from '../deliberations/clause.ts';
import { kindsSuffice, latest, partiesOf } from '../deliberations/rules.ts';
import { kindsInWords, pointsInWords } from '../words/deliberation.ts';
import { text } from '../words/text.ts';
import {
  accountName,
  anySecret,
  cron,
  day,
  dayCount,
  days,
  filePath,
  fingerprint,
  host,
  port,
  privateFile,
  serviceAddress,
  storedSecret,
} from './fields.ts';
import { problem } from './problem-words.ts';
import type { AffiliationServiceConfig, UpstreamConfig } from './site-config.ts';

/** What the form of the file depends on. */
export interface SchemaContext {
  readonly deliberation: Deliberation;
  /** The party whose site it is; `undefined` while the file does not say so soundly. */
  readonly site: PartyId | undefined;
  /** The absolute path of the file; paths in it are relative to its folder. */
  readonly file: string;
}

export function database({ file }: SchemaContext) {
  return filePath(file);
}

export function masterKey({ file }: SchemaContext) {
  return storedSecret(file);
}

export function retention({ deliberation }: SchemaContext) {
  const byDefault = Temporal.Duration.from(latest(deliberation.transit).duration);
  return z
    .strictObject({ transit_days: days.default(byDefault) })
    .prefault({})
    .transform(({ transit_days }) => transit_days);
}

/** The parties to or from which a site sends sealed files; all of them while the site is unknown. */
export function correspondentsOf(deliberation: Deliberation, site: PartyId | undefined): readonly PartyId[] {
  const relay = latest(deliberation.relay).id;
  const all = partiesOf(deliberation).map(({ id }) => id);
  if (site === undefined) return all;
  return site === relay ? all.filter((id) => id !== relay) : [relay];
}

export function upstream({ deliberation, file }: SchemaContext) {
  const kinds = kindsInWords(latest(deliberation.factorKinds), text`nothing`);
  return z
    .strictObject({
      host,
      port: port(1),
      host_key_fingerprint: fingerprint,
      next_host_key_fingerprint: fingerprint.optional(),
      user: accountName,
      key: privateFile(file).optional(),
      password: anySecret(file).optional(),
      totp: anySecret(file).optional(),
    })
    .refine((section) => kindsSuffice(deliberation, kindsOf(section)), {
      // Not before it is said: to list things in a language costs ICU 10 ms.
      error: () => problem(text`must prove ${kinds}: a password, and a key or totp`),
      // Said together with what is wrong inside the section, not after it.
      when: ({ value }) => typeof value === 'object' && value !== null,
    })
    .transform(
      ({
        host_key_fingerprint,
        next_host_key_fingerprint,
        key,
        password,
        totp,
        ...rest
      }): UpstreamConfig => ({
        ...rest,
        hostKeyFingerprint: host_key_fingerprint,
        nextHostKeyFingerprint: next_host_key_fingerprint,
        key,
        password,
        totp,
      }),
    )
    .optional();
}

/** Which kinds of factor a login with these keys proves. */
function kindsOf(section: { key?: unknown; password?: unknown; totp?: unknown }): ReadonlySet<FactorKind> {
  const kinds = new Set<FactorKind>();
  if (section.key !== undefined || section.totp !== undefined) kinds.add('possession');
  if (section.password !== undefined) kinds.add('knowledge');
  return kinds;
}

export function affiliation({ file }: SchemaContext) {
  return z
    .strictObject({
      extract: filePath(file).optional(),
      maximum_age_days: dayCount.optional(),
      service: affiliationService(file).optional(),
    })
    .transform(({ extract, maximum_age_days, service }, context) => {
      if (service === undefined && extract !== undefined && maximum_age_days !== undefined) {
        return { extract, maximumAgeDays: maximum_age_days };
      }
      if (service !== undefined && extract === undefined && maximum_age_days === undefined)
        return { service };
      context.addIssue(
        problem(text`must have extract and maximum_age_days, or else [affiliation.service] alone`),
      );
      return z.NEVER;
    })
    .optional();
}

function affiliationService(file: string) {
  return z
    .strictObject({
      url: serviceAddress,
      token: storedSecret(file).optional(),
      authority: filePath(file).optional(),
      certificate: filePath(file).optional(),
      key: privateFile(file).optional(),
      timeout_seconds: z.int().min(1).max(600).default(20),
    })
    .refine(({ certificate, key }) => (certificate === undefined) === (key === undefined), {
      error: problem(text`must have both certificate and key, or neither`),
    })
    .transform(
      ({ url, token, authority, certificate, key, timeout_seconds }): AffiliationServiceConfig => ({
        url,
        token,
        authority,
        certificate,
        key,
        timeout: Temporal.Duration.from({ seconds: timeout_seconds }),
      }),
    );
}

export function evaluations({ file }: SchemaContext) {
  return z
    .strictObject({ file: filePath(file) })
    .transform((section) => section.file)
    .optional();
}

export function collect({ file }: SchemaContext) {
  return z.strictObject({ folder: filePath(file) });
}

/** The sunset can be brought forward, never put off (n° 21/250 point 27: «in all cases»). */
export function sunset({ deliberation }: SchemaContext) {
  const lastDay = Temporal.PlainDate.from(latest(deliberation.lastDay));
  const earlier = day.refine(
    (chosen) => Temporal.PlainDate.compare(chosen, lastDay) <= 0,
    problem(
      text`must not be after ${lastDay}, the last day of deliberation n° ${deliberation.number} (points ${pointsInWords(deliberation.lastDay.points)}): a site can only end earlier`,
    ),
  );
  return z
    .strictObject({ ends_early: earlier.optional() })
    .prefault({})
    .transform(({ ends_early }) => ends_early);
}

export function log({ file }: SchemaContext) {
  return z
    .strictObject({
      level: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
      file: filePath(file).optional(),
    })
    .prefault({});
}

/** When the long-running processes do what, in Brussels time. */
export const schedules = {
  purge: cron.default('15 2 * * *'),
  relay: cron.default('0 6 * * *'),
  collect: cron.default('0 7 * * *'),
};
