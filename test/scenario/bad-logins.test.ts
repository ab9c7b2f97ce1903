/** Logins that must fail, between two sites as processes; and what a visitor may not leave on a gateway. */

import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleSshKey } from '../support/forged-parcels.ts';
import { clockStoppedAt } from '../support/other-time.ts';
import { passerelleService, passerelleUnder } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { expectHelpfulWords, expectRefusal } from '../support/refusal.ts';
import type { RehearsedSite } from '../support/rehearsed-sites.ts';
import { startSftpPeer } from '../support/sftp-peer.ts';
import { sftp } from '../support/sftp-program.ts';
import { stateOf } from '../support/site-state.ts';
import { ssinsIn } from '../support/ssin-traces.ts';
import { password, pointAt, type StandingSites, standingSites, today } from '../support/standing-sites.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const parcel = '21-250_2022-02_opgroeien_inami_0001.xml.pgp';
const command = ['relay', ...today];

let sites: StandingSites;

beforeAll(async () => {
  sites = await standingSites();
  return () => sites.remove();
}, 120_000);

/** Opgroeien with its gateway up, and INAMI that fetches from it. */
async function bothSites() {
  const [publisher, relay] = [await sites.copyOf('opgroeien'), await sites.copyOf('inami')];
  const service = passerelleService(publisher.folder, 'serve', '--rehearsal', '--json', ...today);
  const listening: { host: string; port: number } = JSON.parse(await service.firstLine);
  await pointAt(relay, listening);
  return { publisher, relay, service, listening };
}

/** Events of the gateway since it was set up. */
async function heardBy(publisher: RehearsedSite): Promise<readonly string[]> {
  const { events } = await stateOf(publisher);
  return events.slice(events.indexOf('parcel-published') + 1);
}

/** Puts the TOTP device of the account in the place of its key. */
async function useDevice(relay: RehearsedSite, device: string): Promise<void> {
  await copyFile(device, path.join(relay.folder, 'secrets/login-totp'));
  await relay.edit(/^key = "secrets\/login_ed25519"$/m, 'totp = { file = "secrets/login-totp" }');
}

const otherDevice = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';

