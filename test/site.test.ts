import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Clock, rehearsalClock } from '../src/clock.ts';
import { loadConfig } from '../src/config/load.ts';
import { n21250 } from '../src/deliberations/n21-250.ts';
import { generateLedgerKey } from '../src/ledger/ledger-key.ts';
import { logNameOf } from '../src/ledger/log-name.ts';
import { generateKeyPair } from '../src/seal/keys.ts';
import { generateMasterKey } from '../src/secrets/master-key.ts';
import { openSite, type Site } from '../src/site.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const examples = path.resolve(import.meta.dirname, '../keys-example');
const start = Temporal.Instant.from('2022-03-15T09:00:00Z');
const standing: Clock = { now: () => start, authenticatorTime: () => start };

/** The folder of a site of insurer 300, with a master key and a configuration. */
async function insurerFolder(mode: 'real' | 'rehearsal'): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'master.key'), generateMasterKey(), { mode: 0o600 });
  await writeFile(
    path.join(folder, 'passerelle.toml'),
    `site = "300"
mode = "${mode}"
deliberation = "21/250"
database = "passerelle.sqlite"
master_key = { file = "master.key" }
collect.folder = "inbox"
[openpgp]
private_key = "openpgp.asc"
correspondents.inami = "inami.asc"
`,
    { mode: 0o600 },
  );
  return folder;
}

async function open(folder: string, clock: Clock): Promise<Site> {
  const site = await openSite(await loadConfig(path.join(folder, 'passerelle.toml')), clock, {
    create: true,
  });
  onTestFinished(() => site.close());
  return site;
}

/** Puts a key pair of the site's own there, as a real site would. */
async function ownKeys(folder: string): Promise<void> {
  const pair = await generateKeyPair({
    userId: 'Insurer',
    profile: 'v4',
    createdAt: start,
    passphrase: undefined,
  });
  await writeFile(path.join(folder, 'openpgp.asc'), pair.privateKey, { mode: 0o600 });
  await writeFile(path.join(folder, 'inami.asc'), pair.publicKey);
}

async function exampleKeys(folder: string): Promise<void> {
  const text = await readFile(path.join(examples, '300.openpgp.private.asc'));
  await writeFile(path.join(folder, 'openpgp.asc'), text, { mode: 0o600 });
  await copyFile(path.join(examples, 'inami.openpgp.public.asc'), path.join(folder, 'inami.asc'));
}

describe('a site', () => {
  it('reads its keys when they are first needed, and then keeps them', async () => {
    const folder = await insurerFolder('real');
    const site = await open(folder, standing);
    await expect(site.ownKey()).rejects.toMatchObject({ code: 'secret-unavailable' });
    await expect(site.keyOf('inami')).rejects.toMatchObject({ code: 'config-invalid' });
    await ownKeys(folder);
    expect(await site.ownKey()).toBe(await site.ownKey());
    expect((await site.keyOf('inami')).fingerprint).toBe((await site.ownKey()).fingerprint);
    expect(await site.vault()).toBe(await site.vault());
  });

  it('that is real refuses example keys, its own and those of others', async () => {
    const folder = await insurerFolder('real');
    await exampleKeys(folder);
    const site = await open(folder, standing);
    for (const read of [() => site.ownKey(), () => site.keyOf('inami')]) {
      await expect(read()).rejects.toMatchObject({
        code: 'key-refused',
        message: expect.stringContaining('is an example key that anybody holds'),
      });
    }
  });

  it('of a rehearsal refuses every key that is no example', async () => {
    const folder = await insurerFolder('rehearsal');
    const site = await open(folder, rehearsalClock(start));
    await ownKeys(folder);
    for (const read of [() => site.ownKey(), () => site.keyOf('inami')]) {
      await expect(read()).rejects.toMatchObject({ code: 'key-refused' });
    }
    await exampleKeys(folder);
    await expect(site.ownKey()).resolves.toBeDefined();
  });

  it('knows no key of a party that it does not exchange with', async () => {
    const site = await open(await insurerFolder('real'), standing);
    await expect(site.keyOf('100')).rejects.toMatchObject({
      code: 'config-invalid',
      hint: expect.stringContaining('[openpgp.correspondents]'),
    });
  });

  it('cannot run by the clock of the other mode', async () => {
    await expect(open(await insurerFolder('real'), rehearsalClock(start))).rejects.toMatchObject({
      code: 'config-invalid',
    });
    await expect(open(await insurerFolder('rehearsal'), standing)).rejects.toMatchObject({
      code: 'config-invalid',
    });
  });

  it('is not opened without its database unless it is made, nor with that of the other mode', async () => {
    const folder = await insurerFolder('real');
    const config = await loadConfig(path.join(folder, 'passerelle.toml'));
    await expect(openSite(config, standing)).rejects.toMatchObject({ code: 'store-refused' });
    await (await openSite(config, standing, { create: true })).close();
    await expect(openSite({ ...config, mode: 'rehearsal' }, rehearsalClock(start))).rejects.toMatchObject({
      code: 'store-refused',
    });
  });
});

