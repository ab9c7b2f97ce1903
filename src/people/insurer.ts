/**
 * The codes by which the field names insurers (organismes assureurs, verzekeringsinstellingen): three
 * digits, the first of which stands for the national union (eHealth `InsuranceOrgType`,
 * `MutualityType`). Which insurers a channel serves is said by its deliberation, not here.
 */

/** The code of a national union: 100, 200, 300, 400, 500, 600 or 900. */
export type InsurerCode = string & { readonly insurer: unique symbol };

/** Reads the code of an insurer, or gives `undefined` if the text is none. */
export function parseInsurerCode(text: string): InsurerCode | undefined {
  return /^[1-69]00$/.test(text) ? (text as InsurerCode) : undefined;
}

/** The insurer to which a mutual health fund belongs (306 → 300), or `undefined` if the text is no fund. */
export function insurerOfMutuality(text: string): InsurerCode | undefined {
  return /^[1-69][0-9]{2}$/.test(text) ? parseInsurerCode(`${text.charAt(0)}00`) : undefined;
}
