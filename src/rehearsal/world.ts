/** Sets the stage: every site of the deliberation with its own folder, keys, database, gateway and accounts. */

import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { activate, addKey, enrolAccount, setPassword, setTotp } from '../accounts/enrol.ts';
import { legalDay, type RehearsalClock } from '../clock.ts';
import type { PublisherConfig, RecipientConfig, RelayConfig, SiteConfig } from '../config/site-config.ts';
import type { Deliberation, PartyId } from '../deliberations/clause.ts';
import { latest, readersAt } from '../deliberations/rules.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { createLog } from '../log.ts';
import { gatewayOf } from '../operations/gateway.ts';
import { openSite, type Site } from '../site.ts';
import { makeSiteFolder, type SitePaths, sitePaths, writeConfig, writeSecret } from './folder.ts';

/** A site of the rehearsal, and where its things lie. */
export interface RehearsedSite<Config extends SiteConfig = SiteConfig> {
  readonly party: PartyId;
  readonly paths: SitePaths;
  readonly site: Site<Config>;
}

/** An account as its holder knows it, with all three factors; any two of different kinds let it in. */
export interface RehearsedAccount {
  readonly user: string;
  readonly party: PartyId;
  readonly keyFile: string;
  readonly password: string;
  readonly totpUri: string;
}

export interface ServingSite<Config extends SiteConfig = SiteConfig> extends RehearsedSite<Config> {
  readonly gateway: Gateway;
  readonly accounts: readonly RehearsedAccount[];
}

export interface World {
  readonly folder: string;
  readonly deliberation: Deliberation;
  readonly clock: RehearsalClock;
  readonly publisher: ServingSite<PublisherConfig>;
  readonly relay: ServingSite<RelayConfig>;
  readonly insurers: readonly RehearsedSite<RecipientConfig>[];
  close(): Promise<void>;
}

/** The passphrase of the example keys that have one (keys-example/README.md). */
const examplePassphrase = 'rehearsal only';
const loopback = '127.0.0.1';

