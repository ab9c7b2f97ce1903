/**
 * Makes the throwaway keys of keys-example/: SSH host keys, SSH user keys, OpenPGP keys and ledger keys for every party of
 * the deliberation. All of them are new each time, so it refuses to replace a set unless `--replace` is given.
 *
 *   node scripts/make-example-keys.ts [--replace]
 */

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import ssh2 from 'ssh2';
import { n21250 } from '../src/deliberations/n21-250.ts';
import { latest, partiesOf } from '../src/deliberations/rules.ts';
import { generateLedgerKey, parseVerifierKey } from '../src/ledger/ledger-key.ts';
import { logNameOf } from '../src/ledger/log-name.ts';
import { fingerprintOf } from '../src/login/ssh-key.ts';
import { generateKeyPair } from '../src/seal/keys.ts';
import { generateSshKeyPair, type SshKeyPair } from '../src/ssh/generate-key.ts';

const folder = path.resolve(import.meta.dirname, '../keys-example');
const list = path.join(folder, 'fingerprints.json');

/** A rehearsal begins on the day of adoption at the earliest: the keys must be valid by then. */
const createdAt = Temporal.Instant.from('2021-12-01T00:00:00Z');
/** Printed in keys-example/README.md: these keys show how a passphrase is given, they keep no secret. */
const passphrase = 'rehearsal only';

const publisher = latest(n21250.publisher).id;
const relay = latest(n21250.relay).id;
const insurers = latest(n21250.recipients).map(({ id }) => id);

/** Sites with a gateway. */
const sshHosts = [publisher, relay];
/** The relay's account at the publisher, the others' at the relay, and keys that no account holds yet. */
const sshUsers: readonly (readonly [name: string, type: 'ed25519' | 'ecdsa'])[] = [
  [relay, 'ed25519'],
  [publisher, 'ed25519'],
  ...insurers.map((id) => [`insurer-${id}`, 'ed25519'] as const),
  ['spare-ed25519', 'ed25519'],
  ['spare-ecdsa', 'ecdsa'],
];

async function write(name: string, text: string): Promise<void> {
  const secret = !name.endsWith('.pub') && !name.includes('.public.');
  await writeFile(path.join(folder, name), text, { mode: secret ? 0o600 : 0o644 });
}

function generateSshKey(type: 'ed25519' | 'ecdsa', comment: string): SshKeyPair {
  if (type === 'ed25519') return generateSshKeyPair(comment);
  const { private: privateKey, public: publicKey } = ssh2.utils.generateKeyPairSync('ecdsa', {
    bits: 256,
    comment,
  });
  return { privateKey: `${privateKey.trimEnd()}\n`, publicKey: `${publicKey.trimEnd()}\n` };
}

async function makeSshKey(name: string, type: 'ed25519' | 'ecdsa'): Promise<string> {
  const { privateKey, publicKey } = generateSshKey(type, `${name} (REHEARSAL)`);
  await write(name, privateKey);
  await write(`${name}.pub`, publicKey);
  const [, blob = ''] = publicKey.split(' ');
  return fingerprintOf(Buffer.from(blob, 'base64'));
}

async function makeOpenpgpKey(party: string, name: string): Promise<string> {
  const pair = await generateKeyPair({
    userId: `${name} (REHEARSAL) <${party}@passerelle.example>`,
    profile: 'v4',
    createdAt,
    passphrase: sshHosts.includes(party) ? passphrase : undefined,
  });
  await write(`${party}.openpgp.private.asc`, pair.privateKey);
  await write(`${party}.openpgp.public.asc`, pair.publicKey);
  return pair.fingerprint;
}

async function makeLedgerKey(party: string): Promise<string> {
  const name = logNameOf(n21250, 'rehearsal', party);
  const { privateKey, publicKey } = generateLedgerKey(name);
  await write(`${party}.ledger.pem`, privateKey);
  await write(`${party}.ledger.vkey`, publicKey);
  return parseVerifierKey(publicKey).fingerprint;
}

async function main(): Promise<void> {
  if (existsSync(list) && !process.argv.includes('--replace')) {
    process.stderr.write(`${list} exists: give --replace to make all keys anew\n`);
    process.exitCode = 2;
    return;
  }
  const fingerprints: Record<'openpgp' | 'sshHost' | 'sshUser' | 'ledger', string[]> = {
    openpgp: [],
    sshHost: [],
    sshUser: [],
    ledger: [],
  };
  for (const site of sshHosts) fingerprints.sshHost.push(await makeSshKey(`${site}.ssh-host`, 'ed25519'));
  for (const [name, type] of sshUsers) {
    fingerprints.sshUser.push(await makeSshKey(`${name}.ssh-user`, type));
  }
  for (const { id, name } of partiesOf(n21250)) {
    fingerprints.openpgp.push(await makeOpenpgpKey(id, name));
    fingerprints.ledger.push(await makeLedgerKey(id));
  }
  await writeFile(list, `${JSON.stringify(fingerprints, null, 2)}\n`);
  process.stderr.write(`made ${Object.values(fingerprints).flat().length} keys in ${folder}\n`);
}

await main();
