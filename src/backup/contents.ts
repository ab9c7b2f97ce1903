/** The files of a backup, and the sums by which `sha256sum --check` and this program tell whether they are whole. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PasserelleError } from '../errors.ts';
import type { NotedHead } from '../ledger/verify.ts';
import { text, type Words } from '../words/text.ts';

export const contents = {
  database: 'database.sqlite',
  config: 'passerelle.toml',
  publicKeys: 'public-keys',
  ledgerHead: 'LEDGER-HEAD',
  sums: 'SHA256SUMS',
} as const;

/** Writes the sums of all that lies in `folder`, and waits until the disk has all of it. */
export async function sealContents(folder: string): Promise<void> {
  const lines = (await sumsOf(folder)).map(([file, sum]) => `${sum}  ${file}\n`);
  await writeFile(path.join(folder, contents.sums), lines.join(''), { mode: 0o600 });
  for (const file of await filesIn(folder)) await syncPath(path.join(folder, file));
  await syncPath(folder);
}

/** Throws `backup-refused` unless the backup is exactly what its sums say: no file less, more or other. */
export async function requireWhole(folder: string): Promise<void> {
  const listed = await readText(folder, contents.sums);
  const sums = await sumsOf(folder);
  const expected = sums.map(([file, sum]) => `${sum}  ${file}\n`).join('');
  if (listed === expected) return;
  const lines = new Set(listed.split('\n'));
  const [other] = sums.find(([file, sum]) => !lines.has(`${sum}  ${file}`)) ?? [];
  throw backupRefused(
    other === undefined
      ? text`lacks a file that its sums name`
      : text`was changed since it was made: ${other}`,
  );
}

/** The head that the ledger had when the backup was made. Throws `backup-refused`. */
export async function headOf(folder: string): Promise<NotedHead> {
  const [, size, hash] =
    /^([0-9]{1,15}):([0-9a-f]{64})\n$/.exec(await readText(folder, contents.ledgerHead)) ?? [];
  if (size === undefined || hash === undefined)
    throw backupRefused(text`does not say where its ledger stood`);
  return { size: Number(size), hash };
}

export function backupRefused(says: Words, cause?: unknown): PasserelleError {
  return new PasserelleError('backup-refused', text`the backup ${says}`, {
    hint: text`Nothing was restored, and no site was changed. Take another backup.`,
    cause,
  });
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function syncPath(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readText(folder: string, file: string): Promise<string> {
  try {
    return await readFile(path.join(folder, file), 'utf8');
  } catch (cause) {
    throw backupRefused(text`at ${folder} has no file ${file} that can be read`, cause);
  }
}

/** Each file but the sums with its SHA-256, by name. */
async function sumsOf(folder: string): Promise<readonly (readonly [file: string, sum: string])[]> {
  const sums: [string, string][] = [];
  for (const file of await filesIn(folder)) {
    if (file === contents.sums) continue;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path.join(folder, file)), hash);
    sums.push([file, hash.digest('hex')]);
  }
  return sums;
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