describe('the clock of a rehearsal', () => {
  const event = { event: 'site-opened', actor: '300', details: {} } as const;

  it('goes on where the ledger stands, and follows what another process writes', async () => {
    const folder = await insurerFolder('rehearsal');
    const first = await open(folder, rehearsalClock(start));
    const later = start.add({ hours: 5 });
    await first.store.commit({ at: later, changes: [], events: [event] });

    const clock = rehearsalClock(start);
    const second = await open(folder, clock);
    expect(Temporal.Instant.compare(clock.now(), later)).toBeGreaterThanOrEqual(0);

    const muchLater = start.add({ hours: 50 });
    await first.store.commit({ at: muchLater, changes: [], events: [event] });
    await expect(second.guard.requireOpen()).resolves.toBeUndefined();
    expect(Temporal.Instant.compare(clock.now(), muchLater)).toBeGreaterThanOrEqual(0);
  });

  it('stays where it was told to start if the ledger is behind', async () => {
    const folder = await insurerFolder('rehearsal');
    const first = await open(folder, rehearsalClock(start));
    await first.store.commit({ at: start, changes: [], events: [event] });
    const ahead = start.add({ hours: 500 });
    const clock = rehearsalClock(ahead);
    await open(folder, clock);
    expect(Temporal.Instant.compare(clock.now(), ahead)).toBeGreaterThanOrEqual(0);
  });

  it('of a real site is never moved: behind the ledger the channel is closed [A41]', async () => {
    const folder = await insurerFolder('real');
    const site = await open(folder, standing);
    await site.store.commit({ at: start.add({ hours: 1 }), changes: [], events: [event] });
    await expect(site.guard.requireOpen()).rejects.toMatchObject({ code: 'clock-ran-back' });
  });
});

describe('the ledger keys of a site', () => {
  /** A rehearsal of insurer 300 that names these files. */
  async function sitedWith(ledger: string): Promise<Site> {
    const folder = await insurerFolder('rehearsal');
    await exampleKeys(folder);
    const config = path.join(folder, 'passerelle.toml');
    await writeFile(config, `${await readFile(config, 'utf8')}[ledger]\n${ledger}`, { mode: 0o600 });
    await writeFile(path.join(folder, 'own.pem'), await readFile(path.join(examples, '300.ledger.pem')), {
      mode: 0o600,
    });
    for (const party of ['inami', '100']) {
      await copyFile(path.join(examples, `${party}.ledger.vkey`), path.join(folder, `${party}.vkey`));
    }
    const name = logNameOf(n21250, 'rehearsal', '300');
    const made = generateLedgerKey(name);
    await writeFile(path.join(folder, 'made.pem'), made.privateKey, { mode: 0o600 });
    await writeFile(path.join(folder, 'text'), 'hello');
    return await open(folder, rehearsalClock(start));
  }

  it('are read, and judge those whom it exchanges with', async () => {
    const site = await sitedWith('key = "own.pem"\ncorrespondents.inami = "inami.vkey"\n');
    const witness = await site.witness();
    expect(witness?.key.name).toBe('passerelle/rehearsal/21-250/300');
    expect(witness?.keyOf('inami')?.name).toBe('passerelle/rehearsal/21-250/inami');
    expect(witness?.keyOf('100')).toBeUndefined();
  });

  it('may be missing: then nothing is shown', async () => {
    const site = await sitedWith('');
    expect(await site.witness()).toBeUndefined();
  });

  it.each([
    ['a key that is not an example, in a rehearsal', 'key = "made.pem"', 'key-refused'],
    ['no key where one is named', 'key = "nowhere.pem"', 'secret-unavailable'],
    ['the key of another party', 'key = "own.pem"\ncorrespondents.inami = "100.vkey"', 'key-refused'],
    ['something else than a key', 'key = "own.pem"\ncorrespondents.inami = "text"', 'key-refused'],
    ['no file', 'key = "own.pem"\ncorrespondents.inami = "nowhere"', 'config-invalid'],
  ])('are refused: %s', async (_what, ledger, code) => {
    const site = await sitedWith(`${ledger}\n`);
    await expect(site.witness()).rejects.toMatchObject({ code });
  });
});
