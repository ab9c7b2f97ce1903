/** Spares checking a row again that comes back as it was: the database is asked each time, and all columns are compared. */

/** Rows that are kept of one kind; at that number all are forgotten. */
const kept = 64;

interface Known<Value> {
  readonly row: object;
  readonly value: Value;
}

/**
 * `read`, for rows whose column `key` tells them apart. While a row holds what it held, what was made of it is given
 * again: it must follow from the row alone, and nobody may change it. A row with bytes in it is always read.
 */
export function readingOnce<Value>(key: string, read: (row: unknown) => Value): (row: unknown) => Value {
  let known = new Map<unknown, Known<Value>>();
  return (row) => {
    if (typeof row !== 'object' || row === null) return read(row);
    const name: unknown = Reflect.get(row, key);
    const before = known.get(name);
    if (before !== undefined && holdTheSame(before.row, row)) return before.value;
    const value = read(row);
    // One that is cleared would hold on to what was in it: V8 leaves its old tables behind, each with the next.
    if (known.size >= kept) known = new Map();
    known.set(name, { row, value });
    return value;
  };
}

/** Rows of one kind have the same columns. */
function holdTheSame(one: object, other: object): boolean {
  for (const column in one) if (Reflect.get(one, column) !== Reflect.get(other, column)) return false;
  return true;
}
