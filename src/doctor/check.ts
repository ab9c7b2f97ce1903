/** What the doctor looks at, and what it can find. A check reads; it changes nothing and asks for no secret. */

import type { Clock } from '../clock.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import type { Site } from '../site.ts';
import type { Text } from '../words/text.ts';
import type { LedgerPast } from './past.ts';

/** From the best to the worst; `unseen`: it cannot be looked at from here. */
export const verdicts = ['fine', 'unseen', 'look', 'mend'] as const;
export type Verdict = (typeof verdicts)[number];

export interface Finding {
  readonly verdict: Verdict;
  /** What was found. */
  readonly says: Text | string;
  /** What to do about it. */
  readonly todo?: Text | string | undefined;
}

/** What is there to be looked at even where everything else is broken. */
export interface Machine {
  /** Absolute path of the configuration. */
  readonly file: string;
  readonly clock: Clock;
}

/** A site whose database can be read. */
export interface Opened {
  readonly site: Site;
  readonly past: LedgerPast;
}

/** What comes of a check that needs more than can be had is `unseen`. */
type Examination =
  | { readonly needs: 'machine'; examine(machine: Machine): Findings }
  | { readonly needs: 'config'; examine(config: SiteConfig, machine: Machine): Findings }
  | { readonly needs: 'site'; examine(opened: Opened): Findings };

type Findings = Promise<readonly Finding[]>;

export type Check = Examination & {
  /** For scripts, and for the page that lists all checks. */
  readonly name: string;
  readonly looksAt: Text;
  /** Of no matter once the channel is closed for good. */
  readonly whileOpen?: true;
};

export function fine(says: Text | string): Finding {
  return { verdict: 'fine', says };
}

export function unseen(says: Text | string, todo?: Text | string): Finding {
  return { verdict: 'unseen', says, todo };
}

export function look(says: Text | string, todo: Text | string): Finding {
  return { verdict: 'look', says, todo };
}

export function mend(says: Text | string, todo: Text | string): Finding {
  return { verdict: 'mend', says, todo };
}

/** What a failure of ours says of the site. Whatever else was thrown is thrown on. */
export function findingOf(error: unknown, verdict: Exclude<Verdict, 'fine'> = 'mend'): Finding {
  if (!(error instanceof PasserelleError)) throw error;
  return { verdict, says: error.said.message, todo: error.said.hint };
}
