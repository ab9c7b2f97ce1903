import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import { formatParcelName } from '../../src/parcels/name.ts';
import { chunkSize, stageParcel } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { listNames, logIn, openSftp, type RawSftp } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { month } from '../support/records.ts';
import { sshString } from '../support/ssh-keys.ts';

const noSuchFile = 2;
const march = month('2022-03');

let site: GatewaySite;
let account: TestAccount;
let client: Client;
let sftp: RawSftp;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
  client = await logIn(site.gateway.port, account);
  sftp = await openSftp(client);
});
afterEach(async () => {
  client.end();
  await site.close();
});

/** What the session sees at the parcel's place, and beside it. */
async function seen(path: string): Promise<object> {
  const { code } = await sftp.ask(requestType.stat, sshString(path));
  const opened = await sftp.open(path);
  return {
    stat: code,
    open: typeof opened === 'number' ? opened : 'opened',
    beside: await listNames(sftp, path.slice(0, path.lastIndexOf('/'))),
    inbox: await listNames(sftp, '/inbox'),
  };
}

describe('a parcel in the making', () => {
  it('is neither listed nor opened before the step that publishes it whole, and then at once [threat 42]', async () => {
    const bytes = randomBytes(2 * chunkSize + 1);
    const { stored, key } = site.vault.createDataKey(march, site.clock.now());
    const id = randomUUID();
    const known = { month: march, sender: 'inami', receiver: '300', sequenceNumber: 1 };
    const name = formatParcelName({ deliberation: n21250.number, ...known });
    const path = `/inbox/2022-03/${name}`;
    const nothing = { stat: noSuchFile, open: noSuchFile, beside: noSuchFile, inbox: [] };

    const stager = stageParcel(site.store, key, id);
    expect(await seen(path)).toEqual(nothing);
    await stager.write(bytes.subarray(0, chunkSize + 10));
    expect(await site.store.chunk(id, 0)).toBeDefined();
    expect(await seen(path)).toEqual(nothing);
    await stager.write(bytes.subarray(chunkSize + 10));
    const staged = await stager.finish();
    expect(await seen(path)).toEqual(nothing);
    // Its id is no name for it either.
    for (const guess of [
      `/inbox/2022-03/${id}`,
      `/inbox/${id}`,
      `/${id}`,
      `${path}.part`,
      `${path}.filepart`,
    ]) {
      expect(await sftp.open(guess)).toBe(noSuchFile);
    }

    const parcel: Parcel = {
      ...known,
      ...staged,
      id,
      dataKey: stored.id,
      direction: 'outbound',
      name,
      addedAt: site.clock.now(),
      collectedAt: null,
      receiptedAt: null,
      removedAt: null,
    };
    const event = { event: 'parcel-published', actor: 'inami', details: {} } as const;
    const at = site.clock.now();
    await site.store.commit({
      at,
      changes: [
        { change: 'create-data-key', key: stored },
        { change: 'add-parcel', parcel },
      ],
      events: [event],
    });
    expect(await seen(path)).toEqual({ stat: undefined, open: 'opened', beside: [name], inbox: ['2022-03'] });
  });

  it('that was given up is never seen, and leaves nothing behind [threat 42]', async () => {
    const { key } = site.vault.createDataKey(march, site.clock.now());
    const stager = stageParcel(site.store, key, randomUUID());
    await stager.write(randomBytes(chunkSize));
    expect(await listNames(sftp, '/inbox')).toEqual([]);
    expect(await site.store.discardStaged()).toBe(1);
    expect(await listNames(sftp, '/inbox')).toEqual([]);
  });
});

describe('a receipt in the writing', () => {
  it('is listed and opened by no session, its own included, before it is accepted [threat 42]', async () => {
    const parcel = await site.parcel('300', Buffer.from('sealed'));
    const name = `${parcel.name}.receipt.asc`;
    const handle = await sftp.open(`/receipts/${name}`, 2 | 8 | 16);
    if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
    await sftp.write(handle, 0n, Buffer.from(`${parcel.digest}  half`));
    const other = await logIn(site.gateway.port, account);
    for (const session of [sftp, await openSftp(other)]) {
      expect(await listNames(session, '/receipts')).toEqual([]);
      expect(await session.open(`/receipts/${name}`)).toBe(noSuchFile);
    }
    other.end();
  });
});
