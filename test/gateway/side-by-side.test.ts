/** Sessions beside one another, on lines that tear packets apart and join them: each has its own bytes. */

import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import ssh2, { type CipherAlgorithm } from 'ssh2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFrames } from '../../src/gateway/sftp/frames.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import { noAttributes, openSftp, type RawSftp, stepOf, uint32, uint64 } from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { channelData, channelOpen, channelRequest, openLoggedIn } from '../support/raw-ssh.ts';
import { sshString } from '../support/ssh-keys.ts';
import { tornLine } from '../support/torn-line.ts';

const receiptBytes = 150_000;
/** New keys in the midst of the transfers. */
const rekeyBytes = 50_000;

interface Peer {
  readonly account: TestAccount;
  readonly parcel: Buffer;
  readonly parcelPath: string;
  readonly receipt: Buffer;
}

let site: GatewaySite;
let peers: readonly Peer[];
const handedIn = new Map<string, Buffer>();

beforeAll(async () => {
  site = await openGatewaySite({
    gateway: {
      limits: { receiptBytes, rekeyBytes, watchSeconds: 0.01 },
      // Whoever takes its time finds what was sent, and nothing that came behind it.
      async acceptReceipt({ name }, _receipt, bytes) {
        for (let time = 0; time < 20; time += 1) await turn();
        handedIn.set(name, Buffer.from(bytes));
        return { accepted: false, reason: 'signature' };
      },
    },
  });
  peers = await Promise.all(
    (['300', '100', '500'] as const).map(async (party) => {
      const parcel = randomBytes(300_000);
      const { name } = await site.parcel(party, parcel);
      const account = await site.account(`insurer-${party}`, party);
      return { account, parcel, parcelPath: `/inbox/2022-03/${name}`, receipt: randomBytes(receiptBytes) };
    }),
  );
});
afterAll(() => site.close());

async function connected(port: number, { account }: Peer, cipher: CipherAlgorithm): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  // The line may be gone before its end is heard of.
  client.on('error', () => {});
  client.connect({
    port,
    host: '127.0.0.1',
    username: account.name,
    authHandler: [stepOf.key(account), stepOf.password(account.name, account.password)],
    algorithms: { cipher: [cipher] },
  });
  await once(client, 'ready');
  return client;
}

/** All requests at once: what answers first is not what was asked last. */
async function download(sftp: RawSftp, path: string, size: number): Promise<Buffer> {
  const handle = await sftp.open(path);
  if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
  const piece = 40_001;
  const offsets = Array.from({ length: Math.ceil(size / piece) }, (_, number) => BigInt(number * piece));
  const pieces = await Promise.all(offsets.map((offset) => sftp.read(handle, offset, piece)));
  return Buffer.concat(pieces.map((bytes) => (typeof bytes === 'number' ? Buffer.alloc(0) : bytes)));
}

async function upload(sftp: RawSftp, path: string, bytes: Buffer): Promise<void> {
  const handle = await sftp.open(path, 0x1a);
  if (typeof handle === 'number') throw new RangeError(`not opened: ${handle}`);
  const writes: Promise<unknown>[] = [];
  for (let at = 0, size = 1; at < bytes.length; at += size, size = Math.min(size * 3, 70_000)) {
    writes.push(sftp.write(handle, BigInt(at), bytes.subarray(at, at + size)));
  }
  await Promise.all(writes);
  await sftp.close(handle);
}

it.each<CipherAlgorithm>(['aes128-gcm@openssh.com', 'aes256-ctr'])(
  'each gets and puts its own under %s, in whatever pieces its packets come [threat 27]',
  async (cipher) => {
    handedIn.clear();
    const port = await tornLine(site.gateway.port);
    await Promise.all(
      peers.map(async (peer) => {
        const client = await connected(port, peer, cipher);
        let exchanges = 0;
        client.on('handshake', () => {
          exchanges += 1;
        });
        const sftp = await openSftp(client);
        const receiptPath = `/receipts/${peer.parcelPath.split('/').at(-1)}.receipt.asc`;
        const [downloaded] = await Promise.all([
          download(sftp, peer.parcelPath, peer.parcel.length),
          upload(sftp, receiptPath, peer.receipt),
        ]);
        expect(downloaded.equals(peer.parcel)).toBe(true);
        expect(handedIn.get(peer.account.name)?.equals(peer.receipt)).toBe(true);
        expect(exchanges).toBeGreaterThan(0);
        client.end();
      }),
    );
  },
);

it('each gets its own though it grants a few bytes at a time, and one goes in the middle [threat 34][threat 46]', async () => {
  const grants = [1, 3, 40, 7, 1000, 30_000] as const;
  await Promise.all(
    [...peers, ...peers.slice(0, 1)].map(async ({ account, parcel, parcelPath }, number) => {
      const raw = await openLoggedIn(site.gateway.port, account);
      raw.send(channelOpen(7, 0, 32_768));
      const channel = (await raw.next(91)).readUInt32BE(5);
      raw.send(channelRequest(channel, 'subsystem', sshString('sftp')));
      await raw.next(99);
      const ask = (type: number, ...fields: readonly Buffer[]) =>
        raw.send(channelData(channel, sshString(Buffer.concat([Buffer.of(type), ...fields]))));
      ask(requestType.init, uint32(3));
      ask(requestType.open, uint32(1), sshString(parcelPath), uint32(1), noAttributes);
      // The first handle of a channel.
      const handle = sshString(uint32(1));
      for (const at of [0, 150_000])
        ask(requestType.read, uint32(at), handle, uint64(BigInt(at)), uint32(150_000));
      const frames = createFrames(1024 ** 2);
      const data: Buffer[] = [];
      for (let turns = 0; data.length < 2; turns += 1) {
        if (number === peers.length && turns === 20) return raw.socket.destroy();
        raw.send(Buffer.concat([Buffer.of(93), uint32(channel), uint32(grants[turns % grants.length] ?? 1)]));
        frames.push((await raw.next(94)).subarray(9));
        for (let packet = frames.next(); Buffer.isBuffer(packet); packet = frames.next())
          if (packet[0] === 103) data.push(Buffer.from(packet.subarray(9)));
      }
      expect(Buffer.concat(data).equals(parcel)).toBe(true);
      raw.socket.destroy();
    }),
  );
});
