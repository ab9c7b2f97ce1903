/** The mail server by which notices are sent: reached, and with TLS. Nobody logs in, and nothing is sent. */

import { existsSync } from 'node:fs';
import type { SiteConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import { mailerOf } from '../operations/notices.ts';
import { text } from '../words/text.ts';
import { type Finding, findingOf, fine, mend } from './check.ts';

export async function examineNotices({ notices }: SiteConfig): Promise<readonly Finding[]> {
  if (notices === undefined) return [fine(text`nobody is sent notices`)];
  const { host, port, tls, password } = notices.server;
  if (typeof password === 'object' && 'file' in password && !existsSync(password.file)) {
    const todo = text`Put it there, readable for its owner only: chmod 600`;
    return [mend(text`the password for the mail server is not at ${password.file}`, todo)];
  }
  try {
    await (await mailerOf(notices, { login: false })).greet();
  } catch (error) {
    if (error instanceof PasserelleError) return [findingOf(error)];
    throw error;
  }
  return [
    fine(
      tls === 'off'
        ? text`the mail server at ${host}, port ${port}, answers`
        : text`the mail server at ${host}, port ${port}, answers with TLS and a certificate that holds`,
    ),
  ];
}
