/** Runs the program as people run it: a process of its own, under plain Node. */

import { type ChildProcess, spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { onTestFinished } from 'vitest';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `passerelle …` in `folder` to its end, without a terminal and without input. */
export function passerelle(folder: string, ...args: readonly string[]): Promise<Run> {
  return passerelleUnder([], folder, ...args);
}

/** The same, with options for Node itself. */
export async function passerelleUnder(
  nodeOptions: readonly string[],
  folder: string,
  ...args: readonly string[]
): Promise<Run> {
  const child = start(folder, args, nodeOptions);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, stdout: stdout(), stderr: stderr() };
}

/** A `passerelle …` that stays. */
export interface Service {
  readonly process: ChildProcess;
  /** The first line that it writes on stdout. Rejects with stderr if it ends before. */
  readonly firstLine: Promise<string>;
  /** Resolves once it has written that on stderr. Rejects if it ends before. */
  told(text: string): Promise<void>;
  /** Resolves with all of stdout once it says so. Rejects if it ends before. */
  said(pattern: RegExp): Promise<string>;
  /** How it ended. */
  readonly ended: Promise<Run>;
  /** Asks it to end in order, and tells how it ended. */
  stop(): Promise<Run>;
}

/** Starts a `passerelle …` that stays; it is ended with the test at the latest. */
export function passerelleService(folder: string, ...args: readonly string[]): Service {
  const service = startPasserelle([], folder, ...args);
  onTestFinished(() => endService(service));
  return service;
}

/** Ends a service whatever it is doing. */
export async function endService({ process: child, ended }: Service): Promise<void> {
  child.kill('SIGKILL');
  await ended;
}

/** Starts a `passerelle …` that stays until the caller ends it, with options for Node itself. */
export function startPasserelle(
  nodeOptions: readonly string[],
  folder: string,
  ...args: readonly string[]
): Service {
  const child = start(folder, args, nodeOptions);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const ended = new Promise<Run>((resolve) => {
    child.once('close', (status) => resolve({ status, stdout: stdout(), stderr: stderr() }));
  });
  /** Resolves with what `find` finds in what it has written so far. */
  const awaited = <Found>(stream: NodeJS.ReadableStream | null, find: () => Found | undefined) => {
    const { promise, resolve, reject } = Promise.withResolvers<Found>();
    const look = () => {
      const found = find();
      if (found !== undefined) resolve(found);
    };
    stream?.on('data', look);
    child.once('close', () => reject(new Error(`ended before that:\n${stderr()}`)));
    look();
    return promise;
  };
  const firstLine = awaited(child.stdout, () => /^(.*)\n/.exec(stdout())?.[1]);
  firstLine.catch(() => {});
  return {
    process: child,
    firstLine,
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    async told(text) {
      await awaited(child.stderr, () => (stderr().includes(text) ? true : undefined));
    },
    said: (pattern) => awaited(child.stdout, () => (pattern.test(stdout()) ? stdout() : undefined)),
  };
}

/** All files below `folder`, relative to it. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

function start(folder: string, args: readonly string[], nodeOptions: readonly string[]): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, [...nodeOptions, main, ...args], {
    cwd: folder,
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
