/** Results that go into a file of their own. */

import { writeFile } from 'node:fs/promises';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';

/** Writes a file that is not there yet, for its owner only. Throws `usage` if it cannot be made. */
export async function writeNewFile(path: string, content: string): Promise<void> {
  await writeFile(path, content, { mode: 0o600, flag: 'wx' }).catch((cause: unknown) => {
    throw new PasserelleError('usage', text`${path} cannot be made`, {
      hint: text`Nothing is overwritten: name a new file in a folder that is there.`,
      cause,
    });
  });
}
