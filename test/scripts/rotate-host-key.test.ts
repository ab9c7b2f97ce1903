import { readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { readSshPrivateKey } from '../../src/ssh/read-private-key.ts';
import { runScript, scriptPrograms } from '../support/ops-scripts.ts';
import { filesBelow, passerelle } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A real site with a host key; nothing of it is open to the channel any more, and its keys can be changed still. */
async function realSite(): Promise<string> {
  const folder = await temporaryFolder();
  expect(await passerelle(folder, 'init', 'inami')).toMatchObject({ status: 0 });
  return folder;
}

const hostKey = (folder: string) => path.join(folder, 'secrets/host_ed25519');
const rotate = (folder: string, ...parameters: readonly string[]) =>
  runScript('rotate-host-key.sh', folder, ...parameters);
const keysIn = async (folder: string) =>
  (await filesBelow(path.join(folder, 'secrets'))).filter((file) => file.startsWith('host'));

describeWithProgram(scriptPrograms, 'rotate-host-key.sh', () => {
  it('makes the next key beside the one in use, and tells its fingerprint again when asked again', async () => {
    const folder = await realSite();
    const before = await readSshPrivateKey(hostKey(folder), 'real');
    const first = await rotate(folder, 'prepare');
    expect(first.status, first.output).toBe(0);
    expect(await readSshPrivateKey(hostKey(folder), 'real')).toEqual(before);
    const next = await readSshPrivateKey(`${hostKey(folder)}.next`, 'real');
    expect(first.output).toContain(`In use: ${before.fingerprint}\nNext:   ${next.fingerprint}\n`);
    expect(next.fingerprint).not.toBe(before.fingerprint);
    expect(await rotate(folder, 'prepare')).toEqual(first);
  });

  it('puts the next key in place, keeps the old one, and says to reload', async () => {
    const folder = await realSite();
    const before = await readSshPrivateKey(hostKey(folder), 'real');
    await rotate(folder, 'prepare');
    const next = await readSshPrivateKey(`${hostKey(folder)}.next`, 'real');
    const { status, output } = await rotate(folder, 'swap');
    expect(status, output).toBe(0);
    expect(output).toContain(`In use: ${next.fingerprint}`);
    expect(output).toContain('Reload the gateway now');
    expect(await readSshPrivateKey(hostKey(folder), 'real')).toEqual(next);
    const shown = await passerelle(folder, 'keys', 'fingerprint');
    expect(shown.stdout).toContain(next.fingerprint);

    const [, , retired = '', ...rest] = await keysIn(folder);
    expect(retired).toMatch(/^host_ed25519\.retired-[0-9]{8}T[0-9]{6}Z$/);
    expect(rest).toEqual([`${retired}.pub`]);
    expect(await readSshPrivateKey(path.join(folder, 'secrets', retired), 'real')).toEqual(before);
  });

  it('completes a swap that was cut short between the two halves', async () => {
    const folder = await realSite();
    await rotate(folder, 'prepare');
    await rename(`${hostKey(folder)}.next`, hostKey(folder));
    const { fingerprint } = await readSshPrivateKey(hostKey(folder), 'real');
    expect(await rotate(folder, 'swap')).toMatchObject({ status: 0 });
    expect((await passerelle(folder, 'keys', 'fingerprint')).stdout).toContain(fingerprint);
    expect(await keysIn(folder)).toEqual(['host_ed25519', 'host_ed25519.pub']);
  });

  it.each([
    ['a swap without a next key', ['swap'], /run «prepare» first/],
    ['no word of what to do', [], /«prepare» or «swap» is expected/],
  ])('refuses %s: the key stays', async (_case, parameters, reason) => {
    const folder = await realSite();
    const before = await readFile(hostKey(folder));
    const { status, output } = await rotate(folder, ...parameters);
    expect(status).toBe(2);
    expect(output).toMatch(reason);
    expect(await readFile(hostKey(folder))).toEqual(before);
    expect(await keysIn(folder)).toEqual(['host_ed25519', 'host_ed25519.pub']);
  });

  it('refuses a site that has no host key yet', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', 'opgroeien');
    for (const file of [hostKey(folder), `${hostKey(folder)}.pub`]) await rm(file);
    const { status, output } = await rotate(folder, 'prepare');
    expect(status).toBe(2);
    expect(output).toContain('passerelle keys generate host');
    expect(await keysIn(folder)).toEqual([]);
  });
});
