/**
 * Spares making anew what a file asks for a million times. Days are the reason: their memory lies outside the
 * heap and is freed late.
 */

/** Results kept: the days of ninety years. Keys may be an attacker's: at that number all are forgotten. */
const kept = 32_768;

/** `make`, called once for a key that recurs. Its results must follow from the key alone and never change. */
export function remembering<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    if (made.size >= kept) made.clear();
    if (value !== undefined) made.set(key, value);
    return value;
  };
}
