/** A small eID: a root, a Citizen CA, cards of theirs, and the files by which a site trusts them. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CardsConfig } from '../../src/config/site-config.ts';
import { eidAuthenticationPolicies } from '../../src/login/eid.ts';
import * as pki from './certificates.ts';
import { sshMpint, sshString } from './ssh-keys.ts';

const policy = '2.16.56.12.1.1.2.2';
/** Month 67: no person has it. */
export const nationalNumber = '18670300208';

const signing = pki.keyUsage(pki.usage.keyCertSign, pki.usage.cRLSign);
const root = pki.issue({
  subject: pki.nameOf('Test Root CA'),
  keys: pki.ecKeys(),
  extensions: [pki.basicConstraints(1), signing],
});
const citizen = pki.issue(
  {
    subject: pki.nameOf('Test Citizen CA'),
    keys: pki.ecKeys(),
    extensions: [pki.basicConstraints(0), signing],
  },
  root,
);

/** A card of that authority, or of one that signs for itself. */
export function issueCard(keys: pki.KeyPair, changed: Partial<pki.CertificateDraft> = {}): pki.Issued {
  const subject = pki.nameOf('Test Holder (Authentication)', { '2.5.4.5': nationalNumber });
  const extensions = [pki.keyUsage(pki.usage.digitalSignature), pki.policies(policy)];
  return pki.issue({ subject, keys, extensions, ...changed }, citizen);
}

/** Public key blobs as OpenSSH makes them of a card's key. */
export function sshBlobOf({ publicKey }: pki.KeyPair): { readonly name: string; readonly blob: Buffer } {
  const { e = '', n = '', x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const bytes = (text: string) => Buffer.from(text, 'base64url');
  if (publicKey.asymmetricKeyType === 'rsa') {
    const fields = [sshString('ssh-rsa'), sshMpint(bytes(e)), sshMpint(bytes(n))];
    return { name: 'ssh-rsa', blob: Buffer.concat(fields) };
  }
  const point = sshString(Buffer.concat([Buffer.of(4), bytes(x), bytes(y)]));
  const name = 'ecdsa-sha2-nistp384';
  return { name, blob: Buffer.concat([sshString(name), sshString('nistp384'), point]) };
}

/** Writes the files of a site that trusts them; `at` is when it fetched the lists. */
export async function writeTrust(folder: string, at: Temporal.Instant): Promise<CardsConfig> {
  const file = (name: string) => path.join(folder, name);
  await writeFile(file('root.crt'), pki.pem('CERTIFICATE', root.der));
  await writeFile(file('citizen.crt'), citizen.der);
  await writeLists(folder, at);
  return {
    roots: [file('root.crt')],
    intermediates: [file('citizen.crt')],
    policies: eidAuthenticationPolicies,
    revocationLists: [file('root.crl'), file('citizen.crl')],
    ocspResponses: [],
  };
}

/** Writes the lists anew, with these cards taken back. */
export async function writeLists(
  folder: string,
  at: Temporal.Instant,
  revoked: readonly bigint[] = [],
): Promise<void> {
  const period = { thisUpdate: at.subtract({ minutes: 1 }), nextUpdate: at.add({ hours: 24 }) };
  await writeFile(path.join(folder, 'root.crl'), pki.revocationList(root, period));
  await writeFile(path.join(folder, 'citizen.crl'), pki.revocationList(citizen, { ...period, revoked }));
}
