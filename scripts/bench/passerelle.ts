/** Runs the program as its users do: one process for each command. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { type Site, today } from './sites.ts';

const program = path.resolve(import.meta.dirname, '../../bin/passerelle');
const peakMemory = path.resolve(import.meta.dirname, 'peak-memory.ts');

export interface Measured {
  /** From its start to its end, in seconds. */
  readonly seconds: number;
  /** Greatest resident memory, in MiB. */
  readonly peak: number;
  /** Its result on stdout. */
  readonly result: unknown;
}

/** Runs a command at a site and times it. Throws unless it succeeds. */
export async function timed(site: Site, args: readonly string[]): Promise<Omit<Measured, 'peak'>> {
  const begun = performance.now();
  const child = start(site, args, []);
  const { stdout } = await ended(child, args);
  return { seconds: (performance.now() - begun) / 1000, result: JSON.parse(stdout) };
}

/** Also tells how much memory it took at most. */
export async function measured(site: Site, args: readonly string[]): Promise<Measured> {
  const begun = performance.now();
  const child = start(site, args, ['--import', peakMemory]);
  const { stdout, peak } = await ended(child, args);
  return { seconds: (performance.now() - begun) / 1000, peak, result: JSON.parse(stdout) };
}

export interface RunningGateway {
  readonly pid: number;
  /** Ends it, and gives its greatest resident memory, in MiB. */
  stop(): Promise<number>;
}

/** Starts the gateway of a site. Resolves once it listens. */
export async function serve(site: Site): Promise<RunningGateway> {
  const child = start(site, ['serve'], ['--import', peakMemory]);
  const outcome = ended(child, ['serve']);
  const output = streamOf(child, 1);
  const spoken = new Promise<void>((resolve) => {
    output.once('readable', () => {
      // Of a gateway that could not listen it is the end that is readable.
      if (output.readableLength > 0) resolve();
    });
  });
  await Promise.race([spoken, outcome]);
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      return (await outcome).peak;
    },
  };
}

function start(site: Site, args: readonly string[], nodeOptions: readonly string[]): ChildProcess {
  const common = ['--rehearsal', '--json', '--quiet', '--at', `${today}`, '--config', site.paths.config];
  return spawn(program, [...args, ...common], {
    env: { ...process.env, NODE_OPTIONS: nodeOptions.join(' ') },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
}

async function ended(child: ChildProcess, args: readonly string[]) {
  const [[status], stdout, stderr, peak] = await Promise.all([
    once(child, 'exit'),
    text(streamOf(child, 1)),
    text(streamOf(child, 2)),
    text(streamOf(child, 3)),
  ]);
  if (status !== 0) throw new Error(`passerelle ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return { stdout, peak: Number(peak) / 1024 };
}

function streamOf({ stdio }: ChildProcess, descriptor: number): Readable {
  const stream = stdio[descriptor];
  if (stream === undefined || stream === null || !('read' in stream)) throw new TypeError('no pipe');
  return stream;
}
