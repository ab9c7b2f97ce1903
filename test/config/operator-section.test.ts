import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** What an insurer's configuration makes of a section [operator]. */
async function load(...lines: readonly string[]) {
  const file = path.join(await temporaryFolder(), 'passerelle.toml');
  const config = `
site = "300"
mode = "real"
deliberation = "21/250"
database = "passerelle.sqlite"
master_key = { file = "master.key" }
openpgp.private_key = "openpgp.asc"
collect.folder = "inbox"
${lines.length === 0 ? '' : ['[operator]', ...lines].join('\n')}
`;
  await writeFile(file, config, { mode: 0o600 });
  return { folder: path.dirname(file), operator: (await loadConfig(file)).operator };
}

describe('the section [operator]', () => {
  it('may be left out: then there is no operator page', async () => {
    expect((await load()).operator).toBeUndefined();
  });

  it.each([
    ['127.0.0.1:8443', { host: '127.0.0.1', port: 8443 }],
    ['[::1]:0', { host: '::1', port: 0 }],
  ])('takes the loopback address %s', async (listen, place) => {
    expect((await load(`listen = "${listen}"`)).operator).toEqual({ place, address: undefined });
  });

  it('takes a Unix socket, relative to the file, for the user of the site or for its group', async () => {
    const own = await load('listen = "unix:operator.sock"');
    expect(own.operator?.place).toEqual({ socket: path.join(own.folder, 'operator.sock'), mode: 0o600 });
    const group = await load('listen = "unix:/run/passerelle/operator.sock"', 'socket_mode = "0660"');
    expect(group.operator?.place).toEqual({ socket: '/run/passerelle/operator.sock', mode: 0o660 });
  });

  it.each([
    '0.0.0.0:8443',
    '[::]:8443',
    ':8443',
    '8443',
    '192.0.2.7:8443',
    '10.0.0.5:8443',
    '[2001:db8::1]:8443',
    '[::ffff:192.0.2.7]:8443',
    '127.0.0.1.evil.example:8443',
    'localhost:8443',
    'operator.example:8443',
    '127.0.0.1',
    '127.0.0.1:65536',
    '127.0.0.1:08443',
    '::1:8443',
    'http://127.0.0.1:8443',
    'unix:',
    `unix:/run/${'x'.repeat(90)}`,
    '\\u0000',
  ])('refuses to listen on %s [weakness: unauthenticated admin plane]', async (listen) => {
    await expect(load(`listen = "${listen}"`)).rejects.toMatchObject({
      code: 'config-invalid',
      message: expect.stringMatching(/operator\.listen must be on this machine alone/),
    });
  });

  it.each(['0666', '0777', '0600 ', '600'])('refuses a socket of mode %s', async (mode) => {
    await expect(load('listen = "unix:o.sock"', `socket_mode = "${mode}"`)).rejects.toThrow(
      /operator\.socket_mode must be "0600" or "0660"/,
    );
  });

  it('takes the address of a proxy that speaks TLS, and no other', async () => {
    const { operator } = await load('listen = "127.0.0.1:1"', 'address = "https://passerelle.example"');
    expect(operator?.address?.origin).toBe('https://passerelle.example');
    for (const address of ['http://passerelle.example', 'https://passerelle.example/page', 'https://u@h']) {
      await expect(load('listen = "127.0.0.1:1"', `address = "${address}"`)).rejects.toThrow(
        /operator\.address must be/,
      );
    }
  });
});
