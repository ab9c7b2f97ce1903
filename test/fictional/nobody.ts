/**
 * Numbers for a real site that can belong to nobody: the check digits are right and the register is the national one,
 * but their holder would be born on 31 February, and that in 2099. A real site refuses the mock register, as it must;
 * these pass every check that it has, and stand for no human being.
 */

import type { Ssin } from '../../src/people/ssin.ts';
import { ssin } from '../support/records.ts';

/** The nth nobody, from 1 to 997. */
export function nobody(number: number): Ssin {
  const body = `990231${String(number).padStart(3, '0')}`;
  return ssin(`${body}${String(97 - (Number(`2${body}`) % 97)).padStart(2, '0')}`);
}
