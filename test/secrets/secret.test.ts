import { execFileSync, spawn } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { promptNewSecret, promptSecret } from '../../src/secrets/prompt.ts';
import { readSecret } from '../../src/secrets/secret.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

afterEach(() => vi.unstubAllEnvs());

async function secretFile(content: string | Uint8Array, mode = 0o600): Promise<string> {
  const file = path.join(await temporaryFolder(), 'secret');
  await writeFile(file, content, { mode });
  await chmod(file, mode);
  return file;
}

describe('a secret in a file', () => {
  it.each([
    ['as it stands', 'Zoë & co', 'Zoë & co'],
    ['without the newline at its end', 'hunter2\n', 'hunter2'],
    ['without the newline of Windows at its end', 'hunter2\r\n', 'hunter2'],
    ['with the spaces around it', ' hunter2 \n', ' hunter2 '],
  ])('is read %s', async (_case, content, secret) => {
    await expect(readSecret({ file: await secretFile(content) }, 'password')).resolves.toBe(secret);
  });

  it.each([
    ['empty', ''],
    ['empty but for its newline', '\n'],
    ['more than one line', 'hunter\n2\n'],
    ['followed by an empty line', 'hunter2\n\n'],
    ['broken by a carriage return', 'hunter\r2'],
    ['holding a NUL character', 'hunter\x002'],
    ['begun by a byte order mark', '\uFEFFhunter2'],
    ['not UTF-8', Uint8Array.of(0x66, 0xff)],
    ['absurdly long', 'x'.repeat(70_000)],
  ])('is refused when it is %s, and never repeated', async (_case, content) => {
    const refusal = readSecret({ file: await secretFile(content) }, 'password');
    await expect(refusal).rejects.toMatchObject({ code: 'secret-unavailable' });
    await expect(refusal).rejects.not.toThrow('hunter');
  });

  it.each([0o640, 0o604, 0o620, 0o610, 0o666])('is refused with mode %o', async (mode) => {
    const file = await secretFile('hunter2', mode);
    await expect(readSecret({ file }, 'password')).rejects.toMatchObject({
      code: 'secret-unavailable',
      hint: `Run: chmod 600 ${file}`,
    });
  });

  it.each([0o600, 0o400])('is read with mode %o', async (mode) => {
    await expect(readSecret({ file: await secretFile('x', mode) }, 'password')).resolves.toBe('x');
  });

  it('is refused behind a symbolic link, in a folder, in a pipe without a writer, and when it is not there', async () => {
    const folder = await temporaryFolder();
    const [real, link, pipe] = [
      path.join(folder, 'real'),
      path.join(folder, 'link'),
      path.join(folder, 'pipe'),
    ];
    await writeFile(real, 'hunter2', { mode: 0o600 });
    await symlink(real, link);
    execFileSync('mkfifo', ['-m', '600', pipe]);
    for (const file of [link, pipe, folder, path.join(folder, 'absent')]) {
      await expect(readSecret({ file }, 'password')).rejects.toMatchObject({ code: 'secret-unavailable' });
    }
  });
});

describe('a systemd credential', () => {
  it('is read from the directory that systemd names, whose modes are its own affair', async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, 'passphrase'), 'hunter2\n', { mode: 0o440 });
    vi.stubEnv('CREDENTIALS_DIRECTORY', folder);
    await expect(readSecret({ credential: 'passphrase' }, 'passphrase')).resolves.toBe('hunter2');
  });

  it('is refused without that directory, with the line for the unit', async () => {
    vi.stubEnv('CREDENTIALS_DIRECTORY', undefined);
    await expect(readSecret({ credential: 'passphrase' }, 'passphrase')).rejects.toMatchObject({
      code: 'secret-unavailable',
      hint: expect.stringContaining('LoadCredential=passphrase:'),
    });
  });

  it('never leads out of that directory', async () => {
    const folder = await temporaryFolder();
    await mkdir(path.join(folder, 'inner'));
    await writeFile(path.join(folder, 'outer'), 'hunter2', { mode: 0o600 });
    vi.stubEnv('CREDENTIALS_DIRECTORY', path.join(folder, 'inner'));
    await expect(readSecret({ credential: '../outer' }, 'x')).rejects.toMatchObject({
      code: 'secret-unavailable',
    });
  });
});

/** A terminal, what is typed at it, and what it shows. */
function terminal(typed: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  input.write(typed);
  const shown: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      shown.push(String(chunk));
      done();
    },
  });
  return { screen: { input, output }, shown };
}

describe('a secret that is typed', () => {
  it('is asked for by its label and not shown', async () => {
    const { screen, shown } = terminal('hunter2\r');
    await expect(promptSecret('password of inami', screen)).resolves.toBe('hunter2');
    expect(shown.join('')).toBe('password of inami: \n');
  });

  it('may be corrected with backspace', async () => {
    await expect(promptSecret('password', terminal('huntr\x7Fer2\r').screen)).resolves.toBe('hunter2');
  });

  it.each([
    ['Ctrl-C', 'hunt\x03'],
    ['Ctrl-D', '\x04'],
  ])('is not there when the operator gives up by %s', async (_key, typed) => {
    const { screen, shown } = terminal(typed);
    await expect(promptSecret('password', screen)).rejects.toMatchObject({ code: 'secret-unavailable' });
    expect(shown.join('')).toBe('password: \n');
  });

  it('is refused without a terminal, with what to configure instead', async () => {
    const { screen } = terminal('hunter2\r');
    screen.input.isTTY = false;
    await expect(promptSecret('password', screen)).rejects.toMatchObject({
      code: 'secret-unavailable',
      hint: expect.stringMatching(/file .*systemd credential/),
    });
  });

  it.each([
    ['kept when both answers agree', 'hunter2\r', 'hunter2'],
    ['refused when they differ', 'hunter3\r', undefined],
  ])('is asked for twice when it is new, and %s', async (_case, second, secret) => {
    const { screen, shown } = terminal('hunter2\r');
    const asked = promptNewSecret('new password', screen).catch((error: unknown) => error);
    await expect.poll(() => shown).toContain('new password, once more: ');
    screen.input.write(second);
    if (secret === undefined) expect(await asked).toMatchObject({ code: 'secret-unavailable' });
    else expect(await asked).toBe(secret);
  });
});

describeWithProgram('script', 'a real terminal', () => {
  it('does not echo what is typed', async () => {
    const program = path.join(await temporaryFolder(), 'ask.mjs');
    const prompt = path.resolve(import.meta.dirname, '../../src/secrets/prompt.ts');
    await writeFile(
      program,
      `import { promptSecret } from ${JSON.stringify(prompt)};
       console.log('has ' + (await promptSecret('password')).length + ' characters');`,
    );
    const session = spawn('script', ['-qec', `"${process.execPath}" "${program}"`, '/dev/null']);
    let shown = '';
    for await (const chunk of session.stdout) {
      shown += String(chunk);
      if (shown.endsWith('password: ')) session.stdin.write('hunter2\r');
    }
    expect(shown.replaceAll('\r', '')).toBe('password: \nhas 7 characters\n');
  });
});
