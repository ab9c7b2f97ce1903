/** Starts the program as an operator does, a process for each command, with its death planned or not. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { type Plan, planVariable, type Report, readReport, reportDescriptor } from './plan.ts';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');
const preload = path.resolve(import.meta.dirname, 'preload.ts');

/** How a process ended, and what it told of its durable steps. */
export interface Ended extends Report {
  /** Exit status; `null` if it was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `passerelle …` at the site of a rehearsal whose configuration is `config`. */
export function start(config: string, args: readonly string[], plan: Plan | undefined): Running {
  const { PATH, HOME } = process.env;
  const planned = plan === undefined ? {} : { [planVariable]: JSON.stringify(plan) };
  const common = ['--rehearsal', '--json', '--config', config];
  const child = spawn(process.execPath, ['--import', preload, main, ...args, ...common], {
    env: { PATH, HOME, ...planned },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  return { process: child, ended: endOf(child) };
}

async function endOf(child: ChildProcess): Promise<Ended> {
  const [[status, signal], stdout, stderr, report] = await Promise.all([
    once(child, 'exit'),
    text(streamOf(child, 1)),
    text(streamOf(child, 2)),
    text(streamOf(child, reportDescriptor)),
  ]);
  const { steps, death } = readReport(report);
  if ((death !== undefined) !== (signal === 'SIGKILL')) {
    throw new Error(`a process ended otherwise than it told: ${status ?? signal}\n${report}${stderr}`);
  }
  return { status, stdout, stderr, steps, death };
}

export interface RunningGateway extends Running {
  /** True until it is known to have ended. */
  isAlive(): boolean;
}

/** Starts a gateway. Resolves once it listens, or has ended. */
export async function serve(config: string, plan: Plan | undefined): Promise<RunningGateway> {
  const running = start(config, ['serve'], plan);
  let alive = true;
  const ended = running.ended.finally(() => {
    alive = false;
  });
  // Whoever waits for its end hears of a failure; until then it is nobody's.
  ended.catch(() => {});
  await Promise.race([once(streamOf(running.process, 1), 'readable'), ended]);
  return { ...running, ended, isAlive: () => alive };
}

/** Ends a gateway in order. */
export async function stop({ process: child, ended }: RunningGateway): Promise<Ended> {
  child.kill('SIGTERM');
  return await ended;
}

function streamOf({ stdio }: ChildProcess, descriptor: number): NodeJS.ReadableStream {
  const stream = stdio[descriptor];
  if (stream === undefined || stream === null || !('read' in stream)) throw new TypeError('no pipe');
  return stream;
}
