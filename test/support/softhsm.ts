/** A card in software: a token of SoftHSM with one key, behind the interface that a card's driver has (PKCS #11). */

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeyPair } from './certificates.ts';
import { runProgram } from './run-program.ts';

/** Where Debian has its module. */
export const softhsm = '/usr/lib/softhsm/libsofthsm2.so';

/** Makes a token in `folder`, as eID has its authentication key, and gives SoftHSM's configuration. */
export async function makeToken(folder: string, { privateKey }: KeyPair, pin: string): Promise<string> {
  const tokens = path.join(folder, 'tokens');
  await mkdir(tokens);
  const config = path.join(folder, 'softhsm2.conf');
  await writeFile(config, `directories.tokendir = ${tokens}\nlog.level = ERROR\n`);
  const keyFile = path.join(folder, 'card.key');
  await writeFile(keyFile, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
  const token = ['--label', 'card', '--so-pin', '13571357', '--pin', pin];
  const key = ['--token', 'card', '--label', 'Authentication', '--id', '02', '--pin', pin];
  for (const options of [
    ['--init-token', '--free', ...token],
    ['--import', keyFile, ...key],
  ]) {
    const { status, output } = await runProgram('softhsm2-util', options, { env: { SOFTHSM2_CONF: config } });
    if (status !== 0) throw new Error(output);
  }
  return config;
}
