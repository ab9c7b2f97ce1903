/** What every fetching site needs before it can fetch: keys read and secrets asked, once for all runs. */

import { sftpTransport } from '../adapters/transport-sftp.ts';
import type { SiteConfig, UpstreamConfig } from '../config/site-config.ts';
import { latest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { IntakeSite } from '../intake/stages.ts';
import { refuseKeyForMode } from '../keys/example-keys.ts';
import type { Transport } from '../ports/transport.ts';
import { secretLabel } from '../secrets/label.ts';
import { readSecret, type SecretSource } from '../secrets/secret.ts';
import type { Site } from '../site.ts';
import { readSshPrivateKey } from '../ssh/read-private-key.ts';
import { text, type Words } from '../words/text.ts';

/** Milliseconds that the peer may take for each step. */
const patience = 30_000;

/** The site as the stages of the intake want it. Reads the site's keys; throws `secret-unavailable` and the like. */
export async function intakeOf(site: Site): Promise<IntakeSite> {
  const { config, store, deliberation, guard, clock } = site;
  const fromPublisher = config.place === 'relay';
  const upstream = latest(fromPublisher ? deliberation.publisher : deliberation.relay).id;
  return {
    store,
    deliberation,
    guard,
    clock,
    mode: config.mode,
    party: config.site,
    upstream,
    monthsInOrder: fromPublisher,
    upstreamKey: await site.keyOf(upstream),
    ownKey: await site.ownKey(),
    vault: await site.vault(),
    witness: await site.witness(),
  };
}

/** A section that a site can do without until it fetches. Throws `config-invalid` while it is not filled in. */
export function requireSection<Section>(
  { file }: SiteConfig,
  name: string,
  section: Section | undefined,
): Section {
  if (section !== undefined) return section;
  throw new PasserelleError('config-invalid', text`${file} has no section [${name}] yet`, {
    hint: text`It is there as a comment since init: fill it in. docs/configuration.md explains each key.`,
  });
}

/** The way to the upstream gateway. Reads the login key, and asks for the secrets that are to be typed. */
export async function transportOf(site: Site, upstream: UpstreamConfig): Promise<Transport> {
  const { mode } = site.config;
  const { host, port, hostKeyFingerprint, nextHostKeyFingerprint, user, key } = upstream;
  for (const pinned of [hostKeyFingerprint, nextHostKeyFingerprint]) {
    if (pinned !== undefined) refuseKeyForMode(pinned, mode);
  }
  const privateKey = key === undefined ? undefined : (await readSshPrivateKey(key, mode)).text;
  const password = await optionalSecret(
    upstream.password,
    secretLabel(mode, text`password of ${user} at ${host}`),
  );
  const totp = await totpDevice(upstream, site);
  return sftpTransport({
    host,
    port,
    hostKeyFingerprint,
    nextHostKeyFingerprint,
    username: user,
    privateKey,
    password,
    totp,
    timeout: patience,
  });
}

/** The TOTP device of the account, if the site has its secret: it shows a code whenever it is asked. */
async function totpDevice(
  { totp, user, host }: UpstreamConfig,
  { config, clock }: Site,
): Promise<(() => string) | undefined> {
  const label = secretLabel(config.mode, text`TOTP secret of ${user} at ${host}`);
  const secret = await optionalSecret(totp, label);
  if (secret === undefined) return undefined;
  // Loaded where there is a device, and not for those who log in by a key.
  const { isTotpDevice, totpCodeOf } = await import('../login/totp.ts');
  if (!isTotpDevice(secret)) {
    throw new PasserelleError('secret-unavailable', text`the ${label} is none`, {
      hint: text`It is the otpauth URI that was handed over, or the secret in it.`,
    });
  }
  return () => totpCodeOf(secret, clock.authenticatorTime());
}

async function optionalSecret(source: SecretSource | undefined, label: Words): Promise<string | undefined> {
  return source === undefined ? undefined : await readSecret(source, label);
}
