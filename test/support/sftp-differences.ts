/**
 * THE TABLE of what may differ between our gateway and OpenSSH's `sftp-server`, each line with its reason.
 * All else that both allow must be answered alike.
 */

import { statusCode } from '../../src/gateway/sftp/protocol.ts';
import { type Attributes, isDirectory, type Told } from './sftp-answers.ts';

/** A request, as far as the table looks at it. */
export type Asked =
  | { readonly ask: 'open' | 'opendir' | 'stat' | 'lstat' | 'realpath'; readonly path: string }
  | { readonly ask: 'close' | 'readdir' | 'fstat'; readonly handle: number }
  | { readonly ask: 'read'; readonly handle: number; readonly offset: bigint; readonly length: number }
  | { readonly ask: 'extended'; readonly name: string };

export interface Circumstances {
  /** What the handle stands for; `none` if it stands for nothing. */
  readonly handle: 'file' | 'directory' | 'none';
  /** True if there is something at the path, directories along it included. */
  readonly exists: boolean;
  /** Where OpenSSH's server has the folder that is our root. */
  readonly root: string;
}

interface Difference {
  readonly what: string;
  readonly why: string;
  /** Gives the answer without the difference; the same object where there is none. */
  readonly without: (told: Told, asked: Asked, circumstances: Circumstances) => Told;
}

/** Bytes of the longest file of ext4; other disks count further, or not so far. */
const greatestOffset = 2n ** 44n;

const endOfFile: Told = { answer: 'status', code: statusCode.eof, words: '', language: '' };
const notCompared: Told = { answer: 'data', data: 'not compared' };

export const differences: readonly Difference[] = [
  {
    what: 'words and language of a status',
    why: 'section 7: for people, in words of the server',
    without: (told) => (told.answer === 'status' ? { ...told, words: '', language: '' } : told),
  },
  {
    what: 'the line of `ls -l` in a listing',
    why: 'section 7: suitable for display, of no set form',
    without: (told) => eachEntry(told, (entry) => ({ ...entry, longname: '' })),
  },
  {
    what: 'owner and group',
    why: 'nobody owns anything in our tree; on a disk somebody does',
    without: (told) => eachAttributes(told, (attributes) => ({ ...attributes, owner: 0, group: 0 })),
  },
  {
    what: 'time of access',
    why: 'a disk knows it; we write reading down in the ledger, and show the time of publication',
    without: (told) => eachAttributes(told, (attributes) => ({ ...attributes, accessed: 0 })),
  },
  {
    what: 'size of a directory',
    why: 'blocks of a disk; ours have none',
    without: (told) => eachDirectory(told, (attributes) => ({ ...attributes, size: 0 })),
  },
  {
    what: 'time of modification of a directory',
    why: 'ours is that of the newest file known, and the tree is read only as far as a path needs it',
    without: (told) => eachDirectory(told, (attributes) => ({ ...attributes, modified: 0 })),
  },
  {
    what: 'order of a listing',
    why: 'section 6.7 sets none; a disk has its own',
    without: (told) =>
      told.answer === 'names'
        ? { ...told, entries: told.entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)) }
        : told,
  },
  {
    what: 'attributes of `..` in a listing',
    why: 'above the root there is a folder of the disk; in our tree there is nothing',
    without: (told) =>
      eachEntry(told, (entry) => (entry.name === '..' ? { ...entry, attributes: undefined } : entry)),
  },
  {
    what: 'where the root is',
    why: 'sftp-server stands in a folder of the disk; our tree begins at /',
    without: (told, { ask }, { root }) =>
      ask === 'realpath'
        ? eachEntry(told, (entry) => ({ ...entry, name: entry.name.replace(root, '') || '/' }))
        : told,
  },
  {
    what: 'REALPATH of what is not there',
    why: 'we answer by the words of the path alone, so that nobody learns what exists (threat 40)',
    without: (told, { ask }, { exists }) => (ask === 'realpath' && !exists ? notCompared : told),
  },
  {
    what: 'status of a name longer than a name can be',
    why: 'BAD_MESSAGE there; here no such file, as for every name that no file can have (threat 38)',
    without: (told, asked) => ('path' in asked && /[^/]{256}/.test(asked.path) ? notSuccess(told) : told),
  },
  {
    what: 'status of CLOSE for a handle that is none',
    why: 'NO_SUCH_FILE there, FAILURE here, where version 3 has no status for it; both go on',
    without: (told, { ask }, { handle }) => (ask === 'close' && handle === 'none' ? notSuccess(told) : told),
  },
  {
    what: 'FSTAT of a directory',
    why: 'a failure there; section 6.8 allows it, and sshfs asks',
    without: (told, { ask }, { handle }) => (ask === 'fstat' && handle === 'directory' ? notCompared : told),
  },
  {
    what: 'READ from an offset beyond all that a disk can count to',
    why: 'a failure of lseek there, the end of the file here; neither gives any bytes',
    without: (told, asked, { handle }) =>
      asked.ask === 'read' && handle === 'file' && asked.offset >= greatestOffset
        ? notSuccess(told.answer === 'data' && told.data === '' ? endOfFile : told)
        : told,
  },
  {
    what: 'READ of nothing at or beyond the end',
    why: 'no bytes there, the end of the file here; neither gives any',
    without: (told, asked, { handle }) =>
      asked.ask === 'read' && handle === 'file' && asked.length === 0 && told.answer === 'status'
        ? { answer: 'data', data: '' }
        : told,
  },
];

function eachAttributes(told: Told, change: (attributes: Attributes) => Attributes): Told {
  if (told.answer === 'attributes') {
    return { ...told, attributes: told.attributes && change(told.attributes) };
  }
  return eachEntry(told, ({ attributes, ...entry }) => ({
    ...entry,
    attributes: attributes && change(attributes),
  }));
}

function eachDirectory(told: Told, change: (attributes: Attributes) => Attributes): Told {
  return eachAttributes(told, (attributes) => (isDirectory(attributes) ? change(attributes) : attributes));
}

type Names = Extract<Told, { answer: 'names' }>;

function eachEntry(told: Told, change: (entry: Names['entries'][number]) => Names['entries'][number]): Told {
  return told.answer === 'names' ? { ...told, entries: told.entries.map(change) } : told;
}

/** Any status but success is as good as another. */
function notSuccess(told: Told): Told {
  return told.answer === 'status' && told.code !== statusCode.ok
    ? { ...told, code: statusCode.failure }
    : told;
}
