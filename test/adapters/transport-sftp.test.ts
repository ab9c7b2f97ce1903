import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import net from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SftpPeer, sftpTransport } from '../../src/adapters/transport-sftp.ts';
import type { TransportSession } from '../../src/ports/transport.ts';
import { codeOf, collect } from '../support/sealing.ts';
import {
  entry,
  folderEntry,
  type PeerBehaviour,
  type SftpPeerServer,
  startSftpPeer,
} from '../support/sftp-peer.ts';
import { ed25519Key } from '../support/ssh-keys.ts';

const key = ed25519Key();
const mebibyte = 1024 * 1024;

function transportTo(peer: SftpPeerServer, overrides: Partial<SftpPeer> = {}) {
  return sftpTransport({
    host: '127.0.0.1',
    port: peer.port,
    hostKeyFingerprint: peer.hostKeyFingerprint,
    username: 'inami',
    privateKey: key.privateText,
    password: 'secret',
    timeout: 3000,
    ...overrides,
  });
}

/** A session on a peer that behaves so, closed when the test has finished. */
async function session(
  behaviour: PeerBehaviour = {},
  overrides: Partial<SftpPeer> = {},
): Promise<{ session: TransportSession; peer: SftpPeerServer }> {
  const peer = await startSftpPeer({ key, ...behaviour });
  const opened = await transportTo(peer, overrides).open();
  onTestFinished(() => opened.close());
  return { session: opened, peer };
}

/** A TCP port where `serve` answers, or nobody. */
async function port(serve: ((socket: net.Socket) => void) | undefined): Promise<number> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    onTestFinished(() => void socket.destroy());
    serve?.(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (serve === undefined) {
    server.close();
    await once(server, 'close');
  } else {
    onTestFinished(() => void server.close());
  }
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

describe('a login', () => {
  it('proves the key first and the password then [A15][A18]', async () => {
    const { peer } = await session();
    expect(peer.heard.filter((word) => word !== 'publickey')).toEqual(['keyboard-interactive', 'secret']);
    expect(peer.heard[0]).toBe('publickey');
  });

  it('proves password and code where the account has no key [A18]', async () => {
    const prompts = ['PIN or password: ', 'Verification code: '];
    const behaviour = { prompts, answers: ['secret', '123456'] };
    const { peer } = await session(behaviour, { privateKey: undefined, totp: () => '123456' });
    expect(peer.heard).toEqual(['keyboard-interactive', 'secret', '123456']);
  });

  it('gives a secret once, and nothing to a prompt that asks for something else', async () => {
    const prompts = ['Mother’s maiden name: ', 'Password: ', 'Password: ', 'Password code word: '];
    const { peer } = await session({ prompts, answers: ['', 'secret', '', ''] }, { totp: () => '123456' });
    expect(peer.heard.slice(-4)).toEqual(['', 'secret', '', '']);
  });

  it('is refused with a wrong password', async () => {
    const peer = await startSftpPeer({ key });
    expect(await codeOf(transportTo(peer, { password: 'wrong' }).open())).toBe('login-refused');
  });

  it('is refused with a wrong key, and then the password is not told', async () => {
    const peer = await startSftpPeer({ key });
    const refused = transportTo(peer, { privateKey: ed25519Key().privateText }).open();
    expect(await codeOf(refused)).toBe('login-refused');
    expect(new Set(peer.heard)).toEqual(new Set(['publickey']));
  });

  it('is not tried at a host key other than the pinned one', async () => {
    const peer = await startSftpPeer({ key });
    for (const hostKeyFingerprint of [(await startSftpPeer()).hostKeyFingerprint, 'SHA256:', '']) {
      expect(await codeOf(transportTo(peer, { hostKeyFingerprint }).open())).toBe('host-key-refused');
    }
    expect(peer.heard).toEqual([]);
  });

  it('says who and where when it fails, and no secret', async () => {
    const peer = await startSftpPeer({ key });
    const error = await transportTo(peer, { password: 'wrong' })
      .open()
      .catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ message: expect.stringContaining(`127.0.0.1:${peer.port}`) });
    expect(JSON.stringify([error, String(error)])).not.toContain('wrong');
  });
});

