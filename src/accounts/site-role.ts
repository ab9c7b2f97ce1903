/**
 * Roles that a site gives to its own people. They come from no deliberation, for they read no data of it: who may is
 * the deliberation's list alone (see `mayRead`), and an account has one role.
 */

/** Sees on the operator page how the site does. */
export const operator = 'operator';
/** Sees there the evidence alone, and gives no orders anywhere. */
export const auditor = 'auditor';

export const siteRoles = [operator, auditor] as const;
export type SiteRole = (typeof siteRoles)[number];

export function isSiteRole(role: string): role is SiteRole {
  return siteRoles.some((known) => known === role);
}
