/** Secrets that a process reads by itself: each is an exception from a person who types it (design decision 14). */

import type { SiteConfig } from '../config/site-config.ts';
import type { SecretSource } from '../secrets/secret.ts';
import { type Text, text } from '../words/text.ts';
import { type Finding, fine, look } from './check.ts';

export async function examineSecrets(config: SiteConfig): Promise<readonly Finding[]> {
  const { openpgp, upstream } = config;
  const unattended: readonly (readonly [what: Text, source: SecretSource | undefined])[] = [
    [text`the passphrase of the OpenPGP key`, openpgp.passphrase],
    [text`the passphrase of the other OpenPGP key`, openpgp.otherPassphrase],
    [text`the password of the login at the other gateway`, upstream?.password],
  ];
  const findings = unattended.flatMap(([what, source]) => {
    if (source === undefined || source === 'prompt') return [];
    const whence = 'credential' in source ? text`a systemd credential` : text`a file`;
    return look(
      text`${what} is read from ${whence}: who has the machine has it, and nobody need be present`,
      text`Set "prompt", or write down why it is an exception and who allowed it. A credential is better than a file.`,
    );
  });
  return findings.length > 0 ? findings : [fine(text`what is known to a person is typed by a person`)];
}
