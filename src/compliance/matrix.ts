/** The matrix: each clause and requirement, where it is enforced, which tests prove it, and when they last did. */

import type { Clause, Deliberation } from '../deliberations/clause.ts';
import type { ClauseName, Requirement } from '../deliberations/requirement.ts';
import { policyDigest } from '../deliberations/rules.ts';
import { clausesOf, filesByClause } from './enforcement.ts';
import type { Evidence, ModuleRecord, TestRecord } from './evidence.ts';
import { digestOf, type Sources } from './sources.ts';

/**
 * `proven`: all its tests passed on these sources. `failed`: one did not. `outdated`: they passed, but one on
 * other sources. `unproven`: no test is in the evidence. `elsewhere`: not for software to show.
 */
export type Standing = 'proven' | 'failed' | 'outdated' | 'unproven' | 'elsewhere';

export interface Proof {
  readonly tests: readonly { readonly file: string; readonly name: string; readonly passed: boolean }[];
  /** Since when each of them has passed at least once, and at which commit; `null` if one never did. */
  readonly lastPassed: { readonly at: string; readonly commit: string | null } | null;
}

export interface RequirementRow extends Requirement {
  readonly standing: Standing;
  /** The sources that read its clauses. */
  readonly enforcedIn: readonly string[];
  /** The sources that its tests try. */
  readonly triedIn: readonly string[];
  readonly proof: Proof;
}

export interface ClauseRow {
  readonly name: ClauseName;
  readonly points: string;
  readonly says: string;
  readonly ourDecision?: string;
  readonly standing: Standing;
  readonly enforcedIn: readonly string[];
  /** The sources that the tests of those requirements try: all that tells of a clause that no source reads. */
  readonly triedIn: readonly string[];
  /** The requirements that rest on it. */
  readonly requirements: readonly string[];
}

export interface Matrix {
  readonly deliberation: string;
  /** Digest of the clauses: see `policyDigest`. */
  readonly clausesDigest: string;
  /** Digest of the sources of this program. */
  readonly sources: string;
  /** False if no test has left a record. */
  readonly evidence: boolean;
  /** Files of tests that name requirements and have left no record. */
  readonly missing: readonly string[];
  readonly clauses: readonly ClauseRow[];
  readonly requirements: readonly RequirementRow[];
}

interface Known {
  readonly deliberation: Deliberation;
  readonly requirements: readonly Requirement[];
  readonly sources: Sources;
  readonly evidence: Evidence | undefined;
}

export function matrixOf({ deliberation, requirements, sources, evidence }: Known): Matrix {
  const files = filesByClause(deliberation, sources);
  const digest = digestOf(sources);
  const rows = requirements.map((requirement): RequirementRow => {
    const modules = modulesFor(requirement.id, evidence);
    const tests = modules.flatMap((module) => module.tests);
    return {
      ...requirement,
      standing: standingOf(requirement, tests, digest),
      enforcedIn: inOrder(requirement.clauses.flatMap((name) => files.get(name) ?? [])),
      triedIn: inOrder(modules.flatMap(({ tries }) => tries)),
      proof: proofOf(modules),
    };
  });
  return {
    deliberation: deliberation.number,
    clausesDigest: policyDigest(deliberation),
    sources: digest,
    evidence: evidence !== undefined,
    missing: evidence?.missing ?? [],
    clauses: Array.from(clausesOf(deliberation), ([name, clause]) =>
      clauseRow(name, clause, rows, files.get(name) ?? []),
    ),
    requirements: rows,
  };
}

/** What is red: what software must show and no test of this very program shows; files of tests that did not run. */
export function redRows(matrix: Matrix): readonly string[] {
  const red = (row: { readonly standing: Standing }) =>
    row.standing !== 'proven' && row.standing !== 'elsewhere';
  return [
    ...matrix.clauses.filter(red).map(({ name }) => name),
    ...matrix.requirements.filter(red).map(({ id }) => id),
    ...matrix.missing,
  ];
}

function modulesFor(id: string, evidence: Evidence | undefined): readonly ModuleRecord[] {
  return (evidence?.modules ?? [])
    .map((module) => ({ ...module, tests: module.tests.filter((test) => test.requirements.includes(id)) }))
    .filter(({ tests }) => tests.length > 0);
}

function standingOf({ borneBy }: Requirement, tests: readonly TestRecord[], digest: string): Standing {
  if (tests.some(({ outcome }) => outcome === 'failed')) return 'failed';
  if (borneBy !== 'software') return 'elsewhere';
  if (tests.length === 0) return 'unproven';
  return tests.every(({ run }) => run.sources === digest) ? 'proven' : 'outdated';
}

function proofOf(modules: readonly ModuleRecord[]): Proof {
  const runs = modules.flatMap(({ tests }) => tests.map(({ passed }) => passed));
  const passes = runs.filter((run) => run !== null).toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const oldest = passes.length < runs.length ? undefined : passes[0];
  return {
    tests: modules.flatMap(({ file, tests }) =>
      tests.map(({ name, outcome }) => ({ file, name, passed: outcome === 'passed' })),
    ),
    lastPassed: oldest === undefined ? null : { at: oldest.at, commit: oldest.commit },
  };
}

/** A clause stands as the requirements that rest on it: the worst of them counts. */
function clauseRow(
  name: ClauseName,
  { points, says, ourDecision }: Clause<unknown>,
  rows: readonly RequirementRow[],
  enforcedIn: readonly string[],
): ClauseRow {
  const resting = rows.filter(({ clauses }) => clauses.includes(name));
  const worst = (['failed', 'outdated', 'unproven', 'proven', 'elsewhere'] as const).find((standing) =>
    resting.some((row) => row.standing === standing),
  );
  return {
    name,
    points,
    says,
    ...(ourDecision === undefined ? {} : { ourDecision }),
    standing: worst ?? 'unproven',
    enforcedIn,
    triedIn: inOrder(resting.flatMap(({ triedIn }) => triedIn)),
    requirements: resting.map(({ id }) => id),
  };
}

function inOrder(files: readonly string[]): readonly string[] {
  return [...new Set(files)].sort();
}
