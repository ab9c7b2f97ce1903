/** Whoever pastes a recipe logs in: tried with every client that the machine has; of the others the form is read. */

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runWithTypist } from '../../scripts/clients/typist.ts';
import type { Account } from '../../src/ports/account.ts';
import { fileZilla } from '../../src/recipes/filezilla.ts';
import { lftp, openSsh } from '../../src/recipes/openssh.ts';
import { psftp, winScp } from '../../src/recipes/putty.ts';
import { rclone } from '../../src/recipes/rclone.ts';
import { type Door, type RecipeBook, type Visitor, waysOf } from '../../src/recipes/recipe.ts';
import { readSshPrivateKey } from '../../src/ssh/read-private-key.ts';
import { bareAccount } from '../support/accounts.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { parseXml } from '../support/xml-tree.ts';

let site: GatewaySite;
let account: TestAccount;
let door: Door;
/** The holder's home. */
let home: string;
let keyFile: string;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300', '300', ['key', 'password', 'totp']);
  await site.parcel('300', Buffer.from('a sealed file'));
  home = path.join(site.folder, 'home');
  await mkdir(path.join(home, '.ssh'), { recursive: true, mode: 0o700 });
  keyFile = account.keyFile;
  const hostKeyFile = path.join(site.folder, 'host_key');
  await writeFile(hostKeyFile, site.options.hostKey, { mode: 0o600 });
  const { fingerprint, publicLine } = await readSshPrivateKey(hostKeyFile, 'real');
  expect(fingerprint).toBe(site.gateway.hostKeyFingerprint);
  const { host, port } = site.gateway;
  door = { host, port, name: 'inami', fingerprint, hostKey: publicLine };
});
afterEach(() => site.close());

/** What is to be pasted, in its order, by where it goes. */
function pieces(book: RecipeBook, way: Visitor['way']) {
  const { pieces: all } = book.write(door, { account: account.name, way, keyFile });
  return all.map(({ into, content }) => ({
    into: String(into),
    content: content.replaceAll('~/', `${home}/`),
  }));
}

/** Pastes what goes into files, and gives the rest. */
async function paste(book: RecipeBook, way: Visitor['way']): Promise<readonly string[]> {
  const left: string[] = [];
  for (const { into, content } of pieces(book, way)) {
    const file = /^into ~\/(\S+?),?(?: |$)/.exec(into)?.[1];
    if (file === undefined) left.push(content);
    else {
      await mkdir(path.dirname(path.join(home, file)), { recursive: true });
      await writeFile(path.join(home, file), `${content}\n`, { mode: 0o600 });
    }
  }
  return left;
}

/** Answers the prompts of `ssh`, as its user would. */
async function answering(): Promise<NodeJS.ProcessEnv> {
  const { PATH } = process.env;
  const file = path.join(home, 'answer');
  const script = `#!/bin/sh\ncase "$1" in *'One-time code'*) echo '${account.code()}' ;; *) echo '${account.password}' ;; esac\n`;
  await writeFile(file, script, { mode: 0o700 });
  // ssh goes by the home of the user, and not by HOME.
  await writeFile(
    path.join(home, 'ssh'),
    `#!/bin/sh\nexec /usr/bin/ssh -F '${home}/.ssh/config' -oUserKnownHostsFile='${home}/.ssh/known_hosts' -oIdentityAgent=none "$@"\n`,
    { mode: 0o700 },
  );
  return { HOME: home, PATH: `${home}:${PATH}`, SSH_ASKPASS: file, SSH_ASKPASS_REQUIRE: 'force' };
}

const inbox = /2022-03/;

describeWithProgram(['sftp', 'ssh'], 'the recipe for OpenSSH', () => {
  it.each(['key', 'code'] as const)('logs in with a %s', async (way) => {
    const [start = ''] = await paste(openSsh, way);
    const env = await answering();
    await writeFile(path.join(home, 'batch'), 'ls /inbox\n');
    // A batch, for there is no terminal; and ssh where the home is that of the test.
    const line = start.replace('sftp ', `sftp -S '${home}/ssh' -oBatchMode=no -b '${home}/batch' `);
    const { status, output } = await runProgram('sh', ['-c', line], { cwd: home, env });
    expect([status, output]).toEqual([0, expect.stringMatching(inbox)]);
  });
});

describeWithProgram(['lftp', 'ssh'], 'the recipe for lftp', () => {
  it('logs in with a key', async () => {
    const [commands = ''] = await paste(lftp, 'key');
    await writeFile(path.join(home, 'script'), `set cmd:fail-exit yes\nset net:max-retries 1\n${commands}\n`);
    const { status, output } = await runProgram('lftp', ['-f', 'script'], {
      cwd: home,
      env: await answering(),
    });
    expect([status, output]).toEqual([0, expect.stringMatching(inbox)]);
  });
});

describeWithProgram('rclone', 'the recipe for rclone', () => {
  it('logs in with a key, and copies what lies ready', async () => {
    const commands = await paste(rclone, 'key');
    await writeFile(path.join(home, 'password'), account.password, { mode: 0o600 });
    const env = { HOME: home };
    const { status, output } = await runProgram('sh', ['-ec', commands.join('\n')], { cwd: home, env });
    expect([status, output]).toEqual([0, expect.any(String)]);
    const { output: copied } = await runProgram('find', ['inbox', '-type', 'f'], { cwd: home });
    expect(copied).toMatch(inbox);
  });
});

