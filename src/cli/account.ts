/** `passerelle account`: who may log in to the gateway, and with which factors. */

import type { Command } from 'commander';
import * as accounts from '../accounts/enrol.ts';
import { invite as inviteHolder, inviteHours } from '../accounts/invite.ts';
import { restrict as restrictAccount } from '../accounts/restrict.ts';
import { readersAt } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { factorMethods } from '../login/factors.ts';
import { withoutTerms } from '../ports/account.ts';
import { secretLabel } from '../secrets/label.ts';
import { promptNewSecret } from '../secrets/prompt.ts';
import { readSecret } from '../secrets/secret.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';
import * as keys from './account-keys.ts';
import { keepingOf, readKeyLine, serving } from './account-keys.ts';
import { cellsOf, columns, tell, viewOf } from './account-view.ts';
import { atSite, whileOpen } from './at-site.ts';
import { say } from './language.ts';
import { table } from './output.ts';
import { handOverTotp, requireTotpOutlet, type TotpOutlet } from './totp-outlet.ts';
import { addresses, day, wholeNumber } from './values.ts';

export function define(command: Command): void {
  const sub = (usage: string, description: string) => command.command(usage).description(description);
  sub('enrol <name>', 'create an account with its factors; nobody can log in before «activate»')
    .requiredOption('--party <party>', say`whose account it is`)
    .option('--role <role>', say`what it reads the data for (default: the one that the deliberation names)`)
    .option('--key <file...>', say`public SSH key: possession`)
    .option('--totp', say`give it a TOTP device: possession`)
    .option('--password-file <file>', say`password (else it is asked for): knowledge`)
    .option('--no-password', say`none yet: the holder sets it by an enrolment code, see «invite»`, true)
    .option('--show-uri', say`print the secret of the TOTP device as an otpauth URI on stdout`)
    .option('--uri-file <file>', say`write that URI to a new file that only you may read`)
    .action(enrol);
  sub('list', say`list all accounts`).action(list);
  sub('show <name>', say`show an account and its keys`).action(show);
  sub('password <name>', say`set another password`)
    .option('--password-file <file>', say`read it there instead of asking`)
    .action(password);
  sub('invite <name>', say`print a code by which the holder sets its own password at its first login`)
    .option('--totp', say`and sets up a TOTP device too`)
    .option('--hours <hours>', say`for how long the code is good`, wholeNumber, 72)
    .action(invite);
  sub('totp <name>', say`give another TOTP device`)
    .option('--show-uri', say`print the secret as an otpauth URI on stdout`)
    .option('--uri-file <file>', say`write that URI to a new file that only you may read`)
    .action(totp);
  sub('add-key <name> <file>', say`add a public SSH key, also of a FIDO2 authenticator`).action(keys.addKey);
  sub(
    'add-certificate <name> <file>',
    say`add an eID or another card by its authentication certificate`,
  ).action(keys.addCertificate);
  sub(
    'add-authority <name> <file>',
    say`trust the key of an authority that certifies keys for this account`,
  ).action(keys.addAuthority);
  sub('distrust-key <name> <fingerprint>', say`trust a certified key no longer`).action(keys.distrustKey);
  sub('remove-key <name> <fingerprint>', say`take a public SSH key away, or a card, or an authority`).action(
    keys.removeKey,
  );
  sub('restrict <name>', say`say where from, when and how it may log in; ends its sessions`)
    .option(
      '--from-address <list>',
      say`addresses and networks, for example 192.0.2.7,2001:db8::/32`,
      addresses,
    )
    .option('--valid-from <day>', say`first day`, day)
    .option('--valid-until <day>', say`last day`, day)
    .option('--method <method...>', say`of ${[...factorMethods].join(', ')}`)
    .option('--lift', say`lift all restrictions before`)
    .action(restrict);
  sub('activate <name>', say`let the holder log in from now on`)
    .option(
      '--undertaking <day>',
      say`day on which the holder signed the undertaking of confidentiality`,
      day,
    )
    .action(activate);
  sub('disable <name>', say`end its sessions, until it is activated again`).action(disable);
  sub('revoke <name>', say`end it for good`).action(revoke);
}

interface EnrolOptions extends TotpOutlet {
  readonly party: string;
  readonly role?: string;
  readonly key?: readonly string[];
  readonly totp?: true;
  readonly passwordFile?: string;
  /** `false` by --no-password. */
  readonly password: boolean;
}

