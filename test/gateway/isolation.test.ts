import fc from 'fast-check';
import type { Client } from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePath } from '../../src/gateway/path.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import {
  listNames,
  logIn,
  noAttributes,
  openSftp,
  type RawSftp,
  type SftpAnswer,
  uint32,
} from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite } from '../support/gateway-site.ts';
import { sshString } from '../support/ssh-keys.ts';

let site: GatewaySite;
let client: Client;
let sftp: RawSftp;
let own: Parcel;
let another: Parcel;

beforeAll(async () => {
  site = await openGatewaySite();
  const account = await site.account('insurer-300', '300');
  await site.account('insurer-100', '100');
  own = await site.parcel('300', Buffer.from('of 300'));
  another = await site.parcel('100', Buffer.from('of 100'));
  client = await logIn(site.gateway.port, account);
  sftp = await openSftp(client);
});
afterAll(async () => {
  client.end();
  await site.close();
});

const [noSuchFile, permissionDenied, failure] = [2, 3, 4];
const pathOf = (parcel: Parcel) => `/inbox/${parcel.month}/${parcel.name}`;

/** Everything that can be asked of one path, as fields of its request. */
const questions: Readonly<Record<string, (path: Buffer) => Promise<SftpAnswer>>> = {
  stat: (path) => sftp.ask(requestType.stat, path),
  lstat: (path) => sftp.ask(requestType.lstat, path),
  'open to read': (path) => sftp.ask(requestType.open, path, uint32(1), noAttributes),
  'open to write': (path) => sftp.ask(requestType.open, path, uint32(2 | 8 | 16), noAttributes),
  'open exclusively': (path) => sftp.ask(requestType.open, path, uint32(2 | 8 | 32), noAttributes),
  'open to append': (path) => sftp.ask(requestType.open, path, uint32(2 | 4), noAttributes),
  'open for nothing': (path) => sftp.ask(requestType.open, path, uint32(0), noAttributes),
  opendir: (path) => sftp.ask(requestType.opendir, path),
  remove: (path) => sftp.ask(requestType.remove, path),
  mkdir: (path) => sftp.ask(requestType.mkdir, path, noAttributes),
  rmdir: (path) => sftp.ask(requestType.rmdir, path),
  setstat: (path) => sftp.ask(requestType.setstat, path, uint32(4), uint32(0o777)),
  readlink: (path) => sftp.ask(requestType.readlink, path),
  'symlink to': (path) => sftp.ask(requestType.symlink, path, sshString('/receipts/link')),
  'symlink at': (path) => sftp.ask(requestType.symlink, sshString('/receipts/link'), path),
  'rename from': (path) => sftp.ask(requestType.rename, path, sshString('/receipts/stolen')),
  'rename to': (path) => sftp.ask(requestType.rename, sshString(pathOf(own)), path),
  'hard link': (path) =>
    sftp.ask(requestType.extended, sshString('hardlink@openssh.com'), path, sshString('/x')),
  'copy data': (path) => sftp.ask(requestType.extended, sshString('copy-data'), path),
  'check file': (path) =>
    sftp.ask(requestType.extended, sshString('check-file-name'), path, sshString('sha256'), Buffer.alloc(20)),
  'posix-rename from': (path) =>
    sftp.ask(
      requestType.extended,
      sshString('posix-rename@openssh.com'),
      path,
      sshString('/receipts/stolen'),
    ),
  'posix-rename to': (path) =>
    sftp.ask(requestType.extended, sshString('posix-rename@openssh.com'), sshString(pathOf(own)), path),
  statvfs: (path) => sftp.ask(requestType.extended, sshString('statvfs@openssh.com'), path),
  'expand path': (path) => sftp.ask(requestType.extended, sshString('expand-path@openssh.com'), path),
};

/** Status codes alone, for there must be nothing else. */
async function codes(path: string | Uint8Array): Promise<Readonly<Record<string, number | undefined>>> {
  const answers: Record<string, number | undefined> = {};
  for (const [name, ask] of Object.entries(questions)) answers[name] = (await ask(sshString(path))).code;
  return answers;
}

