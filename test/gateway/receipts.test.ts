import { setImmediate as turn } from 'node:timers/promises';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/gateway/gateway.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import {
  listNames,
  logIn,
  noAttributes,
  openSftp,
  type RawSftp,
  uint32,
  uint64,
} from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { sshString } from '../support/ssh-keys.ts';

let site: GatewaySite;
let account: TestAccount;
let client: Client;
let sftp: RawSftp;
let parcel: Parcel;
let receipt: string;
let valid: Buffer;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
  parcel = await site.parcel('300', Buffer.from('sealed'));
  receipt = `/receipts/${parcel.name}.receipt.asc`;
  valid = Buffer.from(`${parcel.digest}  ${parcel.name}\n`);
  client = await logIn(site.gateway.port, account);
  sftp = await openSftp(client);
});
afterEach(async () => {
  client.end();
  await site.close();
});

const [ok, noSuchFile, permissionDenied, failure] = [0, 2, 3, 4];
/** WRITE, CREAT and TRUNC, as clients put a file. */
const put = 2 | 8 | 16;

async function openNew(path: string, flags = put): Promise<Buffer> {
  const handle = await sftp.open(path, flags);
  if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
  return handle;
}

async function handIn(path: string, bytes: Uint8Array): Promise<number | undefined> {
  const handle = await openNew(path);
  await sftp.write(handle, 0n, bytes);
  return sftp.close(handle);
}

const rename = async (from: string, to: string) =>
  (await sftp.ask(requestType.rename, sshString(from), sshString(to))).code;
const stat = async (path: string) => (await sftp.ask(requestType.stat, sshString(path))).code ?? 'there';

describe('a receipt', () => {
  it('is handed to the intake when it is closed, whole, and is then there to read', async () => {
    const handle = await openNew(receipt);
    await sftp.write(handle, 10n, valid.subarray(10));
    await sftp.write(handle, 0n, valid.subarray(0, 10));
    expect(site.handedIn).toEqual([]);
    expect(await sftp.close(handle)).toBe(ok);
    expect(site.handedIn).toMatchObject([{ account: 'insurer-300', name: `${parcel.name}.receipt.asc` }]);
    expect(Buffer.from(site.handedIn[0]?.bytes ?? []).equals(valid)).toBe(true);

    expect(await listNames(sftp, '/receipts')).toEqual([`${parcel.name}.receipt.asc`]);
    const readable = await sftp.open(receipt);
    expect(typeof readable === 'number' ? readable : await sftp.read(readable, 0n, 1000)).toEqual(valid);
  });

  it('that is refused leaves nothing but a harmless sentence [A44][threat 55]', async () => {
    const handle = await openNew(receipt);
    await sftp.write(handle, 0n, Buffer.from('forged'));
    const answer = await sftp.ask(requestType.close, sshString(handle));
    expect(answer.code).toBe(failure);
    expect(answer.body.toString()).toContain('Receipt not accepted');
    expect(answer.body.toString()).not.toMatch(/signature|digest|parcel/);
    expect(await listNames(sftp, '/receipts')).toEqual([]);
    expect(await stat(receipt)).toBe(noSuchFile);
    expect(await site.store.receipt(parcel.id)).toBeUndefined();
  });

  it('may be handed in again, and the first one stays', async () => {
    expect(await handIn(receipt, valid)).toBe(ok);
    site.clock.moveTo(site.clock.now().add({ hours: 1 }));
    expect(await handIn(receipt, Buffer.concat([valid, Buffer.from('signed anew')]))).toBe(ok);
    expect(Buffer.from((await site.store.receipt(parcel.id))?.body ?? []).equals(valid)).toBe(true);
    expect(await sftp.open(receipt, 2 | 8 | 32)).toBe(failure);
  });

  it('is taken under the temporary names that clients upload by, and renamed without effect', async () => {
    for (const suffix of ['.filepart', '.1a2b3c4d.partial', '.partial']) {
      const temporary = `${receipt}${suffix}`;
      expect(await handIn(temporary, valid)).toBe(ok);
      expect(site.handedIn.at(-1)?.name).toBe(`${parcel.name}.receipt.asc`);
      expect(await stat(temporary)).toBe('there');
      expect(await rename(temporary, `/receipts/other.asc`)).toBe(permissionDenied);
      expect(await rename(temporary, receipt)).toBe(ok);
      expect(await stat(temporary)).toBe(noSuchFile);
      expect(await stat(receipt)).toBe('there');
    }
  });

  it('takes times and permissions without effect, as clients set them after an upload [threat 48]', async () => {
    const handle = await openNew(receipt);
    await sftp.write(handle, 0n, valid);
    const times = [uint32(8), uint32(1), uint32(1)];
    expect((await sftp.ask(requestType.fsetstat, sshString(handle), ...times)).code).toBe(ok);
    expect((await sftp.ask(requestType.fstat, sshString(handle))).body.readBigUInt64BE(4)).toBe(
      BigInt(valid.length),
    );
    expect(await sftp.close(handle)).toBe(ok);
    expect((await sftp.ask(requestType.setstat, sshString(receipt), uint32(4), uint32(0o777))).code).toBe(ok);
    const attributes = (await sftp.ask(requestType.stat, sshString(receipt))).body;
    expect(attributes.readUInt32BE(20)).toBe(0o100440);
  });

  it('cannot be removed, moved or overwritten once accepted [threat 47]', async () => {
    await handIn(receipt, valid);
    expect((await sftp.ask(requestType.remove, sshString(receipt))).code).toBe(permissionDenied);
    expect(await rename(receipt, '/receipts/x.receipt.asc')).toBe(permissionDenied);
    expect(await rename('/README.txt', receipt)).toBe(permissionDenied);
  });
});

