import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest, partiesOf } from '../../src/deliberations/rules.ts';
import {
  exampleHostKey,
  exampleLoginKey,
  exampleOpenpgpKey,
  examplePassphrase,
} from '../../src/keys/example-files.ts';
import { isExampleKey } from '../../src/keys/example-keys.ts';
import { parsePublicKeyLine } from '../../src/login/ssh-key.ts';
import { readPrivateKey } from '../../src/seal/keys.ts';

const publisher = latest(n21250.publisher).id;
const relay = latest(n21250.relay).id;
const recipients = latest(n21250.recipients).map(({ id }) => id);

/** The fingerprint of a public line; empty if it is none. */
function fingerprintOf(line: string): string {
  return parsePublicKeyLine(line).key?.fingerprint ?? '';
}

describe('an example key', () => {
  it.each(partiesOf(n21250).map(({ id }) => id))('opens what is sealed to %s', async (party) => {
    const { privateKey } = await exampleOpenpgpKey(party);
    const { fingerprint } = await readPrivateKey(privateKey, examplePassphrase);
    expect(isExampleKey(fingerprint)).toBe(true);
  });

  it.each([publisher, relay])('tells the gateway of %s from any other', async (party) => {
    expect(isExampleKey(fingerprintOf((await exampleHostKey(party)).publicKey))).toBe(true);
  });

  it('lets every party log in where it fetches', async () => {
    const lines = [
      exampleLoginKey(publisher, 'publisher'),
      exampleLoginKey(relay, 'relay'),
      ...recipients.map((id) => exampleLoginKey(id, 'recipient')),
    ];
    const fingerprints = (await Promise.all(lines)).map(({ publicKey }) => fingerprintOf(publicKey));
    expect(fingerprints.every(isExampleKey)).toBe(true);
    expect(new Set(fingerprints).size).toBe(recipients.length + 2);
  });
});
