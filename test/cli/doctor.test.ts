import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../src/doctor/checks.ts';
import { enrolAt, type RehearsedSite, setUpSite, siteIn } from '../support/rehearsed-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const at = ['--at', '2022-03-20T10:00:00+01:00'];

/** One for all tests: the doctor changes nothing. */
let site: RehearsedSite;
beforeAll(async () => {
  site = await setUpSite(await mkdtemp(path.join(tmpdir(), 'passerelle-doctor-')), 'opgroeien');
  await enrolAt(site, { name: 'inami', party: 'inami', password: 'correct horse battery' });
});
afterAll(() => rm(site.folder, { recursive: true, force: true }));

describe('passerelle doctor', () => {
  it('ends with 16 while something must be mended, with what to do beneath each finding', async () => {
    const folder = await temporaryFolder();
    await cp(site.folder, folder, { recursive: true });
    const broken = siteIn(folder);
    await broken.write('correspondents/inami.asc', 'no key');
    const { status, stdout, stderr } = await broken.run('doctor', ...at);
    expect(status).toBe(16);
    expect(stdout).toMatch(/^TO BE MENDED {2}correspondents: the OpenPGP key of inami at .*\n {4}\S/m);
    expect(stdout).not.toMatch(/^fine/m);
    expect(stderr).toMatch(
      /^error: \d+ findings must be mended\nhint: .*\nstate: .*nothing was changed\.\n$/,
    );
  });

  it('ends with 0 at a site that can work, shows what is fine if asked to, and says all of it in JSON', async () => {
    const shown = await site.run('doctor', '--all', ...at);
    expect([shown.status, shown.stderr]).toEqual([0, '']);
    expect(shown.stdout).toMatch(/^fine {2}database: /m);
    const found = await site.json('doctor', ...at);
    expect(found).toEqual(
      checks.map(({ name }) => ({
        check: name,
        looksAt: expect.any(String),
        findings: expect.arrayContaining([
          expect.objectContaining({ verdict: expect.stringMatching(/^(fine|look|unseen)$/) }),
        ]),
      })),
    );
  });

  it('speaks the language of the operator', async () => {
    const { stdout } = await site.run('doctor', '--language', 'fr', ...at);
    expect(stdout).toMatch(/^À VÉRIFIER {2}backups: le registre journal ne parle d’aucune sauvegarde$/m);
  });
});

describe('passerelle doctor client', () => {
  it('prints a recipe for each client that the account can log in with', async () => {
    const host = ['--host', 'sftp.opgroeien.example', '--port', '2222'];
    const all = await site.json('doctor', 'client', 'inami', ...host, ...at);
    expect(all).toMatchObject({ account: 'inami', host: 'sftp.opgroeien.example', port: 2222 });
    expect(all).toHaveProperty(
      'recipes',
      ['openssh', 'winscp', 'filezilla', 'lftp', 'rclone', 'psftp'].map((client) =>
        expect.objectContaining({ client, way: 'key' }),
      ),
    );
    const one = await site.run('doctor', 'client', 'inami', '--client', 'openssh', ...host, ...at);
    expect(one.status).toBe(0);
    expect(one.stdout).toMatch(/^\[sftp\.opgroeien\.example\]:2222 ssh-ed25519 AAAA\S+$/m);
    expect(one.stdout).toMatch(/^Host opgroeien\n {2}HostName sftp\.opgroeien\.example\n {2}Port 2222$/m);
    expect(one.stdout).not.toContain('winscp');
  });

  it.each([
    ['an account that is not there', ['nobody', '--port', '22'], 5, /no account of that name/],
    ['a gateway of which it does not know the port', ['inami'], 2, /how others reach the gateway/],
    ['a port that is none', ['inami', '--port', '70000'], 2, /A port from 1 to 65535/],
  ])('prints nothing for %s', async (_case, args, expected, says) => {
    const { status, stdout, stderr } = await site.run('doctor', 'client', ...args, ...at);
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(stderr).toMatch(says);
  });
});