/** Builds all sites in `folder`, from the publisher on: each must know the gateway that it fetches from. */
export async function createWorld(
  folder: string,
  deliberation: Deliberation,
  clock: RehearsalClock,
): Promise<World> {
  const publisherId = latest(deliberation.publisher).id;
  const relayId = latest(deliberation.relay).id;
  const insurerIds = latest(deliberation.recipients).map(({ id }) => id);
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };

  function configure(
    party: PartyId,
    correspondents: readonly PartyId[],
    sections: Readonly<Record<string, unknown>>,
  ): Promise<SiteConfig> {
    return writeConfig(sitePaths(folder, party), deliberation, party, {
      openpgp: {
        private_key: `keys/${party}.openpgp.private.asc`,
        ...(insurerIds.some((id) => id === party)
          ? {}
          : { passphrase: { file: 'secrets/openpgp-passphrase' } }),
        correspondents: Object.fromEntries(correspondents.map((id) => [id, `keys/${id}.openpgp.public.asc`])),
      },
      ledger: {
        key: `keys/${party}.ledger.pem`,
        correspondents: Object.fromEntries(correspondents.map((id) => [id, `keys/${id}.ledger.vkey`])),
      },
      ...sections,
    });
  }

  async function openAt<Config extends SiteConfig>(
    party: PartyId,
    correspondents: readonly PartyId[],
    keys: readonly string[],
    sections: Readonly<Record<string, unknown>>,
  ): Promise<RehearsedSite<Config>> {
    const paths = sitePaths(folder, party);
    const openpgp = [party, ...correspondents].map((id) => `${id}.openpgp.public.asc`);
    const ledger = [`${party}.ledger.pem`, ...correspondents.map((id) => `${id}.ledger.vkey`)];
    await makeSiteFolder(paths, [`${party}.openpgp.private.asc`, ...openpgp, ...ledger, ...keys]);
    await writeSecret(paths.secret('openpgp-passphrase'), examplePassphrase);
    const config = await configure(party, correspondents, sections);
    const site = await openSite(config as Config, clock, { create: true });
    closing.push(() => site.close());
    return { party, paths, site };
  }

  async function serve<Config extends PublisherConfig | RelayConfig>(
    at: RehearsedSite<Config>,
    holders: readonly { readonly user: string; readonly party: PartyId }[],
  ): Promise<ServingSite<Config>> {
    const accounts: RehearsedAccount[] = [];
    for (const { user, party } of holders) accounts.push(await enrol(at, folder, user, party));
    const gateway = await gatewayOf(at.site, createLog('silent'));
    closing.push(() => gateway.close());
    return { ...at, gateway, accounts };
  }

  try {
    const publishing = {
      gateway: { host: loopback, port: 0, host_key: `keys/${publisherId}.ssh-host` },
      evaluations: { file: 'evaluations.csv' },
    };
    const opened = await openAt<PublisherConfig>(
      publisherId,
      [relayId],
      [`${publisherId}.ssh-host`],
      publishing,
    );
    const first = await serve(opened, [{ user: relayId, party: relayId }]);
    const relay = await serve(
      await openAt<RelayConfig>(
        relayId,
        [publisherId, ...insurerIds],
        [`${relayId}.ssh-host`, `${relayId}.ssh-user`],
        {
          gateway: { host: loopback, port: 0, host_key: `keys/${relayId}.ssh-host` },
          upstream: await upstreamSection(sitePaths(folder, relayId), first, relayId),
          affiliation: { extract: 'cin-extract.csv', maximum_age_days: 7 },
        },
      ),
      [
        { user: publisherId, party: publisherId },
        ...insurerIds.map((id) => ({ user: `insurer-${id}`, party: id })),
      ],
    );
    // The publisher fetches too, what is returned to it, and learns only now from where.
    const config = await configure(publisherId, [relayId], {
      ...publishing,
      upstream: await upstreamSection(first.paths, relay, publisherId),
      collect: { folder: 'opened' },
    });
    const publisher = { ...first, site: { ...first.site, config: config as PublisherConfig } };
    const insurers: RehearsedSite<RecipientConfig>[] = [];
    for (const id of insurerIds) {
      const user = `insurer-${id}`;
      insurers.push(
        await openAt<RecipientConfig>(id, [relayId], [`${user}.ssh-user`], {
          upstream: await upstreamSection(sitePaths(folder, id), relay, user),
          collect: { folder: 'opened' },
        }),
      );
    }
    await writeKnownHosts(folder, [publisher, relay]);
    return { folder, deliberation, clock, publisher, relay, insurers, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** One holder of an account: what the operator of the gateway does, in the order of the documentation. */
async function enrol(
  { site, party: host }: RehearsedSite,
  folder: string,
  user: string,
  party: PartyId,
): Promise<RehearsedAccount> {
  const { store, clock, deliberation, config } = site;
  const keeping = { store, clock, deliberation, party: host, mode: config.mode, vault: await site.vault() };
  const holder = sitePaths(folder, party);
  const [reader] = readersAt(deliberation, party);
  await makeSiteFolder(holder, [`${user}.ssh-user`, `${user}.ssh-user.pub`]);
  const password = randomBytes(9).toString('base64url');
  await enrolAccount(keeping, { name: user, party, role: reader?.role ?? '' });
  await setPassword(keeping, user, password);
  await addKey(keeping, user, await readFile(holder.key(`${user}.ssh-user.pub`), 'utf8'));
  const { uri } = await setTotp(keeping, user);
  await activate(keeping, user, legalDay(clock.now()));
  return { user, party, keyFile: holder.key(`${user}.ssh-user`), password, totpUri: uri };
}

/**
 * The configuration by which a site logs in: odd insurers by their key, even ones by their TOTP device, so
 * that both ways are rehearsed; the password is the factor known in both.
 */
async function upstreamSection(paths: SitePaths, { gateway, accounts }: ServingSite, user: string) {
  const account = accounts.find((each) => each.user === user);
  if (account === undefined) throw new RangeError(`no account ${user}`);
  await writeSecret(paths.secret('upstream-password'), account.password);
  const secret = new URL(account.totpUri).searchParams.get('secret') ?? '';
  await writeSecret(paths.secret('upstream-totp'), secret);
  const byDevice = Number.parseInt(account.party, 10) % 200 === 0;
  return {
    host: gateway.host,
    port: gateway.port,
    host_key_fingerprint: gateway.hostKeyFingerprint,
    user,
    password: { file: 'secrets/upstream-password' },
    ...(byDevice ? { totp: { file: 'secrets/upstream-totp' } } : { key: `keys/${user}.ssh-user` }),
  };
}

/** For visitors: OpenSSH then knows both gateways. */
async function writeKnownHosts(folder: string, sites: readonly ServingSite[]): Promise<void> {
  const lines = sites.map(async ({ party, gateway }) => {
    const key = await readFile(new URL(`../../keys-example/${party}.ssh-host.pub`, import.meta.url), 'utf8');
    return `[${gateway.host}]:${gateway.port} ${key.split(' ').slice(0, 2).join(' ')}\n`;
  });
  await writeFile(path.join(folder, 'known_hosts'), (await Promise.all(lines)).join(''));
}
