/** Results that go into a file of their own. */

import { writeFile } from 'node:fs/promises';
import { PasserelleError } from '../errors.ts';

/** Writes a file that is not there yet, for its owner only. Throws `usage` if it cannot be made. */
export async function writeNewFile(path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600, flag: 'wx' }).catch((cause: unknown) => {
    throw new PasserelleError('usage', `${path} cannot be made`, {
      hint: 'Nothing is overwritten: name a new file in a folder that is there.',
      cause,
    });
  });
}
