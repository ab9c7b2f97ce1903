import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStandIn, openSsh2, requireKnownSsh2 } from '../../src/ssh/ssh2-inside.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const installed = path.dirname(createRequire(import.meta.url).resolve('ssh2/package.json'));

async function copyOfSsh2(): Promise<string> {
  const folder = await temporaryFolder();
  await cp(path.join(installed, 'package.json'), path.join(folder, 'package.json'));
  await mkdir(path.join(folder, 'lib/protocol'), { recursive: true });
  for (const inner of ['lib', 'lib/protocol']) {
    await cp(path.join(installed, inner), path.join(folder, inner), {
      recursive: true,
      filter: (source) => !source.includes(`${path.sep}crypto${path.sep}build`),
    });
  }
  return folder;
}

async function change(file: string, from: string | RegExp, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

describe('the ssh2 that is known', () => {
  it('is the one installed, and a copy of it', async () => {
    expect(() => requireKnownSsh2()).not.toThrow();
    const copy = await copyOfSsh2();
    expect(() => requireKnownSsh2(copy)).not.toThrow();
  });

  it('has all that the graft needs', () => {
    const { supportedExchanges, messageHandlers, protocolPrototype, fail } = openSsh2();
    expect(supportedExchanges).toContain('curve25519-sha256');
    expect(messageHandlers[20]).toBeTypeOf('function');
    expect(protocolPrototype).toHaveProperty('parse');
    expect(fail).toBeTypeOf('function');
  });

  it.each<[string, (folder: string) => Promise<void>]>([
    ['another version', (folder) => change(path.join(folder, 'package.json'), '"1.17.0"', '"1.17.1"')],
    [
      'another key exchange',
      (folder) => change(path.join(folder, 'lib/protocol/kex.js'), 'start() {', 'start () {'),
    ],
    ['another client', (folder) => change(path.join(folder, 'lib/client.js'), /\n/, '\r\n')],
    ['a file more', (folder) => writeFile(path.join(folder, 'lib/protocol/more.js'), '')],
    ['a file less', (folder) => rm(path.join(folder, 'lib/protocol/zlib.js'))],
  ])('is none that has %s: nothing starts, and the operator reads what to do', async (_, alter) => {
    const folder = await copyOfSsh2();
    await alter(folder);
    expect(() => requireKnownSsh2(folder)).toThrow(
      expect.objectContaining({ code: 'internal', hint: expect.stringContaining('npm ci') }),
    );
  });
});

it('takes no object but the exchange that was negotiated for the one to graft on', () => {
  const exchange = {
    type: '25519',
    hashName: 'sha256',
    negotiated: { kex: 'curve25519-sha256' },
    _remoteKexinit: Buffer.alloc(1),
    getPublicKey: () => {},
    convertPublicKey: () => {},
    computeSecret: () => {},
    parse: () => {},
  };
  expect(isStandIn(exchange)).toBe(true);
  const others = Object.keys(exchange).map((name) => ({ ...exchange, [name]: undefined }));
  const group = { ...exchange, type: 'group', hashName: 'sha512' };
  for (const other of [undefined, null, {}, group, ...others]) expect(isStandIn(other)).toBe(false);
});
