/** Looks at objects of ssh2 before they are leant on. */

import type { PasserelleError } from '../errors.ts';
import { unknownSsh2 } from '../ssh/ssh2-inside.ts';
import { text } from '../words/text.ts';

/** True if `value` has the members, each of the type that `typeof` gives. */
export function hasMembers<Shape extends object>(
  value: unknown,
  members: { readonly [Name in keyof Shape]?: string },
): value is Shape {
  if (typeof value !== 'object' || value === null) return false;
  // Asked of each packet: no list is made of the members.
  for (const name in members) if (typeof Reflect.get(value, name) !== members[name]) return false;
  return true;
}

/** For an object that is not as it was read. */
export function changed(): PasserelleError {
  return unknownSsh2(text`The inside of ssh2 is not as the gateway expects it.`);
}
