/**
 * `passerelle reader`: the site's own people, who may look records up at its terminal or see its operator page. They
 * reach no channel, and what they may look up is kept for years after it: these commands go on after the sunset.
 */

import type { Command } from 'commander';
import * as accounts from '../accounts/enrol.ts';
import { siteRoles } from '../accounts/site-role.ts';
import { PasserelleError } from '../errors.ts';
import type { Account } from '../ports/account.ts';
import type { Site } from '../site.ts';
import { listed, text } from '../words/text.ts';
import { newPassword, onlyRole } from './account.ts';
import { keepingOf } from './account-keys.ts';
import { cellsOf, columns, tell } from './account-view.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import { table } from './output.ts';
import { handOverTotp, requireTotpOutlet, type TotpOutlet } from './totp-outlet.ts';
import { day } from './values.ts';

export function define(command: Command): void {
  const sub = (usage: string, description: string) => command.command(usage).description(description);
  const withTotp = (usage: string, description: string) =>
    sub(usage, description)
      .option('--show-uri', say`print the secret of the TOTP device as an otpauth URI on stdout`)
      .option('--uri-file <file>', say`write that URI to a new file that only you may read`);
  withTotp('enrol <name>', say`create an account of this site with a password and a TOTP device`)
    .option(
      '--role <role>',
      say`what it reads the data for (default: the one that the deliberation names); or ${listed(siteRoles, 'or')}, for the operator page`,
    )
    .option('--password-file <file>', say`password (else it is asked for)`)
    .action(enrol);
  sub('list', say`list the accounts of this site’s own people`).action(list);
  sub('password <name>', say`set another password`)
    .option('--password-file <file>', say`read it there instead of asking`)
    .action(password);
  withTotp('totp <name>', say`give another TOTP device`).action(totp);
  sub('activate <name>', say`let the holder look records up from now on`)
    .option(
      '--undertaking <day>',
      say`day on which the holder signed the undertaking of confidentiality`,
      day,
    )
    .action(activate);
}

interface EnrolOptions extends TotpOutlet {
  readonly role?: string;
  readonly passwordFile?: string;
}

function enrol(name: string, options: EnrolOptions, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    // All that may fail or must be asked comes first: an account half enrolled helps nobody.
    requireTotpOutlet(options);
    const keeping = { ...keepingOf(site), vault: await site.vault() };
    const secret = await newPassword(site, name, options.passwordFile);
    const party = site.config.site;
    await accounts.enrolAccount(keeping, { name, party, role: options.role ?? onlyRole(site, party) });
    await accounts.setPassword(keeping, name, secret);
    const { account, uri } = await accounts.setTotp(keeping, name);
    await handOverTotp(uri, options, output);
    tell(output, account);
    output.note(
      text`Next: passerelle reader activate ${name} --undertaking <day on which the holder signed it>`,
    );
  });
}

function list(_options: object, command: Command): Promise<void> {
  return atSite(command, async ({ config, store }, output) => {
    const own = (await store.accounts()).filter(({ party }) => party === config.site);
    output.result(
      own.map(({ name, role, status, undertaking }) => ({ name, role, status, undertaking })),
      () => (own.length === 0 ? [text`No reader is enrolled.`] : table(columns, own.map(cellsOf))),
    );
  });
}

function password(
  name: string,
  { passwordFile }: { passwordFile?: string },
  command: Command,
): Promise<void> {
  return atSite(command, async (site, output) => {
    await requireOwn(site, name);
    const secret = await newPassword(site, name, passwordFile);
    tell(output, await accounts.setPassword(keepingOf(site), name, secret));
  });
}

function totp(name: string, options: TotpOutlet, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    requireTotpOutlet(options);
    await requireOwn(site, name);
    const keeping = { ...keepingOf(site), vault: await site.vault() };
    const { account, uri } = await accounts.setTotp(keeping, name);
    await handOverTotp(uri, options, output);
    tell(output, account);
  });
}

function activate(
  name: string,
  { undertaking }: { undertaking?: Temporal.PlainDate },
  command: Command,
): Promise<void> {
  return atSite(command, async (site, output) => {
    await requireOwn(site, name);
    tell(output, await accounts.activate(keepingOf(site), name, undertaking ?? null));
  });
}

/** What opens the gateway to others is for «account», which the sunset closes. */
async function requireOwn({ config, store }: Site, name: string): Promise<Account> {
  const account = await store.account(name);
  if (account?.party === config.site) return account;
  throw new PasserelleError('account-refused', text`there is no reader of ${config.site} of that name`, {
    hint: text`See all with: passerelle reader list. Accounts of the gateway: passerelle account`,
  });
}