describe('an insurer', () => {
  it('lists and fetches its own parcels only [A21]', async () => {
    expect(await listNames(sftp, '/')).toEqual(['README.txt', 'inbox', 'receipts']);
    expect(await listNames(sftp, '/inbox')).toEqual(['2022-03']);
    expect(await listNames(sftp, '/inbox/2022-03')).toEqual([own.name]);
    const handle = await sftp.open(pathOf(own));
    expect(typeof handle === 'number' ? handle : await sftp.read(handle, 0n, 100)).toEqual(
      Buffer.from('of 300'),
    );
  });

  it('hears the same of another’s parcel as of one that does not exist, whatever it asks [A21][threat 40][threat 41]', async () => {
    const missing = another.name.replace('0002', '0099');
    expect(missing).not.toBe(another.name);
    const answers = await codes(`/inbox/2022-03/${another.name}`);
    expect(answers).toEqual(await codes(`/inbox/2022-03/${missing}`));
    expect(Object.values(answers)).not.toContain(undefined);
    expect(Object.values(answers)).not.toContain(0);
    expect(answers).toMatchObject({ stat: noSuchFile, 'open to read': noSuchFile, remove: noSuchFile });
    // In a directory of its own it is told that it may not write; elsewhere, that there is no such place.
    expect(answers).toMatchObject({ 'open to write': permissionDenied, mkdir: permissionDenied });
    const elsewhere = await codes('/inbox/1999-01/x');
    expect(elsewhere).toMatchObject({ 'open to write': noSuchFile, mkdir: noSuchFile });
  });

  it('finds no sibling by the beginning of a name [threat 39]', async () => {
    for (const path of [
      '/inbox/2022-0',
      '/inbox/2022-03x',
      `${pathOf(own)}x`,
      pathOf(own).slice(0, -1),
      '/inbo',
    ]) {
      expect((await sftp.ask(requestType.stat, sshString(path))).code).toBe(noSuchFile);
    }
  });

  it('cannot change anything in its own tree [A21][threat 41][weakness: SFTP path escape and extended-data loops]', async () => {
    for (const path of ['/', '/README.txt', '/inbox', '/inbox/2022-03', '/receipts', pathOf(own)]) {
      const answers = await codes(path);
      for (const change of [
        'open to write',
        'open to append',
        'remove',
        'rmdir',
        'mkdir',
        'setstat',
        'rename from',
        'posix-rename from',
      ]) {
        expect([path, change, answers[change]]).toEqual([path, change, permissionDenied]);
      }
    }
    expect(await listNames(sftp, '/receipts')).toEqual([]);
    const readOnly = await sftp.open('/README.txt');
    if (typeof readOnly === 'number') throw new RangeError('not opened');
    expect(await sftp.write(readOnly, 0n, Buffer.from('x'))).toBe(permissionDenied);
    const fsetstat = await sftp.ask(requestType.fsetstat, sshString(readOnly), uint32(4), uint32(0o777));
    expect(fsetstat.code).toBe(permissionDenied);
  });

  it('gets nowhere by names that no file can have [threat 38][weakness: SFTP path escape and extended-data loops]', async () => {
    const hostile: readonly (string | Uint8Array)[] = [
      '/inbox/\0',
      '/README.txt\0',
      '/README.txt\0.asc',
      'inbox\\2022-03',
      '..\\..\\etc\\passwd',
      `/inbox/${'x'.repeat(256)}`,
      `/${'x/'.repeat(3000)}`,
      '/receipts/\u001b[2J.asc',
      '/receipts/a\nb.asc',
      '/receipts/a\u202eb.asc',
      Buffer.from('2f696e626f782fff', 'hex'),
      Buffer.from('c0afc0ae', 'hex'),
    ];
    for (const path of hostile) {
      const answers = await codes(path);
      for (const [question, code] of Object.entries(answers)) {
        if (question.endsWith('rename to')) expect(code).toBe(permissionDenied);
        else expect([path, question, [noSuchFile, 8].includes(code ?? 0)]).toEqual([path, question, true]);
      }
      expect((await sftp.ask(requestType.realpath, sshString(path))).code).toBe(noSuchFile);
    }
    for (const name of ['.hidden', '-rf', '$(id)', ';rm', '`x`', '*', 'a|b']) {
      const answer = await sftp.ask(
        requestType.open,
        sshString(`/receipts/${name}`),
        uint32(2 | 8),
        noAttributes,
      );
      expect([name, answer.code]).toEqual([name, noSuchFile]);
    }
  });

  it('stays at the root by any number of `..`, as realpath says too [threat 38][weakness: SFTP path escape and extended-data loops]', async () => {
    const real = async (path: string) => {
      const { type, body } = await sftp.ask(requestType.realpath, sshString(path));
      return type === 104 ? body.subarray(8, 8 + body.readUInt32BE(4)).toString() : type;
    };
    expect(await real('.')).toBe('/');
    expect(await real('../../..')).toBe('/');
    expect(await real('/inbox/../../inbox/./2022-03/')).toBe('/inbox/2022-03');
    expect(await listNames(sftp, '/../../..')).toEqual(['README.txt', 'inbox', 'receipts']);
    expect((await sftp.ask(requestType.stat, sshString('/../../etc/passwd'))).code).toBe(noSuchFile);
  });

  it('hears of realpath what its own words say, and nothing of what exists [threat 40]', async () => {
    const paths = [pathOf(own), pathOf(another), '/no/such/file'];
    for (const path of paths) {
      const { type, body } = await sftp.ask(requestType.realpath, sshString(path));
      expect([type, body.subarray(8, 8 + body.readUInt32BE(4)).toString()]).toEqual([104, path]);
    }
  });

  it('opens nothing but its own files by any path at all [A21][threat 38][weakness: SFTP path escape and extended-data loops]', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '',
        'inbox',
        'receipts',
        '2022-03',
        another.name,
        own.name,
        'etc',
        'passwd',
        '~',
        'C:',
      ),
      fc.string({ maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const path = pieces.join('/');
        const opened = await sftp.open(path);
        if (typeof opened === 'number') return;
        await sftp.close(opened);
        expect(['/README.txt', pathOf(own)]).toContain(`/${(parsePath(path) ?? []).join('/')}`);
      }),
      { numRuns: 300 },
    );
  });

  it('cannot list a file, nor read a directory [threat 41]', async () => {
    expect((await sftp.ask(requestType.opendir, sshString('/README.txt'))).code).toBe(noSuchFile);
    expect(await sftp.open('/inbox')).toBe(failure);
  });
});

describe('two insurers at once', () => {
  it('each see their own, also with the handles of one tried by the other [A21]', async () => {
    const others = await site.account('other-100', '100');
    const otherClient = await logIn(site.gateway.port, others);
    const other = await openSftp(otherClient);
    const handle = await sftp.open(pathOf(own));
    if (typeof handle === 'number') throw new RangeError('not opened');
    expect(await other.read(handle, 0n, 100)).toBe(failure);
    expect(await listNames(other, '/inbox/2022-03')).toEqual([another.name]);
    expect(await other.open(pathOf(own))).toBe(noSuchFile);
    otherClient.end();
  });
});

it('writes no path of a client into its log', () => {
  expect(site.log.join('\n')).not.toMatch(/passwd|hidden|2022-03/);
});
