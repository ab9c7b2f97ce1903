/**
 * Finds where the program reads each clause: `deliberation.lastDay` in a source, or a function of
 * src/deliberations/rules.ts that does so. Found in the sources each time, so that it cannot grow old.
 */

import type { Clause, Deliberation } from '../deliberations/clause.ts';
import type { ClauseName } from '../deliberations/requirement.ts';
import type { Sources } from './sources.ts';

const rules = 'src/deliberations/rules.ts';
/** The law itself, and the room that only reports on it, enforce nothing. */
const silent = /^src\/(?:compliance\/|deliberations\/(?!rules\.ts$))/;

/** The clauses of a deliberation by their names, those of its own flow included. */
export function clausesOf(deliberation: Deliberation): ReadonlyMap<ClauseName, Clause<unknown>> {
  const parts: readonly (readonly [string, unknown])[] = Object.entries(deliberation);
  return new Map(parts.flatMap(([name, part]) => (isClause(part) ? [[name, part]] : [])));
}

/** All else that a deliberation has is text. */
function isClause(part: unknown): part is Clause<unknown> {
  return typeof part === 'object';
}

export function clauseNames(deliberation: Deliberation): readonly ClauseName[] {
  return [...clausesOf(deliberation).keys()];
}

/** The files that read each clause, in order; none for a clause that no file reads. */
export function filesByClause(
  deliberation: Deliberation,
  sources: Sources,
): ReadonlyMap<ClauseName, readonly string[]> {
  const clauses = clauseNames(deliberation);
  const readByRule = clausesOfRules(sources.get(rules) ?? '');
  const found = new Map<string, string[]>(clauses.map((name) => [name, []]));
  for (const [file, text] of sources) {
    if (silent.test(file)) continue;
    const used = file === rules ? [] : importedRules(text).map((rule) => readByRule.get(rule) ?? []);
    for (const name of new Set([...readIn(text), ...used.flatMap((names) => [...names])])) {
      found.get(name)?.push(file);
    }
  }
  return new Map(clauses.map((name) => [name, found.get(name) ?? []]));
}

/** Names after `deliberation.`: of clauses and of what else a deliberation has. */
function readIn(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\b[dD]eliberation\??\.(\w+)/g)].map(([, name = '']) => name));
}

function importedRules(text: string): readonly string[] {
  const imports = text.matchAll(/import \{([^}]*)\} from '[./]+(?:deliberations\/)?rules\.ts'/g);
  return [...imports].flatMap(([, names = '']) =>
    names.split(',').map((name) => name.replace(/^\s*type\s/, '').trim()),
  );
}

/** What each exported function of the rules reads, itself or by the others that it calls. */
function clausesOfRules(text: string): ReadonlyMap<string, ReadonlySet<string>> {
  const bodies = new Map(
    text.split(/^export function /m).map((part): [string, string] => [/^\w+/.exec(part)?.[0] ?? '', part]),
  );
  const reads = (name: string, seen: ReadonlySet<string>): ReadonlySet<string> => {
    const body = bodies.get(name) ?? '';
    const called = [...bodies.keys()].filter((other) => !seen.has(other) && body.includes(`${other}(`));
    const beyond = new Set([...seen, ...called]);
    return new Set([...readIn(body), ...called.flatMap((other) => [...reads(other, beyond)])]);
  };
  return new Map([...bodies.keys()].map((name) => [name, reads(name, new Set([name, '']))]));
}
