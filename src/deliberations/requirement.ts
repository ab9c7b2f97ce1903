/** The form in which the requirements of a deliberation are written down as data. */

import type { Clause, Deliberation } from './clause.ts';

/** The names of the clauses of a deliberation. */
export type ClauseNameOf<Of extends Deliberation> = {
  [Name in keyof Of]: Of[Name] extends Clause<unknown> ? Name : never;
}[keyof Of] &
  string;

/** The name of a clause, whichever deliberation it is of. */
export type ClauseName = string;

/** By the names that the deliberation has for its parties. */
export type Actor = string;

export interface Requirement<Clauses extends ClauseName = ClauseName> {
  /** A letter of its deliberation's own and two digits; tests are named with it in brackets. */
  readonly id: string;
  /** The points of the deliberation it comes from. */
  readonly points: string;
  /** `implied`: needed to make an explicit point true. `fact`: told by the text, it asks for nothing. */
  readonly strength: 'stated' | 'implied' | 'fact';
  readonly actors: readonly Actor[];
  /** What must be so, in one English sentence. */
  readonly says: string;
  /** The clauses that hold its facts; none where it is about the program as a whole. */
  readonly clauses: readonly Clauses[];
  /** Who bears it. What software bears has a test. */
  readonly borneBy: 'software' | 'other system' | 'organisation';
  /** What no test of ours can show, of all of it or of a part: who must show it, and how. */
  readonly beyond?: { readonly who: string; readonly how: string };
}
