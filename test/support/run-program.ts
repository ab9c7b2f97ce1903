/** Runs a program of the system to its end, with what it says. */

import { spawn } from 'node:child_process';

export interface Ran {
  readonly status: number | null;
  /** Standard output and error, as they came. */
  readonly output: string;
}

/** `input` is given on standard input, which is then closed. Nothing is inherited but the PATH. */
export function runProgram(
  program: string,
  parameters: readonly string[],
  options: { readonly input?: string; readonly env?: NodeJS.ProcessEnv; readonly cwd?: string } = {},
): Promise<Ran> {
  const { PATH, HOME } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: options.cwd,
      env: { PATH, HOME, LC_ALL: 'C.UTF-8', ...options.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Without a terminal a program cannot ask past the ways that the test gives it.
      detached: true,
      timeout: 60_000,
    });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
    child.stderr.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
    child.stdin.on('error', () => {});
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
    child.stdin.end(options.input ?? '');
  });
}
