import { createHash, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerType, requestType } from '../../src/gateway/sftp/protocol.ts';
import { chunkSize } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { logIn, openSftp, type RawSftp, type SftpAnswer, uint32, uint64 } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { writeKnownHosts } from '../support/known-hosts.ts';
import { describeWithProgram } from '../support/programs.ts';
import { sftp as runSftp } from '../support/sftp-program.ts';
import { sshString } from '../support/ssh-keys.ts';

const [ok, noSuchFile, permissionDenied, failure, badMessage, unsupported] = [0, 2, 3, 4, 5, 8];
const put = 2 | 8 | 16;

let site: GatewaySite;
let account: TestAccount;
let client: Client;
let sftp: RawSftp;
let bytes: Buffer;
let parcel: Parcel;
let parcelPath: string;
let receipt: string;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
  bytes = randomBytes(2 * chunkSize + 11);
  parcel = await site.parcel('300', bytes);
  parcelPath = `/inbox/${parcel.month}/${parcel.name}`;
  receipt = `/receipts/${parcel.name}.receipt.asc`;
  client = await logIn(site.gateway.port, account);
  sftp = await openSftp(client);
});
afterEach(async () => {
  client.end();
  await site.close();
});

const extended = (name: string, ...fields: readonly Buffer[]) =>
  sftp.ask(requestType.extended, sshString(name), ...fields);

async function opened(file: string, flags?: number): Promise<Buffer> {
  const handle = await sftp.open(file, flags);
  if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
  return handle;
}

/** Puts the parcel's receipt under a name. */
async function handIn(name: string): Promise<void> {
  const handle = await opened(name, put);
  await sftp.write(handle, 0n, Buffer.from(`${parcel.digest}  ${parcel.name}\n`));
  expect(await sftp.close(handle)).toBe(ok);
}

it('advertises its extensions in VERSION, with what OpenSSH and the drafts say beside them', async () => {
  const channel = (await openSftp(client, { greet: false })).channel;
  const came = new Promise<Buffer>((resolve) => channel.once('data', resolve));
  channel.write(Buffer.from('000000050100000003', 'hex'));
  const pairs = [
    ['posix-rename@openssh.com', '1'],
    ['statvfs@openssh.com', '2'],
    ['fsync@openssh.com', '1'],
    ['limits@openssh.com', '1'],
    ['check-file', 'sha256'],
  ];
  const body = Buffer.concat([Buffer.of(2), uint32(3), ...pairs.flat().map((word) => sshString(word))]);
  expect(await came).toEqual(sshString(body));
});

describe('posix-rename@openssh.com', () => {
  const rename = async (from: string, to: string) =>
    (await extended('posix-rename@openssh.com', sshString(from), sshString(to))).code;

  it('ends an upload as RENAME does, also where the receipt stands already', async () => {
    for (const suffix of ['.filepart', '.partial']) {
      await handIn(`${receipt}${suffix}`);
      expect(await rename(`${receipt}${suffix}`, receipt)).toBe(ok);
      expect((await sftp.ask(requestType.stat, sshString(`${receipt}${suffix}`))).code).toBe(noSuchFile);
    }
    expect((await sftp.ask(requestType.stat, sshString(receipt))).type).toBe(answerType.attributes);
  });

  it('moves nothing else', async () => {
    await handIn(`${receipt}.filepart`);
    expect(await rename(`${receipt}.filepart`, '/inbox/x')).toBe(permissionDenied);
    expect(await rename(receipt, `${receipt}.filepart`)).toBe(permissionDenied);
    expect(await rename(parcelPath, receipt)).toBe(permissionDenied);
    expect(await rename('/README.txt', '/receipts/README.txt')).toBe(permissionDenied);
    expect(await rename('/nothing', receipt)).toBe(noSuchFile);
    expect((await extended('posix-rename@openssh.com', sshString(receipt))).code).toBe(badMessage);
  });

  it('does not know the uploads of another session', async () => {
    const other = await openSftp(client);
    await handIn(`${receipt}.filepart`);
    const fields = [
      sshString('posix-rename@openssh.com'),
      sshString(`${receipt}.filepart`),
      sshString(receipt),
    ];
    expect((await other.ask(requestType.extended, ...fields)).code).toBe(noSuchFile);
  });
});

