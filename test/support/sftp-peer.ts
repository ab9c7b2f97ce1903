/** A gateway of somebody else, on `ssh2`'s own server, that behaves as a test tells it. */

import { once } from 'node:events';
import net from 'node:net';
import { setTimeout } from 'node:timers/promises';
import ssh2, {
  type Attributes,
  type AuthContext,
  type Connection,
  type FileEntry,
  type ServerConfig,
  type SFTPWrapper,
} from 'ssh2';
import { onTestFinished } from 'vitest';
import { fingerprintOf } from '../../src/login/ssh-key.ts';
import { ed25519Key, type TestKey } from './ssh-keys.ts';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;
const folderMode = 0o040_755;
const fileMode = 0o100_644;

export interface PeerBehaviour {
  /** Files by absolute path. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
  /** Answers a listing instead; `undefined` ends it. Called for each batch. */
  readonly list?: (folder: string, batch: number) => readonly FileEntry[] | undefined;
  /** Prompts of the second step; by default one, for the password. */
  readonly prompts?: readonly string[];
  /** Key that is taken in the first step; without one, keyboard-interactive is all. */
  readonly key?: Pick<TestKey, 'blob'>;
  /** By default a fresh one. */
  readonly hostKey?: Pick<TestKey, 'blob' | 'privateText'>;
  /** The right answers, in the order of the prompts. */
  readonly answers?: readonly string[];
  /** Greatest number of bytes in one answer. */
  readonly chunk?: number;
  /** Size that it tells of any open file; by default it does not know the request. */
  readonly toldSize?: number;
  /** Takes so many milliseconds to close a file. */
  readonly slowToClose?: number;
  /** Never answers these requests. */
  readonly silentOn?: 'READ' | 'OPEN' | 'session';
  /** Cuts the line at the nth read. */
  readonly cutAtRead?: number;
  /** Offers no SFTP. */
  readonly noSubsystem?: boolean;
  readonly server?: Partial<ServerConfig>;
}

export interface SftpPeerServer {
  readonly port: number;
  readonly hostKeyFingerprint: string;
  /** Authentication requests and answers, as they came: what the peer got to know. */
  readonly heard: string[];
  /** Paths of the files that were closed before the session was. */
  readonly closed: string[];
  /** What was written, by path. */
  readonly written: Map<string, Buffer>;
}

const attributes = (mode: number, size: number): Attributes => ({
  mode,
  size,
  uid: 0,
  gid: 0,
  atime: 0,
  mtime: 0,
});

export function entry(filename: string, size = 1, mode = fileMode): FileEntry {
  return {
    filename,
    longname: `-rw-r--r-- 1 0 0 ${size} Jan 1 1970 ${filename}`,
    attrs: attributes(mode, size),
  };
}

export function folderEntry(filename: string): FileEntry {
  return { ...entry(filename, 0, folderMode), longname: `drwxr-xr-x 1 0 0 0 Jan 1 1970 ${filename}` };
}

/** Listens on a free port until the test has finished. */
export async function startSftpPeer(behaviour: PeerBehaviour = {}): Promise<SftpPeerServer> {
  const hostKey = behaviour.hostKey ?? ed25519Key();
  const heard: string[] = [];
  const closed: string[] = [];
  const written = new Map<string, Buffer>();
  const server = new ssh2.Server({ ...behaviour.server, hostKeys: [hostKey.privateText] }, (connection) => {
    connection.on('error', () => {});
    connection.on('authentication', (context) => authenticate(context, behaviour, heard));
    connection.on('session', (accept) => {
      if (behaviour.silentOn === 'session') return;
      const session = accept();
      if (!behaviour.noSubsystem)
        session.on('sftp', (open) => serve(open(), connection, behaviour, { written, closed }));
    });
  });
  const listener = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.setNoDelay(true);
    server.injectSocket(socket);
    sockets.add(socket);
  });
  const sockets = new Set<net.Socket>();
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    listener.close();
    await once(listener, 'close');
  });
  const address = listener.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  return { port: address.port, hostKeyFingerprint: fingerprintOf(hostKey.blob), heard, closed, written };
}

