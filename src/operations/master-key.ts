/** Replaces the master key of a site: the database, and the file from which the key is read. */

import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PasserelleError } from '../errors.ts';
import { replaceMasterKey } from '../retention/replace-master-key.ts';
import { generateMasterKey, readMasterKey } from '../secrets/master-key.ts';
import { createPrivateFile } from '../secrets/private-file.ts';
import { formerName, syncFolderOf, takePlace } from '../secrets/take-place.ts';
import type { Site } from '../site.ts';
import { text } from '../words/text.ts';

export interface ReplacedMasterKey {
  readonly file: string;
  /** Where the key before is kept, for backups that were made under it. */
  readonly former: string;
  /** Months whose data key was wrapped anew, and accounts whose secrets were sealed anew. */
  readonly keys: number;
  readonly accounts: number;
}

/**
 * Makes another master key and puts everything under it. Whatever ends it, it can be run again and goes on where it was:
 * the new key is on the disk before anything stands under it, and takes the name of the old one afterwards. Throws
 * `usage` if the key is no file, `already-running` while another process stages data.
 */
export async function replaceMasterKeyOf(site: Site): Promise<ReplacedMasterKey> {
  const { masterKey, site: actor, file: config } = site.config;
  if (typeof masterKey !== 'object' || !('file' in masterKey)) {
    throw new PasserelleError(
      'usage',
      text`${config} reads the master key from a credential, not from a file`,
      {
        hint: text`Stop the site, name a file with the key under master_key in a copy of the configuration, run this with --config and the copy, and give the new key to systemd.`,
      },
    );
  }
  const { file } = masterKey;
  const next = `${file}.next`;
  const from = await readMasterKey(masterKey);
  if (!existsSync(next)) await makeKey(next);
  const to = await readMasterKey({ file: next });
  const { store, clock } = site;
  const counts = await store.runAlone(() => replaceMasterKey({ store, actor, now: clock.now(), from, to }));
  const former = formerName(file, clock.now());
  await takePlace({ file, next, former });
  return { file, former, ...counts };
}

/** Whole or not at all, also when the power fails right after. */
async function makeKey(file: string): Promise<void> {
  const made = `${file}.new`;
  await rm(made, { force: true });
  await createPrivateFile(made, `${generateMasterKey()}\n`);
  await rename(made, file);
  await syncFolderOf(file);
}
