/** Gives SQLite's errors our codes. */

import { text } from '../../words/text.ts';
import { asOurs, type Meaning } from '../sql/meaning.ts';

const busy: Meaning = {
  code: 'store-busy',
  message: text`Another process holds the database.`,
  hint: text`Nothing was changed. Run the command again; if it lasts, see which process keeps the file open.`,
};
const full: Meaning = {
  code: 'store-full',
  message: text`There is no room left for the database.`,
  hint: text`Nothing was changed. Free some space on its disk, and run the command again.`,
};
const unwritable: Meaning = {
  code: 'store-failed',
  message: text`The database cannot be read or written.`,
  hint: text`Nothing was changed. Check its disk, its folder, and that this user owns both.`,
};
const damaged: Meaning = {
  code: 'store-failed',
  message: text`The file is damaged, or it is no database.`,
  hint: text`Nothing was changed. Check the path in the config, then restore the last backup.`,
};
const moved: Meaning = {
  code: 'store-refused',
  message: text`The site has moved from this file to a server.`,
  hint: text`Nothing was changed. Use the configuration that names the server under [store].`,
};
const other: Meaning = {
  code: 'store-failed',
  message: text`The database refused what it was asked.`,
  hint: text`Nothing was changed. This is a defect of the program: report it.`,
};

/** By primary result code (sqlite.org/rescode.html). */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [3, unwritable], // SQLITE_PERM
  [5, busy], // SQLITE_BUSY
  [6, busy], // SQLITE_LOCKED
  [8, unwritable], // SQLITE_READONLY
  [10, unwritable], // SQLITE_IOERR
  [11, damaged], // SQLITE_CORRUPT
  [13, full], // SQLITE_FULL
  [14, unwritable], // SQLITE_CANTOPEN
  [15, busy], // SQLITE_PROTOCOL: the lock of the write-ahead log was never free
  [26, damaged], // SQLITE_NOTADB
]);

/** Does `work`, and throws what SQLite throws as `store-busy`, `store-full` or `store-failed`. */
export function withStoreErrors<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw storeErrorOf(error);
  }
}

/** What SQLite threw, here or in another thread, as ours; any other error as it is. */
export function storeErrorOf(error: unknown): unknown {
  const resultCode = sqliteResultCode(error);
  if (resultCode === undefined) return error;
  return asOurs(isMove(error) ? moved : (meanings.get(resultCode & 0xff) ?? other), error);
}

/** True for what the trigger says that closes the ledger of a site which has moved. */
function isMove(error: unknown): boolean {
  return Object(error).message === 'the site has moved';
}

/** The extended result code, if `error` comes from SQLite. */
function sqliteResultCode(error: unknown): number | undefined {
  const { code, errcode } = Object(error);
  return code === 'ERR_SQLITE_ERROR' && typeof errcode === 'number' ? errcode : undefined;
}
