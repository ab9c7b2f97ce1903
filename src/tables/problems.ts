/** What is wrong with a table, gathered so that the operator sees all of it at once. */

import { type ErrorCode, PasserelleError } from '../errors.ts';
import { joined, type Text, text, type Words } from '../words/text.ts';

/** Problems told in full; of the others only the number is. */
const told = 20;

interface Problem {
  /** From 1. */
  readonly line: number;
  readonly column?: { readonly number: number; readonly name: string };
  /** What is wrong, as it follows «line 3, column 1 (ssin): ». Never a value of the file. */
  readonly what: Words;
}

export interface Problems {
  readonly count: number;
  add(problem: Problem): void;
  /** Throws the one error that names what was added, if anything was. */
  throwIfAny(): void;
}

/** Gathers the problems of `subject` («the evaluations»), to be thrown under `code` with `hint`. */
export function gatherProblems(code: ErrorCode, subject: Words, hint: Words): Problems {
  const first: Problem[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(problem) {
      count += 1;
      if (first.length < told) first.push(problem);
    },
    throwIfAny() {
      if (count === 0) return;
      const lines = first.map((problem) => text`  ${placeOf(problem)}: ${problem.what}`);
      if (count > first.length) lines.push(text`  and ${count - first.length} more`);
      throw new PasserelleError(code, joined([text`${subject} cannot be used:`, ...lines], '\n'), { hint });
    },
  };
}

function placeOf({ line, column }: Problem): Text {
  return column === undefined
    ? text`line ${line}`
    : text`line ${line}, column ${column.number} (${column.name})`;
}
