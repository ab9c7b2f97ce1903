import { chmod, copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from '../support/documents.ts';
import { runScript, scriptPrograms } from '../support/ops-scripts.ts';
import { describeWithProgram } from '../support/programs.ts';
import { type RehearsedSite, rehearsedSite, setUpSite } from '../support/rehearsed-sites.ts';

interface Enrolled {
  readonly name: string;
  readonly party: string;
  readonly status: string;
  readonly undertaking: string;
  readonly keys: readonly { readonly fingerprint: string }[];
}

const insurers = ['100', '200', '300', '400', '500', '600', '900'];

const exampleKey = (code: string) => path.join(root, `keys-example/insurer-${code}.ssh-user.pub`);

/** Gives INAMI's site a folder of what insurers handed in, in place of another. */
async function handIn(site: RehearsedSite, codes: readonly string[]): Promise<RehearsedSite> {
  await rm(path.join(site.folder, 'new'), { recursive: true, force: true });
  await mkdir(path.join(site.folder, 'new'));
  for (const code of codes) {
    await copyFile(exampleKey(code), path.join(site.folder, `new/${code}.pub`));
    await site.write(`new/${code}.password`, `first password of ${code}\n`);
    await site.write(`new/${code}.undertaking`, '2022-01-15\n');
  }
  return site;
}

const enrol = (site: RehearsedSite) => runScript('enrol-insurers.sh', site.folder, '--rehearsal', 'new');
const accounts = async (site: RehearsedSite) => (await site.json('account', 'list')) as readonly Enrolled[];

describeWithProgram(scriptPrograms, 'enrol-insurers.sh', () => {
  /** Where nobody is ever enrolled. */
  let empty: RehearsedSite;

  beforeAll(async () => {
    empty = await setUpSite(await mkdtemp(path.join(tmpdir(), 'passerelle-')), 'inami');
  });

  afterAll(() => rm(empty.folder, { recursive: true, force: true }));

  it('enrols and activates every insurer, and does nothing the second time', async () => {
    const site = await handIn(await rehearsedSite('inami'), insurers);
    const first = await enrol(site);
    expect(first.status, first.output).toBe(0);
    for (const account of await accounts(site)) {
      expect(account).toMatchObject({
        name: `insurer-${account.party}`,
        status: 'active',
        undertaking: '2022-01-15',
        password: true,
      });
      expect(account.keys).toHaveLength(1);
    }
    expect((await accounts(site)).map(({ party }) => party)).toEqual(insurers);
    expect(first.output).not.toContain('first password');

    const head = await site.json('ledger', 'head');
    const second = await enrol(site);
    expect(second.status).toBe(0);
    expect(second.output.match(/active already, left as it is/g)).toHaveLength(insurers.length);
    expect(await site.json('ledger', 'head')).toEqual(head);
  });

  it('completes who was left half enrolled, leaves who was disabled, and tells of another key', async () => {
    const site = await handIn(await rehearsedSite('inami'), ['100', '200', '300']);
    await site.json(
      'account',
      'enrol',
      'insurer-100',
      '--party',
      '100',
      '--password-file',
      'new/100.password',
    );
    expect((await enrol(site)).status).toBe(0);
    expect(await accounts(site)).toMatchObject(
      ['100', '200', '300'].map((party) => ({ party, status: 'active' })),
    );

    await site.json('account', 'disable', 'insurer-200');
    await copyFile(exampleKey('600'), path.join(site.folder, 'new/300.pub'));
    const head = await site.json('ledger', 'head');
    const { status, output } = await enrol(site);
    expect(status).toBe(5);
    expect(output).toContain('insurer-100: active already, left as it is');
    expect(output).toContain('insurer-200: disabled or revoked, left as it is');
    expect(output).toContain('passerelle account add-key insurer-300 new/300.pub');
    expect(await site.json('ledger', 'head')).toEqual(head);
  });

  it.each<[string, (file: (name: string) => string) => Promise<void>, RegExp]>([
    [
      'a password that others may read',
      (file) => chmod(file('300.password'), 0o640),
      /300\.password: may be read by others\. Run: chmod 600/,
    ],
    [
      'a password behind a link',
      async (file) => {
        await rm(file('300.password'));
        await symlink(file('100.password'), file('300.password'));
      },
      /300\.password: is missing, or no regular file/,
    ],
    ['a missing key', (file) => rm(file('300.pub')), /300\.pub: is missing/],
    ['a missing undertaking', (file) => rm(file('300.undertaking')), /300\.undertaking: is missing/],
    [
      'an undertaking without a day',
      (file) => writeFile(file('300.undertaking'), 'signed\n'),
      /is not one day/,
    ],
    [
      'something else for a key',
      (file) => writeFile(file('300.pub'), 'hello\n'),
      /300\.pub: is no public SSH key/,
    ],
    ['a file of nobody', (file) => writeFile(file('notes.txt'), ''), /notes\.\*: is not named by the code/],
  ])('refuses %s: nobody is enrolled', async (_case, spoil, reason) => {
    await handIn(empty, ['100', '300']);
    await spoil((name) => path.join(empty.folder, 'new', name));
    const { status, output } = await enrol(empty);
    expect(status, output).toBe(2);
    expect(output).toMatch(reason);
    expect(output).toContain('nothing was done');
    expect(await accounts(empty)).toEqual([]);
  });

  it('stops at what the program refuses, with its words and its exit code', async () => {
    await handIn(empty, ['300']);
    await empty.write('new/300.password', 'short\n');
    const { status, output } = await enrol(empty);
    expect(status).toBe(5);
    expect(output).toMatch(/The password is refused \(too-short\)/);
    expect(await accounts(empty)).toEqual([]);
    expect(await empty.json('ledger', 'head')).toMatchObject({ size: 1 });
  });
});
