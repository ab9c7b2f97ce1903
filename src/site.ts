/** A site as a running process has it: its database open, its keys read when they are first needed. */

import { readFile } from 'node:fs/promises';
import { openStore, readStore } from './adapters/open-store.ts';
import type { SiteIdentity } from './adapters/sql/identity.ts';
import type { Clock, RehearsalClock } from './clock.ts';
import type { SiteConfig } from './config/site-config.ts';
import type { Deliberation, PartyId } from './deliberations/clause.ts';
import { policyDigest } from './deliberations/rules.ts';
import { PasserelleError } from './errors.ts';
import { refuseKeyForMode } from './keys/example-keys.ts';
import type { VerifierKey } from './ledger/ledger-key.ts';
import { logNameOf } from './ledger/log-name.ts';
import type { Store } from './ports/store.ts';
import type { Vault } from './retention/vault.ts';
import type { PrivateKey, PublicKey } from './seal/keys.ts';
import { secretLabel } from './secrets/label.ts';
import { readMasterKey } from './secrets/master-key.ts';
import { readPrivateFile } from './secrets/private-file.ts';
import { readSecret, type SecretSource } from './secrets/secret.ts';
import { createSunsetGuard, type SunsetGuard } from './sunset/guard.ts';
import { historyOf } from './witness/own.ts';
import type { WitnessSite } from './witness/site.ts';
import { text, type Words } from './words/text.ts';

export interface Site<Config extends SiteConfig = SiteConfig> {
  readonly config: Config;
  readonly deliberation: Deliberation;
  readonly clock: Clock;
  readonly store: Store;
  readonly guard: SunsetGuard;
  /** Opens what is sealed at rest. The first call reads the master key. Throws `secret-unavailable`. */
  vault(): Promise<Vault>;
  /** The site's own OpenPGP key. The first call reads it, and asks its passphrase if it is to be typed. */
  ownKey(): Promise<PrivateKey>;
  /**
   * What the site needs to show its ledger and to hold the others'; `undefined` while it has no ledger key. The
   * first call reads the keys.
   */
  witness(): Promise<WitnessSite | undefined>;
  /** The public key of a party. Throws `config-invalid` if none is configured. */
  keyOf(party: PartyId): Promise<PublicKey>;
  close(): Promise<void>;
}

/**
 * Opens a site's database. Throws `store-refused` if there is none (unless it is to be made), or if it is
 * of another site, deliberation or mode. The clock of a rehearsal is moved forward to the newest entry of
 * the ledger, and follows it, so that several processes on one database agree on the time. `toRead`: nothing can
 * be changed through it, and nothing is by opening it; a database of an older form is refused.
 */
export async function openSite<Config extends SiteConfig>(
  config: Config,
  clock: Clock,
  { create = false, toRead = false }: { readonly create?: boolean; readonly toRead?: boolean } = {},
): Promise<Site<Config>> {
  const { mode } = config;
  if (isRehearsal(clock) !== (mode === 'rehearsal')) {
    throw new PasserelleError('config-invalid', text`a ${mode} site cannot run by that clock`);
  }
  const identity = identityOf(config);
  const store = toRead
    ? await readStore(config.database, identity)
    : await openStore(config.database, { create, identity });
  await headOf(store, clock)();
  return siteOn(store, config, clock);
}

/** The same site by another configuration, on the database that is open: keys are read anew. */
export function siteAnew<Config extends SiteConfig>({ store, clock }: Site, config: Config): Site<Config> {
  return siteOn(store, config, clock);
}

function siteOn<Config extends SiteConfig>(store: Store, config: Config, clock: Clock): Site<Config> {
  const { deliberation, site, mode, endsEarly } = config;
  const head = headOf(store, clock);
  const history = historyOf({ store, deliberation, mode, party: site });
  const rewoundSince = async () => (await history())?.noted.at;
  return {
    config,
    deliberation,
    clock,
    store,
    guard: createSunsetGuard({ deliberation, clock, store: { head }, endsEarly, rewoundSince }),
    vault: once(async () => {
      const { createVault } = await import('./retention/vault.ts');
      return createVault(await readMasterKey(config.masterKey));
    }),
    ownKey: once(() => readOwnKey(config)),
    witness: once(() => readWitness(config, clock, store)),
    keyOf: (party) => readCorrespondentKey(config, party),
    close: () => store.close(),
  };
}

/** Whose database it must be, and under which rules it is written. */
export function identityOf({ site, mode, deliberation }: SiteConfig): SiteIdentity {
  return { site, mode, deliberation: deliberation.number, policy: policyDigest(deliberation) };
}

