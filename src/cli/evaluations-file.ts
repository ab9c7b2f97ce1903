/** Which file of evaluations `select` and `publish` read. */

import type { PublisherConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';

/** The file named on the command line, else the configured one. Throws `usage` if there is neither. */
export function evaluationsFile(named: string | undefined, { evaluations }: PublisherConfig): string {
  const file = named ?? evaluations;
  if (file !== undefined) return file;
  throw new PasserelleError('usage', text`no file of evaluations is named`, {
    hint: text`Name one after the command, or in the configuration under [evaluations].`,
  });
}