describeWithProgram(['psftp', 'puttygen'], 'the recipe for psftp', () => {
  it('turns the key, and logs in with it', async () => {
    const [turn = '', start = ''] = await paste(psftp, 'key');
    await writeFile(path.join(home, 'password'), account.password, { mode: 0o600 });
    await writeFile(path.join(home, 'batch'), 'ls /inbox\n');
    const line = `${turn}\n${start} -batch -pwfile password -b batch`;
    const { status, output } = await runProgram('sh', ['-ec', line], { cwd: home, env: { HOME: home } });
    expect([status, output]).toEqual([0, expect.stringMatching(inbox)]);
  });

  it('logs in with a code', async () => {
    const [start = ''] = await paste(psftp, 'code');
    await writeFile(path.join(home, 'batch'), 'ls /inbox\n');
    const [, ...parameters] = `${start} -b batch`.split(' ');
    const answers = [
      ['password: ', account.password],
      ['code: ', account.code()],
    ] as const;
    const { status, output } = await runWithTypist('psftp', parameters, { cwd: home, answers });
    expect([status, output]).toEqual([0, expect.stringMatching(inbox)]);
  });

  it('refuses another host key than the one in it', async () => {
    door = { ...door, fingerprint: `SHA256:${'A'.repeat(43)}` };
    const [start = ''] = await paste(psftp, 'code');
    const [, ...parameters] = `${start} -batch`.split(' ');
    const { status } = await runProgram('psftp', parameters, { cwd: home, env: { HOME: home } });
    expect(status).not.toBe(0);
    expect(await site.events('login-accepted')).toEqual([]);
  });
});

describe('the recipe for WinSCP', () => {
  it('is a session URL as winscp.net documents it, with the fingerprint in the alphabet of URLs', () => {
    door = { ...door, fingerprint: 'SHA256:ab+/cdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO' };
    const [url, ini, open] = pieces(winScp, 'key').map(({ content }) => content);
    expect(url).toBe(
      `sftp://insurer-300;fingerprint=ssh-ed25519-ab-_cdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO;x-publickeyfile=C%3A%5CKeys%5Cinsurer-300.ppk@${door.host}:${door.port}/`,
    );
    expect(open).toContain('-hostkey="ssh-ed25519 255 ab+/cdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNO"');
    const [heading = '', ...settings] = ini?.split('\n') ?? [];
    expect(heading).toBe('[Sessions\\inami%20insurer-300]');
    expect(Object.fromEntries(settings.map((line) => line.split('=', 2)))).toEqual({
      HostName: door.host,
      PortNumber: String(door.port),
      UserName: 'insurer-300',
      FSProtocol: '2',
      PublicKeyFile: 'C:%5CKeys%5Cinsurer-300.ppk',
      AuthKI: '1',
      AuthKIPassword: '1',
      TryAgent: '0',
    });
  });

  it('names no key, and answers no prompt, where a code is given', () => {
    const text = pieces(winScp, 'code')
      .map(({ content }) => content)
      .join('\n');
    expect(text).not.toMatch(/ppk|privatekey/);
    expect(text).toContain('AuthKIPassword=0');
  });
});

describe('the recipe for FileZilla', () => {
  it('is a list of sites as FileZilla exports one', () => {
    const [{ content } = { content: '' }] = pieces(fileZilla, 'code');
    const root = parseXml(content);
    const [servers] = root.children;
    expect([root.name, servers?.name, servers?.children.map(({ name }) => name)]).toEqual([
      'FileZilla3',
      'Servers',
      ['Server'],
    ]);
    expect(servers?.children[0]?.children.map(({ name, text }) => [name, text])).toEqual([
      ['Host', door.host],
      ['Port', String(door.port)],
      ['Protocol', '1'],
      ['Type', '0'],
      ['User', 'insurer-300'],
      ['Logontype', '3'],
      ['MaximumMultipleConnections', '1'],
      ['EncodingType', 'UTF-8'],
      ['Name', 'inami (insurer-300)'],
    ]);
  });
});

describe('the ways in which an account can log in', () => {
  const stored = async (change: Partial<Account>) => waysOf({ ...bareAccount, ...change });
  const full = async () => (await site.store.account('insurer-300')) ?? expect.fail('no account');

  it('are those for which it has both kinds of factor', async () => {
    const { keys, password, totp } = await full();
    expect(await stored({ keys, password, totp })).toEqual(['key', 'code']);
    expect(await stored({ keys, totp })).toEqual([]);
    expect(await stored({ password })).toEqual([]);
  });

  it('are those that its terms allow', async () => {
    const { keys, password, totp, terms } = await full();
    const restricted = (methods: readonly string[]) =>
      stored({ keys, password, totp, terms: { ...terms, methods } });
    expect(await restricted(['totp', 'password'])).toEqual(['code']);
    expect(await restricted(['ssh-key'])).toEqual([]);
  });

  it('are none with a key and no password, but for what verifies its user', async () => {
    const [key] = (await full()).keys;
    if (key === undefined) expect.fail('no key');
    expect(await stored({ keys: [{ ...key, algorithm: 'sk-ssh-ed25519@openssh.com' }] })).toEqual(['fido']);
  });
});

it('holds no secret in any recipe', async () => {
  const all = [openSsh, lftp, rclone, psftp, winScp, fileZilla].flatMap((book) =>
    book.ways.flatMap((way) => pieces(book, way)),
  );
  const text = all.map(({ content }) => content).join('\n');
  expect(text).not.toContain(account.password);
  expect(text).not.toContain((await readFile(keyFile, 'utf8')).split('\n')[1]);
});