function headOf(store: Store, clock: Clock): Store['head'] {
  return isRehearsal(clock) ? () => headFollowedBy(clock, store) : () => store.head();
}

function isRehearsal(clock: Clock): clock is RehearsalClock {
  return 'moveTo' in clock;
}

async function headFollowedBy(clock: RehearsalClock, store: Store) {
  const head = await store.head();
  if (head.at !== null && Temporal.Instant.compare(clock.now(), head.at) < 0) clock.moveTo(head.at);
  return head;
}

async function readOwnKey({ openpgp, site, mode }: SiteConfig): Promise<PrivateKey> {
  const { besidePrivate, readPrivateKey } = await import('./seal/keys.ts');
  const read = async (file: string, source: SecretSource | undefined, words: Words) => {
    const armored = (await readPrivateFile(file)).toString('utf8');
    const key = await readPrivateKey(armored, source && (await readSecret(source, secretLabel(mode, words))));
    refuseKeyForMode(key.fingerprint, mode);
    return key;
  };
  const { privateKey, passphrase, otherPrivateKey, otherPassphrase } = openpgp;
  const key = await read(privateKey, passphrase, text`passphrase of the OpenPGP key of ${site}`);
  if (otherPrivateKey === undefined) return key;
  const other = text`passphrase of the other OpenPGP key of ${site}`;
  return besidePrivate(key, [await read(otherPrivateKey, otherPassphrase, other)]);
}

async function readCorrespondentKey({ openpgp, file, mode }: SiteConfig, party: PartyId): Promise<PublicKey> {
  const path = openpgp.correspondents.get(party);
  if (path === undefined) {
    throw new PasserelleError('config-invalid', text`${file} names no public key of ${party}`, {
      hint: text`Ask ${party} for its OpenPGP key and name the file under [openpgp.correspondents].`,
    });
  }
  const { besidePublic, readPublicKey } = await import('./seal/keys.ts');
  const read = async (file: string, section: string) => {
    const key = await readPublicKey(await readPublicText(file, text`the public key of ${party}`, section));
    refuseKeyForMode(key.fingerprint, mode);
    return key;
  };
  const key = await read(path, '[openpgp.correspondents]');
  const other = openpgp.otherCorrespondents.get(party);
  return other === undefined ? key : besidePublic(key, [await read(other, '[openpgp.other_correspondents]')]);
}

async function readPublicText(path: string, what: Words, section: string): Promise<string> {
  return await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new PasserelleError('config-invalid', text`${what} cannot be read at ${path}`, {
      hint: text`Put the key there, or correct its path under ${section}.`,
      cause,
    });
  });
}

async function readWitness(
  { deliberation, mode, site: party, ledger, file }: SiteConfig,
  clock: Clock,
  store: Store,
): Promise<WitnessSite | undefined> {
  if (ledger.key === undefined) return undefined;
  const { parseVerifierKey, readLedgerKey } = await import('./ledger/ledger-key.ts');
  const verifierOf = async (whose: PartyId, path: string, section: string) => {
    const verifier = parseVerifierKey(await readPublicText(path, text`the ledger key of ${whose}`, section));
    refuseKeyForMode(verifier.fingerprint, mode);
    if (verifier.name === logNameOf(deliberation, mode, whose)) return verifier;
    throw new PasserelleError(
      'key-refused',
      text`${file} names a ledger key for ${whose} that is of ${verifier.name}`,
      { hint: text`Put each key under the party that it is of.` },
    );
  };
  const pem = (await readPrivateFile(ledger.key)).toString('utf8');
  const inUse = readLedgerKey(pem, logNameOf(deliberation, mode, party));
  refuseKeyForMode(inUse.fingerprint, mode);
  const key =
    ledger.otherKey === undefined
      ? inUse
      : { ...inUse, others: [await verifierOf(party, ledger.otherKey, '[ledger]')] };
  const verifiers = new Map<PartyId, VerifierKey>();
  for (const [other, path] of ledger.correspondents) {
    const verifier = await verifierOf(other, path, '[ledger.correspondents]');
    const second = ledger.otherCorrespondents.get(other);
    const others =
      second === undefined ? [] : [await verifierOf(other, second, '[ledger.other_correspondents]')];
    verifiers.set(other, { ...verifier, others });
  }
  return { deliberation, mode, party, store, clock, key, keyOf: (other) => verifiers.get(other) };
}

/** Does `work` at the first call only. What failed is tried again at the next. */
function once<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let result: Promise<Result> | undefined;
  return async () => {
    result ??= work();
    try {
      return await result;
    } catch (error) {
      result = undefined;
      throw error;
    }
  };
}
