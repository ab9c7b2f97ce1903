/** The relay's OpenPGP key in the two forms that are compared: under its passphrase, and in the open. */

import { readFile, writeFile } from 'node:fs/promises';
import { decryptKey, readPrivateKey } from 'openpgp';
import { parse, stringify } from 'smol-toml';
import { relay, type Site } from './sites.ts';

/** An armored private key, and the passphrase that it is under. */
export interface RelayKey {
  readonly armored: string;
  readonly passphrase: string | undefined;
}

const privateKey = `${relay}.openpgp.private.asc`;

/** As the site has it: under a passphrase that lies beside it, in a file that only its owner reads. */
export async function protectedKey({ paths }: Site): Promise<RelayKey & { readonly passphrase: string }> {
  const armored = await readFile(paths.key(privateKey), 'utf8');
  const passphrase = (await readFile(paths.secret('openpgp-passphrase'), 'utf8')).trimEnd();
  return { armored, passphrase };
}

/** Takes the passphrase off a site's key, on the disk and in its configuration. */
export async function openKey(site: Site): Promise<RelayKey> {
  const { armored: armoredKey, passphrase } = await protectedKey(site);
  const locked = await readPrivateKey({ armoredKey });
  const armored = (await decryptKey({ privateKey: locked, passphrase })).armor();
  await writeFile(site.paths.key(privateKey), armored, { mode: 0o600 });
  const { openpgp, ...config } = parse(await readFile(site.paths.config, 'utf8'));
  const { passphrase: _removed, ...rest } = Object(openpgp);
  await writeFile(site.paths.config, stringify({ ...config, openpgp: rest }), { mode: 0o600 });
  return { armored, passphrase: undefined };
}
