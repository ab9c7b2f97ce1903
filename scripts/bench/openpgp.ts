/**
 * Signing and sealing, opening and verifying, beside `gpg`: small files and large, in every form of encryption that
 * the library has, by turns. Each of ours runs in a process of its own, for its peak of memory; its start is not timed,
 * for the relay's process has long been running. `gpg` starts for every file, as whoever scripts it lets it.
 *
 * Usage: [--sizes 2048,1048576,67108864,209715200] [--runs 5] [--into docs]
 */

import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { json, text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { generateKeyPair } from '../../src/seal/keys.ts';
import type { OpenPgpJob } from './openpgp-work.ts';
import { programEnvironment } from './program-environment.ts';
import { report } from './report.ts';
import type { Row } from './rows.ts';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '2048,1048576,67108864,209715200' },
    runs: { type: 'string', default: '5' },
    into: { type: 'string' },
  },
});
const mebibyte = 2 ** 20;
const runs = Number(values.runs);
const forms = ['CFB', 'GCM', 'OCB', 'EAX'] as const;
type Form = (typeof forms)[number];
type Work = OpenPgpJob['work'];
/** The others are computed in JavaScript: larger files take minutes, and say nothing more. */
const greatest: Readonly<Record<Form, number>> = {
  CFB: Infinity,
  GCM: Infinity,
  OCB: mebibyte,
  EAX: mebibyte,
};
/** So many in a row, of files so small that the clock says little of one. */
const timesOf = (size: number) => (size > mebibyte ? 1 : 20);

interface Measured {
  readonly seconds: readonly number[];
  /** MiB. */
  readonly memory: number;
}

const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-openpgp-'));
const inFolder = (...names: readonly string[]) => path.join(folder, ...names);
async function ours(job: OpenPgpJob): Promise<Measured> {
  const files = ['peak-memory.ts', 'openpgp-work.ts'].map((name) => path.join(import.meta.dirname, name));
  const child = spawn(process.execPath, ['--import', ...files], {
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
    env: programEnvironment,
  });
  const [, output, , peak] = child.stdio;
  child.stdin?.end(JSON.stringify(job));
  if (output === null || !(peak instanceof Readable)) throw new TypeError('no pipe');
  const [seconds, kibibytes] = await Promise.all([json(output), text(peak)]);
  return { seconds: z.array(z.number()).parse(seconds), memory: Number(kibibytes) / 1024 };
}

/** Keys of the author and the reader, which lie open: a passphrase is measured by relay-cycle.ts. */
async function makeKeys(profile: 'v4' | 'v6'): Promise<Pick<OpenPgpJob, 'author' | 'reader'>> {
  const make = async (name: string) => {
    const createdAt = Temporal.Instant.from('2022-01-01T00:00:00Z');
    const pair = await generateKeyPair({
      userId: `${name} <${name}@passerelle.example>`,
      profile,
      createdAt,
      passphrase: undefined,
    });
    const file = inFolder(`${name}-${profile}.asc`);
    await writeFile(file, pair.privateKey, { mode: 0o600 });
    return file;
  };
  return { author: await make('author'), reader: await make('reader') };
}

const gpgHome = inFolder('gpg');
const gpgOptions = ['--homedir', gpgHome, '--batch', '--quiet', '--no-tty', '--trust-model', 'always'];
const gpgWork: Readonly<Record<Work, readonly string[]>> = {
  seal: [
    ...['--compress-algo', 'none', '--cipher-algo', 'AES256', '--digest-algo', 'SHA512'],
    ...['--local-user', 'author@passerelle.example', '--recipient', 'reader@passerelle.example'],
    ...['--sign', '--encrypt'],
  ],
  open: ['--decrypt'],
};

async function gpg(work: Work, file: string, times: number): Promise<Measured> {
  const seconds: number[] = [];
  let memory = 0;
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    const child = spawn('gpg', [...gpgOptions, '--output', '-', ...gpgWork[work], file], {
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const watch = setInterval(async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      memory = Math.max(memory, Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024);
    }, 5);
    const code = await ended;
    clearInterval(watch);
    if (code !== 0) throw new Error(`gpg ended with ${code}`);
    seconds.push((performance.now() - began) / 1000);
  }
  return { seconds, memory };
}

