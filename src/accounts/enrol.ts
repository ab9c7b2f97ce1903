/**
 * The life of an account on this site's gateway: enrolled, given its factors, activated, disabled, revoked.
 * Each function is one step of the store, told by the ledger, and throws `account-refused` with nothing
 * changed when the deliberation does not allow it.
 */

import { legalDay } from '../clock.ts';
import type { Deliberation, FactorKind, PartyId, Role } from '../deliberations/clause.ts';
import { kindsSuffice, latest, mayRead, partiesOf, placeOf, readersAt } from '../deliberations/rules.ts';
import { type FactorMethod, kindsOfMethod } from '../login/factors.ts';
import { isFidoAlgorithm, parseFidoKeyLine } from '../login/fido-key.ts';
import { totpLabel } from '../login/judge.ts';
import { hashPassword, passwordBounds, passwordProblem } from '../login/password.ts';
import { type KeyLineProblem, parsePublicKeyLine } from '../login/ssh-key.ts';
import { mayUse } from '../login/terms.ts';
import { createTotpSecret, totpUri } from '../login/totp.ts';
import { type Account, type EnrolledKey, withoutTerms } from '../ports/account.ts';
import { withoutSsins } from '../redaction.ts';
import { kindsInWords } from '../words/deliberation.ts';
import { type Text, text } from '../words/text.ts';
import { type AccountKeeping, type AccountSite, changeable, changed, next, put, refused } from './keeping.ts';
import { isAccountName } from './name.ts';
import { isSiteRole, siteRoles } from './site-role.ts';

/** Creates an account without factors: nobody can log in with it before {@link activate}. */
export async function enrolAccount(
  site: AccountKeeping,
  asked: { readonly name: string; readonly party: PartyId; readonly role: Role },
): Promise<Account> {
  const { name, party, role } = asked;
  const { deliberation } = site;
  if (!isAccountName(name) || withoutSsins(name) !== name) {
    throw refused(
      text`The name of an account is 2 to 32 lower-case letters, digits and hyphens, a letter first.`,
    );
  }
  // Its own people do not come by the gateway: they prove themselves at the site's terminal.
  const enrolled = [...partiesServed(deliberation, site.party), site.party];
  if (!enrolled.includes(party)) {
    throw refused(
      text`This site keeps accounts of ${enrolled.join(', ')} only.`,
      text`Point ${deliberation.recipients.points} of deliberation n° ${deliberation.number} names who may come here.`,
    );
  }
  // Its own people who read no data of the deliberation have a role of the site.
  const isOwnRole = party === site.party && isSiteRole(role);
  if (!isOwnRole && !mayRead(deliberation, party, role)) {
    const roles = [...rolesOf(deliberation, party), ...(party === site.party ? siteRoles : [])];
    throw refused(
      text`Deliberation n° ${deliberation.number}, point ${deliberation.readers.points}, does not let that role read the data.`,
      text`${deliberation.readers.says} Roles: ${roles.join(', ')}.`,
    );
  }
  if ((await site.store.account(name)) !== undefined)
    throw refused(text`There is an account ${name} already.`);
  const account: Account = {
    name,
    party,
    role,
    status: 'pending',
    undertaking: null,
    password: null,
    keys: [],
    totp: null,
    authorities: [],
    distrusted: [],
    certificates: [],
    invitation: null,
    terms: withoutTerms,
    version: 1,
  };
  return put(site, account, { event: 'account-enrolled', details: { party, role } });
}

/** Sets the password or PIN, instead of its holder if one is invited. It is hashed at once and kept nowhere else. */
export async function setPassword(site: AccountKeeping, name: string, password: string): Promise<Account> {
  requireSoundPassword(password);
  const hash = await hashPassword(password);
  const account = await changeable(site, name);
  return put(site, next(account, { password: hash, invitation: null }), changed('password'));
}

/** Throws `account-refused` for a password that no account may have. */
export function requireSoundPassword(password: string): void {
  const problem = passwordProblem(password);
  if (problem === undefined) return;
  const { least, greatest } = passwordBounds;
  throw refused(
    text`The password is refused (${problem}).`,
    text`It must have ${least} to ${greatest} bytes.`,
  );
}

/** Gives the account a new TOTP secret; the URI is for the holder's authenticator, shown once. */
export async function setTotp(
  site: AccountSite,
  name: string,
): Promise<{ readonly account: Account; readonly uri: string }> {
  const account = await changeable(site, name);
  const secret = createTotpSecret();
  const sealed = site.vault.sealSecret(totpLabel(name), secret);
  const stored = await put(site, next(account, { totp: sealed }), changed('totp'));
  const issuer = `${site.mode === 'rehearsal' ? 'REHEARSAL ' : ''}Passerelle ${site.party}`;
  return { account: stored, uri: totpUri(secret, { issuer, account: name }) };
}

const keyHints: Readonly<Record<KeyLineProblem | 'foreign-application', Text>> = {
  'not-a-public-key': text`Give one line as it stands in id_ed25519.pub: algorithm, base64, comment.`,
  'private-key': text`That is a private key: it must stay with its holder. Ask for the public one.`,
  'algorithm-not-allowed': text`Use Ed25519, ECDSA (nistp256, 384 or 521), RSA, or a FIDO2 key (ed25519-sk, ecdsa-sk).`,
  'weak-or-malformed': text`RSA needs 3072 bits at least; otherwise the line was damaged on its way.`,
  'foreign-application': text`The authenticator made it for another purpose: make one with ssh-keygen -t ed25519-sk.`,
};

