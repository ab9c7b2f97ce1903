import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import fc from 'fast-check';
import type { Client } from 'ssh2';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startOfLegalDay } from '../../src/clock.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { readmeFor } from '../../src/gateway/readme.ts';
import { openFlag, requestType } from '../../src/gateway/sftp/protocol.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import {
  logIn,
  noAttributes,
  openSftp,
  type RawSftp,
  type SftpAnswer,
  uint32,
  uint64,
} from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { mirror, missingSftpServer, startSftpServer, unlock } from '../support/openssh-sftp-server.ts';
import { describeUnless } from '../support/programs.ts';
import { told } from '../support/sftp-answers.ts';
import { type Asked, type Circumstances, differences } from '../support/sftp-differences.ts';
import { sshString } from '../support/ssh-keys.ts';

const sequences = 300;
const longest = 30;

let site: GatewaySite;
let client: Client;
let ours: RawSftp;
let root: string;
let theirs: RawSftp<Duplex>;
let end: () => Promise<void>;
/** Paths in our tree, and beside it. */
let paths: readonly string[];
/** Lines of the table that made a difference, by what they are about. */
const needed = new Set<string>();

async function open(): Promise<void> {
  const noticed = {
    bytes: Buffer.from('2 notices\n'),
    modified: Temporal.Instant.from('2022-03-14T23:00:00Z'),
  };
  site = await openGatewaySite({ gateway: { notices: { file: async () => noticed } } });
  const account = await site.account('insurer-300');
  const bodies = [0, 10, 255 * 1024, 300_001].map((size) => randomBytes(size));
  const parcels: Parcel[] = [];
  for (const bytes of bodies) parcels.push(await site.parcel('300', bytes));
  client = await logIn(site.gateway.port, account);
  ours = await openSftp(client);
  const [parcel] = parcels;
  const receipt = { path: `receipts/${parcel?.name}.receipt.asc`, bytes: Buffer.from(`${parcel?.digest}\n`) };
  const upload = await ours.open(receipt.path, openFlag.write | openFlag.create);
  if (typeof upload === 'number') throw new RangeError(`not opened: ${upload}`);
  await ours.write(upload, 0n, receipt.bytes);
  expect(await ours.close(upload)).toBe(0);

  const enrolled = await site.store.account(account.name);
  if (enrolled === undefined) throw new RangeError('no account');
  const readme = Buffer.from(readmeFor(enrolled, n21250, 'rehearsal', { notice: true }));
  const since = startOfLegalDay(Temporal.PlainDate.from(n21250.adopted));
  const modified = site.clock.now();
  const files = parcels.map(({ name }, at) => ({
    path: `inbox/2022-03/${name}`,
    bytes: bodies[at] ?? Buffer.alloc(0),
  }));
  root = await mkdtemp(path.join(tmpdir(), 'passerelle-mirror-'));
  await mirror(
    root,
    [
      { path: '.', modified, permissions: 0o550 },
      { path: 'inbox', modified, permissions: 0o550 },
      { path: 'inbox/2022-03', modified, permissions: 0o550 },
      { path: 'receipts', modified, permissions: 0o730 },
    ],
    [
      { path: 'README.txt', bytes: readme, modified: since },
      { path: 'NOTICE.txt', ...noticed },
      ...[...files, receipt].map((file) => ({ ...file, modified })),
    ],
  );
  ({ sftp: theirs, end } = await startSftpServer(root));
  const there =
    '. / README.txt /README.txt NOTICE.txt .//README.txt inbox/../README.txt inbox /inbox/ inbox/2022-03 receipts';
  const beside =
    'nothing /nothing inbox/nothing README.txt/x nothing/x NOTICE.txt/x INBOX inbox/2022-0 inbox\\2022-03 é * $(x)';
  const ofFiles = [...files, receipt].flatMap((file) => [file.path, `/${file.path}`, `${file.path}x`]);
  paths = [...there.split(' '), ...beside.split(' '), ...ofFiles, 'a b', 'x'.repeat(256)];
}

/** What no handle is, on either side. */
const badHandles = ['ffffffff', '', '000000', '0000000000000000', 'ff'.repeat(256)].map((hex) =>
  Buffer.from(hex, 'hex'),
);

interface Slot {
  readonly kind: 'file' | 'directory';
  readonly ours: Buffer;
  readonly theirs: Buffer;
  open: boolean;
}

/** Asks both, and expects the same answer. OPEN of a directory is not asked: on a disk it gives a handle. */
async function ask(asked: Asked, slots: Slot[]): Promise<void> {
  const slot = 'handle' in asked ? slotOf(asked.handle, slots) : undefined;
  const circumstances: Circumstances = {
    handle: slot?.open ? slot.kind : 'none',
    exists: 'path' in asked && existsSync(path.join(root, asked.path)),
    root,
  };
  const bad = badHandles[('handle' in asked ? Math.abs(asked.handle) : 0) % badHandles.length];
  const [mine, other] = await Promise.all([
    send(ours, asked, slot?.ours ?? bad, (name) => name),
    send(theirs, asked, slot?.theirs ?? bad, (name) => (name.startsWith('/') ? root + name : name)),
  ]);
  const same = [mine, other].map((answer) =>
    differences.reduce((left, { what, without }) => {
      const right = without(left, asked, circumstances);
      if (JSON.stringify(right) !== JSON.stringify(left)) needed.add(what);
      return right;
    }, told(answer)),
  );
  expect({ asked, answer: same[0] }).toEqual({ asked, answer: same[1] });
  if (slot !== undefined && asked.ask === 'close') slot.open = false;
  if ((asked.ask !== 'open' && asked.ask !== 'opendir') || mine.code !== undefined) return;
  const kind = asked.ask === 'open' ? 'file' : 'directory';
  slots.push({ kind, ours: mine.body.subarray(4), theirs: other.body.subarray(4), open: true });
}

