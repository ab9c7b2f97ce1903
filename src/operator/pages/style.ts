/** The one style sheet of the operator page, out of its parts. */

import { readFileSync } from 'node:fs';

/** Later ones refine earlier ones. */
const parts = ['base', 'marks', 'head', 'parts', 'glance', 'tables', 'drawings', 'forms', 'media'];

export const stylesheet: string = parts
  .map((part) => readFileSync(new URL(`./style/${part}.css`, import.meta.url), 'utf8'))
  .join('\n');