/** The key in a line of `authorized_keys` without options. Throws `account-refused` if it may not be enrolled. */
export function requireSoundKey(line: string): EnrolledKey {
  const plain = parsePublicKeyLine(line);
  const parsed =
    'problem' in plain && plain.problem === 'algorithm-not-allowed' ? parseFidoKeyLine(line) : plain;
  if (parsed.key !== undefined) return parsed.key;
  throw refused(text`The key is refused (${parsed.problem}).`, keyHints[parsed.problem]);
}

/** Adds a public key, given as a line of `authorized_keys` without options. */
export async function addKey(site: AccountKeeping, name: string, line: string): Promise<Account> {
  const key = requireSoundKey(line);
  const account = await changeable(site, name);
  if (enrolledKeys(account).some(({ fingerprint }) => fingerprint === key.fingerprint))
    throw refused(text`The account has the key ${key.fingerprint} already.`);
  return put(site, next(account, { keys: [...account.keys, key] }), changed('key-added', key));
}

/** Takes a key away from the account: its own, a card's with its certificate, or an authority's. */
export async function removeKey(site: AccountKeeping, name: string, fingerprint: string): Promise<Account> {
  const account = await changeable(site, name);
  const key = enrolledKeys(account).find((enrolled) => enrolled.fingerprint === fingerprint);
  if (key === undefined) throw refused(text`The account has no key ${fingerprint}.`);
  const keys = account.keys.filter((enrolled) => enrolled !== key);
  const authorities = account.authorities.filter((enrolled) => enrolled !== key);
  const certificates = account.certificates.filter((enrolled) => enrolled.key !== key);
  return put(site, next(account, { keys, authorities, certificates }), changed('key-removed', key));
}

/**
 * Lets the holder log in from now on. `undertaking`: the day on which the holder signed the undertaking of
 * confidentiality. Also ends a disablement.
 */
export async function activate(
  site: AccountKeeping,
  name: string,
  undertaking: Temporal.PlainDate | null,
): Promise<Account> {
  const { deliberation, clock } = site;
  const account = await changeable(site, name);
  const signed = undertaking ?? account.undertaking;
  if (latest(deliberation.undertakingRequired) && signed === null) {
    throw refused(
      text`Point ${deliberation.undertakingRequired.points}: the account has no dated undertaking of confidentiality.`,
      text`Have it signed, then give its date.`,
    );
  }
  if (signed !== null && Temporal.PlainDate.compare(signed, legalDay(clock.now())) > 0) {
    throw refused(text`The undertaking of confidentiality is dated in the future.`);
  }
  const kinds = enrolledKinds(account);
  if (!kindsSuffice(deliberation, kinds)) {
    throw refused(
      text`Point ${deliberation.factorKinds.points}: the account needs factors of every kind (${kindsInWords(latest(deliberation.factorKinds), text`none`)}), it has ${kindsInWords(kinds, text`none`)}.`,
      text`A key or a TOTP device is possession, a password or PIN is knowledge.`,
    );
  }
  return put(site, next(account, { status: 'active', undertaking: signed }), {
    event: 'account-activated',
    details: { kinds: [...kinds].sort().join(','), undertaking: signed?.toString() ?? null },
  });
}

/** Ends all sessions of the account and refuses new ones, until it is activated again. */
export async function disable(site: AccountKeeping, name: string): Promise<Account> {
  const account = await changeable(site, name);
  return put(site, next(account, { status: 'disabled' }), { event: 'account-disabled', details: {} });
}

/** Ends the account for good: its factors are deleted, its name stays taken. */
export async function revoke(site: AccountKeeping, name: string): Promise<Account> {
  const account = await changeable(site, name);
  return put(
    site,
    next(account, {
      status: 'revoked',
      password: null,
      keys: [],
      authorities: [],
      certificates: [],
      totp: null,
      invitation: null,
    }),
    {
      event: 'account-revoked',
      details: {},
    },
  );
}

/** With those that its holder is invited to set: before that, no login can prove them. */
function enrolledMethods({
  password,
  keys,
  authorities,
  certificates,
  totp,
  invitation,
}: Account): readonly FactorMethod[] {
  const ofKeys = keys.map(({ algorithm }) => (isFidoAlgorithm(algorithm) ? 'fido' : 'ssh-key'));
  return [
    ...ofKeys,
    ...authorities.map(() => 'certificate' as const),
    ...certificates.map(() => 'card' as const),
    ...(password === null && invitation === null ? [] : ['password' as const]),
    ...(totp === null && invitation?.sets !== 'password-and-totp' ? [] : ['totp' as const]),
  ];
}

/** The kinds that the factors of an account can prove, by the methods that it may use. */
export function enrolledKinds(account: Account): ReadonlySet<FactorKind> {
  const usable = enrolledMethods(account).filter((method) => mayUse(account.terms, method));
  return new Set(usable.flatMap(kindsOfMethod));
}

/**
 * The parties that fetch from the gateway of `party`: the next ones in the deliberation's flow, and from the
 * relay the publisher too, to whom it returns what it could not route.
 */
export function partiesServed(deliberation: Deliberation, party: PartyId): readonly PartyId[] {
  const served = { publisher: ['relay'], relay: ['publisher', 'recipient'], recipient: [] } as const;
  const place = placeOf(deliberation, party);
  const places: readonly unknown[] = place === undefined ? [] : served[place];
  const ids = partiesOf(deliberation).map(({ id }) => id);
  return ids.filter((id) => places.includes(placeOf(deliberation, id)));
}

function rolesOf(deliberation: Deliberation, party: PartyId): readonly Role[] {
  return readersAt(deliberation, party).map(({ role }) => role);
}

/** All keys of an account, of authorities and of cards too. */
export function enrolledKeys({ keys, authorities, certificates }: Account): readonly EnrolledKey[] {
  return [...keys, ...authorities, ...certificates.map(({ key }) => key)];
}
