/** The keys of a site that have a public half, and how they are made. */

import { writeFile } from 'node:fs/promises';
import type { Clock } from '../clock.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { partyById } from '../deliberations/rules.ts';
import { logNameOf } from '../ledger/log-name.ts';
import { secretLabel } from '../secrets/label.ts';
import { createPrivateFile } from '../secrets/private-file.ts';
import { promptNewSecret } from '../secrets/prompt.ts';
import { readSecret } from '../secrets/secret.ts';
import { text } from '../words/text.ts';

export const pairs = ['openpgp', 'host', 'login', 'ledger'] as const;
export type Pair = (typeof pairs)[number];

interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

interface KeyOwner {
  readonly config: SiteConfig;
  readonly clock: Clock;
}

interface PairOptions {
  /** An OpenPGP key of RFC 9580. */
  readonly v6?: boolean;
  /** Of the OpenPGP key; without it, it is read from where the configuration says. */
  readonly passphrase?: string;
}

/** A new key; a rehearsal uses the example keys and no other (decision 12): there, a key is taken, not made. */
export async function newPair(owner: KeyOwner, key: Pair, options: PairOptions = {}): Promise<KeyPair> {
  const { config } = owner;
  if (config.mode === 'rehearsal') return await examplePair(config, key);
  if (key === 'openpgp') return await openpgpPair(owner, options);
  if (key === 'ledger') {
    const { generateLedgerKey } = await import('../ledger/ledger-key.ts');
    return generateLedgerKey(logNameOf(config.deliberation, config.mode, config.site));
  }
  const { generateSshKeyPair } = await import('../ssh/generate-key.ts');
  return generateSshKeyPair(`passerelle ${key} key of ${config.site}`);
}

/** Writes a key, for its owner only, and its public half beside it. Throws `usage` rather than overwrite. */
export async function writePair(file: string, { privateKey, publicKey }: KeyPair): Promise<void> {
  await createPrivateFile(file, privateKey);
  await writeFile(publicFile(file), publicKey, { flag: 'wx' });
}

export function publicFile(privateFile: string): string {
  return `${privateFile}.pub`;
}

async function examplePair({ site, place }: SiteConfig, key: Pair): Promise<KeyPair> {
  const examples = await import('../keys/example-files.ts');
  if (key === 'openpgp') return await examples.exampleOpenpgpKey(site);
  if (key === 'ledger') return await examples.exampleLedgerKey(site);
  if (key === 'login') return await examples.exampleLoginKey(site, place);
  return await examples.exampleHostKey(site);
}

async function openpgpPair(
  { config, clock }: KeyOwner,
  { v6 = false, passphrase }: PairOptions,
): Promise<KeyPair> {
  const { generateKeyPair } = await import('../seal/keys.ts');
  const { site, mode, deliberation, openpgp } = config;
  const source = openpgp.passphrase;
  const label = secretLabel(mode, text`passphrase of the OpenPGP key of ${site}`);
  const read = () => (source === 'prompt' ? promptNewSecret(label) : source && readSecret(source, label));
  return await generateKeyPair({
    userId: `${partyById(deliberation, site)?.name} (deliberation ${deliberation.number})`,
    profile: v6 ? 'v6' : 'v4',
    createdAt: clock.now(),
    passphrase: passphrase ?? (await read()),
  });
}