/** OpenSSH gives the bytes of a closed handle again: such a one is asked for only while it is the last. */
function slotOf(handle: number, slots: readonly Slot[]): Slot | undefined {
  const slot = handle < 0 ? undefined : slots[handle % slots.length];
  return slot?.open || slot === slots.at(-1) ? slot : undefined;
}

function send(
  sftp: RawSftp<Duplex>,
  asked: Asked,
  handle: Buffer = Buffer.alloc(0),
  place: (name: string) => string,
): Promise<SftpAnswer> {
  switch (asked.ask) {
    case 'open':
      return sftp.ask(requestType.open, sshString(place(asked.path)), uint32(openFlag.read), noAttributes);
    case 'opendir':
    case 'stat':
    case 'lstat':
    case 'realpath':
      return sftp.ask(requestType[asked.ask], sshString(place(asked.path)));
    case 'close':
    case 'readdir':
    case 'fstat':
      return sftp.ask(requestType[asked.ask], sshString(handle));
    case 'read':
      return sftp.ask(requestType.read, sshString(handle), uint64(asked.offset), uint32(asked.length));
    case 'extended':
      return sftp.ask(requestType.extended, sshString(asked.name));
  }
}

async function askAll(asked: readonly Asked[]): Promise<void> {
  const slots: Slot[] = [];
  for (const one of asked) await ask(one, slots);
  for (const [handle, slot] of slots.entries()) if (slot.open) await ask({ ask: 'close', handle }, slots);
}

function someRequest(): fc.Arbitrary<Asked> {
  const isFolder = (of: string) => /(^|\/)(\.|inbox|2022-03|receipts)?\/?$/.test(of);
  const somePath = fc.constantFrom(...paths);
  const someHandle = fc.integer({ min: -5, max: 20 });
  const someOffset = fc.oneof(
    fc.bigInt({ min: 0n, max: 300_010n }),
    fc.constantFrom(0n, 10n, 2n ** 32n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n),
  );
  const someLength = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.constantFrom(0, 255 * 1024, 0xffffffff));
  return fc.oneof(
    fc.record({ ask: fc.constant('open' as const), path: somePath.filter((of) => !isFolder(of)) }),
    fc.record({ ask: fc.constantFrom('opendir', 'stat', 'lstat', 'realpath'), path: somePath }),
    fc.record({ ask: fc.constantFrom('close', 'readdir', 'fstat'), handle: someHandle }),
    fc.record({
      ask: fc.constant('read' as const),
      handle: someHandle,
      offset: someOffset,
      length: someLength,
    }),
    fc.record({
      ask: fc.constant('extended' as const),
      name: fc.constantFrom('', 'x@y', 'md5-hash', 'vendor-id'),
    }),
  );
}

describeUnless(missingSftpServer, 'the gateway beside OpenSSH’s sftp-server', () => {
  beforeAll(open);
  afterAll(async () => {
    client.end();
    await end();
    await unlock(root);
    await rm(root, { recursive: true, force: true });
    await site.close();
  });

  it(`answers ${sequences} sequences of requests alike, but for what the table of differences says`, async () => {
    const someSequence = fc.array(someRequest(), { minLength: 1, maxLength: longest, size: 'max' });
    await fc.assert(fc.asyncProperty(someSequence, askAll), { numRuns: sequences });
  });

  it('differs in nothing that the table names in vain', async () => {
    const handle = 0;
    const [offset, length] = [2n ** 63n, 0];
    await askAll([
      ...['nothing', 'x'.repeat(256), '/', '/inbox'].flatMap((of) => [
        { ask: 'stat' as const, path: of },
        { ask: 'realpath' as const, path: of },
      ]),
      { ask: 'close', handle: -1 },
      { ask: 'opendir', path: 'inbox/2022-03' },
      { ask: 'readdir', handle },
      { ask: 'fstat', handle },
      { ask: 'close', handle },
    ]);
    await askAll([
      { ask: 'open', path: 'README.txt' },
      { ask: 'read', handle, offset, length: 1 },
      { ask: 'read', handle, offset: 2n ** 40n, length },
    ]);
    // Root owns the mirror as nobody owns our tree.
    const isRoot = process.getuid?.() === 0;
    const named = differences.map(({ what }) => what).filter((what) => !isRoot || what !== 'owner and group');
    expect([...needed].toSorted()).toEqual(named.toSorted());
  });
});
