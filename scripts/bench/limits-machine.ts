/** How fast this machine is, without any of our program: its cipher, its loopback network, its disk. */

import { execFile, spawn } from 'node:child_process';
import { createCipheriv, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, type fsyncSync, openSync, writeSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';

const run = promisify(execFile);
const mebibyte = 1024 ** 2;

/** MiB a second of AES-128-GCM on one core, by OpenSSL's own measure. */
export async function opensslCipher(): Promise<number> {
  const options = ['-mr', '-evp', 'aes-128-gcm', '-bytes', '16384', '-seconds', '1'];
  const { stdout } = await run('openssl', ['speed', ...options]);
  const [, bytes] = /^\+F:\d+:AES-128-GCM:([\d.]+)$/m.exec(stdout) ?? [];
  if (bytes === undefined) throw new Error(`openssl speed said something else: ${stdout}`);
  return Number(bytes) / mebibyte;
}

/** The same by Node, each 32 KiB with a nonce and a tag of its own, as SSH has them. */
export function nodeCipher(): number {
  const [key, nonce, packet] = [randomBytes(16), randomBytes(12), randomBytes(32 * 1024)];
  return perSecond(() => {
    const cipher = createCipheriv('aes-128-gcm', key, nonce);
    cipher.update(packet);
    cipher.final();
    cipher.getAuthTag();
  }, packet.length / mebibyte);
}

/** Writes of 4 KiB over themselves in a file of `folder`, each on the disk before the next; how many a second. */
export function durableWrites(folder: string, sync: typeof fsyncSync): number {
  const page = randomBytes(4096);
  const file = openSync(path.join(folder, 'durable'), 'w');
  try {
    return perSecond(() => {
      writeSync(file, page, 0, page.length, 0);
      sync(file);
    }, 1);
  } finally {
    closeSync(file);
  }
}

/** What `work` gets done in a second: so much each time. */
function perSecond(work: () => void, each: number): number {
  const begun = performance.now();
  let done = 0;
  while (performance.now() - begun < 1000) {
    work();
    done += each;
  }
  return done / ((performance.now() - begun) / 1000);
}

/** Seconds from the start of Node to its end, with nothing to do. */
export async function nodeStart(): Promise<number> {
  const begun = performance.now();
  await run(process.execPath, ['--eval', '']);
  return (performance.now() - begun) / 1000;
}

/** Seconds from a byte to its echo by another process. */
export async function roundTrip(): Promise<number> {
  const { socket, end } = await loopback('echo');
  const times: number[] = [];
  for (let count = 0; count < 2000; count += 1) {
    const begun = performance.now();
    socket.write('x');
    await once(socket, 'data');
    times.push((performance.now() - begun) / 1000);
  }
  await end();
  return times.toSorted((a, b) => a - b)[times.length / 2] ?? Number.NaN;
}

export interface Stream {
  /** MiB a second from one process to the other. */
  readonly rate: number;
  /** Processor time of each end, in seconds for each GiB. */
  readonly sender: number;
  readonly receiver: number;
}

/** Plain TCP by Node, 256 KiB at a time. */
export async function stream(): Promise<Stream> {
  const gibibytes = 2;
  const piece = randomBytes(256 * 1024);
  const { socket, end } = await loopback('sink');
  const [begun, before] = [performance.now(), process.cpuUsage()];
  for (let left = gibibytes * 4096; left > 0; left -= 1) {
    if (!socket.write(piece)) await once(socket, 'drain');
  }
  const receiver = await end();
  const { user, system } = process.cpuUsage(before);
  return {
    rate: (gibibytes * 1024) / ((performance.now() - begun) / 1000),
    sender: (user + system) / 1e6 / gibibytes,
    receiver: receiver / gibibytes,
  };
}

/** A connection to a process of its own; `end` tells the processor time that it took. */
async function loopback(way: 'echo' | 'sink'): Promise<{ socket: Socket; end(): Promise<number> }> {
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('no port');
  const script = path.join(import.meta.dirname, 'loopback-peer.ts');
  const child = spawn(process.execPath, [script, String(address.port), way], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [socket] = await once(server, 'connection');
  const said = text(child.stdout);
  return {
    socket,
    async end() {
      socket.end();
      const seconds = Number(await said);
      server.close();
      return seconds;
    },
  };
}
