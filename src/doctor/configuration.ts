/** The configuration, and who may read the files that it names. */

import { lstat, stat, statfs } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { loadConfig } from '../config/load.ts';
import { correspondentsOf } from '../config/sections.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, look, type Machine, mend, unseen } from './check.ts';

/** What is wrong with it is thrown, all of it at once. */
export async function examineConfiguration({ file }: Machine): Promise<readonly Finding[]> {
  const { site, mode, deliberation } = await loadConfig(file);
  const whose = text`sound: ${site}, under deliberation n° ${deliberation.number}`;
  return [fine(mode === 'rehearsal' ? text`${whose} (rehearsal)` : whose)];
}

/** Folders of keys and data that others than the owner may look into or write to. */
export async function examineFolders(config: SiteConfig, { file }: Machine): Promise<readonly Finding[]> {
  if (process.getuid === undefined) return [unseen(text`this system keeps no modes of files`)];
  const named = [
    path.dirname(file),
    path.dirname(config.openpgp.privateKey),
    ...(typeof config.database === 'string' ? [path.dirname(config.database)] : []),
    ...(config.place !== 'relay' && config.collect !== undefined ? [config.collect.folder] : []),
  ];
  const findings = await Promise.all([...new Set(named)].map(folderFinding));
  const wrong = findings.filter((finding) => finding !== undefined);
  return wrong.length > 0 ? wrong : [fine(text`only the owner may write there`)];
}

async function folderFinding(folder: string): Promise<Finding | undefined> {
  const found = await lstat(folder).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isDirectory() && !found.isSymbolicLink()) {
    return mend(text`${folder} is no folder`, text`Correct its path in the configuration.`);
  }
  const { mode } = await stat(folder);
  // Who may write into a folder may put another file in the place of a key.
  if ((mode & 0o022) === 0 || (mode & 0o1000) !== 0) return undefined;
  return mend(text`${folder} can be written to by others than its owner`, text`Run: chmod go-w ${folder}`);
}

/** Bytes under which work is in danger, and under which it is time to think of more. */
const room = { least: 256 * 1024 ** 2, comfortable: 2 * 1024 ** 3 };

export async function examineSpace(config: SiteConfig, machine: Machine): Promise<readonly Finding[]> {
  const folders = [
    typeof config.database === 'string' ? path.dirname(config.database) : path.dirname(machine.file),
    ...(config.place !== 'relay' && config.collect !== undefined ? [config.collect.folder] : []),
  ];
  return await Promise.all([...new Set(folders)].map(spaceFinding));
}

async function spaceFinding(folder: string): Promise<Finding> {
  const found = await statfs(folder).catch(() => undefined);
  if (found === undefined)
    return unseen(text`${folder} is not there yet`, text`It is made when it is needed first.`);
  const free = found.bavail * found.bsize;
  const says = text`${Math.floor(free / 1024 ** 2)} MiB are free for ${folder}`;
  if (free < room.least)
    return mend(says, text`Free some space, or move the site to a larger disk, before the next month.`);
  return free < room.comfortable
    ? look(says, text`Plan for more: a month that does not fit is refused whole.`)
    : fine(says);
}

/** What the place needs and the configuration leaves out. */
export async function examineCompleteness(config: SiteConfig): Promise<readonly Finding[]> {
  const findings = [...missingCorrespondents(config), ...missingSections(config)];
  return findings.length > 0 ? findings : [fine(text`everything that this place needs is named`)];
}

function* missingCorrespondents({ deliberation, site, openpgp, ledger }: SiteConfig): Generator<Finding> {
  const expected = correspondentsOf(deliberation, site);
  const unsealed = expected.filter((party) => !openpgp.correspondents.has(party));
  if (unsealed.length > 0) {
    yield mend(
      text`no OpenPGP key is named of ${unsealed.join(', ')}`,
      text`Ask them for it, compare its fingerprint by telephone, and name it under [openpgp.correspondents].`,
    );
  }
  const unseenBy = expected.filter((party) => !ledger.correspondents.has(party));
  if (unseenBy.length > 0) {
    yield look(
      text`no ledger key is named of ${unseenBy.join(', ')}: their checkpoints cannot be held against them`,
      text`Ask them for it (passerelle keys show ledger), and name it under [ledger.correspondents].`,
    );
  }
}

function* missingSections(config: SiteConfig): Generator<Finding> {
  const todo = text`It is there as a comment since init: fill it in. docs/configuration.md explains each key.`;
  if (config.upstream === undefined) {
    yield config.place === 'publisher'
      ? look(text`there is no [upstream]: what the relay gives back cannot be fetched`, todo)
      : mend(text`there is no [upstream]: nothing can be fetched`, todo);
  }
  if (config.place === 'publisher' && config.collect === undefined) {
    yield look(text`there is no [collect]: what the relay gives back cannot be opened`, todo);
  }
  if (config.place === 'relay' && config.affiliation === undefined) {
    yield mend(text`there is no [affiliation]: nothing can be routed`, todo);
  }
}
