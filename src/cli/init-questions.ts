/** What `passerelle init` cannot know: taken from its options, else asked at the terminal, else left for later. */

import { usualAccountName } from '../accounts/name.ts';
import { fingerprint, host } from '../config/fields.ts';
import type { Deliberation, Party } from '../deliberations/clause.ts';
import { latest, partiesOf, partyById, placeOf, spokenName } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { exampleHostKey } from '../keys/example-files.ts';
import { parsePublicKeyLine } from '../login/ssh-key.ts';
import { promptNewSecret } from '../secrets/prompt.ts';
import { readSecret } from '../secrets/secret.ts';
import { spokenLanguage } from '../words/operator.ts';
import { text } from '../words/text.ts';
import { ask, type Understood } from './ask.ts';
import type { Endpoint, NewSite } from './init-template.ts';
import { say } from './language.ts';

export interface InitOptions {
  readonly deliberation: string;
  readonly listen?: Endpoint;
  readonly upstream?: UpstreamAddress;
  readonly upstreamHostKey?: string;
  readonly passphraseFile?: string;
  readonly unattended?: true;
  readonly questions?: false;
}

/** Where a gateway is, as its operator tells it; the account if it is not the usual one. */
export interface UpstreamAddress extends Endpoint {
  readonly user?: string;
}

/** What is answered, and the passphrase of the OpenPGP key if it is to be made now. */
export interface Answers {
  readonly site: NewSite;
  readonly passphrase: string | undefined;
}

/** What any recipient may be called where it can be asked which. */
const anyRecipient = 'insurer';
const usualPort = 2222;

/** Throws `usage` for what the deliberation does not know, and for what is missing where nobody can be asked. */
export async function answersFor(
  id: string,
  options: InitOptions,
  { deliberation, mode }: Pick<NewSite, 'deliberation' | 'mode'>,
): Promise<Answers> {
  const asks = options.questions !== false && process.stdin.isTTY === true;
  const party = await partyOf(id, deliberation, asks);
  const place = placeOf(deliberation, party.id);
  if (place === undefined) throw unknownParty(deliberation);
  const known = { party, place, mode, deliberation };
  const listen =
    place === 'recipient' ? undefined : (options.listen ?? (asks ? await askListen(mode) : undefined));
  const upstream = await upstreamOf(known, options, asks);
  const passphrase = mode === 'real' ? await passphraseOf(party, options, asks) : undefined;
  if (options.unattended === true && mode === 'real' && passphrase === undefined) {
    throw new PasserelleError('usage', text`an unattended site has its OpenPGP key made at once`, {
      hint: text`Name a file with its passphrase: --passphrase-file <file>.`,
    });
  }
  const unattended = options.unattended === true;
  return { site: { ...known, listen: listen ?? usualListen(mode), upstream, unattended }, passphrase };
}

async function partyOf(id: string, deliberation: Deliberation, asks: boolean): Promise<Party> {
  if (id === anyRecipient && asks) return await askRecipient(deliberation);
  const party = partyById(deliberation, id);
  if (party === undefined) throw unknownParty(deliberation);
  return party;
}

function askRecipient(deliberation: Deliberation): Promise<Party> {
  const recipients = latest(deliberation.recipients);
  const choice = recipients.map((each) => `  ${each.id}  ${spokenName(each, spokenLanguage())}\n`).join('');
  return ask(`${choice}${say`Code of the insurer`}`, (answer) =>
    understood(
      recipients.find(({ id }) => id === answer),
      say`That is none of them.`,
    ),
  );
}

function unknownParty(deliberation: Deliberation): PasserelleError {
  const ids = partiesOf(deliberation).map((known) => known.id);
  return new PasserelleError('usage', text`deliberation n° ${deliberation.number} knows no such party`, {
    hint: text`It knows ${ids.join(', ')}.`,
  });
}

function usualListen(mode: NewSite['mode']): Endpoint {
  return { host: mode === 'real' ? '0.0.0.0' : '127.0.0.1', port: usualPort };
}

