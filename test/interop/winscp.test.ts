/**
 * WinSCP does not run here. What follows is what it sends, read from its source: source/core/SftpFileSystem.cpp of
 * github.com/winscp/winscp at 7221bf08 (August 2026). Each test names the functions.
 * WinSCP numbers a request by a counter and, in the lowest byte, its type (TSFTPPacket::AssignNumber).
 */

import { createHash, randomBytes } from 'node:crypto';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerType, requestType } from '../../src/gateway/sftp/protocol.ts';
import { chunkSize } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { logIn, uint32, uint64 } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { packet, type Replay, startReplay } from '../support/sftp-replay.ts';
import { sshString } from '../support/ssh-keys.ts';

const { attributes, data, extendedReply, handle, name, status } = answerType;
const [ok, eof, noSuchFile] = [0, 1, 2];
/** Of SFTPOpenRemote and of Sink: SSH_FXF_WRITE, CREAT and TRUNC; SSH_FXF_READ. */
const [toUpload, toDownload] = [uint32(0x1a), uint32(0x01)];
const noProperties = uint32(0);

let site: GatewaySite;
let client: Client;
let replay: Replay;
let bytes: Buffer;
let parcel: Parcel;
let receipt: string;
let counter: number;

beforeEach(async () => {
  site = await openGatewaySite();
  bytes = randomBytes(chunkSize + 5000);
  parcel = await site.parcel('300', bytes);
  receipt = `/receipts/${parcel.name}.receipt.asc`;
  client = await logIn(site.gateway.port, await site.account('insurer-300'));
  replay = await startReplay(client);
  counter = 0;
});
afterEach(async () => {
  client.end();
  await site.close();
});

function request(type: number, ...fields: readonly Buffer[]): Buffer {
  const number = counter * 256 + type;
  counter += 1;
  return packet(type, number, ...fields);
}

/** SendPacketAndReceiveResponse: the body of the answer, which must be of that type and to that request. */
async function ask(expected: number, type: number, ...fields: readonly Buffer[]): Promise<Buffer> {
  const sent = request(type, ...fields);
  replay.send(sent);
  return hear(expected, sent);
}

async function hear(expected: number, sent: Buffer): Promise<Buffer> {
  const answer = await replay.hear();
  expect([answer[0], answer.readUInt32BE(1)]).toEqual([expected, sent.readUInt32BE(5)]);
  return answer.subarray(5);
}

const codeOf = (body: Buffer) => body.readUInt32BE(0);
const statusOf = async (type: number, ...fields: readonly Buffer[]) =>
  codeOf(await ask(status, type, ...fields));
const path = (text: string) => sshString(text);

/** DoStartup, then RealPath: version 3, since the server is not one it knows well. */
async function startUp(): Promise<void> {
  replay.send(packet(requestType.init, undefined, uint32(3)));
  const version = await replay.hear();
  expect([version[0], version.readUInt32BE(1)]).toEqual([answerType.version, 3]);
  await ask(extendedReply, requestType.extended, path('limits@openssh.com'));
  expect((await ask(name, requestType.realpath, path('.'))).subarray(4, 9)).toEqual(sshString('/'));
}

/** A file's name, twice: WinSCP looks for the file and for the part of it that a broken upload left. */
async function lookBeforeUpload(exists: boolean): Promise<void> {
  if (exists) await ask(attributes, requestType.lstat, path(receipt));
  else expect(await statusOf(requestType.lstat, path(receipt))).toBe(noSuchFile);
  expect(await statusOf(requestType.lstat, path(`${receipt}.filepart`))).toBe(noSuchFile);
}

/** Source: OPEN, all blocks, and CLOSE before the first answer is awaited. */
async function upload(target: string, ...behind: readonly Buffer[]): Promise<void> {
  const opened = await ask(handle, requestType.open, path(target), toUpload, noProperties);
  const content = Buffer.from(`${parcel.digest}  ${parcel.name}\n`);
  const sent = [
    request(requestType.write, opened, uint64(0n), sshString(content.subarray(0, 40))),
    request(requestType.write, opened, uint64(40n), sshString(content.subarray(40))),
    request(requestType.close, opened),
    ...behind.map((properties) => request(requestType.setstat, properties)),
  ];
  replay.send(...sent);
  for (const each of sent) expect(codeOf(await hear(status, each))).toBe(ok);
}

/** AddProperties: permissions and both times, for `target`. */
const properties = (target: string) =>
  Buffer.concat([path(target), uint32(0x0c), uint32(0o644), uint32(1_647_338_400), uint32(1_647_338_400)]);