function authenticate(context: AuthContext, behaviour: PeerBehaviour, heard: string[]): void {
  const { key, prompts = ['Password: '], answers = ['secret'] } = behaviour;
  const ask = (rest: readonly string[], given: readonly string[]): void => {
    const [prompt, ...others] = rest;
    if (context.method !== 'keyboard-interactive') return;
    if (prompt === undefined) {
      if (given.join('|') === answers.join('|')) context.accept();
      else context.reject();
      return;
    }
    context.prompt([{ prompt, echo: false }], ([answer = '']) => {
      heard.push(answer);
      ask(others, [...given, answer]);
    });
  };
  heard.push(context.method);
  if (context.method === 'keyboard-interactive') {
    ask(prompts, []);
  } else if (context.method === 'publickey' && key?.blob.equals(context.key.data) === true) {
    if (context.signature === undefined) context.accept();
    else context.reject(['keyboard-interactive'], true);
  } else {
    context.reject(['publickey', 'keyboard-interactive']);
  }
}

function serve(
  sftp: SFTPWrapper,
  connection: Connection,
  behaviour: PeerBehaviour,
  { written, closed }: Pick<SftpPeerServer, 'written' | 'closed'>,
): void {
  const {
    files = new Map<string, Uint8Array>(),
    list,
    chunk = 1 << 20,
    toldSize,
    slowToClose = 0,
    silentOn,
    cutAtRead,
  } = behaviour;
  const handles: { path: string; batch: number; writing: boolean }[] = [];
  let reads = 0;
  const open = (request: number, path: string, writing: boolean) => {
    handles.push({ path, batch: 0, writing });
    sftp.handle(request, Buffer.of(handles.length - 1));
  };
  const of = (handle: Buffer) => handles[handle[0] ?? 0];
  const listing = (folder: string, batch: number): readonly FileEntry[] | undefined => {
    if (list !== undefined) return list(folder, batch);
    if (batch > 0) return undefined;
    const below = [...files].filter(([path]) => path.startsWith(`${folder}/`));
    const names = below.map(
      ([path, bytes]) => [path.slice(folder.length + 1).split('/'), bytes.length] as const,
    );
    const unique = new Map(
      names.map(([[first = '', ...rest], size]) => [
        first,
        rest.length > 0 ? folderEntry(first) : entry(first, size),
      ]),
    );
    return [...unique.values()];
  };

  sftp.on('error', () => {});
  sftp.on('OPENDIR', (request, path) => open(request, path, false));
  sftp.on('READDIR', (request, handle) => {
    const found = of(handle);
    const names = found && listing(found.path, found.batch);
    if (found === undefined || names === undefined) return sftp.status(request, STATUS_CODE.EOF);
    found.batch += 1;
    sftp.name(request, [...names]);
  });
  sftp.on('OPEN', (request, path, flags) => {
    if (silentOn === 'OPEN') return;
    const writing = (flags & OPEN_MODE.WRITE) !== 0;
    if (writing) written.set(path, Buffer.alloc(0));
    else if (!files.has(path))
      return sftp.status(request, STATUS_CODE.NO_SUCH_FILE, 'hostile \u001b[2J words');
    open(request, path, writing);
  });
  if (toldSize !== undefined) {
    sftp.on('FSTAT', (request) => sftp.attrs(request, attributes(fileMode, toldSize)));
  }
  sftp.on('READ', (request, handle, offset, length) => {
    reads += 1;
    if (reads === cutAtRead) return void connection.end();
    if (silentOn === 'READ') return;
    const bytes = files.get(of(handle)?.path ?? '') ?? new Uint8Array(0);
    const part = Buffer.from(bytes.subarray(offset, offset + Math.min(length, chunk)));
    if (part.length === 0) sftp.status(request, STATUS_CODE.EOF);
    else sftp.data(request, part);
  });
  sftp.on('WRITE', (request, handle, offset, data) => {
    const path = of(handle)?.path ?? '';
    const before = written.get(path) ?? Buffer.alloc(0);
    written.set(path, Buffer.concat([before.subarray(0, offset), data]));
    sftp.status(request, STATUS_CODE.OK);
  });
  let gone = false;
  connection.once('close', () => {
    gone = true;
  });
  sftp.on('CLOSE', async (request, handle) => {
    const found = of(handle);
    if (slowToClose > 0) await setTimeout(slowToClose);
    if (gone) return;
    closed.push(found?.path ?? '');
    const refused = found?.writing === true && found.path.includes('refused');
    sftp.status(request, refused ? STATUS_CODE.FAILURE : STATUS_CODE.OK);
  });
}
