/** What `passerelle init` asks of a person, at a terminal of its own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { readPrivateKey } from '../../src/seal/keys.ts';
import { filesBelow } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');
const hostKeyFingerprint = `SHA256:${'A'.repeat(43)}`;

/** Runs a command at a terminal; types each answer once its question stands there. */
async function dialogue(folder: string, command: string, answers: readonly (readonly [RegExp, string])[]) {
  const { PATH } = process.env;
  const terminal = spawn('script', ['-qec', `"${process.execPath}" "${main}" ${command}`, '/dev/null'], {
    cwd: folder,
    env: { PATH, HOME: folder, LC_ALL: 'C.UTF-8' },
  });
  let shown = '';
  let answered = 0;
  const left = [...answers];
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    const [question, answer] = left[0] ?? [];
    if (question === undefined || !question.test(shown.slice(answered))) return;
    left.shift();
    answered = shown.length;
    terminal.stdin.write(answer);
  });
  const [status] = await once(terminal, 'close');
  return { status, shown, unasked: left.length };
}

describeWithProgram('script', 'init at a terminal', () => {
  it('asks an insurer five things, explains what it does not understand, and makes all keys', async () => {
    const folder = await temporaryFolder();
    const { status, shown, unasked } = await dialogue(folder, 'init insurer', [
      [/300 {2}\w.*Code of the insurer: /s, '301\r'],
      [/none of them.*Code of the insurer: /s, '300\r'],
      [/Where is the gateway of INAMI.*insurer-300@host:port.*: /s, 'sftp.inami.example\r'],
      [/Fingerprint of its host key.*: /s, `${hostKeyFingerprint}\r`],
      [/passphrase of the OpenPGP key of 300.*: $/, 'six words\r'],
      [/once more: $/, 'six words\r'],
    ]);
    expect({ status, unasked }, shown).toEqual({ status: 0, unasked: 0 });
    expect(shown).not.toContain('six words');
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    expect(config).toMatchObject({
      site: '300',
      upstream: { host: 'sftp.inami.example', port: 2222, user: 'insurer-300', hostKeyFingerprint },
    });
    const armored = await readFile(path.join(folder, 'secrets/openpgp.asc'), 'utf8');
    expect((await readPrivateKey(armored, 'six words')).fingerprint).toMatch(/^[0-9A-F]{40}$/i);
  });

  it('takes Enter for an answer: the usual place, and what is not known yet stays for later', async () => {
    const folder = await temporaryFolder();
    const { status, shown, unasked } = await dialogue(folder, 'init opgroeien', [
      [/listen\? \[0\.0\.0\.0:2222\]: /, '\r'],
      [/Where is the gateway of INAMI.*: /s, '\r'],
      [/passphrase .*: $/, '\r'],
      [/once more: $/, '\r'],
    ]);
    expect({ status, unasked }, shown).toEqual({ status: 0, unasked: 0 });
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    expect(config).toMatchObject({ gateway: { host: '0.0.0.0', port: 2222 }, upstream: undefined });
    expect(shown).toContain('1. Make the OpenPGP key: passerelle keys generate openpgp');
  });

  it('makes nothing if one gives up', async () => {
    const folder = await temporaryFolder();
    const { status, shown } = await dialogue(folder, 'init inami', [[/listen\?.*: /, '\u0003']]);
    expect(status).toBe(2);
    expect(shown).toContain('nothing was made');
    expect(await filesBelow(folder)).toEqual([]);
  });

  it('asks nothing with --no-questions', async () => {
    const folder = await temporaryFolder();
    const { status, shown } = await dialogue(folder, 'init inami --no-questions', []);
    expect({ status }, shown).toEqual({ status: 0 });
    expect(shown).not.toContain('?');
  });
});
