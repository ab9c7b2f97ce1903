/** NOTICE.txt as an insurer or INAMI sees it: fetched by the system's own `sftp`, proven by openssl and by our program. */

import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { createLog } from '../../src/log.ts';
import { gatewayOf } from '../../src/operations/gateway.ts';
import { openSite, type Site } from '../../src/site.ts';
import { root } from '../support/documents.ts';
import { passerelle } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { sftp } from '../support/sftp-program.ts';
import { password, type StandingSites, standingSites } from '../support/standing-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
}, 60_000);

afterAll(() => sites.remove());

/** The gateway of Opgroeien, which published February on 14 March, and INAMI in a folder of its own. */
async function visit(day: string, { keyless = false } = {}) {
  const copy = await sites.copyOf('opgroeien');
  if (keyless) await copy.edit(/^\[ledger\]\nkey = .*$/m, '[ledger]');
  const config = await loadConfig(path.join(copy.folder, 'passerelle.toml'));
  if (config.place !== 'publisher') throw new RangeError(config.place);
  const clock = rehearsalClock(Temporal.Instant.from(`${day}T09:00:00+02:00`));
  const site = await openSite(config, clock);
  const gateway = await gatewayOf(site, createLog('silent', { write() {} }));
  onTestFinished(async () => {
    await gateway.close();
    await site.close();
  });
  const folder = await temporaryFolder();
  const keyFile = path.join(folder, 'key');
  await copyFile(path.join(root, 'keys-example/inami.ssh-user'), keyFile);
  await chmod(keyFile, 0o600);
  const hostKey = await readFile(path.join(copy.folder, 'secrets/host_ed25519.pub'), 'utf8');
  const knownHosts = path.join(folder, 'known_hosts');
  await writeFile(knownHosts, `[${gateway.host}]:${gateway.port} ${hostKey}`);
  const ledgerKey = path.join(copy.folder, 'secrets/ledger.pem.pub');
  const at = { host: gateway.host, port: gateway.port, knownHosts };
  return {
    site: site as Site,
    folder,
    ledgerKey,
    type: (...commands: readonly string[]) =>
      sftp(at, { user: 'inami', keyFile, password }, commands, folder),
    fetched: () => readFile(path.join(folder, 'NOTICE.txt'), 'utf8'),
  };
}

describeWithProgram(['sftp', 'openssl'], 'NOTICE.txt', () => {
  it('is listed and fetched, tells what stands in three languages, and nobody can change it', async () => {
    const { type, fetched } = await visit('2022-03-15');
    const session = await type('ls -l', 'get NOTICE.txt', 'get README.txt');
    expect(session).toMatchObject({ status: 0 });
    expect(session.stdout).toMatch(/^-r--r----- .* NOTICE\.txt$/m);
    const notice = await fetched();
    expect(notice).toContain('1 nouveau fichier est prêt (2022-02).');
    expect(notice).toContain('Er staat 1 nieuw bestand klaar (2022-02).');
    expect(notice).toContain('1 new file is ready (2022-02).');
    expect(notice).toContain('This is a rehearsal');
    expect(notice).not.toContain('.pgp');
    for (const command of ['put README.txt NOTICE.txt', 'rm NOTICE.txt', 'rename NOTICE.txt receipts/x']) {
      expect((await type(command)).status).not.toBe(0);
    }
    const again = await type('get NOTICE.txt');
    expect({ status: again.status, notice: await fetched() }).toEqual({ status: 0, notice });
  });

  it('is proven by openssl alone and by our program, and a changed one is not', async () => {
    const { type, folder, ledgerKey } = await visit('2022-03-15');
    await type('get NOTICE.txt');
    const script = path.join(root, 'scripts/verify-notice.sh');
    const byOpenssl = (key: string) => runProgram(script, ['NOTICE.txt', key], { cwd: folder });
    const ours = () => passerelle(folder, 'notices', 'verify', 'NOTICE.txt', '--keys', ledgerKey);
    expect(await byOpenssl(ledgerKey)).toMatchObject({
      status: 0,
      output: expect.stringContaining('passerelle/rehearsal/21-250/opgroeien for inami on 2022-03-15'),
    });
    expect(await ours()).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('for inami, on 2022-03-15'),
    });
    // Under the right name, by the wrong key.
    const [name] = (await readFile(ledgerKey, 'utf8')).split('+');
    const example = (await readFile(path.join(root, 'keys-example/inami.ledger.vkey'), 'utf8')).split('+');
    const wrong = path.join(folder, 'wrong.vkey');
    await writeFile(wrong, [name, ...example.slice(1)].join('+'));
    expect((await byOpenssl(wrong)).status).not.toBe(0);
    const file = path.join(folder, 'NOTICE.txt');
    await writeFile(file, (await readFile(file, 'utf8')).replace('1 new file', '2 new files'));
    expect((await byOpenssl(ledgerKey)).status).not.toBe(0);
    expect(await ours()).toMatchObject({ status: 5 });
  });

  it('says that nothing is to be done once all is settled, and that it is not signed where there is no key', async () => {
    const { site, type, fetched } = await visit('2022-03-15', { keyless: true });
    const [parcel] = await site.store.parcels({ direction: 'outbound' });
    if (parcel === undefined) throw new RangeError('no parcel');
    const at = site.clock.now();
    const receipt = { parcel: parcel.id, account: 'inami', at, body: Buffer.from('receipt') };
    await site.store.commit({
      at,
      changes: [
        { change: 'mark-collected', parcel: parcel.id, at },
        { change: 'accept-receipt', receipt },
      ],
      events: [{ event: 'receipt-accepted', actor: 'inami', details: { parcel: parcel.name } }],
    });
    await type('get NOTICE.txt');
    expect(await fetched()).toContain('There is nothing to do.\nNot signed: this site has no ledger key.');
  });
});
