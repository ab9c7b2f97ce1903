/** Reads the SSH private keys of a site: of its gateway, and of its login elsewhere. */

import ssh2 from 'ssh2';
import { PasserelleError } from '../errors.ts';
import { refuseKeyForMode } from '../keys/example-keys.ts';
import { fingerprintOf } from '../login/ssh-key.ts';
import { readPrivateFile } from '../secrets/private-file.ts';
import { text } from '../words/text.ts';

export interface SshPrivateKey {
  /** The key as it stands in its file. */
  readonly text: string;
  /** `SHA256:…` of its public half. */
  readonly fingerprint: string;
  /** Algorithm and blob of its public half, as OpenSSH writes them. */
  readonly publicLine: string;
}

/**
 * Reads a key without passphrase: what protects it is the mode of its file. Throws `secret-unavailable`, or
 * `key-refused` if it is no key, or an example key at a real site, or any other key in a rehearsal.
 */
export async function readSshPrivateKey(file: string, mode: 'real' | 'rehearsal'): Promise<SshPrivateKey> {
  const content = (await readPrivateFile(file)).toString('utf8');
  const [key] = [ssh2.utils.parseKey(content)].flat();
  if (key === undefined || key instanceof Error || !key.isPrivateKey()) {
    throw new PasserelleError('key-refused', text`${file} is not a private SSH key without a passphrase`, {
      hint: text`Make one with: passerelle keys generate host (or login)`,
    });
  }
  const blob = key.getPublicSSH();
  const fingerprint = fingerprintOf(blob);
  refuseKeyForMode(fingerprint, mode);
  return { text: content, fingerprint, publicLine: `${key.type} ${blob.toString('base64')}` };
}
