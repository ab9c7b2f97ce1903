/** The section [notices]: by which mail server, and to whom, notices are sent. */

import * as z from 'zod';
import { placeOf } from '../deliberations/rules.ts';
import { remindAfterDays } from '../notices/notice.ts';
import { languages } from '../words/language.ts';
import { text } from '../words/text.ts';
import { cron, dayCount, filePath, host, mailAddress, port, storedSecret } from './fields.ts';
import { problem } from './problem-words.ts';
import { correspondentsOf, type SchemaContext } from './sections.ts';
import type { MailServerConfig, NoticesConfig } from './site-config.ts';

/** What cannot be overheard from elsewhere. */
const sameMachine = /^(?:127\.|::1$|localhost$)/;

/** Without the section nobody is sent anything. Where there is a gateway, who fetches there may be told as well. */
export function noticesSection(context: SchemaContext) {
  const { deliberation, site } = context;
  const fetching =
    site !== undefined && placeOf(deliberation, site) === 'recipient'
      ? []
      : correspondentsOf(deliberation, site);
  const parties = site === undefined ? fetching : [site, ...fetching];
  const recipient = z.strictObject({
    address: mailAddress,
    language: z.enum(languages, problem(text`must be "fr", "nl" or "en"`)),
    party: z
      .string()
      .refine((party) => parties.includes(party), problem(text`must be one of ${parties.join(', ')}`))
      .optional(),
  });
  return z
    .strictObject({
      server: mailServer(context),
      from: mailAddress,
      recipients: z.array(recipient).min(1, problem(text`must name at least one address`)),
      schedule: cron.default('30 7 * * *'),
      every_days: dayCount.default(1),
      remind_after_days: dayCount.default(remindAfterDays),
    })
    .transform(
      ({ every_days, remind_after_days, recipients, ...rest }): NoticesConfig => ({
        ...rest,
        everyDays: every_days,
        remindAfter: remind_after_days,
        recipients: recipients.map(({ party = site ?? '', ...each }) => ({ ...each, party })),
      }),
    )
    .optional();
}

function mailServer({ file }: SchemaContext) {
  return z
    .strictObject({
      host,
      port: port(1).default(587),
      tls: z
        .enum(['starttls', 'implicit', 'off'], problem(text`must be "starttls", "implicit" or "off"`))
        .default('starttls'),
      authorities: filePath(file).optional(),
      user: z
        .string()
        .regex(/^[\x21-\x7e]{1,254}$/, problem(text`must be a user of the mail server, without spaces`))
        .optional(),
      password: storedSecret(file).optional(),
      timeout_seconds: z.int().min(1).max(120).default(30),
    })
    .refine((server) => server.tls !== 'off' || sameMachine.test(server.host), {
      path: ['tls'],
      error: problem(text`can be off only on this machine: over a network anybody could read along`),
    })
    .refine(({ user, password }) => (user === undefined) === (password === undefined), {
      error: problem(text`must name a password beside the user, or neither`),
    })
    .transform(
      ({ authorities, user, password, timeout_seconds, ...rest }): MailServerConfig => ({
        ...rest,
        authorities,
        user,
        password,
        timeout: Temporal.Duration.from({ seconds: timeout_seconds }),
      }),
    );
}
