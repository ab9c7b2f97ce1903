/** From the content of a TOML file to a configuration, or to all that is wrong with it. */

import type * as z from 'zod';
import { deliberationByNumber, deliberations } from '../deliberations/index.ts';
import { placeOf } from '../deliberations/rules.ts';
import { type Text, text, type Words } from '../words/text.ts';
import { problem, wordsOf } from './problem-words.ts';
import { anyPlaceSchema, schemaByPlace } from './schema.ts';
import type { SiteConfig } from './site-config.ts';

/** Something that must be put right, and under which key. */
interface ConfigProblem {
  readonly path: readonly string[];
  /** Goes on after the key; never repeats a value. */
  readonly says: Words;
}

export type CheckedContent =
  | { readonly config: SiteConfig }
  | { readonly config?: undefined; readonly problems: readonly ConfigProblem[] };

/** Checks the content of the configuration `file` (absolute) against the form of its place. */
export async function checkContent(
  content: Readonly<Record<string, unknown>>,
  file: string,
): Promise<CheckedContent> {
  const { deliberation: number, site } = content;
  const named = typeof number === 'string' ? deliberationByNumber(number) : undefined;
  const place = named !== undefined && typeof site === 'string' ? placeOf(named, site) : undefined;
  if (named !== undefined && place !== undefined && typeof site === 'string') {
    const schema = schemaByPlace[place]({ deliberation: named, site, file });
    const result = await schema.safeParseAsync(content, { error: describe });
    return result.success ? { config: result.data } : { problems: problemsOf(result.error, place) };
  }

  const deliberation = named ?? deliberations[0];
  if (deliberation === undefined) throw new RangeError('no deliberation is registered');
  const schema = anyPlaceSchema({ deliberation, site: undefined, file });
  const result = await schema.safeParseAsync(content, { error: describe });
  if (result.success) throw new RangeError('a configuration without a site was found sound');
  return { problems: problemsOf(result.error, undefined) };
}

const sectionsOfOtherPlaces = text`is unknown, or belongs to a site at another place of the deliberation`;

function problemsOf(error: z.ZodError, place: string | undefined): readonly ConfigProblem[] {
  return error.issues.flatMap((issue): readonly ConfigProblem[] => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [{ path, says: wordsOf(issue.message) }];
    const says = path.length === 0 && place !== undefined ? sectionsOfOtherPlaces : text`is unknown here`;
    return issue.keys.map((key) => ({ path: [...path, key], says }));
  });
}

const words: ReadonlyMap<string, Text> = new Map([
  ['string', text`a text in quotes`],
  ['int', text`a whole number`],
  ['number', text`a number`],
  ['object', text`a section`],
  ['record', text`a section`],
]);

/** What is said of a value of the wrong type; everything else says so itself. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code !== 'invalid_type') return undefined;
  return issue.input === undefined
    ? problem(text`is missing`)
    : problem(text`must be ${words.get(issue.expected) ?? issue.expected}`);
}
