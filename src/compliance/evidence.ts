/** What the tests left: which of those that name a requirement passed, when, and of which program. */

import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';

const run = z.strictObject({
  /** ISO 8601 instant. */
  at: z.iso.datetime(),
  /** `null` outside a repository. */
  commit: z.string().nullable(),
  /** See `digestOf`. */
  sources: z.string().regex(/^[0-9a-f]{64}$/),
});

const testRecord = z.strictObject({
  /** With the names of what it stands in. */
  name: z.string(),
  requirements: z.array(z.string()),
  outcome: z.enum(['passed', 'failed']),
  run,
  /** The last run in which it passed. */
  passed: run.nullable(),
});

const moduleRecord = z.strictObject({
  file: z.string(),
  /** Sources that the file imports itself. */
  tries: z.array(z.string()),
  tests: z.array(testRecord),
});

const evidence = z.strictObject({
  version: z.literal(1),
  modules: z.array(moduleRecord),
  /** Files of tests that name requirements and have left no record: what is here is not the whole. */
  missing: z.array(z.string()),
});

export type TestRun = z.infer<typeof run>;
export type TestRecord = z.infer<typeof testRecord>;
export type ModuleRecord = z.infer<typeof moduleRecord>;
export type Evidence = z.infer<typeof evidence>;

/** Where the tests leave it, from the folder of the program. */
export const evidenceFile = 'evidence/compliance.json';

/** The requirements that a test's name says it proves: `[A13][A14]`; `[A42-part]` for a part of one. */
export function requirementsIn(testName: string): readonly string[] {
  const brackets = [...testName.matchAll(/\[([^\]]*)\]/g)].map(([, inside = '']) => inside);
  return [...new Set(brackets.flatMap((inside) => inside.match(/\b[A-Z][0-9]{2}\b/g) ?? []))];
}

/** The evidence in a file, or `undefined` if there is no such file. Throws `usage` for a file of anything else. */
export async function readEvidence(file: string): Promise<Evidence | undefined> {
  let json: string;
  try {
    json = await readFile(file, 'utf8');
  } catch (cause) {
    if (Reflect.get(Object(cause), 'code') === 'ENOENT') return undefined;
    throw new PasserelleError('usage', text`${file} cannot be read`, { cause });
  }
  const parsed = evidence.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  throw new PasserelleError('usage', text`${file} is no evidence of tests`, {
    hint: text`It is written by the tests themselves: npm test`,
  });
}

/** What a run found in a file of tests; a test that was skipped has no outcome. */
export interface RunModule {
  readonly file: string;
  readonly tries: readonly string[];
  readonly tests: readonly { readonly name: string; readonly outcome: 'passed' | 'failed' | 'skipped' }[];
}

/**
 * The evidence after a run. Files that did not run keep what they had, as does a test that was skipped; a test
 * that is gone takes its record along. `files` are all in which a test may name a requirement.
 */
export function withRun(
  before: Evidence | undefined,
  modules: readonly RunModule[],
  current: TestRun,
  files: readonly string[],
): Evidence {
  const known = new Map(before?.modules.map((module) => [module.file, module]));
  for (const { file, tries, tests } of modules) {
    const former = new Map(known.get(file)?.tests.map((test) => [test.name, test]));
    const records = tests.flatMap(({ name, outcome }): readonly TestRecord[] => {
      const earlier = former.get(name);
      const requirements = [...requirementsIn(name)];
      if (requirements.length === 0) return [];
      if (outcome === 'skipped') return earlier === undefined ? [] : [earlier];
      const passed = outcome === 'passed' ? current : (earlier?.passed ?? null);
      return [{ name, requirements, outcome, run: current, passed }];
    });
    known.set(file, { file, tries: [...tries], tests: records });
  }
  const kept = [...known.values()].filter(({ file }) => files.includes(file));
  return {
    version: 1,
    modules: kept.toSorted((a, b) => (a.file < b.file ? -1 : 1)),
    missing: files.filter((file) => !known.has(file)),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
