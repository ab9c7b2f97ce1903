/** The procedures of docs/rotation.md, as they are written there. */

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { handOverIn } from '../../src/ledger/hand-over.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { openSite } from '../../src/site.ts';
import { codeBelow, readDocument } from '../support/documents.ts';
import { passerelle, type Run } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const rotation = readDocument('docs/rotation.md');

/** The commands of the program below a heading, as arguments. */
function commandsBelow(heading: string): readonly (readonly string[])[] {
  return codeBelow(rotation, heading)
    .flatMap((code) => code.split('\n'))
    .map((line) => line.trim())
    .filter((line) => line.startsWith('passerelle '))
    .map((line) => line.split(' ').slice(1));
}

/** A TOML block below a heading that holds a word. */
function settingsBelow(heading: string, word: string): string {
  const [, section = ''] = rotation.split(`\n## ${heading}\n`);
  const blocks = [...section.matchAll(/^ *```toml\n(.*?)^ *```$/gms)].map(([, code = '']) =>
    code.replace(/^ +/gm, ''),
  );
  const found = blocks.find((block) => block.includes(word));
  if (found === undefined) throw new RangeError(word);
  return found;
}

/** A real site; the channel is closed, and its keys can be changed still. */
async function site(
  party: string,
): Promise<{ folder: string; run: (...args: readonly string[]) => Promise<Run> }> {
  const folder = await temporaryFolder();
  const run = (...args: readonly string[]) => passerelle(folder, ...args);
  expect(await run('init', party)).toMatchObject({ status: 0 });
  return { folder, run };
}

async function ran(
  run: (...args: readonly string[]) => Promise<Run>,
  args: readonly string[],
): Promise<string> {
  const { status, stdout, stderr } = await run(...args);
  expect({ args, status, stderr }).toMatchObject({ status: 0 });
  return stdout;
}

const edit = async (folder: string, change: (text: string) => string) => {
  const file = path.join(folder, 'passerelle.toml');
  await writeFile(file, change(await readFile(file, 'utf8')));
  return await loadConfig(file);
};

describe('docs/rotation.md', () => {
  it('has the OpenPGP key replaced at a site, and its correspondent believe both', async () => {
    const [inami, insurer] = [await site('inami'), await site('300')];
    // Nobody is there to type it.
    await edit(inami.folder, (text) =>
      text.replace(/^passphrase = .*$/m, 'passphrase = { file = "passphrase" }'),
    );
    await writeFile(path.join(inami.folder, 'passphrase'), 'correct horse\n', { mode: 0o600 });
    await ran(inami.run, ['keys', 'generate', 'openpgp']);
    const [generate = [], show = []] = commandsBelow('OpenPGP key');
    await ran(inami.run, generate);
    const publicKey = await ran(inami.run, show);
    expect(publicKey).toContain('BEGIN PGP PUBLIC KEY BLOCK');

    const both = settingsBelow('OpenPGP key', 'other_private_key');
    const [, other = ''] = both.split('\n');
    const config = await edit(inami.folder, (text) =>
      text.replace(/^(private_key = .*openpgp\.asc")$/m, `$1\n${other}`),
    );
    expect(config.openpgp.otherPrivateKey).toBe(path.join(inami.folder, 'secrets/openpgp.asc.next'));
    const ours: readonly { readonly key: string; readonly fingerprint: string }[] = JSON.parse(
      await ran(inami.run, ['keys', 'fingerprint', '--json']),
    );
    const fingerprints = ours.filter(({ key }) => key === 'openpgp').map(({ fingerprint }) => fingerprint);
    expect(new Set(fingerprints).size).toBe(2);

    // The correspondent puts both halves where the page says.
    await writeFile(path.join(insurer.folder, 'correspondents/inami-2.asc'), publicKey);
    await copyFile(
      path.join(inami.folder, 'secrets/openpgp.asc.pub'),
      path.join(insurer.folder, 'correspondents/inami.asc'),
    );
    const theirs = settingsBelow('OpenPGP key', 'other_correspondents');
    await edit(
      insurer.folder,
      (text) => `${text.replace(/^\[openpgp\.correspondents\]$[^[]*/m, '')}\n${theirs}\n`,
    );
    const seen = await ran(insurer.run, ['keys', 'fingerprint', '--json']);
    for (const fingerprint of fingerprints) expect(seen).toContain(fingerprint);
  });

  it('has the master key replaced, and the site goes on', async () => {
    const { folder, run } = await site('inami');
    const before = await readFile(path.join(folder, 'secrets/master.key'), 'utf8');
    const backups = await temporaryFolder();
    for (const command of commandsBelow('Master key')) {
      await ran(
        run,
        command.map((word) => word.replace('/var/backups/passerelle', backups)),
      );
    }
    expect(await readFile(path.join(folder, 'secrets/master.key'), 'utf8')).not.toBe(before);
    await ran(run, ['ledger', 'verify']);
    expect(await ran(run, ['ledger', 'list', '--event', 'master-key-replaced'])).toContain(
      'master-key-replaced',
    );
  });

  it('has the ledger key replaced, with a hand-over that both have signed, and the ledger still holds', async () => {
    const { folder, run } = await site('inami');
    const [generate = [], show = [], replace = [], ...looks] = commandsBelow('Ledger key');
    await ran(run, generate);
    const next = (await ran(run, show)).trim();
    const { former, fingerprint } = JSON.parse(await ran(run, [...replace, '--json']));
    expect(await readFile(path.join(folder, 'secrets/ledger.pem.pub'), 'utf8')).toBe(`${next}\n`);
    const config = await edit(folder, (text) =>
      text.replace(/^\[ledger\]$/m, `[ledger]\nother_key = "${former}.pub"`),
    );
    for (const look of looks) await ran(run, look);
    const told = await ran(run, ['keys', 'fingerprint']);
    expect(told).toContain(fingerprint);

    const opened = await openSite(config, systemClock);
    onTestFinished(() => opened.close());
    const key = (await opened.witness())?.key;
    expect(key?.fingerprint).toBe(fingerprint);
    const [handedOver] = (await Array.fromAsync(opened.store.entries(0))).map(readEntry).flatMap((entry) => {
      const found = handOverIn(entry);
      return found === undefined ? [] : [found];
    });
    expect(handedOver?.to.fingerprint).toBe(fingerprint);
    expect(key?.others?.map((other) => other.fingerprint)).toEqual([handedOver?.from.fingerprint]);
    // Run again without another key, it does nothing.
    expect((await run(...replace)).status).toBe(2);
  });

  it('has a login key made beside the one in use', async () => {
    const { folder, run } = await site('inami');
    await edit(
      folder,
      (text) =>
        `${text}\n[upstream]\nhost = "sftp.example"\nport = 22\nhost_key_fingerprint = "SHA256:${'A'.repeat(43)}"\nuser = "inami"\nkey = "secrets/login_ed25519"\npassword = "prompt"\n`,
    );
    for (const command of commandsBelow('Login key and TOTP device')) {
      if (command[0] === 'keys') await ran(run, command);
    }
    expect(await readFile(path.join(folder, 'secrets/login_ed25519.next.pub'), 'utf8')).toContain(
      'ssh-ed25519',
    );
  });

  it('names the next host key where the gateway finds it', async () => {
    const { folder } = await site('inami');
    const settings = settingsBelow('Host key', 'next_host_key').replace(/#.*/, '');
    const config = await edit(folder, (text) => text.replace(/^\[gateway\]$/m, `[gateway]\n${settings}`));
    expect('gateway' in config && config.gateway.nextHostKey).toBe(
      path.join(folder, 'secrets/host_ed25519.next'),
    );
  });
});
