/** What relay-by-shell.sh needs around it: a parcel on an sshd, keys in gpg, the extract. */

import { execFile } from 'node:child_process';
import { copyFile, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RelayKey } from './relay-key.ts';
import { exampleKey, insurers, publisher, relay } from './sites.ts';
import { startSshd } from './sshd.ts';

const run = promisify(execFile);
const script = path.resolve(import.meta.dirname, 'relay-by-shell.sh');

export interface ShellSetting {
  /** Runs the script once, and gives its seconds. Throws unless a part for every insurer came of it. */
  timed(): Promise<number>;
  close(): Promise<void>;
}

/** Sets it up in `folder`, whose path must be short: the socket of gpg's agent stands in it. */
export async function openShellSetting(
  folder: string,
  parcel: { readonly name: string; readonly bytes: Uint8Array },
  extract: string,
  key: RelayKey,
): Promise<ShellSetting> {
  const home = path.join(folder, 'gnupg');
  const [inbox, outbox] = [path.join(folder, 'remote/inbox'), path.join(folder, 'remote/outbox')];
  for (const made of [inbox, outbox, home]) await mkdir(made, { recursive: true, mode: 0o700 });
  await writeFile(path.join(inbox, parcel.name), parcel.bytes);
  await copyFile(extract, path.join(folder, 'cin-extract.csv'));
  const signer = await importKeys(folder, home, key);
  await writeFile(path.join(folder, 'names'), `${[parcel.name, signer, relay, ...insurers].join(' ')}\n`);
  const sshd = await startSshd(folder);
  return {
    async timed() {
      await rm(outbox, { recursive: true });
      await mkdir(outbox);
      const begun = performance.now();
      await run(script, [folder]);
      const seconds = (performance.now() - begun) / 1000;
      const delivered = await readdir(outbox);
      if (delivered.length !== insurers.length) throw new Error(`the script delivered only ${delivered}`);
      return seconds;
    },
    async close() {
      await sshd.stop();
      await run('gpgconf', ['--homedir', home, '--kill', 'all']);
    },
  };
}

/** Gives the fingerprint by which the publisher signs. */
async function importKeys(folder: string, home: string, key: RelayKey): Promise<string> {
  const gpg = (...args: readonly string[]) => run('gpg', ['--homedir', home, '--batch', '--quiet', ...args]);
  await gpg(
    '--import',
    ...[publisher, ...insurers].map((party) => exampleKey(`${party}.openpgp.public.asc`)),
  );
  const own = path.join(folder, 'own.asc');
  await writeFile(own, key.armored, { mode: 0o600 });
  if (key.passphrase === undefined) await gpg('--import', own);
  else {
    const passphrase = path.join(folder, 'passphrase');
    await writeFile(passphrase, key.passphrase, { mode: 0o600 });
    await gpg('--pinentry-mode', 'loopback', '--passphrase-file', passphrase, '--import', own);
  }
  const { stdout } = await gpg('--with-colons', '--list-keys', `<${publisher}@passerelle.example>`);
  const [, fingerprint = ''] = /^fpr:+([0-9A-F]+):$/m.exec(stdout) ?? [];
  return fingerprint;
}
