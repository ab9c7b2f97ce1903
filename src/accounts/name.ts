/** The form of account names: nothing that means something to a path, a terminal, SQL or a log. */

const form = /^[a-z][a-z0-9-]{1,31}$/;

export function isAccountName(text: string): boolean {
  return form.test(text);
}
