import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Every command by which data move, or by which an account comes to more access than it had. */
const moving: readonly (readonly string[])[] = [
  ['serve'],
  ['select', 'evaluations.csv'],
  ['publish', '2022-12', 'evaluations.csv'],
  ['relay'],
  ['relay', '--watch'],
  ['held', 'retry'],
  ['held', 'return', '2022-12/1', '--reason', 'held-too-long'],
  ['collect'],
  ['collect', '--watch'],
  ['account', 'enrol', 'inami', '--party', 'inami'],
  ['account', 'password', 'inami'],
  ['account', 'totp', 'inami'],
  ['account', 'add-key', 'inami', 'key.pub'],
  ['account', 'activate', 'inami'],
];

const closed = /closed since 2023-01-01 00:00:00 \(Europe\/Brussels\).*2022-12-31 \(points 26, 27/;

describe.each(moving.map((args) => [args.join(' '), args] as const))('«%s» today', (_name, args) => {
  it('says since when the channel is closed and by which point, and opens nothing at all [A40][A41]', async () => {
    const folder = await temporaryFolder();
    const { status, stdout, stderr } = await passerelle(folder, ...args);
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
    expect(stderr).toMatch(closed);
    expect(stderr).toMatch(/^hint: .*A652.*passerelle rehearse$/m);
    expect(stderr).toMatch(/^state: No data were moved\.$/m);
    expect(await filesBelow(folder)).toEqual([]);
  });
});

describe('a real site after the last day', () => {
  it('is not brought back by any configuration, and its database stays as it is [A40][A41]', async () => {
    const folder = await temporaryFolder();
    expect((await passerelle(folder, 'init', 'opgroeien')).status).toBe(0);
    const config = path.join(folder, 'passerelle.toml');
    const text = await readFile(config, 'utf8');
    const before = await stat(path.join(folder, 'passerelle.sqlite'));

    await writeFile(config, text.replace('# ends_early = 2022-11-30', 'ends_early = 2099-12-31'));
    expect((await passerelle(folder, 'serve')).status).toBe(4);
    expect((await passerelle(folder, 'status')).stderr).toMatch(/ends_early must not be after 2022-12-31/);

    await writeFile(config, text.replace('mode = "real"', 'mode = "rehearsal"'));
    const switched = await passerelle(
      folder,
      'publish',
      '2022-12',
      'x.csv',
      '--rehearsal',
      '--at',
      '2022-12-01',
    );
    expect(switched).toMatchObject({ status: 9, stdout: '' });
    expect(switched.stderr).toMatch(/The database belongs to mode "real"/);
    expect((await stat(path.join(folder, 'passerelle.sqlite'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('still tells its state, verifies its ledger and purges [A40]', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', 'inami');
    for (const args of [
      ['status'],
      ['ledger', 'verify'],
      ['ledger', 'list'],
      ['purge'],
      ['purge', 'calendar'],
      ['account', 'list'],
      ['held', 'list'],
      ['held', '--records'],
      ['reader', 'list'],
    ]) {
      expect({ args, status: (await passerelle(folder, ...args)).status }).toEqual({ args, status: 0 });
    }
    expect((await passerelle(folder, 'status')).stdout).toMatch(closed);
  });
});

describe('a rehearsal', () => {
  it('closes at midnight in Brussels after the last day, and not in the minute before [A40][A41]', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', 'opgroeien', '--rehearsal');
    const at = (instant: string) => passerelle(folder, 'status', '--rehearsal', '--json', '--at', instant);
    const open = JSON.parse((await at('2022-12-31T23:59:00+01:00')).stdout);
    expect(open).toMatchObject({ channel: { open: true, lastDay: '2022-12-31' }, daysLeft: 1 });
    const over = JSON.parse((await at('2022-12-31T23:00:00Z')).stdout);
    expect(over).toMatchObject({ channel: { open: false, reason: 'ended' }, daysLeft: 0 });
    for (const args of [['publish', '2022-12', 'x.csv'], ['serve'], ['account', 'password', 'inami']]) {
      const { status, stderr } = await passerelle(folder, ...args, '--rehearsal', '--at', '2023-01-01');
      expect(status).toBe(4);
      expect(stderr).toMatch(closed);
    }
  });

  it('closes earlier at a site that ends earlier', async () => {
    const folder = await temporaryFolder();
    await passerelle(folder, 'init', 'opgroeien', '--rehearsal');
    const config = path.join(folder, 'passerelle.toml');
    await writeFile(config, (await readFile(config, 'utf8')).replace('# ends_early', 'ends_early'));
    const { status, stderr } = await passerelle(folder, 'serve', '--rehearsal', '--at', '2022-12-01');
    expect(status).toBe(4);
    expect(stderr).toMatch(/closed since 2022-12-01 00:00:00.*this site ends it before its last day/);
  });
});
