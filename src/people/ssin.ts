/**
 * The social security identification number (NISS, INSZ): eleven digits YYMMDD NNN CC.
 * CC = 97 − (first nine digits mod 97), with "2" put before the nine for births from 2000.
 * Month 00–12 register, +20 or +40 bis number, +60 mock register (BCSS CommonV3.xsd, `SsinType`).
 */

/** A number whose form, month range and check digits were verified by {@link parseSsin}. */
export type Ssin = string & { readonly ssin: unique symbol };

export type SsinRegister = 'national' | 'bis' | 'ter' | 'mock';

/** Why a text is not a social security number; the text itself is never repeated. */
export type SsinProblem =
  | 'not-eleven-digits'
  | 'impossible-month'
  | 'impossible-day'
  | 'impossible-counter'
  | 'wrong-check-digits';

/** First month of each register's range of thirteen; month 0 of a range means unknown. */
const registerByFirstMonth: ReadonlyMap<number, SsinRegister> = new Map([
  [0, 'national'],
  [20, 'bis'],
  [40, 'ter'],
  [60, 'mock'],
]);

/** The number that the digits from one place up to another make: a month has millions, and no text is made for it. */
function numberIn(digits: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) number = number * 10 + digits.charCodeAt(place) - zero;
  return number;
}

const zero = '0'.charCodeAt(0);

function monthOf(digits: string): number {
  return numberIn(digits, 2, 4);
}

function registerOfMonth(month: number): SsinRegister | undefined {
  return month % 20 <= 12 ? registerByFirstMonth.get(month - (month % 20)) : undefined;
}

/** The century is not written in the number: only the check digits tell it. */
function checkDigitsHold(digits: string): boolean {
  const body = numberIn(digits, 0, 9);
  const check = numberIn(digits, 9, 11);
  return 97 - (body % 97) === check || 97 - ((2_000_000_000 + body) % 97) === check;
}

/** Verifies `text`, without surrounding space or punctuation, and returns it as an {@link Ssin}. */
export function parseSsin(
  text: string,
): { readonly ssin: Ssin } | { readonly ssin?: undefined; readonly problem: SsinProblem } {
  if (!/^[0-9]{11}$/.test(text)) return { problem: 'not-eleven-digits' };
  const register = registerOfMonth(monthOf(text));
  if (register === undefined) return { problem: 'impossible-month' };
  if (numberIn(text, 4, 6) > 31) return { problem: 'impossible-day' };
  // BCSS's pattern has counter 000 in every register but the national one.
  if (register === 'national' && numberIn(text, 6, 9) === 0) return { problem: 'impossible-counter' };
  if (!checkDigitsHold(text)) return { problem: 'wrong-check-digits' };
  return { ssin: text as Ssin };
}

/** The register that issued the number. */
export function registerOf(ssin: Ssin): SsinRegister {
  const register = registerOfMonth(monthOf(ssin));
  if (register === undefined) throw new RangeError('not a verified social security number');
  return register;
}

/** What an operator may see of a number: birth year and check digits, not the person. */
export function maskSsin(ssin: Ssin): string {
  return `${ssin.slice(0, 2)}.••.••-•••.${ssin.slice(9)}`;
}
