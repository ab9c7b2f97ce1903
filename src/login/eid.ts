/** What is particular to the Belgian electronic identity card. */

/**
 * Certificate policies of its Authentication certificates, by authority: a site that lets other cards in
 * configures theirs instead. The last number 2 is authentication, 1 (not here) signature; before it, 2 is
 * the Citizen CA, 7 the Foreigner CA.
 *
 * Source: titles of the certification practice statements of Citizen CA and Foreigner CA (for example
 * Foreigner CA, version 4.7 of 3 February 2021), and `BelgianTrustValidatorFactory` of the validator jTrust.
 * For Belgium Root CA6 no statement was found: a site reads the policy from such a card and adds it.
 */
export const eidAuthenticationPolicies: readonly string[] = [
  // Belgium Root CA
  '2.16.56.1.1.1.2.2',
  '2.16.56.1.1.1.7.2',
  // Belgium Root CA2
  '2.16.56.9.1.1.2.2',
  '2.16.56.9.1.1.7.2',
  // Belgium Root CA3
  '2.16.56.10.1.1.2.2',
  '2.16.56.10.1.1.7.2',
  // Belgium Root CA4
  '2.16.56.12.1.1.2.2',
  '2.16.56.12.1.1.7.2',
];
