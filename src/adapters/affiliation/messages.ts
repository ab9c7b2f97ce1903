/**
 * The messages of the affiliation service (docs/affiliation.md). The outcomes bear the names that MemberData
 * and GenericInsurability of the CIN give them, and are translated to ours by one table.
 */

import * as z from 'zod';
import { PasserelleError } from '../../errors.ts';
import { insurerOfMutuality } from '../../people/insurer.ts';
import { parseSsin, type Ssin } from '../../people/ssin.ts';
import type { Affiliation } from '../../ports/affiliation.ts';
import { text, type Words } from '../../words/text.ts';
import type { Answer } from './follow.ts';

/** The purpose said to the CIN: neutral, for the category of the children is not its to know (design decision 14). */
const purpose = 'routing';

/** The body of one request. */
export function writeQuestions(ssins: readonly Ssin[], day: Temporal.PlainDate): string {
  return JSON.stringify({ purpose, day: String(day), ssins });
}

const outcomeOf: ReadonlyMap<string, Exclude<Affiliation['outcome'], 'one-insurer'>> = new Map([
  ['NO_IO', 'no-insurer'],
  ['UNKNOWN_IO', 'no-insurer'],
  ['MULTIPLE_IO', 'multiple-insurers'],
  ['UNKNOWN_NISS_ROUTING', 'unknown-ssin'],
  ['BO_UNKNOWN_NISS', 'unknown-ssin'],
  ['CANCELLED_NISS', 'cancelled-ssin'],
  ['BO_UNAVAILABLE', 'unavailable'],
]);

const ssin = parsedBy((text) => {
  const parsed = parseSsin(text);
  return 'ssin' in parsed ? parsed.ssin : undefined;
});
const insurer = parsedBy(insurerOfMutuality);
const outcome = parsedBy((text) => outcomeOf.get(text));

function parsedBy<Value>(parse: (value: string) => Value | undefined) {
  return z.string().transform((words, context): Value => {
    const value = parse(words);
    if (value !== undefined) return value;
    context.addIssue('is outside the contract');
    return z.NEVER;
  });
}

const response = z.strictObject({
  answers: z.array(
    z.union([
      z
        .strictObject({ ssin, outcome: z.literal('ONE_IO'), io: insurer })
        .transform(({ io, ...about }) => ({ ...about, outcome: 'one-insurer' as const, insurer: io })),
      z
        .strictObject({ ssin, outcome: z.literal('REPLACED_NISS'), replacedBy: ssin })
        .transform((about) => ({ ...about, outcome: 'replaced-ssin' as const })),
      z.strictObject({ ssin, outcome }),
    ]),
  ),
});

/** The answers of a response, one for each of `asked` in that order. Throws `affiliation-invalid`. */
export function readAnswers(content: string, asked: readonly Ssin[]): readonly Answer[] {
  const { answers } = parseResponse(content);
  if (answers.length !== asked.length || answers.some((given, index) => given.ssin !== asked[index])) {
    throw nonsense(text`does not answer what was asked, one by one and in the same order`);
  }
  return answers.map(({ ssin: _asked, ...given }) => given);
}

function parseResponse(json: string): z.output<typeof response> {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch {
    // The parser's message would quote the answer, and numbers with it.
    throw nonsense(text`is no JSON`);
  }
  const parsed = response.safeParse(content);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw nonsense(text`is not what the contract says: at ${issue?.path.join('.') || text`its root`}`);
}

/** An answer that cannot be believed; `says` never repeats what stood in it. */
export function nonsense(says: Words): PasserelleError {
  return new PasserelleError('affiliation-invalid', text`an answer of the CIN's service ${says}`, {
    hint: text`Nothing was routed. Tell the CIN; the contract of the service is in docs/affiliation.md.`,
  });
}
