/** Holds the statements of two sites against each other: what both tell must be the same. */

import type { Statement } from './document.ts';
import { covers } from './scope.ts';
import type { MonthStatement } from './statement.ts';

/** The first figure that differs; `null`: that site does not tell it. */
export interface Difference {
  readonly month: string | null;
  readonly figure: string;
  readonly one: string | null;
  readonly other: string | null;
}

export interface Comparison {
  /** Figures that were found the same, those of the heads included. */
  readonly same: number;
  readonly difference: Difference | null;
}

/** What two sites that exchange data must agree on before any month. */
const common = ['deliberation', 'clauses', 'mode'] as const;

/**
 * Compares what two sites both tell: of months that both statements cover, the figures between the two parties; of
 * two statements of one site, all figures.
 */
export function compareStatements(one: Statement, other: Statement): Comparison {
  let same = 0;
  for (const figure of common) {
    if (one.head[figure] !== other.head[figure]) {
      return { same, difference: { month: null, figure, one: one.head[figure], other: other.head[figure] } };
    }
    same += 1;
  }
  const [ours, theirs] = [figuresByMonth(one, other), figuresByMonth(other, one)];
  for (const month of [...new Set([...ours.keys(), ...theirs.keys()])].sort()) {
    if (!covers(one.head.scope, month) || !covers(other.head.scope, month)) continue;
    const [a, b] = [ours.get(month), theirs.get(month)];
    for (const figure of new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])) {
      const [left, right] = [a?.get(figure) ?? null, b?.get(figure) ?? null];
      if (left !== right) return { same, difference: { month, figure, one: left, other: right } };
      same += 1;
    }
  }
  return { same, difference: null };
}

/** The figures that the other site tells as well. */
function figuresByMonth({ head, months }: Statement, other: Statement) {
  const [a, b] = [head.site, other.head.site];
  const between = new RegExp(`^(?:parcels|records|parcel|receipt) (?:${a}>${b}|${b}>${a})(?: |$)`);
  const shared = ([name]: MonthStatement['figures'][number]) => a === b || between.test(name);
  return new Map(
    months.map(({ month, figures }) => [
      month,
      new Map(figures.filter(shared).map(([name, value]) => [name, String(value)])),
    ]),
  );
}
