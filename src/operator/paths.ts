/** Where things are on the operator page. Pages link by these names and by no others. */

export const paths = {
  overview: '/',
  evidence: '/evidence',
  signIn: '/sign-in',
  signOut: '/sign-out',
  stylesheet: '/style.css',
  icon: '/icon.svg',
} as const;
