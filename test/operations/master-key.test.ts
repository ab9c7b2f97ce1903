/** Another master key: nothing is lost whenever it is cut short, and only the new key opens the database afterwards. */

import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { totpLabel } from '../../src/login/judge.ts';
import { replaceMasterKeyOf } from '../../src/operations/master-key.ts';
import { replaceMasterKey } from '../../src/retention/replace-master-key.ts';
import { createVault } from '../../src/retention/vault.ts';
import { generateMasterKey } from '../../src/secrets/master-key.ts';
import { openSite, type Site } from '../../src/site.ts';
import { faultyStore } from '../support/faulty-store.ts';
import type { RehearsedSite } from '../support/rehearsed-sites.ts';
import { type StandingSites, standingSites, today } from '../support/standing-sites.ts';

let standing: StandingSites;
beforeAll(async () => {
  standing = await standingSites();
}, 60_000);
afterAll(() => standing.remove());

const at = Temporal.Instant.from('2022-03-20T09:00:00Z');
const keyFile = (folder: string) => path.join(folder, 'secrets/master.key');
const keyIn = async (file: string) => Buffer.from((await readFile(file, 'utf8')).trim(), 'base64');
const keyFiles = async (folder: string) =>
  (await readdir(path.join(folder, 'secrets'))).filter((file) => file.startsWith('master')).sort();

/** Opgroeien with a published month, and an account that has a TOTP device. */
async function opened(): Promise<{ readonly site: Site; readonly rehearsed: RehearsedSite }> {
  const rehearsed = await standing.copyOf('opgroeien');
  const config = await loadConfig(path.join(rehearsed.folder, 'passerelle.toml'));
  const site = await openSite(config, rehearsalClock(at));
  onTestFinished(() => site.close());
  return { site, rehearsed };
}

/** What a master key opens: months, and the code that the account's device would show. */
async function openedBy({ store }: Site, masterKey: Uint8Array) {
  const vault = createVault(masterKey);
  const [key] = await store.dataKeys();
  const account = await store.account('inami');
  if (key === undefined || account?.totp == null) throw new RangeError('nothing to open');
  const { totp } = account;
  const opens = (work: () => unknown) => {
    try {
      work();
      return true;
    } catch {
      return false;
    }
  };
  return {
    month: opens(() => vault.openDataKey(key)),
    totp: opens(() => vault.openSecret(totpLabel('inami'), totp)),
  };
}

const events = async ({ store }: Site) =>
  (await Array.fromAsync(store.entries(0))).map((entry) => readEntry(entry).event);

describe('a replaced master key', () => {
  it('opens all that the one before opened, which opens nothing any more', async () => {
    const { site, rehearsed } = await opened();
    const { folder } = rehearsed;
    const before = await keyIn(keyFile(folder));
    const report = await replaceMasterKeyOf(site);
    expect(report).toMatchObject({ file: keyFile(folder), keys: 1, accounts: 1 });
    const after = await keyIn(keyFile(folder));
    expect(after.equals(before)).toBe(false);
    expect(await keyIn(report.former)).toEqual(before);
    expect(await openedBy(site, after)).toEqual({ month: true, totp: true });
    expect(await openedBy(site, before)).toEqual({ month: false, totp: false });
    expect((await events(site)).filter((event) => event === 'master-key-replaced')).toHaveLength(1);
    expect(await keyFiles(folder)).toEqual(['master.key', path.basename(report.former)]);
  });

  it.each([
    ['failed', false],
    ['failed, and was durable all the same', true],
  ])(
    'is the only one that counts, or not at all, when the step %s: run again, it is done',
    async (_case, persisted) => {
      const { site, rehearsed } = await opened();
      const before = await keyIn(keyFile(rehearsed.folder));
      const { store } = faultyStore(site.store, { at: 0, persisted });
      await expect(replaceMasterKeyOf({ ...site, store })).rejects.toMatchObject({ code: 'store-failed' });
      // Both keys are on the disk, and one of them opens everything.
      const next = await keyIn(`${keyFile(rehearsed.folder)}.next`);
      expect(await keyIn(keyFile(rehearsed.folder))).toEqual(before);
      expect(await openedBy(site, persisted ? next : before)).toEqual({ month: true, totp: true });

      await replaceMasterKeyOf(site);
      expect(await keyIn(keyFile(rehearsed.folder))).toEqual(next);
      expect(await openedBy(site, next)).toEqual({ month: true, totp: true });
      expect((await events(site)).filter((event) => event === 'master-key-replaced')).toHaveLength(1);
    },
  );

  it('takes its place when the process died before the files were named', async () => {
    const { site, rehearsed } = await opened();
    const file = keyFile(rehearsed.folder);
    const [from, to] = [await keyIn(file), generateMasterKey()];
    await writeFile(`${file}.next`, `${to}\n`, { mode: 0o600 });
    const replacement = {
      store: site.store,
      actor: 'opgroeien',
      now: at,
      from,
      to: Buffer.from(to, 'base64'),
    };
    await replaceMasterKey(replacement);
    const { former } = await replaceMasterKeyOf(site);
    expect(await keyIn(file)).toEqual(Buffer.from(to, 'base64'));
    expect(await keyIn(former)).toEqual(from);
    expect((await events(site)).filter((event) => event === 'master-key-replaced')).toHaveLength(1);
  });

  it('is refused, with nothing changed, where neither key opens everything', async () => {
    const { site, rehearsed } = await opened();
    const file = keyFile(rehearsed.folder);
    const before = await keyIn(file);
    await rename(file, `${file}.away`);
    await writeFile(file, `${generateMasterKey()}\n`, { mode: 0o600 });
    await expect(replaceMasterKeyOf(site)).rejects.toMatchObject({ code: 'store-failed' });
    expect(await openedBy(site, before)).toEqual({ month: true, totp: true });
    expect(await events(site)).not.toContain('master-key-replaced');
  });
});

describe('keys replace master', () => {
  it('says what it did; backups made before open with the key before, and with that one only', async () => {
    const site = await standing.copyOf('opgroeien');
    await site.json('backup', 'make', 'backups', ...today);
    const told = await site.json('keys', 'replace', 'master', ...today);
    const former = `${keyFile(site.folder)}.former-20220320T090000Z`;
    expect(told).toEqual({ file: keyFile(site.folder), former, keys: 1, accounts: 1 });
    const [backup = ''] = await readdir(path.join(site.folder, 'backups'));
    const verify = ['backup', 'verify', path.join('backups', backup), ...today];
    expect((await site.run(...verify)).status).toBe(9);
    const config = await readFile(path.join(site.folder, 'passerelle.toml'), 'utf8');
    await site.write('before.toml', config.replace('secrets/master.key', former));
    expect((await site.run(...verify, '--config', 'before.toml')).status).toBe(0);
  });
});