function enrol(name: string, options: EnrolOptions, command: Command): Promise<void> {
  return whileOpen(command, serving, async (site, output) => {
    // All that may fail or must be asked comes first: an account half enrolled helps nobody.
    if (options.totp === true) requireTotpOutlet(options);
    const lines = await Promise.all((options.key ?? []).map((file) => readKeyLine(file, site)));
    const vault = options.totp === true ? await site.vault() : undefined;
    const secret = options.password ? await newPassword(site, name, options.passwordFile) : undefined;
    const keeping = keepingOf(site);

    const role = options.role ?? onlyRole(site, options.party);
    let account = await accounts.enrolAccount(keeping, { name, party: options.party, role });
    if (secret !== undefined) account = await accounts.setPassword(keeping, name, secret);
    for (const line of lines) account = await accounts.addKey(keeping, name, line);
    if (vault !== undefined) {
      const given = await accounts.setTotp({ ...keeping, vault }, name);
      account = given.account;
      await handOverTotp(given.uri, options, output);
    }
    tell(output, account);
    output.note(
      text`Next: passerelle account activate ${name} --undertaking <day on which the holder signed it>`,
    );
  });
}

function list(_options: object, command: Command): Promise<void> {
  return atSite(command, async ({ store }, output) => {
    const all = await store.accounts();
    output.result(all.map(viewOf), () =>
      all.length === 0 ? [text`No account is enrolled.`] : table(columns, all.map(cellsOf)),
    );
  });
}

function show(name: string, _options: object, command: Command): Promise<void> {
  return atSite(command, async ({ store }, output) => {
    const account = await store.account(name);
    if (account === undefined) {
      throw new PasserelleError('account-refused', text`there is no account of that name`, {
        hint: text`See all with: passerelle account list`,
      });
    }
    tell(output, account);
  });
}

function password(name: string, { passwordFile }: { passwordFile?: string }, command: Command) {
  return whileOpen(command, serving, async (site, output) => {
    const secret = await newPassword(site, name, passwordFile);
    tell(output, await accounts.setPassword(keepingOf(site), name, secret));
  });
}

function invite(name: string, { totp, hours }: { totp?: true; hours: number }, command: Command) {
  return whileOpen(command, serving, async (site, output) => {
    const { greatest } = inviteHours;
    if (hours < 1 || hours > greatest) {
      throw new PasserelleError('usage', text`a code is good for 1 to ${greatest} hours`);
    }
    const { account, code } = await inviteHolder(keepingOf(site), name, {
      sets: totp === true ? 'password-and-totp' : 'password',
      valid: Temporal.Duration.from({ hours }),
    });
    const until = account.invitation?.until;
    output.result({ code, until }, () => [code]);
    output.note(
      text`Good once, until ${until ?? ''}. The holder gives it as its password, and chooses its own.`,
    );
  });
}

function totp(name: string, options: TotpOutlet, command: Command): Promise<void> {
  return whileOpen(command, serving, async (site, output) => {
    requireTotpOutlet(options);
    const vault = await site.vault();
    const { account, uri } = await accounts.setTotp({ ...keepingOf(site), vault }, name);
    await handOverTotp(uri, options, output);
    tell(output, account);
  });
}

interface RestrictOptions {
  readonly fromAddress?: readonly string[];
  readonly validFrom?: Temporal.PlainDate;
  readonly validUntil?: Temporal.PlainDate;
  readonly method?: readonly string[];
  readonly lift?: true;
}

function restrict(name: string, options: RestrictOptions, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const { fromAddress: addresses, validFrom, validUntil, method: methods, lift } = options;
    if (Object.keys(options).length === 0) {
      throw new PasserelleError('usage', text`no restriction is given`, { hint: text`See --help.` });
    }
    const terms = {
      ...(lift && withoutTerms),
      ...(addresses && { addresses }),
      ...(validFrom && { validFrom }),
      ...(validUntil && { validUntil }),
      ...(methods && { methods }),
    };
    tell(output, await restrictAccount(keepingOf(site), name, terms));
  });
}

function activate(name: string, { undertaking }: { undertaking?: Temporal.PlainDate }, command: Command) {
  return whileOpen(command, serving, async (site, output) => {
    tell(output, await accounts.activate(keepingOf(site), name, undertaking ?? null));
  });
}

function disable(name: string, _options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    tell(output, await accounts.disable(keepingOf(site), name));
  });
}

function revoke(name: string, _options: object, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    tell(output, await accounts.revoke(keepingOf(site), name));
  });
}

/** The role in which a party reads the data, where the deliberation names but one. */
export function onlyRole({ deliberation }: Site, party: string): string {
  const [role, ...others] = readersAt(deliberation, party);
  // Without a single one the empty role is refused, and the refusal lists the roles there are.
  return others.length > 0 ? '' : (role?.role ?? '');
}

/** From the file, or asked for twice. Throws `account-refused` for one that no account may have. */
export async function newPassword({ config }: Site, name: string, file: string | undefined): Promise<string> {
  const label = secretLabel(config.mode, text`new password of ${name}`);
  const secret = file === undefined ? await promptNewSecret(label) : await readSecret({ file }, label);
  accounts.requireSoundPassword(secret);
  return secret;
}
