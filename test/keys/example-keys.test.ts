import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ssh2 from 'ssh2';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { partiesOf } from '../../src/deliberations/rules.ts';
import { isExampleKey, refuseKeyForMode } from '../../src/keys/example-keys.ts';
import { parseVerifierKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { logNameOf } from '../../src/ledger/log-name.ts';
import { fingerprintOf, parsePublicKeyLine } from '../../src/login/ssh-key.ts';
import { generateKeyPair, readPrivateKey, readPublicKey } from '../../src/seal/keys.ts';
import { signText, verifyText } from '../../src/seal/sign.ts';

const folder = path.resolve(import.meta.dirname, '../../keys-example');
const files = readdirSync(folder);
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const adoption = Temporal.Instant.from(`${n21250.adopted}T00:00:00Z`);

/** The fingerprint of each public key in the folder, by file. */
async function publicFingerprints(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const name of files) {
    if (name.endsWith('.pub')) found.set(name, parsePublicKeyLine(read(name)).key?.fingerprint ?? '');
    if (name.endsWith('.vkey')) found.set(name, parseVerifierKey(read(name)).fingerprint);
    if (name.endsWith('.public.asc'))
      found.set(name, (await readPublicKey(read(name), adoption)).fingerprint);
  }
  return found;
}

describe('the example keys', () => {
  it('are all listed by fingerprint, and nothing else is', async () => {
    const byKind: Record<string, string[]> = JSON.parse(read('fingerprints.json'));
    const listed = Object.values(byKind).flat();
    const found = [...(await publicFingerprints()).values()];
    expect(found.toSorted()).toEqual(listed.toSorted());
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('exist for every party, and for two accounts that nobody has', () => {
    for (const { id } of partiesOf(n21250)) expect(files).toContain(`${id}.openpgp.private.asc`);
    const hostKeys = files.filter((name) => name.endsWith('.ssh-host'));
    expect(hostKeys).toEqual(['inami.ssh-host', 'opgroeien.ssh-host']);
    expect(files.filter((name) => name.endsWith('.ssh-user'))).toHaveLength(2 + 7 + 2);
  });

  it('have the private half that belongs to the public one', () => {
    for (const name of files.filter((file) => /\.ssh-(host|user)$/.test(file))) {
      const key = ssh2.utils.parseKey(read(name));
      if (key instanceof Error) throw key;
      const published = parsePublicKeyLine(read(`${name}.pub`)).key?.fingerprint;
      expect(fingerprintOf(key.getPublicSSH())).toBe(published);
    }
  });

  it('sign ledgers of a rehearsal, and of nothing else', () => {
    for (const { id } of partiesOf(n21250)) {
      const name = logNameOf(n21250, 'rehearsal', id);
      const verifier = parseVerifierKey(read(`${id}.ledger.vkey`));
      expect(verifier.name).toBe(name);
      expect(readLedgerKey(read(`${id}.ledger.pem`), name).fingerprint).toBe(verifier.fingerprint);
    }
  });

  it('sign on the day of adoption, with the passphrase that their README tells', async () => {
    for (const { id } of partiesOf(n21250)) {
      const armored = read(`${id}.openpgp.private.asc`);
      const key = await readPrivateKey(armored, 'rehearsal only', adoption);
      expect(key.userId).toContain('(REHEARSAL)');
      const text = await signText('text', key, adoption);
      const publicKey = await readPublicKey(read(`${id}.openpgp.public.asc`));
      expect(await verifyText(text, publicKey, adoption)).toMatchObject({ ok: true, text: 'text' });
    }
    expect(read('README.md')).toContain('`rehearsal only`');
  });
});

describe('a real site', () => {
  it('refuses every example key, however its fingerprint is written', async () => {
    for (const fingerprint of (await publicFingerprints()).values()) {
      const refused = expect.objectContaining({ code: 'key-refused' });
      expect(() => refuseKeyForMode(fingerprint, 'real')).toThrow(refused);
      expect(() => refuseKeyForMode(fingerprint, 'rehearsal')).not.toThrow();
      if (!fingerprint.startsWith('SHA256:')) expect(isExampleKey(fingerprint.toLowerCase())).toBe(true);
    }
  });
});

describe('a rehearsal', () => {
  it('refuses every key that is not an example', async () => {
    const request = { userId: 'real', profile: 'v4', createdAt: adoption, passphrase: undefined } as const;
    const { fingerprint } = await generateKeyPair(request);
    const sshKey = parsePublicKeyLine(ssh2.utils.generateKeyPairSync('ed25519').public).key;
    const refused = expect.objectContaining({ code: 'key-refused' });
    for (const real of [fingerprint, sshKey?.fingerprint ?? '']) {
      expect(() => refuseKeyForMode(real, 'rehearsal')).toThrow(refused);
      expect(() => refuseKeyForMode(real, 'real')).not.toThrow();
    }
  });
});
