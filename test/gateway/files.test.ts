import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import { chunkSize } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { listNames, logIn, openSftp, type RawSftp } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { sshString } from '../support/ssh-keys.ts';

let site: GatewaySite;
let account: TestAccount;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
});
afterEach(() => site.close());

const pathOf = (parcel: Parcel) => `/inbox/${parcel.month}/${parcel.name}`;

async function openHandle(sftp: RawSftp, parcel: Parcel): Promise<Buffer> {
  const handle = await sftp.open(pathOf(parcel));
  if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
  return handle;
}

/** Reads a file whole in pieces of `length`, as many requests under way as there are pieces, in random order. */
async function readAll(sftp: RawSftp, handle: Buffer, size: number, length: number): Promise<Buffer> {
  const whole = Buffer.alloc(size);
  const starts = Array.from({ length: Math.ceil(size / length) }, (_, index) => index * length);
  starts.sort(() => Math.random() - 0.5);
  await Promise.all(
    starts.map(async (start) => {
      for (let at = start; at < Math.min(start + length, size); ) {
        const piece = await sftp.read(handle, BigInt(at), Math.min(length, size - at));
        if (typeof piece === 'number') throw new RangeError(`status ${piece} at ${at}`);
        whole.set(piece, at);
        at += piece.length;
      }
    }),
  );
  return whole;
}

describe('a parcel', () => {
  it('is fetched byte for byte, whatever its size and the order of the reads [threat 43][threat 44]', async () => {
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    for (const size of [0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 5 * chunkSize + 12_345]) {
      const bytes = randomBytes(size);
      const parcel = await site.parcel('300', bytes);
      const handle = await openHandle(sftp, parcel);
      for (const length of [32 * 1024, 255 * 1024, 100_003]) {
        expect((await readAll(sftp, handle, size, length)).equals(bytes)).toBe(true);
      }
      const stat = await sftp.ask(requestType.fstat, sshString(handle));
      expect(stat.body.readBigUInt64BE(4)).toBe(BigInt(size));
      expect(await sftp.read(handle, BigInt(size), 10)).toBe(1);
      expect(await sftp.close(handle)).toBe(0);
    }
    client.end();
  });

  it('ends where it ends, also for offsets and lengths beyond all numbers', async () => {
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const parcel = await site.parcel('300', Buffer.from('0123456789'));
    const handle = await openHandle(sftp, parcel);
    for (const offset of [10n, 11n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]) {
      expect(await sftp.read(handle, offset, 100)).toBe(1);
    }
    expect(await sftp.read(handle, 8n, 0xffffffff)).toEqual(Buffer.from('89'));
    expect(await sftp.read(handle, 3n, 0)).toEqual(Buffer.alloc(0));
    client.end();
  });

  it('is collected once every byte was read and it is closed, not before [A50][A51]', async () => {
    const bytes = randomBytes(chunkSize + 1);
    const parcel = await site.parcel('300', bytes);
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const collectedAt = async () => (await site.store.parcels({ id: parcel.id }))[0]?.collectedAt;

    const partly = await openHandle(sftp, parcel);
    await sftp.read(partly, 0n, 200_000);
    await sftp.close(partly);
    expect(await collectedAt()).toBeNull();
    expect(await site.events('parcel-collected')).toEqual([]);

    const rest = await openHandle(sftp, parcel);
    await sftp.read(rest, 200_000n, chunkSize);
    expect(await collectedAt()).toBeNull();
    await sftp.close(rest);
    expect(await collectedAt()).toEqual(site.clock.now());
    expect(await site.events('parcel-collected')).toMatchObject([
      { actor: 'insurer-300', details: { parcel: parcel.name, digest: parcel.digest } },
    ]);
    client.end();
  });

  it('is collected too when a download was cut and resumed in another session [threat 45]', async () => {
    const parcel = await site.parcel('300', randomBytes(2 * chunkSize));
    const first = await logIn(site.gateway.port, account);
    const cut = await openSftp(first);
    await cut.read(await openHandle(cut, parcel), 0n, 200_000);
    first.destroy();
    expect(await site.events('parcel-collected')).toEqual([]);

    const second = await logIn(site.gateway.port, account);
    const resumed = await openSftp(second);
    const handle = await openHandle(resumed, parcel);
    for (let at = 200_000; at < 2 * chunkSize; at += 100_000) await resumed.read(handle, BigInt(at), 100_000);
    await resumed.close(handle);
    expect(await site.events('parcel-collected')).toHaveLength(1);
    second.end();
  });

  it('leaves one entry an operation and account: login, listing, opening, collection, end [A50][A43][threat 54]', async () => {
    const parcel = await site.parcel('300', Buffer.from('0123456789'));
    const before = (await site.events()).length;
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    await listNames(sftp, '/inbox/2022-03');
    const handle = await openHandle(sftp, parcel);
    await sftp.ask(requestType.stat, sshString(pathOf(parcel)));
    await sftp.read(handle, 0n, 5);
    await sftp.read(handle, 5n, 5);
    await sftp.close(handle);
    client.end();
    await expect.poll(() => site.events('session-ended')).toHaveLength(1);
    const told = (await site.events()).slice(before).map(({ event, actor }) => [event, actor]);
    expect(told).toEqual(
      ['login-accepted', 'directory-listed', 'parcel-opened', 'parcel-collected', 'session-ended'].map(
        (event) => [event, 'insurer-300'],
      ),
    );
    expect(await site.events('parcel-opened')).toMatchObject([
      { details: { digest: parcel.digest, month: '2022-03', purpose: 'increased-intervention', size: 10 } },
    ]);
  });

  it('whose bytes were altered at rest is not served, and the session goes on', async () => {
    const parcel = await site.parcel('300', randomBytes(100));
    const store = {
      ...site.store,
      chunk: async (id: string, number: number) => {
        const sealed = await site.store.chunk(id, number);
        return sealed?.map((byte, at) => (at === 20 ? byte ^ 1 : byte));
      },
    };
    const damaged = await startGateway({ ...site.options, port: 0, store });
    const client = await logIn(damaged.port, account);
    const sftp = await openSftp(client);
    const handle = await openHandle(sftp, parcel);
    expect(await sftp.read(handle, 0n, 100)).toBe(4);
    expect(await sftp.close(handle)).toBe(0);
    expect(await sftp.open('/README.txt')).toBeInstanceOf(Buffer);
    expect(await site.events('parcel-collected')).toEqual([]);
    client.end();
    await damaged.close();
  });

  it('is gone once its transit copy is removed or its data key destroyed [A51]', async () => {
    const [removed, purged] = [
      await site.parcel('300', Buffer.from('a')),
      await site.parcel('300', Buffer.from('b')),
    ];
    const client = await logIn(site.gateway.port, account);
    const sftp = await openSftp(client);
    const at = site.clock.now();
    const event = { event: 'transit-copy-removed', actor: 'inami', details: {} } as const;
    const open = await openHandle(sftp, removed);
    await site.store.commit({
      at,
      changes: [
        { change: 'remove-transit-copy', parcel: removed.id, at },
        { change: 'destroy-data-key', key: purged.dataKey, at },
      ],
      events: [event],
    });
    expect(await sftp.open(pathOf(removed))).toBe(2);
    expect(await sftp.open(pathOf(purged))).toBe(2);
    expect(await sftp.read(open, 0n, 10)).toBe(4);
    expect(await listNames(sftp, '/inbox')).toEqual([]);
    client.end();
  });
});

