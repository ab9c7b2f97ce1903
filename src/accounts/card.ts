/** Enrols the cards of an account: eID and other PKCS#11 cards, by their authentication certificate. */

import { certificateLabel } from '../login/card-proof.ts';
import type { CertificateTrust } from '../login/certificate-trust.ts';
import { type CardRefusal, judgeCardCertificate } from '../login/x509-certificate.ts';
import type { Account, EnrolledKey } from '../ports/account.ts';
import { type Text, text } from '../words/text.ts';
import { enrolledKeys } from './enrol.ts';
import { type AccountSite, changeable, changed, next, put, refused } from './keeping.ts';

export type CardSite = Pick<AccountSite, 'clock'> & {
  /** Whom the site trusts to vouch for cards. */
  readonly trust: CertificateTrust;
};

const hints: Partial<Record<CardRefusal, Text>> = {
  malformed: text`Give one certificate, in PEM or DER.`,
  'weak-key': text`A card needs RSA of 2048 bits, or ECDSA (nistp256 or nistp384).`,
  'wrong-usage': text`A card has several certificates: give the one named Authentication, not Signature.`,
  'other-policy': text`See policies under [gateway.cards].`,
  'revocation-unknown': text`Fetch the revocation list of its authority, or an OCSP response.`,
  'revocation-stale': text`Fetch the revocation list of its authority anew, or an OCSP response.`,
};

/** The key of a certificate that may be enrolled now. Throws `account-refused`; names nobody. */
export function requireSoundCertificate(
  { clock, trust }: CardSite,
  file: Uint8Array,
): { readonly key: EnrolledKey; readonly notAfter: Temporal.Instant } {
  const verdict = judgeCardCertificate(file, trust, clock.now());
  if (!verdict.accepted)
    throw refused(text`The certificate is refused (${verdict.reason}).`, hints[verdict.reason]);
  const { key, notAfter } = verdict.certificate;
  return { key, notAfter };
}

/** Adds a card by its certificate, in PEM or DER. It is kept sealed, and judged again at each login. */
export async function addCertificate(
  site: AccountSite & CardSite,
  name: string,
  file: Uint8Array,
): Promise<Account> {
  const { key, notAfter } = requireSoundCertificate(site, file);
  const account = await changeable(site, name);
  if (enrolledKeys(account).some(({ fingerprint }) => fingerprint === key.fingerprint)) {
    throw refused(text`The account has the key ${key.fingerprint} already.`);
  }
  const sealed = site.vault.sealSecret(certificateLabel(name, key.fingerprint), file);
  const certificates = [...account.certificates, { key, notAfter, sealed }];
  return put(site, next(account, { certificates }), changed('certificate-added', key));
}