async function startGpg(keys: Pick<OpenPgpJob, 'author' | 'reader'>): Promise<boolean> {
  if (spawnSync('gpg', ['--version']).error !== undefined) return false;
  await mkdir(gpgHome, { mode: 0o700 });
  const { status } = spawnSync('gpg', [...gpgOptions, '--import', keys.author, keys.reader]);
  if (status !== 0) throw new Error('gpg did not take the keys');
  return true;
}

const nameOf = (size: number) => (size < mebibyte ? `${size / 1024} KiB` : `${size / mebibyte} MiB`);
const peer = 'gpg (CFB)';

/** Rows of one size and one kind of work: its speed in each form, and memory where the file is large. */
async function rowsOf(work: Work, size: number, keys: Record<Form, Pick<OpenPgpJob, 'author' | 'reader'>>) {
  const offered = forms.filter((form) => size <= greatest[form]);
  const times = timesOf(size);
  const plain = inFolder('plain');
  await writeFile(plain, randomBytes(size));
  const fileOf = (form: Form) => (work === 'seal' ? plain : inFolder(`sealed-${form}`));
  if (work === 'open') {
    for (const form of offered) {
      await ours({ work: 'seal', form, file: plain, into: fileOf(form), ...keys[form], times: 1 });
    }
  }
  const found = new Map<string, Measured[]>();
  const contenders = [
    ...offered.map((form) => ({
      name: form as string,
      run: () => ours({ work, form, file: fileOf(form), ...keys[form], times }),
    })),
    ...(hasGpg ? [{ name: peer, run: () => gpg(work, fileOf('CFB'), times) }] : []),
  ];
  for (let run = 0; run < runs; run += 1) {
    for (const [place] of contenders.entries()) {
      const { name, run: once } = contenders[(place + run) % contenders.length] ?? contenders[0] ?? {};
      if (name !== undefined && once !== undefined)
        found.set(name, [...(found.get(name) ?? []), await once()]);
    }
  }
  const seconds = (name: string) => found.get(name)?.flatMap((each) => each.seconds) ?? [];
  const memory = (name: string) => found.get(name)?.map((each) => each.memory) ?? [];
  const isSmall = size < mebibyte;
  const speed = (name: string) =>
    seconds(name).map((each) => (isSmall ? each * 1000 : size / mebibyte / each));
  const peers = (of: (name: string) => readonly number[]) => (hasGpg ? { [peer]: of(peer) } : {});
  const rows: Row[] = offered.map((form) => ({
    work: `${work} ${nameOf(size)}, ${form}`,
    unit: isSmall ? 'ms' : 'MiB/s',
    compared: isSmall ? 'time' : 'rate',
    ours: speed(form),
    peers: peers(speed),
    ...(form === 'CFB' || form === 'GCM' ? { goal: { times: 1, of: peer } } : {}),
  }));
  if (size < 64 * mebibyte) return rows;
  return [
    ...rows,
    ...offered.map(
      (form): Row => ({
        work: `${work} ${nameOf(size)}, ${form}: memory`,
        unit: 'MiB',
        compared: 'amount',
        ours: memory(form),
        peers: peers(memory),
      }),
    ),
  ];
}

let hasGpg = false;
try {
  const [v4, v6] = [await makeKeys('v4'), await makeKeys('v6')];
  hasGpg = await startGpg(v4);
  const rows: Row[] = [];
  for (const size of values.sizes.split(',').map(Number)) {
    for (const work of ['seal', 'open'] as const) {
      rows.push(...(await rowsOf(work, size, { CFB: v4, GCM: v6, OCB: v6, EAX: v6 })));
    }
  }
  await report({ part: 'openpgp', rows, into: values.into });
} finally {
  if (hasGpg) spawnSync('gpgconf', ['--homedir', gpgHome, '--kill', 'all']);
  await rm(folder, { recursive: true });
}
