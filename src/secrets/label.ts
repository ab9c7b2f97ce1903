/** How a secret is called when it is asked for: in a rehearsal the question says so (decision 12). */

import { text, type Words } from '../words/text.ts';

export function secretLabel(mode: 'real' | 'rehearsal', secret: Words): Words {
  return mode === 'rehearsal' ? text`REHEARSAL, ${secret}` : secret;
}