describe('a peer that cannot be reached', () => {
  it('is told when nobody listens', async () => {
    const peer = {
      port: await port(undefined),
      hostKeyFingerprint: '',
      heard: [],
      closed: [],
      written: new Map(),
    };
    expect(await codeOf(transportTo(peer).open())).toBe('peer-unreachable');
  });

  it.each<[string, (socket: net.Socket) => void]>([
    ['says nothing', () => {}],
    ['hangs up', (socket) => socket.destroy()],
    ['speaks something else', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['falls silent in the handshake', (socket) => socket.write('SSH-2.0-silent\r\n')],
  ])('is told when it %s', async (_, serve) => {
    const peer = {
      port: await port(serve),
      hostKeyFingerprint: '',
      heard: [],
      closed: [],
      written: new Map(),
    };
    expect(await codeOf(transportTo(peer, { timeout: 300 }).open())).toBe('peer-unreachable');
  });

  it('is told when it has only algorithms that we do not accept', async () => {
    const old = { kex: ['diffie-hellman-group14-sha1'], cipher: ['aes128-cbc'] } as const;
    const algorithms = { kex: [...old.kex], cipher: [...old.cipher] };
    const peer = await startSftpPeer({ key, server: { algorithms } });
    expect(await codeOf(transportTo(peer).open())).toBe('peer-unreachable');
    expect(peer.heard).toEqual([]);
  });

  it.each(['noSubsystem', 'silent'])(
    'is told when it lets us in and opens no SFTP session: %s',
    async (kind) => {
      const behaviour = kind === 'silent' ? ({ silentOn: 'session' } as const) : { noSubsystem: true };
      const peer = await startSftpPeer({ key, ...behaviour });
      expect(await codeOf(transportTo(peer, { timeout: 1500 }).open())).toBe('peer-failed');
    },
  );
});

describe('reading', () => {
  it.each([0, 1, 128 * 1024 - 1, 128 * 1024, 128 * 1024 + 1, 5 * mebibyte + 3])(
    'gives a file of %i bytes as it is',
    async (size) => {
      const bytes = randomBytes(size);
      const { session: at } = await session({ files: new Map([['/inbox/a', bytes]]) });
      for (const limit of [size, size + 1, 1000 * mebibyte]) {
        expect((await collect(at.read('/inbox/a', limit))).equals(bytes)).toBe(true);
      }
    },
  );

  it('gives a file as it is when the peer answers with crumbs', async () => {
    const bytes = randomBytes(300_000);
    const { session: at } = await session({ files: new Map([['/inbox/a', bytes]]), chunk: 4097 });
    expect((await collect(at.read('/inbox/a', mebibyte))).equals(bytes)).toBe(true);
  });

  it('asks no further where the file ends by its size', async () => {
    const bytes = randomBytes(1000);
    // The line is cut at the second read.
    const behaviour = { files: new Map([['/inbox/a', bytes]]), toldSize: bytes.length, cutAtRead: 2 };
    const { session: at } = await session(behaviour);
    expect((await collect(at.read('/inbox/a', mebibyte))).equals(bytes)).toBe(true);
  });

  it.each([0, 500, 2000])('gives a file of 1000 bytes whole of which the peer says %i', async (toldSize) => {
    const bytes = randomBytes(1000);
    const { session: at } = await session({ files: new Map([['/inbox/a', bytes]]), toldSize });
    expect((await collect(at.read('/inbox/a', mebibyte))).equals(bytes)).toBe(true);
  });

  it.each([0, 1, 200_000, mebibyte])('never gives more than the limit of %i bytes', async (limit) => {
    const { session: at } = await session({ files: new Map([['/inbox/a', randomBytes(2 * mebibyte)]]) });
    let given = 0;
    const reading = (async () => {
      for await (const bytes of at.read('/inbox/a', limit)) given += bytes.length;
    })();
    expect(await codeOf(reading)).toBe('peer-failed');
    expect(given).toBeLessThanOrEqual(limit);
  });

  it('can be left before the end, and the session goes on', async () => {
    const { session: at } = await session({ files: new Map([['/inbox/a', randomBytes(4 * mebibyte)]]) });
    for await (const bytes of at.read('/inbox/a', 8 * mebibyte)) {
      expect(bytes.length).toBeGreaterThan(0);
      break;
    }
    expect(await at.list('/inbox')).toHaveLength(1);
  });

  it('fails when there is no such file, in words of ours', async () => {
    const { session: at } = await session();
    const error = await collect(at.read('/inbox/none', 10)).catch((refusal: unknown) => refusal);
    expect(error).toMatchObject({ code: 'peer-failed', message: expect.stringContaining('no such file') });
    expect(JSON.stringify([error, String(error)])).not.toContain('hostile');
  });

  it('fails when the line is cut', async () => {
    const files = new Map([['/inbox/a', randomBytes(4 * mebibyte)]]);
    const { session: at } = await session({ files, cutAtRead: 5 });
    expect(await codeOf(collect(at.read('/inbox/a', 8 * mebibyte)))).toBe('peer-failed');
    expect(await codeOf(at.list('/inbox'))).toBe('peer-failed');
  });

  it('fails when the peer does not answer, and does not wait for ever', async () => {
    for (const silentOn of ['OPEN', 'READ'] as const) {
      const files = new Map([['/inbox/a', randomBytes(10)]]);
      const { session: at } = await session({ files, silentOn }, { timeout: 1000 });
      expect(await codeOf(collect(at.read('/inbox/a', 100)))).toBe('peer-failed');
    }
  });
});

describe('listing', () => {
  it('gives every file below a folder', async () => {
    const files = new Map([
      ['/inbox/2022-01/a.xml.pgp', randomBytes(3)],
      ['/inbox/2022-02/b.xml.pgp', randomBytes(4)],
      ['/inbox/README.txt', randomBytes(5)],
    ]);
    const { session: at } = await session({ files });
    const found = (await at.list('/inbox')).toSorted((a, b) => a.path.localeCompare(b.path));
    expect(found).toEqual([
      { path: '/inbox/2022-01/a.xml.pgp', name: 'a.xml.pgp', size: 3 },
      { path: '/inbox/2022-02/b.xml.pgp', name: 'b.xml.pgp', size: 4 },
      { path: '/inbox/README.txt', name: 'README.txt', size: 5 },
    ]);
  });

  it('gives the files of more folders than it asks for at once, in their order', async () => {
    const folders = Array.from({ length: 50 }, (_, month) => `/inbox/${2000 + month}-01`);
    const files = new Map(folders.map((folder) => [`${folder}/a.xml.pgp`, randomBytes(3)]));
    const { session: at } = await session({ files });
    expect((await at.list('/inbox')).map(({ path }) => path)).toEqual([...files.keys()]);
  });

  it('asks for folders side by side', async () => {
    const asked: string[] = [];
    const list = (folder: string, batch: number) => {
      asked.push(`${folder} ${batch}`);
      if (folder !== '/inbox') return batch < 5 ? [entry(`file-${batch}`)] : undefined;
      return batch === 0 ? ['a', 'b'].map(folderEntry) : undefined;
    };
    const { session: at } = await session({ list });
    expect(await at.list('/inbox')).toHaveLength(10);
    expect(asked.indexOf('/inbox/b 0')).toBeLessThan(asked.indexOf('/inbox/a 4'));
  });

  it('gives ten thousand files', async () => {
    const list = (_: string, batch: number) =>
      batch < 100 ? Array.from({ length: 100 }, (__, index) => entry(`f${batch}-${index}`)) : undefined;
    expect(await (await session({ list })).session.list('/inbox')).toHaveLength(10_000);
  });

  it('leaves out what no file of ours is called, and what is no file', async () => {
    const hostile = [
      '..',
      '.',
      '',
      'a/b',
      '../../etc/passwd',
      'a\\b',
      'a\0b',
      'a\nb',
      '\u001b[2J',
      '\u202e',
      'n'.repeat(256),
    ];
    const link = entry('link', 1, 0o120_777);
    const huge = entry('huge', 2 ** 60);
    const list = (_: string, batch: number) =>
      batch === 0
        ? [...hostile.map((name) => entry(name)), ...hostile.map(folderEntry), link, huge, entry('good')]
        : undefined;
    expect(await (await session({ list })).session.list('/inbox')).toEqual([
      { path: '/inbox/good', name: 'good', size: 1 },
    ]);
  });

  it.each<[string, Required<PeerBehaviour>['list']]>([
    [
      'files without end',
      (_, batch) => Array.from({ length: 500 }, (__, index) => entry(`f${batch}-${index}`)),
    ],
    [
      'folders in folders without end',
      (_, batch) => (batch === 0 ? ['a', 'b', 'c', 'd', 'e'].map(folderEntry) : undefined),
    ],
    ['empty answers without end', () => []],
  ])('ends when a peer lists %s', async (_, list) => {
    const { session: at } = await session({ list });
    expect(await codeOf(at.list('/inbox'))).toBe('peer-failed');
  });
});

describe('writing', () => {
  it('puts a small file whole', async () => {
    const { session: at, peer } = await session();
    for (const size of [0, 1000, 100_000]) {
      const bytes = randomBytes(size);
      await at.write('/receipts/a.receipt.asc', bytes);
      expect(peer.written.get('/receipts/a.receipt.asc')?.equals(bytes)).toBe(true);
    }
  });

  it('fails when the peer refuses the file as a whole', async () => {
    const { session: at } = await session();
    expect(await codeOf(at.write('/receipts/refused', randomBytes(10)))).toBe('peer-failed');
  });
});

describe('closing', () => {
  it('waits until the peer has closed what was read', async () => {
    const files = new Map([['/inbox/a', randomBytes(10)]]);
    const { session: at, peer } = await session({ files, slowToClose: 50 });
    await collect(at.read('/inbox/a', 100));
    expect(peer.closed).toEqual([]);
    await at.close();
    expect(peer.closed).toEqual(['/inbox/a']);
  });

  it('may be done twice, also when the line is gone', async () => {
    const { session: at } = await session({ files: new Map([['/inbox/a', randomBytes(10)]]), cutAtRead: 1 });
    await codeOf(collect(at.read('/inbox/a', 100)));
    await at.close();
    await at.close();
    expect(await codeOf(at.list('/inbox'))).toBe('peer-failed');
  });
});
