import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('the readers of a site', () => {
  it('are enrolled at an insurer too, and after the last legal day, with both kinds of factors [A25][A26]', async () => {
    const folder = await temporaryFolder();
    expect((await passerelle(folder, 'init', '300')).status).toBe(0);
    await writeFile(path.join(folder, 'password'), 'correct horse battery\n', { mode: 0o600 });
    const reader = (...args: readonly string[]) => passerelle(folder, 'reader', ...args, '--json');
    const enrol = (name: string, ...args: readonly string[]) =>
      reader('enrol', name, '--password-file', 'password', '--uri-file', `${name}.uri`, ...args);

    const enrolled = await enrol('desk-1');
    expect(JSON.parse(enrolled.stdout)).toMatchObject({
      party: '300',
      role: 'insurability',
      status: 'pending',
      password: true,
      totp: true,
    });
    expect(await readFile(path.join(folder, 'desk-1.uri'), 'utf8')).toMatch(/^otpauth:/);
    expect(await enrol('desk-2', '--role', 'social-service')).toMatchObject({ status: 5, stdout: '' });
    expect(await reader('activate', 'desk-1')).toMatchObject({ status: 5, stdout: '' });
    const active = await reader('activate', 'desk-1', '--undertaking', '2022-02-15');
    expect(JSON.parse(active.stdout)).toMatchObject({ status: 'active', undertaking: '2022-02-15' });
    expect(await reader('activate', 'nobody')).toMatchObject({ status: 5 });
    expect(JSON.parse((await reader('list')).stdout)).toMatchObject([{ name: 'desk-1', status: 'active' }]);
  });

  it('have a role of the site or one of the deliberation, and no other party has the site’s', async () => {
    const folder = await temporaryFolder();
    expect((await passerelle(folder, 'init', 'inami')).status).toBe(0);
    await writeFile(path.join(folder, 'password'), 'correct horse battery\n', { mode: 0o600 });
    const given = ['--password-file', 'password', '--uri-file'];
    const enrol = (name: string, role: string) =>
      passerelle(folder, 'reader', 'enrol', name, ...given, `${name}.uri`, '--role', role, '--json');
    for (const role of ['operator', 'auditor']) {
      expect(JSON.parse((await enrol(`${role}-1`, role)).stdout)).toMatchObject({ party: 'inami', role });
    }
    const refused = await enrol('boss-1', 'administrator');
    expect(refused).toMatchObject({ status: 5, stdout: '' });
    expect(refused.stderr).toMatch(/administrative-control, operator, auditor/);
    const listed = JSON.parse((await passerelle(folder, 'reader', 'list', '--json')).stdout);
    expect(listed).toHaveLength(2);
  });
});