describe('a login', () => {
  /** `told`: it was a guess, of which the ledger of the gateway knows. A strange key alone is none. */
  it.each<[string, boolean, (relay: RehearsedSite, publisher: RehearsedSite) => Promise<unknown>]>([
    ['a wrong password', true, (relay) => relay.write('secrets/login-password', 'wrong horse battery\n')],
    [
      'the key of another account',
      false,
      async (relay) =>
        relay.write('secrets/login_ed25519', (await exampleSshKey('insurer-100.ssh-user')).privateText),
    ],
    [
      'a code of another device',
      true,
      async (relay, publisher) => {
        await publisher.write('device.uri', otherDevice);
        await useDevice(relay, path.join(publisher.folder, 'device.uri'));
      },
    ],
    [
      'an account that was disabled',
      false,
      (_relay, publisher) => publisher.json('account', 'disable', 'inami'),
    ],
  ])('with %s is refused, and neither site is other than before [A18]', async (_case, told, spoil) => {
    const { publisher, relay, service, listening } = await bothSites();
    await spoil(relay, publisher);
    await expectRefusal(relay, command, { status: 7, says: /refused the login \(account inami\)/ });
    // The gateway writes it down when the connection is over: perhaps a moment after the client is.
    if (told) await expect.poll(() => heardBy(publisher)).toContain('login-refused');
    const heard = await heardBy(publisher);
    expect(heard).not.toContain('login-accepted');
    expect(await publisher.json('status')).toMatchObject({
      months: [{ parcels: 1, collected: 0, receipted: 0 }],
    });

    const honest = await sites.copyOf('inami');
    await pointAt(honest, listening);
    if (heard.includes('account-disabled')) await publisher.json('account', 'activate', 'inami');
    expect(await honest.json(...command)).toMatchObject({ months: [{ received: 2 }] });
    const { stdout, stderr } = await service.stop();
    expect(ssinsIn(stdout + stderr, [password, 'wrong horse', otherDevice])).toEqual([]);
  });

  it('by a code is refused when the same code comes again, and stays refused [A18]', async () => {
    const { publisher, relay } = await bothSites();
    await useDevice(relay, path.join(publisher.folder, 'device.uri'));
    // Both runs see their device at one moment: it shows the same code.
    const stopped = clockStoppedAt(Temporal.Now.instant());
    const run = () => passerelleUnder(stopped, relay.folder, ...command, '--rehearsal', '--json');
    const first = await run();
    expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('"received":2') });
    const before = await stateOf(relay);
    expectHelpfulWords(await run(), { status: 7, says: /refused the login \(account inami\)/ });
    expect(await stateOf(relay)).toEqual(before);
    const logins = async () => (await heardBy(publisher)).filter((event) => event.startsWith('login'));
    await expect.poll(logins).toEqual(['login-accepted', 'login-refused']);
  });

  it('is not even tried at a gateway with another host key: no secret leaves [A17]', async () => {
    const relay = await sites.copyOf('inami');
    const peer = await startSftpPeer({ hostKey: await exampleSshKey('inami.ssh-host') });
    await pointAt(relay, peer);
    await expectRefusal(relay, command, { status: 7, says: /another host key than the one that is pinned/ });
    expect(peer.heard).toEqual([]);
  });

  it('in a rehearsal is not tried at a gateway whose key is no example [A17]', async () => {
    const relay = await sites.copyOf('inami');
    const peer = await startSftpPeer();
    await pointAt(relay, peer);
    await relay.edit(/SHA256:[^"]+/g, peer.hostKeyFingerprint);
    await expectRefusal(relay, command, { status: 3, says: /is not one of the example keys/ });
    expect(peer.heard).toEqual([]);
  });

  it('with one kind of factor is no configuration at all [A18]', async () => {
    const relay = await sites.copyOf('inami');
    await relay.edit(/^password = .*$/m, '');
    await expectRefusal(relay, command, { status: 3, says: /upstream must prove possession and knowledge/ });
  });

  it('where nobody listens tells so', async () => {
    const { relay, service } = await bothSites();
    await service.stop();
    await expectRefusal(relay, command, { status: 8, says: /no connection to 127\.0\.0\.1/ });
  });
});

describeWithProgram('sftp', 'a visitor', () => {
  it.each<[string, string, (size: number) => string]>([
    ['a receipt too large', `receipts/${parcel}.receipt.asc`, (size) => 'x'.repeat(size)],
    ['a receipt that is none', `receipts/${parcel}.receipt.asc`, () => 'received, thanks'],
    ['a file in another folder', 'inbox/2022-02/note.txt', () => 'hello'],
    ['another parcel in place of its own', `inbox/2022-02/${parcel}`, () => 'forged'],
    ['a file outside the tree', '../../../../tmp/note.txt', () => 'hello'],
  ])('cannot leave %s', async (_case, target, content) => {
    const { publisher, listening } = await bothSites();
    const folder = await temporaryFolder();
    const [knownHosts, keyFile] = [path.join(folder, 'known_hosts'), path.join(folder, 'key')];
    const { blob } = await exampleSshKey('opgroeien.ssh-host');
    await writeFile(knownHosts, `[127.0.0.1]:${listening.port} ssh-ed25519 ${blob.toString('base64')}\n`);
    await writeFile(keyFile, (await exampleSshKey('inami.ssh-user')).privateText, { mode: 0o600 });
    await writeFile(path.join(folder, 'file'), content(200_000));
    const before = await stateOf(publisher);

    const session = await sftp(
      { ...listening, knownHosts },
      { user: 'inami', keyFile, password },
      [`put file ${target}`],
      folder,
    );
    expect(session.status).toBe(1);
    const after = await stateOf(publisher);
    expect(after).toMatchObject({ tables: before.tables, files: before.files });
    const events = after.events.slice(before.events.length);
    expect(events).toContain('login-accepted');
    expect(events).not.toContain('receipt-accepted');
    if (target.startsWith('receipts')) expect(events).toContain('receipt-refused');
  });
});
