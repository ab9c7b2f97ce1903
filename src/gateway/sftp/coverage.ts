/** Which bytes of a file were touched, in whatever order. Pure: each function gives a new value. */

/** Half-open intervals, in order, none touching the next. */
export type Coverage = readonly (readonly [start: number, end: number])[];

/** More pieces than that are not kept apart: a client that reads every other byte gains nothing by it. */
const greatestPieces = 256;

export const nothingCovered: Coverage = [];

/** `coverage` and the bytes from `start` up to, not including, `end`. */
export function cover(coverage: Coverage, start: number, end: number): Coverage {
  if (end <= start) return coverage;
  const before = coverage.filter((piece) => piece[1] < start);
  const after = coverage.filter((piece) => piece[0] > end);
  const touched = coverage.filter((piece) => piece[1] >= start && piece[0] <= end);
  const merged = [
    Math.min(start, ...touched.map((piece) => piece[0])),
    Math.max(end, ...touched.map((piece) => piece[1])),
  ] as const;
  const joined = [...before, merged, ...after];
  return joined.length > greatestPieces ? coverage : joined;
}

/** True if every byte of a file of `size` bytes is covered; nothing is missing of an empty file. */
export function isWhole(coverage: Coverage, size: number): boolean {
  if (size === 0) return true;
  const [only, ...others] = coverage;
  return only !== undefined && others.length === 0 && only[0] === 0 && only[1] >= size;
}