describe('fsync@openssh.com', () => {
  const flush = async (handle: Buffer) => (await extended('fsync@openssh.com', sshString(handle))).code;

  it('holds for what is whole so far, and hands nothing in', async () => {
    const handle = await opened(receipt, put);
    await sftp.write(handle, 0n, Buffer.from('sound so far'));
    expect(await flush(handle)).toBe(ok);
    expect(site.handedIn).toEqual([]);
    expect(await flush(await opened(parcelPath))).toBe(ok);
  });

  it('fails where the receipt could not be accepted, and where there is no file', async () => {
    const holed = await opened(receipt, put);
    await sftp.write(holed, 10n, Buffer.from('x'));
    expect(await flush(holed)).toBe(failure);
    const large = await opened(receipt, put);
    await sftp.write(large, 1_000_000n, Buffer.from('x'));
    expect(await flush(large)).toBe(failure);
    const directory = (await sftp.ask(requestType.opendir, sshString('/'))).body.subarray(4);
    for (const handle of [directory, Buffer.alloc(4), Buffer.alloc(0)])
      expect(await flush(handle)).toBe(failure);
    expect((await extended('fsync@openssh.com')).code).toBe(badMessage);
  });
});

describe('statvfs@openssh.com', () => {
  const status = (name: string) => extended('statvfs@openssh.com', sshString(name));
  const numbersOf = ({ body }: SftpAnswer) =>
    Array.from({ length: body.length / 8 }, (_, index) => Number(body.readBigUInt64BE(index * 8)));

  it('counts the files that the account may read, and room for one receipt', async () => {
    await site.parcel('100', randomBytes(50_000));
    await site.parcel('300', randomBytes(1), '2022-02');
    const readme = (await sftp.ask(requestType.stat, sshString('/README.txt'))).body.readBigUInt64BE(4);
    const used = Math.ceil(bytes.length / 1024) + 1 + Math.ceil(Number(readme) / 1024);
    for (const name of ['/', '.', '/inbox', parcelPath, '/receipts']) {
      const answer = await status(name);
      expect(answer.type).toBe(answerType.extendedReply);
      expect(numbersOf(answer)).toEqual([1024, 1024, used + 16, 16, 16, 4, 1, 1, 0, 2, 255]);
    }
  });

  it('knows no path that is not in the tree [A21]', async () => {
    const foreign = await site.parcel('100', randomBytes(10));
    for (const name of ['/etc', `/inbox/${foreign.month}/${foreign.name}`, '/inbox/\u0000']) {
      expect((await status(name)).code).toBe(noSuchFile);
    }
  });
});

