/**
 * FileZilla does not run here. Its SFTP is fzsftp, which is PuTTY's psftp with other commands; what follows is
 * what it sends, read from src/putty/psftp.c and sftp.c of FileZilla 3 (github.com/rain-1/filezilla-ng, a
 * mirror, at 2d491ff3). Each test names the functions. Numbers begin at 256, the lowest free one first
 * (alloc_sftp_request).
 */

import { randomBytes } from 'node:crypto';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerType, requestType } from '../../src/gateway/sftp/protocol.ts';
import { chunkSize } from '../../src/parcels/stage.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import { logIn, uint32, uint64 } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { packet, type Replay, startReplay } from '../support/sftp-replay.ts';
import { sshString } from '../support/ssh-keys.ts';

const { attributes, data, handle, name, status } = answerType;
const [ok, eof] = [0, 1];
const firstNumber = 256;

let site: GatewaySite;
let client: Client;
let replay: Replay;
let bytes: Buffer;
let parcel: Parcel;
let inbox: string;

beforeEach(async () => {
  site = await openGatewaySite();
  bytes = randomBytes(chunkSize + 5000);
  parcel = await site.parcel('300', bytes);
  inbox = `/inbox/${parcel.month}`;
  client = await logIn(site.gateway.port, await site.account('insurer-300'));
  replay = await startReplay(client);
  replay.send(packet(requestType.init, undefined, uint32(3)));
  expect((await replay.hear())[0]).toBe(answerType.version);
});
afterEach(async () => {
  client.end();
  await site.close();
});

/** sftp_wait_for_reply: the body of the answer, which must be of that type and have that number. */
async function hear(expected: number, number = firstNumber): Promise<Buffer> {
  const answer = await replay.hear();
  expect([answer[0], answer.readUInt32BE(1)]).toEqual([expected, number]);
  return answer.subarray(5);
}

async function ask(expected: number, type: number, ...fields: readonly Buffer[]): Promise<Buffer> {
  replay.send(packet(type, firstNumber, ...fields));
  return hear(expected);
}

const statusOf = async (type: number, ...fields: readonly Buffer[]) =>
  (await ask(status, type, ...fields)).readUInt32BE(0);

/** fxp_realpath_recv. */
async function canonify(path: string): Promise<string> {
  const answer = await ask(name, requestType.realpath, sshString(path));
  return answer.subarray(8, 8 + answer.readUInt32BE(4)).toString();
}

describe('FileZilla', () => {
  it('goes to a directory by opening it, and lists it with four READDIRs under way (do_sftp_init, sftp_cmd_cd, sftp_cmd_ls)', async () => {
    expect(await canonify('.')).toBe('/');
    expect(await canonify(inbox)).toBe(inbox);
    const verified = await ask(handle, requestType.opendir, sshString(inbox));
    expect(await statusOf(requestType.close, verified)).toBe(ok);

    expect(await canonify(`${inbox}/.`)).toBe(inbox);
    const opened = await ask(handle, requestType.opendir, sshString(inbox));
    const numbers = [256, 257, 258, 259];
    replay.send(...numbers.map((number) => packet(requestType.readdir, number, opened)));
    expect((await hear(name, 256)).includes(sshString(parcel.name))).toBe(true);
    replay.send(packet(requestType.readdir, 256, opened));
    for (const number of [257, 258, 259, 256]) {
      expect((await hear(status, number)).readUInt32BE(0)).toBe(eof);
    }
    expect(await statusOf(requestType.close, opened)).toBe(ok);
  });

  it('downloads with four megabytes of READs under way, beyond the end too, and resumes by their offset (sftp_get_file, xfer_download_queue)', async () => {
    const file = sshString(`${inbox}/${parcel.name}`);
    for (const start of [0, 123_456]) {
      await ask(attributes, requestType.stat, file);
      const opened = await ask(handle, requestType.open, file, uint32(1), uint32(0));
      const reads = Array.from({ length: (4 * 1024 * 1024) / 32_768 }, (_, index) => start + index * 32_768);
      replay.send(
        ...reads.map((offset, index) =>
          packet(requestType.read, firstNumber + index, opened, uint64(BigInt(offset)), uint32(32_768)),
        ),
      );
      const pieces: Buffer[] = [];
      for (const [index, offset] of reads.entries()) {
        const body = await hear(offset < bytes.length ? data : status, firstNumber + index);
        if (offset < bytes.length) pieces.push(body.subarray(4));
        else expect(body.readUInt32BE(0)).toBe(eof);
      }
      expect(Buffer.concat(pieces).equals(bytes.subarray(start))).toBe(true);
      expect(await statusOf(requestType.close, opened)).toBe(ok);
    }
    await expect.poll(() => site.events('parcel-collected')).not.toEqual([]);
  });

  it('uploads with the permissions of the local file, and sets the time afterwards (sftp_put_file, sftp_cmd_chmtime)', async () => {
    const receipt = `/receipts/${parcel.name}.receipt.asc`;
    const toUpload = [uint32(0x1a), uint32(0x04), uint32(0o644)];
    const opened = await ask(handle, requestType.open, sshString(receipt), ...toUpload);
    const content = sshString(`${parcel.digest}  ${parcel.name}\n`);
    expect(await statusOf(requestType.write, opened, uint64(0n), content)).toBe(ok);
    expect(await statusOf(requestType.close, opened)).toBe(ok);
    await ask(attributes, requestType.stat, sshString(receipt));
    const times = [uint32(0x08), uint32(1_647_338_400), uint32(1_647_338_400)];
    expect(await statusOf(requestType.setstat, sshString(receipt), ...times)).toBe(ok);
    expect(await site.store.receipt(parcel.id)).toBeDefined();
  });

  it('hears that a forged receipt was not taken when it closes it (fxp_close_recv)', async () => {
    const target = sshString('/receipts/x.receipt.asc');
    const opened = await ask(handle, requestType.open, target, uint32(0x1a), uint32(0));
    expect(await statusOf(requestType.write, opened, uint64(0n), sshString('forged'))).toBe(ok);
    expect(await statusOf(requestType.close, opened)).toBe(4);
    expect(await site.store.receipt(parcel.id)).toBeUndefined();
  });
});
