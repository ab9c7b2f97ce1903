/** The two cookies of the operator page. */

/** Names of the cookies, and what is set of each. */
export interface Cookies {
  readonly session: string;
  readonly language: string;
  setSession(token: string | null): string;
  setLanguage(language: string): string;
}

/**
 * `secure`: browsers reach the page by https alone. Then the cookies have the prefix `__Host-`, and no other host may
 * set them. On plain loopback they cannot: Safari and most programs keep no Secure cookie that came by http.
 */
export function cookiesFor(secure: boolean): Cookies {
  const prefix = secure ? '__Host-passerelle-' : 'passerelle-';
  const common = `Path=/; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  const [session, language] = [`${prefix}session`, `${prefix}language`];
  return {
    session,
    language,
    setSession: (token) =>
      token === null ? `${session}=; Max-Age=0; ${common}` : `${session}=${token}; ${common}`,
    setLanguage: (chosen) => `${language}=${chosen}; ${common}`,
  };
}