describe('a listing', () => {
  it('of ten thousand parcels comes whole [threat 49]', { timeout: 120_000 }, async () => {
    const first = await site.parcel('300', Buffer.from('x'));
    const parcels = Array.from({ length: 10_000 }, (_, number) => ({
      ...first,
      id: `parcel-${number}`,
      sequenceNumber: number + 2,
      name: first.name.replace('_0001', `_${String(number + 2).padStart(4, '0')}`),
    }));
    const at = site.clock.now();
    await site.store.commit({
      at,
      changes: parcels.map((parcel) => ({ change: 'add-parcel', parcel }) as const),
      events: [{ event: 'parcel-published', actor: 'inami', details: {} }],
    });
    const client = await logIn(site.gateway.port, account);
    const names = await listNames(await openSftp(client), '/inbox/2022-03');
    expect(new Set([names].flat()).size).toBe(10_001);
    expect(names).toHaveLength(10_001);
    client.end();
  });
});

describe('if the ledger cannot be written', () => {
  /** Which write of a session breaks; the first tells of its login. */
  const broken = { listing: 1, opening: 1, collection: 2 };

  it.each([false, true])(
    'nothing is listed or opened, nor called collected (durable all the same: %s) [threat 53]',
    async (persisted) => {
      const parcel = await site.parcel('300', Buffer.from('0123456789'));
      const withFault = async (at: number, work: (sftp: RawSftp) => Promise<void>) => {
        const { store } = faultyStore(site.store, { at, persisted });
        const gateway = await startGateway({ ...site.options, port: 0, store });
        const client = await logIn(gateway.port, account);
        await work(await openSftp(client));
        client.end();
        await gateway.close();
      };
      await withFault(broken.listing, async (sftp) => {
        expect(await listNames(sftp, '/inbox')).toBe(4);
      });
      await withFault(broken.opening, async (sftp) => {
        expect(await sftp.open(pathOf(parcel))).toBe(4);
      });
      await withFault(broken.collection, async (sftp) => {
        const handle = await openHandle(sftp, parcel);
        await sftp.read(handle, 0n, 10);
        expect(await sftp.close(handle)).toBe(4);
      });
      expect(await site.events('parcel-collected')).toHaveLength(persisted ? 1 : 0);
    },
  );
});
