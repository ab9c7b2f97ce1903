/** Files that only their owner may read: keys, passwords, the master key. */

import { constants, type Stats } from 'node:fs';
import { lstat, mkdir, open } from 'node:fs/promises';
import nodePath from 'node:path';
import process from 'node:process';
import { PasserelleError } from '../errors.ts';
import { joined, type Text, text } from '../words/text.ts';

/** No key or password is longer; a longer file is a mistake, not a secret. */
const greatestSize = 64 * 1024;

/** What is wrong with a file that holds a secret, and how to put it right. */
interface Problem {
  readonly says: Text;
  readonly hint: Text;
}

type Check = (path: string, found: Stats) => Problem | undefined;

/** Reads a regular file that nobody but its owner may read. Throws `secret-unavailable`. */
export async function readPrivateFile(path: string): Promise<Buffer> {
  return await readChecked(path, privacyProblem);
}

/**
 * Reads a credential from systemd's own directory. The modes of its files say nothing: systemd grants
 * access by a list on file and directory (whose mask shows as group permission).
 */
export async function readCredentialFile(path: string): Promise<Buffer> {
  return await readChecked(path, shapeProblem);
}

/**
 * Writes a new file that only its owner may read, and its folder if need be. Throws `usage` if there is
 * something already: a key that is overwritten is a key that is lost.
 */
export async function createPrivateFile(path: string, content: string): Promise<void> {
  await mkdir(nodePath.dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw unwritable(path, cause);
    throw new PasserelleError('usage', text`${path} is there already`, {
      hint: text`It is not overwritten. Move it away first if you mean to replace it.`,
    });
  });
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What is wrong with the file at `path`, without reading it; `undefined` for a sound or an absent file. */
export async function privateFileProblem(path: string): Promise<Problem | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found === undefined ? undefined : privacyProblem(path, found);
}

async function readChecked(path: string, check: Check): Promise<Buffer> {
  // The open file is checked, not its name: what was checked is what is read. Not waiting, for a pipe
  // without a writer would hold the process for ever.
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const file = await open(path, flags).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const problem = check(path, await file.stat());
    if (problem !== undefined) {
      throw new PasserelleError('secret-unavailable', problem.says, { hint: problem.hint });
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function shapeProblem(path: string, found: Stats): Problem | undefined {
  if (found.isSymbolicLink())
    return { says: text`${path} is a symbolic link`, hint: text`Name the file itself.` };
  if (!found.isFile()) return { says: text`${path} is not a regular file`, hint: text`Name a regular file.` };
  if (found.size <= greatestSize) return undefined;
  return { says: text`${path} is too large for a key or a password`, hint: text`Name the right file.` };
}

function privacyProblem(path: string, found: Stats): Problem | undefined {
  const shape = shapeProblem(path, found);
  if (shape !== undefined) return shape;
  // Windows has no such modes; access control lists are the administrator's there.
  const uid = process.getuid?.();
  if (uid === undefined) return undefined;
  if ((found.mode & 0o077) !== 0) {
    return { says: text`${path} is open to others than its owner`, hint: text`Run: chmod 600 ${path}` };
  }
  if (found.uid !== uid && found.uid !== 0) {
    return { says: text`${path} belongs to another user`, hint: text`Run: chown ${uid} ${path}` };
  }
  return undefined;
}

function unreadable(path: string, cause: unknown): PasserelleError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  const reason =
    code === 'ENOENT'
      ? text`is not there`
      : code === 'ELOOP'
        ? text`is a symbolic link`
        : text`cannot be read (${String(code)})`;
  return new PasserelleError('secret-unavailable', joined([path, reason]), {
    hint: text`Check the path in the configuration, and that the file belongs to the user who runs this.`,
    cause,
  });
}

function unwritable(path: string, cause: unknown): PasserelleError {
  return new PasserelleError('secret-unavailable', text`${path} cannot be written`, {
    hint: text`Check that its folder belongs to the user who runs this, and that the disk is not full.`,
    cause,
  });
}