describe('WinSCP', () => {
  it('verifies a directory and lists it, the next READDIR always under way (ChangeDirectory, ReadDirectory)', async () => {
    await startUp();
    const inbox = `/inbox/${parcel.month}`;
    await ask(name, requestType.realpath, path(inbox));
    await ask(attributes, requestType.lstat, path(inbox));
    const opened = await ask(handle, requestType.opendir, path(inbox));
    const first = request(requestType.readdir, opened);
    replay.send(first);
    const listing = await hear(name, first);
    const second = request(requestType.readdir, opened);
    replay.send(second);
    expect(listing.readUInt32BE(0)).toBe(3);
    expect(listing.includes(sshString(parcel.name))).toBe(true);
    expect(codeOf(await hear(status, second))).toBe(eof);
    expect(await statusOf(requestType.close, opened)).toBe(ok);
  });

  it('verifies a directory by opening it where it does not go by LSTAT (TryOpenDirectory)', async () => {
    await startUp();
    const opened = await ask(handle, requestType.opendir, path('/receipts'));
    expect(await statusOf(requestType.close, opened)).toBe(ok);
  });

  it('downloads by FSTAT and a queue of READs, and resumes by their offset (Sink, TSFTPDownloadQueue)', async () => {
    await startUp();
    for (const start of [0, 100_000]) {
      const file = path(`/inbox/${parcel.month}/${parcel.name}`);
      const opened = await ask(handle, requestType.open, file, toDownload, noProperties);
      const size = Number((await ask(attributes, requestType.fstat, opened)).readBigUInt64BE(4));
      const block = 32_768;
      const reads: Buffer[] = [];
      for (let at = start; at < size + 2 * block; at += block) {
        reads.push(request(requestType.read, opened, uint64(BigInt(at)), uint32(block)));
      }
      replay.send(...reads);
      const pieces: Buffer[] = [];
      for (const read of reads) {
        const atEnd = read.readBigUInt64BE(read.length - 12) >= BigInt(size);
        const body = await hear(atEnd ? status : data, read);
        if (atEnd) expect(codeOf(body)).toBe(eof);
        else pieces.push(body.subarray(4));
      }
      expect(Buffer.concat(pieces).equals(bytes.subarray(start))).toBe(true);
      expect(await statusOf(requestType.close, opened)).toBe(ok);
    }
  });

  it('uploads a small receipt straight, properties set behind the CLOSE (Source)', async () => {
    await startUp();
    await upload(receipt, properties(receipt));
    expect(site.handedIn).toHaveLength(1);
    expect(await site.store.receipt(parcel.id)).toBeDefined();
  });

  it('uploads name.filepart, renames, then sets permissions and times (Source, RenameFile)', async () => {
    await startUp();
    await lookBeforeUpload(false);
    await upload(`${receipt}.filepart`);
    expect(await statusOf(requestType.rename, path(`${receipt}.filepart`), path(receipt))).toBe(ok);
    expect(await statusOf(requestType.setstat, properties(receipt))).toBe(ok);
    await ask(attributes, requestType.lstat, path(receipt));
    expect(await site.store.receipt(parcel.id)).toBeDefined();
  });

  it('hands a receipt in again: removes the target before it renames (Source, DoDeleteFile)', async () => {
    await startUp();
    await upload(receipt);
    const first = await site.store.receipt(parcel.id);
    await lookBeforeUpload(true);
    await upload(`${receipt}.filepart`);
    expect(await statusOf(requestType.remove, path(receipt))).toBe(ok);
    await ask(attributes, requestType.lstat, path(receipt));
    expect(await statusOf(requestType.rename, path(`${receipt}.filepart`), path(receipt))).toBe(ok);
    expect(await statusOf(requestType.setstat, properties(receipt))).toBe(ok);
    expect(await site.store.receipt(parcel.id)).toEqual(first);
    // Without an upload that waits for its place nothing may be cleared.
    expect(await statusOf(requestType.remove, path(receipt))).toBe(3);
  });

  it('asks for a checksum by name, five under way (CalculateFilesChecksum)', async () => {
    await startUp();
    const whole = [sshString('sha256'), uint64(0n), uint64(0n), uint32(0)];
    const file = path(`/inbox/${parcel.month}/${parcel.name}`);
    const asked = Array.from({ length: 5 }, () =>
      request(requestType.extended, path('check-file-name'), file, ...whole),
    );
    replay.send(...asked);
    const digest = createHash('sha256').update(bytes).digest();
    for (const each of asked) {
      expect(await hear(extendedReply, each)).toEqual(Buffer.concat([sshString('sha256'), digest]));
    }
  });

  it('asks how much room there is (SpaceAvailable)', async () => {
    await startUp();
    const answer = await ask(
      extendedReply,
      requestType.extended,
      path('statvfs@openssh.com'),
      path('/receipts'),
    );
    expect(answer).toHaveLength(11 * 8);
  });
});
