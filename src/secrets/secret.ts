/**
 * Where secrets come from: a private file, a systemd credential, or the terminal. Never an argument of
 * the command (every user of the machine reads those) and never the environment (child processes and
 * crash reports inherit it).
 *
 * A secret is one line of UTF-8 text. One newline at its end (LF or CR LF) belongs to the file, not to
 * the secret; any other newline, a NUL character, an empty text and invalid UTF-8 are refused, because
 * the two ends of a login would read them differently.
 */

import path from 'node:path';
import process from 'node:process';
import { PasserelleError } from '../errors.ts';
import { joined, type Text, text, type Words } from '../words/text.ts';
import { readCredentialFile, readPrivateFile } from './private-file.ts';
import { promptSecret } from './prompt.ts';

/** `credential` names a file in the directory that systemd gives the service (LoadCredential=). */
export type SecretSource = { readonly file: string } | { readonly credential: string } | 'prompt';

/** Reads the secret; `label` names it to the operator. Throws `secret-unavailable`. */
export async function readSecret(source: SecretSource, label: Words): Promise<string> {
  if (source === 'prompt') return checkSecret(await promptSecret(label), label);
  const bytes =
    'file' in source
      ? await readPrivateFile(source.file)
      : await readCredentialFile(credentialPath(source.credential));
  const text = decode(bytes, label);
  bytes.fill(0);
  return checkSecret(text.replace(/\r?\n$/, ''), label);
}

function credentialPath(name: string): string {
  const { CREDENTIALS_DIRECTORY: directory } = process.env;
  if (directory === undefined || directory === '') {
    throw new PasserelleError('secret-unavailable', text`systemd gave this process no credential «${name}»`, {
      hint: text`Start it as a systemd service with LoadCredential=${name}:<file>.`,
    });
  }
  return path.join(directory, path.basename(name));
}

function decode(bytes: Uint8Array, label: Words): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new PasserelleError('secret-unavailable', text`${label} is not text (UTF-8)`);
  }
}

const flaws: readonly [test: (secret: string) => boolean, says: Text][] = [
  [(secret) => secret === '', text`is empty`],
  [(secret) => secret.includes('\0'), text`holds a NUL character`],
  [(secret) => secret.startsWith('\uFEFF'), text`begins with a byte order mark`],
  [(secret) => /[\r\n]/.test(secret), text`has more than one line`],
];

function checkSecret(secret: string, label: Words): string {
  const flaw = flaws.find(([test]) => test(secret));
  if (flaw === undefined) return secret;
  throw new PasserelleError('secret-unavailable', joined([label, flaw[1]]), {
    hint: text`A secret is one line of text.`,
  });
}
