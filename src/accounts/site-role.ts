/**
 * Roles that a site gives to its own people. They come from no deliberation, for they read no data of it: who may is
 * the deliberation's list alone (see `mayRead`), and an account has one role.
 */

/** `operator`: sees how the site does. `auditor`: sees its evidence, and can act nowhere. */
export const siteRoles = ['operator', 'auditor'] as const;
export type SiteRole = (typeof siteRoles)[number];

export function isSiteRole(role: string): role is SiteRole {
  return siteRoles.some((known) => known === role);
}
