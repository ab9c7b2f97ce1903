/** `passerelle hold`: keeps a month beyond its time for a legal claim, by order of two operators. */

import type { Command } from 'commander';
import type { AccountSite } from '../accounts/keeping.ts';
import { type Ask, proveAtPrompt } from '../accounts/prove-at-prompt.ts';
import { auditor } from '../accounts/site-role.ts';
import { legalDay } from '../clock.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Account } from '../ports/account.ts';
import type { LegalHold } from '../ports/hold.ts';
import { confirmHold, isInForce, liftHold, placeHold } from '../retention/holds.ts';
import { promptSecret } from '../secrets/prompt.ts';
import type { Site } from '../site.ts';
import { type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import { type Output, table } from './output.ts';
import { day, month } from './values.ts';

export function define(command: Command): void {
  command.addHelpText(
    'after',
    say`\nOperators are accounts of the site itself, see «reader»; each proves a password and a TOTP device.`,
  );
  command
    .command('place')
    .description(say`ask that a month be kept: it is held once another operator confirms it`)
    .requiredOption('--month <month>', say`which month`, month)
    .requiredOption('--reason <text>', say`for which claim; it stays in the ledger for ever, so name nobody`)
    .requiredOption('--until <day>', say`last day on which it is held`, day)
    .requiredOption('--as <account>', say`who asks`)
    .action((asked: Placed, self: Command) => atSite(self, (site, output) => place(site, output, asked)));
  command
    .command('confirm')
    .description(say`confirm what another operator asked for`)
    .argument('<id>', say`of the hold`)
    .requiredOption('--as <account>', say`who confirms`)
    .action((id: string, { as }: { as: string }, self: Command) =>
      atSite(self, (site, output) => confirm(site, output, id, as)),
    );
  command
    .command('lift')
    .description(say`end a hold before its day; the purge follows`)
    .argument('<id>', say`of the hold`)
    .requiredOption('--as <account>', say`who lifts it`)
    .option('--with <account>', say`the second operator, at the same terminal; not for a request`)
    .action((id: string, options: Lifted, self: Command) =>
      atSite(self, (site, output) => lift(site, output, id, options)),
    );
  command
    .command('list')
    .description(say`list all holds, those that have ended included`)
    .action((_options: object, self: Command) => atSite(self, list));
}

interface Placed {
  readonly month: ReferenceMonth;
  readonly reason: string;
  readonly until: Temporal.PlainDate;
  readonly as: string;
}

interface Lifted {
  readonly as: string;
  readonly with?: string;
}

type Said = Pick<Output, 'result'>;
type At = Pick<Site, 'store' | 'clock' | 'deliberation' | 'vault'> & {
  readonly config: Pick<SiteConfig, 'site' | 'mode'>;
};

export async function place(site: At, output: Said, asked: Placed, ask: Ask = promptSecret): Promise<void> {
  const operator = await proveAtPrompt(await accountSite(site), asked.as, ask, refuseAuditor);
  const { month: held, reason, until } = asked;
  const hold = await placeHold(site, { month: held, reason, until }, operator);
  output.result(hold, () => [
    text`Asked: ${held} to be held until ${until}. Nothing is held before another operator confirms it:`,
    text`  passerelle hold confirm ${hold.id} --as ACCOUNT`,
  ]);
}

export async function confirm(
  site: At,
  output: Said,
  id: string,
  as: string,
  ask: Ask = promptSecret,
): Promise<void> {
  const operator = await proveAtPrompt(await accountSite(site), as, ask, refuseAuditor);
  const hold = await confirmHold(site, id, operator);
  output.result(hold, () => [
    text`Held: ${hold.month} until ${hold.until}, placed by ${hold.placedBy}, confirmed by ${as}.`,
  ]);
}

export async function lift(
  site: At,
  output: Said,
  id: string,
  options: Lifted,
  ask: Ask = promptSecret,
): Promise<void> {
  const accounts = await accountSite(site);
  const first = await proveAtPrompt(accounts, options.as, ask, refuseAuditor);
  const second =
    options.with === undefined ? undefined : await proveAtPrompt(accounts, options.with, ask, refuseAuditor);
  const hold = await liftHold(site, id, first, second);
  output.result(hold, () => [
    text`Lifted: ${hold.month} is held by this order no more. What is due goes with the next purge.`,
  ]);
}

async function list({ store, clock }: Site, output: Output): Promise<void> {
  const holds = await store.holds();
  const today = legalDay(clock.now());
  output.result(holds, () =>
    holds.length === 0
      ? [text`No hold was ever placed.`]
      : table(
          [
            { heading: 'id' },
            { heading: text`month` },
            { heading: text`until` },
            { heading: text`state` },
            { heading: text`placed by` },
            { heading: text`confirmed by` },
            { heading: text`reason` },
          ],
          holds.map((hold) => [
            hold.id,
            hold.month,
            hold.until.toString(),
            stateOf(hold, today),
            hold.placedBy,
            hold.confirmedBy ?? '',
            hold.reason,
          ]),
        ),
  );
}

/** In one word. */
function stateOf(hold: LegalHold, today: Temporal.PlainDate): Text {
  if (isInForce(hold, today)) return text`in force`;
  if (hold.endedAt !== null || Temporal.PlainDate.compare(today, hold.until) > 0) return text`ended`;
  return text`asked`;
}

/** Who examines a site gives no orders there. */
function refuseAuditor({ role }: Account): 'other-role' | undefined {
  return role === auditor ? 'other-role' : undefined;
}

async function accountSite({ config, store, clock, deliberation, vault }: At): Promise<AccountSite> {
  return { store, clock, deliberation, vault: await vault(), party: config.site, mode: config.mode };
}
