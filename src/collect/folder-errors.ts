/** What goes wrong with the folder of opened files, in words. */

import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';

const noRoom: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Does `work` on files in `folder`; throws what the system refuses as `store-full` or `store-failed`. */
export async function inFolder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (typeof code !== 'string' || !/^E[A-Z0-9]+$/.test(code)) throw cause;
    if (noRoom.has(code)) {
      throw new PasserelleError('store-full', text`There is no room left for opened files in ${folder}.`, {
        hint: text`Free some space on its disk, and run the command again.`,
        cause,
      });
    }
    throw new PasserelleError('store-failed', text`Opened files cannot be kept in ${folder} (${code}).`, {
      hint: text`Check its disk, and that this user may write there; then run the command again.`,
      cause,
    });
  }
}