function askListen(mode: NewSite['mode']): Promise<Endpoint> {
  const usual = usualListen(mode);
  return ask(say`Where shall the gateway listen? [${usual.host}:${usual.port}]`, (answer) =>
    understood(
      answer === '' ? usual : parseEndpoint(answer),
      say`Write an address and a port, for example 192.0.2.7:2222.`,
    ),
  );
}

type KnownSite = Pick<NewSite, 'party' | 'place' | 'mode' | 'deliberation'>;

/** The gateway that a site fetches from is the one before it; the publisher takes back from the relay. */
async function upstreamOf(
  known: KnownSite,
  { upstream, upstreamHostKey }: InitOptions,
  asks: boolean,
): Promise<NewSite['upstream']> {
  const { party, place, mode, deliberation } = known;
  const other = latest(place === 'relay' ? deliberation.publisher : deliberation.relay);
  const { id } = other;
  const name = spokenName(other, spokenLanguage());
  const address = upstream ?? (asks ? await askUpstream(name, usualAccountName(party.id, place)) : undefined);
  if (address === undefined) return undefined;
  const hostKeyFingerprint =
    upstreamHostKey ??
    (mode === 'rehearsal' ? await exampleFingerprint(id) : asks ? await askFingerprint(name) : undefined);
  if (hostKeyFingerprint === undefined) {
    throw new PasserelleError('usage', text`the fingerprint of the host key of ${name} is missing`, {
      hint: text`Name it with --upstream-host-key SHA256:…, as its operator told it, or leave out --upstream.`,
    });
  }
  return { user: usualAccountName(party.id, place), ...address, hostKeyFingerprint };
}

function askUpstream(name: string, user: string): Promise<UpstreamAddress | undefined> {
  const question = say`Where is the gateway of ${name}, from which this site fetches? host:port, or ${user}@host:port; Enter if you do not know yet`;
  return ask<UpstreamAddress | undefined>(question, (answer) => {
    if (answer === '') return { value: undefined };
    return understood(parseUpstream(answer), say`Write a host and a port, for example sftp.example:2222.`);
  });
}

function askFingerprint(name: string): Promise<string> {
  return ask(say`Fingerprint of its host key, as ${name} told it (SHA256:…)`, (answer) =>
    understood(
      fingerprint.safeParse(answer).data,
      say`Write it as ssh-keygen -l prints it: SHA256: and 43 characters.`,
    ),
  );
}

async function exampleFingerprint(party: string): Promise<string | undefined> {
  return parsePublicKeyLine((await exampleHostKey(party)).publicKey).key?.fingerprint;
}

async function passphraseOf(
  { id }: Party,
  { passphraseFile }: InitOptions,
  asks: boolean,
): Promise<string | undefined> {
  const label = say`new passphrase of the OpenPGP key of ${id}`;
  if (passphraseFile !== undefined) return await readSecret({ file: passphraseFile }, label);
  if (!asks) return undefined;
  const passphrase = await promptNewSecret(say`${label} (Enter: make the key later)`);
  return passphrase === '' ? undefined : passphrase;
}

function understood<Value>(value: Value | undefined, problem: string): Understood<Value> {
  return value === undefined ? { problem } : { value };
}

/** `192.0.2.7:2222`, `[2001:db8::7]:2222`, `sftp.example` with the usual port; `undefined` for anything else. */
export function parseEndpoint(written: string): Endpoint | undefined {
  const [, bracketed, plain, port = usualPort] =
    /^(?:\[([0-9A-Fa-f:.]+)\]|([^:@[\]]+))(?::([0-9]{1,5}))?$/.exec(written) ?? [];
  const named = host.safeParse(bracketed ?? plain);
  return named.success && Number(port) <= 65_535 ? { host: named.data, port: Number(port) } : undefined;
}

/** The same, perhaps with an account before it: `inami@sftp.example:2222`. */
export function parseUpstream(written: string): UpstreamAddress | undefined {
  const [, user, rest = ''] = /^(?:([A-Za-z0-9._-]{1,64})@)?(.+)$/.exec(written) ?? [];
  const endpoint = parseEndpoint(rest);
  if (endpoint === undefined || endpoint.port === 0) return undefined;
  return user === undefined ? endpoint : { ...endpoint, user };
}
