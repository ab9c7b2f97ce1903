/**
 * The throwaway keys that the repository carries for rehearsals and documentation. Their private halves are
 * public, so a real site must never trust one; and a rehearsal trusts nothing else (decision 12).
 */

import listed from '../../keys-example/fingerprints.json' with { type: 'json' };
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';

const exampleFingerprints: ReadonlySet<string> = new Set(Object.values(listed).flat());

/** True if the fingerprint (`SHA256:…` of SSH, or hexadecimal of OpenPGP) is that of an example key. */
export function isExampleKey(fingerprint: string): boolean {
  return exampleFingerprints.has(fingerprint.startsWith('SHA256:') ? fingerprint : fingerprint.toUpperCase());
}

/**
 * Throws `key-refused` for an example key at a real site, and for any other key in a rehearsal. To be asked
 * of every key that a site is given: host keys, user keys, OpenPGP keys, its own and those of others.
 */
export function refuseKeyForMode(fingerprint: string, mode: 'real' | 'rehearsal'): void {
  const example = isExampleKey(fingerprint);
  if (mode === 'real' && example) {
    throw new PasserelleError('key-refused', text`${fingerprint} is an example key that anybody holds`, {
      hint: text`Make a key of your own with \`passerelle keys\`. Example keys serve in a rehearsal only.`,
    });
  }
  if (mode === 'rehearsal' && !example) {
    throw new PasserelleError('key-refused', text`${fingerprint} is not one of the example keys`, {
      hint: text`A rehearsal uses the keys in keys-example/ only, so that no real key is ever mixed with it.`,
    });
  }
}
