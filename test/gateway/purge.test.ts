import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { channelState } from '../../src/deliberations/rules.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { purgeDue } from '../../src/retention/purge.ts';
import { listNames, logIn, openSftp, type RawSftp } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { sshString } from '../support/ssh-keys.ts';

const published = Temporal.Instant.from('2022-03-15T10:00:00Z');
/** In Brussels, where it is winter. */
const lastSecond = Temporal.Instant.from('2028-03-15T22:59:59Z');
const dayAfter = Temporal.Instant.from('2028-03-15T23:00:00Z');
const [noSuchFile, failure] = [2, 4];
const bytes = Buffer.from('sealed');

let site: GatewaySite;
let account: TestAccount;
let parcel: Parcel;
let client: Client;
let sftp: RawSftp;

beforeEach(async () => {
  site = await openGatewaySite({
    start: published.toString(),
    gateway: {
      // By the deliberation the channel closes years before: here only the purge is looked at.
      guard: { state: async () => channelState(n21250, published) },
      limits: { watchSeconds: 0.02 },
    },
  });
  account = await site.account('insurer-300');
  parcel = await site.parcel('300', bytes);
  site.clock.moveTo(lastSecond);
  client = await logIn(site.gateway.port, account);
  sftp = await openSftp(client);
});
afterEach(async () => {
  client.end();
  await site.close();
});

const pathOf = (of: Parcel) => `/inbox/${of.month}/${of.name}`;

/** As the nightly job does, from a process of its own. */
async function purge(): Promise<number> {
  const store = await site.openStoreAgain();
  const { purged } = await purgeDue({
    store,
    deliberation: n21250,
    actor: 'inami',
    now: site.clock.now(),
  });
  await store.close();
  return purged.length;
}

async function fetch(from: RawSftp): Promise<Buffer | number> {
  const handle = await from.open(pathOf(parcel));
  return typeof handle === 'number' ? handle : from.read(handle, 0n, bytes.length);
}

describe('a parcel at the end of its retention', () => {
  it('is fetched until the last second of its last day, and not once the next has come and the purge has run [A35][A36][threat 51]', async () => {
    expect(await purge()).toBe(0);
    expect(await fetch(sftp)).toEqual(bytes);
    expect(await listNames(sftp, '/inbox/2022-03')).toEqual([parcel.name]);

    site.clock.moveTo(dayAfter);
    expect(await purge()).toBe(1);
    const later = await logIn(site.gateway.port, account);
    for (const session of [sftp, await openSftp(later)]) {
      expect(await fetch(session)).toBe(noSuchFile);
      expect((await session.ask(requestType.stat, sshString(pathOf(parcel)))).code).toBe(noSuchFile);
      expect(await listNames(session, '/inbox')).toEqual([]);
    }
    later.end();
    expect(await site.events('parcel-collected')).toEqual([]);
  });

  it('is gone for a session that has it open and has read it already, at the next watch [A35][A36][threat 51]', async () => {
    const handle = await sftp.open(pathOf(parcel));
    if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
    expect(await sftp.read(handle, 0n, bytes.length)).toEqual(bytes);

    site.clock.moveTo(dayAfter);
    await purge();
    await expect
      .poll(() => sftp.read(handle, 0n, bytes.length), { interval: 5, timeout: 10_000 })
      .toBe(failure);
    expect(await sftp.read(handle, 0n, 1)).toBe(failure);
    expect((await sftp.ask(requestType.stat, sshString('/'))).code).toBeUndefined();
  });
});
