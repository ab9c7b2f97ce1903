/** `passerelle keys`: the keys of the site, made once and never overwritten. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Argument, type Command } from 'commander';
import type { SiteConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import { generateMasterKey } from '../secrets/master-key.ts';
import { createPrivateFile } from '../secrets/private-file.ts';
import { text } from '../words/text.ts';
import { begin } from './invocation.ts';
import { newPair, type Pair, pairs, publicFile, writePair } from './key-pairs.ts';
import { defineReplace } from './keys-replace.ts';
import { say } from './language.ts';
import { table } from './output.ts';

const explained = text`openpgp (signs and opens), host (of the gateway), login (at the upstream gateway), ledger (signs checkpoints)`;

export function define(command: Command): void {
  command
    .command('generate')
    .description(
      say`make a key where the configuration says, and its public half beside it (rehearsal: take the example key)`,
    )
    .addArgument(
      new Argument('<key>', say`${explained}, master (opens the database)`).choices([...pairs, 'master']),
    )
    .option('--next', say`beside the one in use, whose place it takes some day (docs/rotation.md)`)
    .option('--v6', say`openpgp: a key of RFC 9580, if the software of all the others knows it`)
    .action(generate);
  command
    .command('show')
    .description(say`print the public half of a key, to be handed to the others`)
    .addArgument(new Argument('<key>', say(explained)).choices(pairs))
    .option('--next', say`the one that takes its place some day`)
    .action(show);
  command
    .command('fingerprint')
    .description(say`list the fingerprints of all keys, ours and those of the others`)
    .action(fingerprints);
  defineReplace(command);
}

async function generate(
  key: Pair | 'master',
  options: { v6?: true; next?: true },
  command: Command,
): Promise<void> {
  const invocation = await begin(command);
  const { config, output } = invocation;
  if (key === 'master') {
    if (options.next === true) {
      throw new PasserelleError(
        'usage',
        text`the master key is replaced in one go, not beside the one in use`,
        {
          hint: text`Stop the site and run: passerelle keys replace master`,
        },
      );
    }
    const file = masterKeyFile(config);
    await createPrivateFile(file, `${generateMasterKey()}\n`);
    output.result({ file }, () => [text`Made ${file}`]);
    return;
  }
  const file = keyFile(config, key) + suffixOf(options);
  if (existsSync(file)) {
    throw new PasserelleError('usage', text`${file} is there already`, {
      hint: text`It is not overwritten. Move it away first if you mean to replace it, and tell the others.`,
    });
  }
  const made = await newPair(invocation, key, { v6: options.v6 === true });
  await writePair(file, made);
  const fingerprint = await fingerprintOf(key, made.publicKey);
  output.result({ file, publicFile: publicFile(file), fingerprint }, () => [
    text`Made ${file}`,
    text`Public half ${publicFile(file)}`,
    text`Fingerprint ${fingerprint}`,
  ]);
}

/** A key that takes the place of another is kept beside it. */
function suffixOf({ next }: { next?: true }): '' | '.next' {
  return next === true ? '.next' : '';
}

async function show(key: Pair, options: { next?: true }, command: Command): Promise<void> {
  const { config, output } = await begin(command);
  const text = await readPublic(publicFile(keyFile(config, key) + suffixOf(options)), key);
  output.result({ key, publicKey: text }, () => text.trimEnd().split('\n'));
}

async function fingerprints(_options: object, command: Command): Promise<void> {
  const { config, output } = await begin(command);
  const own = pairs.map((key) => ({ whose: config.site, key, file: ownPublicFile(config, key) }));
  const others = (['openpgp', 'ledger'] as const).flatMap((key) =>
    [...config[key].correspondents].map(([whose, file]) => ({ whose, key, file })),
  );
  const { otherPrivateKey, otherCorrespondents } = config.openpgp;
  const overlapping = [
    ...(otherPrivateKey === undefined ? [] : [[config.site, publicFile(otherPrivateKey)] as const]),
    ...otherCorrespondents,
  ].map(([whose, file]) => ({ whose, key: 'openpgp' as const, file }));
  const found: { whose: string; key: Pair; fingerprint: string; file: string }[] = [];
  for (const { whose, key, file } of [...own, ...others, ...overlapping]) {
    if (file === undefined || !existsSync(file)) continue;
    found.push({ whose, key, fingerprint: await fingerprintOf(key, await readPublic(file, key)), file });
  }
  output.result(found, () =>
    table(
      [{ heading: text`whose` }, { heading: text`key` }, { heading: text`fingerprint` }],
      found.map(({ whose, key, fingerprint }) => [whose, key, fingerprint]),
    ),
  );
}

async function fingerprintOf(key: Pair, half: string): Promise<string> {
  if (key === 'openpgp') {
    const { readPublicKey } = await import('../seal/keys.ts');
    return (await readPublicKey(half)).fingerprint;
  }
  if (key === 'ledger') {
    const { parseVerifierKey } = await import('../ledger/ledger-key.ts');
    return parseVerifierKey(half).fingerprint;
  }
  const { parsePublicKeyLine } = await import('../login/ssh-key.ts');
  const parsed = parsePublicKeyLine(half);
  if (parsed.key !== undefined) return parsed.key.fingerprint;
  throw new PasserelleError(
    'key-refused',
    text`the public half of the ${key} key is damaged (${parsed.problem})`,
  );
}

/** Where a key is, or is to be. Throws `config-invalid` if the configuration does not say. */
function keyFile(config: SiteConfig, key: Pair): string {
  const file = configuredFile(config, key);
  if (file !== undefined) return file;
  const section = sectionByPair[key];
  throw new PasserelleError('config-invalid', text`${config.file} says nothing of a ${key} key`, {
    hint: text`A ${key} key is named under ${section}, at a site that has one.`,
  });
}

/** The section that names a key. */
const sectionByPair: Readonly<Record<Pair, string>> = {
  openpgp: '[openpgp]',
  host: '[gateway]',
  login: '[upstream]',
  ledger: '[ledger]',
};

function configuredFile(config: SiteConfig, key: Pair): string | undefined {
  if (key === 'openpgp') return config.openpgp.privateKey;
  if (key === 'ledger') return config.ledger.key;
  if (key === 'host') return config.place === 'recipient' ? undefined : config.gateway.hostKey;
  return config.upstream?.key;
}

function ownPublicFile(config: SiteConfig, key: Pair): string | undefined {
  const file = configuredFile(config, key);
  return file === undefined ? undefined : publicFile(file);
}

function masterKeyFile({ masterKey, file }: SiteConfig): string {
  if (typeof masterKey === 'object' && 'file' in masterKey) return masterKey.file;
  throw new PasserelleError('usage', text`${file} reads the master key from a credential, not from a file`, {
    hint: text`Make it where systemd keeps it: head -c 32 /dev/urandom | base64`,
  });
}

async function readPublic(file: string, key: Pair): Promise<string> {
  return await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new PasserelleError('usage', text`there is no public half of the ${key} key at ${file}`, {
      hint: text`Make the key with: passerelle keys generate ${key}`,
      cause,
    });
  });
}