describe('an upload', () => {
  it('larger than a receipt may be is refused, and written down without its bytes [A44]', async () => {
    const handle = await openNew(receipt);
    expect(await sftp.write(handle, 0n, Buffer.alloc(16 * 1024))).toBe(ok);
    expect(await sftp.write(handle, BigInt(16 * 1024), Buffer.from('x'))).toBe(failure);
    expect(await sftp.write(handle, 2n ** 64n - 1n, Buffer.from('x'))).toBe(failure);
    expect(await sftp.close(handle)).toBe(failure);
    expect(site.handedIn).toEqual([]);
    expect(await site.events('receipt-refused')).toMatchObject([{ details: { reason: 'too-large' } }]);
  });

  it('in one packet as large as a packet may be is refused as politely', async () => {
    const handle = await openNew(receipt);
    expect(await sftp.write(handle, 0n, Buffer.alloc(255 * 1024))).toBe(failure);
    expect(await sftp.close(handle)).toBe(failure);
    expect(await stat('/README.txt')).toBe('there');
  });

  it('with a hole in it is refused', async () => {
    const handle = await openNew(receipt);
    await sftp.write(handle, 5n, valid);
    expect(await sftp.close(handle)).toBe(failure);
    expect(site.handedIn).toEqual([]);
    expect(await site.events('receipt-refused')).toMatchObject([{ details: { reason: 'incomplete' } }]);
  });

  it('whose line is cut hands in nothing [threat 46]', async () => {
    const handle = await openNew(receipt);
    await sftp.write(handle, 0n, valid);
    client.destroy();
    await expect.poll(() => site.events('session-ended')).toHaveLength(1);
    await turn();
    expect(site.handedIn).toEqual([]);
    expect(await site.store.receipt(parcel.id)).toBeUndefined();
  });

  it('is possible in receipts only', async () => {
    expect(await sftp.open('/receipts/a/b.asc', put)).toBe(noSuchFile);
    expect(await sftp.open('/x.asc', put)).toBe(permissionDenied);
    expect(await sftp.open('/inbox/x.asc', put)).toBe(permissionDenied);
    expect(await sftp.open('/elsewhere/x.asc', put)).toBe(noSuchFile);
    expect(await sftp.open('/receipts/not-created.asc', 2)).toBe(noSuchFile);
  });

  it('cannot be read back before it is accepted', async () => {
    const handle = await openNew(receipt, put | 1);
    await sftp.write(handle, 0n, valid);
    expect(await sftp.read(handle, 0n, 10)).toBe(failure);
    expect(await sftp.open(receipt)).toBe(noSuchFile);
    expect(await listNames(sftp, '/receipts')).toEqual([]);
  });

  it('is seen by its path while it is written, where it is written alone, as sshfs needs it', async () => {
    const handle = await openNew(receipt);
    await sftp.write(handle, 0n, Buffer.from('forged'));
    const { body } = await sftp.ask(requestType.lstat, sshString(receipt));
    expect(body.readBigUInt64BE(4)).toBe(6n);
    const elsewhere = await openSftp(client);
    expect((await elsewhere.ask(requestType.stat, sshString(receipt))).code).toBe(noSuchFile);
    expect(await sftp.close(handle)).toBe(failure);
    expect(await stat(receipt)).toBe(noSuchFile);
  });
});

it('is not handed in by another account of another party, though it knows the name [A21]', async () => {
  const other = await site.account('insurer-100', '100');
  const otherClient = await logIn(site.gateway.port, other);
  const otherSftp = await openSftp(otherClient);
  const handle = await otherSftp.open(receipt, put);
  if (typeof handle === 'number') throw new RangeError('not opened');
  await otherSftp.ask(requestType.write, sshString(handle), uint64(0n), sshString(valid));
  expect(await otherSftp.close(handle)).toBe(failure);
  expect((await site.store.parcels({ id: parcel.id }))[0]?.receiptedAt).toBeNull();
  otherClient.end();
});

it('fails closed when the intake breaks', async () => {
  const broken = await startGateway({
    ...site.options,
    port: 0,
    acceptReceipt: async () => {
      throw new RangeError('a secret of the inside');
    },
  });
  const otherClient = await logIn(broken.port, account);
  const other = await openSftp(otherClient);
  const { body } = await other.ask(requestType.open, sshString(receipt), uint32(put), noAttributes);
  const answer = await other.ask(requestType.close, body);
  expect(answer.code).toBe(failure);
  expect(answer.body.toString()).not.toContain('secret');
  otherClient.end();
  await broken.close();
});