describe('check-file', () => {
  type Part = readonly [offset?: bigint, length?: bigint, blockSize?: number];
  const fields = (algorithms: string, ...[offset = 0n, length = 0n, blockSize = 0]: Part) => [
    sshString(algorithms),
    uint64(offset),
    uint64(length),
    uint32(blockSize),
  ];
  const byName = (name: string, algorithms: string, ...part: Part) =>
    extended('check-file-name', sshString(name), ...fields(algorithms, ...part));
  const byHandle = (handle: Buffer, algorithms: string, ...part: Part) =>
    extended('check-file-handle', sshString(handle), ...fields(algorithms, ...part));
  const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest();

  it('gives SHA-256 of a whole parcel, by name and by handle', async () => {
    const expected = Buffer.concat([sshString('sha256'), sha256(bytes)]);
    const handle = await opened(parcelPath);
    const size = BigInt(bytes.length);
    const wholes: readonly Part[] = [[], [0n, size], [0n, 2n ** 64n - 1n], [0n, 0n, bytes.length]];
    for (const range of wholes) {
      for (const answer of [
        await byName(parcelPath, 'sha256', ...range),
        await byHandle(handle, 'md5,sha256', ...range),
      ]) {
        expect([answer.type, answer.body]).toEqual([answerType.extendedReply, expected]);
      }
    }
  });

  it('answers Paramiko, which asks by an older name, in the older form', async () => {
    const handle = await opened(parcelPath);
    const answer = await extended('check-file', sshString(handle), ...fields('sha256'));
    const expected = [sshString('check-file'), sshString('sha256'), sha256(bytes)];
    expect(answer.body).toEqual(Buffer.concat(expected));
  });

  it('gives it of README.txt and of a receipt too', async () => {
    await handIn(receipt);
    for (const name of ['/README.txt', receipt]) {
      const handle = await opened(name);
      const content = await sftp.read(handle, 0n, 100_000);
      const expected = typeof content === 'number' ? undefined : sha256(content);
      expect((await byName(name, 'sha256')).body.subarray(10)).toEqual(expected);
      expect((await byHandle(handle, 'sha256')).body.subarray(10)).toEqual(expected);
    }
  });

  it('is neither a reading nor a collection: that one asked is all that it proves [A51]', async () => {
    await byName(parcelPath, 'sha256');
    expect(await site.events('parcel-opened')).toEqual([]);
    expect((await site.store.parcels({ id: parcel.id }))[0]?.collectedAt).toBeNull();
  });

  it('gives no hash of parts, none by other functions, and none of what is no file', async () => {
    const parts: readonly Part[] = [[1n], [0n, 10n], [0n, 0n, 256]];
    for (const part of parts) {
      expect((await byName(parcelPath, 'sha256', ...part)).code).toBe(unsupported);
    }
    for (const algorithms of ['', 'md5,sha1', 'sha512', 'SHA256', 'sha256 ']) {
      expect((await byName(parcelPath, algorithms)).code).toBe(unsupported);
    }
    expect((await byName('/inbox', 'sha256')).code).toBe(failure);
    expect((await byHandle(Buffer.alloc(4), 'sha256')).code).toBe(failure);
    expect((await byHandle(await opened(receipt, put), 'sha256')).code).toBe(failure);
    expect((await extended('check-file-name', sshString(parcelPath), sshString('sha256'))).code).toBe(
      badMessage,
    );
  });

  it('is the same for another party’s parcel as for none [A21]', async () => {
    const foreign = await site.parcel('100', randomBytes(10));
    const asked = await byName(`/inbox/${foreign.month}/${foreign.name}`, 'sha256');
    const missing = await byName('/inbox/2022-03/missing', 'sha256');
    expect([asked.code, asked.body]).toEqual([noSuchFile, missing.body]);
  });
});

it('looks anew whether the account may be here before an extension opens or changes anything [A40]', async () => {
  const handle = await opened(parcelPath);
  await handIn(`${receipt}.filepart`);
  const asked = [
    () => extended('check-file-name', sshString(parcelPath), sshString('sha256'), Buffer.alloc(20)),
    () => extended('posix-rename@openssh.com', sshString(`${receipt}.filepart`), sshString(receipt)),
    () => extended('fsync@openssh.com', sshString(handle)),
  ];
  site.clock.moveTo(Temporal.Instant.from('2023-01-01T00:00:00Z'));
  // Whichever comes first ends the session; the watch may be faster still.
  const answers = asked.map((ask) => Promise.race([ask().then(({ code }) => code), sftp.closed]));
  for (const code of await Promise.all(answers)) expect([permissionDenied, undefined]).toContain(code);
});

describeWithProgram('sftp', 'OpenSSH sftp, which asks for them', () => {
  it('shows the file system, flushes an upload, and renames by posix-rename', async () => {
    const local = path.join(site.folder, 'receipt');
    await writeFile(local, `${parcel.digest}  ${parcel.name}\n`);
    const { host, port } = site.gateway;
    const knownHosts = await writeKnownHosts(site);
    const { status, stdout } = await runSftp(
      { host, port, knownHosts },
      { user: account.name, keyFile: account.keyFile, password: account.password },
      [
        'df -i /',
        `put -f ${local} ${receipt}.filepart`,
        `rename ${receipt}.filepart ${receipt}`,
        `ls ${receipt}`,
      ],
    );
    expect([status, stdout]).toEqual([0, expect.stringMatching(/Inodes.*\n +3 +2 +1 /)]);
    expect(site.handedIn).toHaveLength(1);
  });
});
