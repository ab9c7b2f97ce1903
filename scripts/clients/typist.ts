/** Runs a program that asks on its output and reads on its input, as at a terminal: an answer after each prompt. */

import { spawn } from 'node:child_process';
import type { Ran } from '../../test/support/run-program.ts';

/** `answers`: the words of each prompt, in their order, with what is typed there. */
export function runWithTypist(
  program: string,
  parameters: readonly string[],
  {
    cwd,
    answers,
  }: { readonly cwd: string; readonly answers: readonly (readonly [prompt: string, answer: string])[] },
): Promise<Ran> {
  const { PATH } = process.env;
  const left = [...answers];
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd,
      env: { PATH, HOME: cwd, LC_ALL: 'C.UTF-8' },
      // Without a terminal it must ask here.
      detached: true,
      timeout: 60_000,
    });
    let output = '';
    let looked = 0;
    const look = (bytes: Buffer) => {
      output += bytes.toString();
      const [next] = left;
      const at = next === undefined ? -1 : output.indexOf(next[0], looked);
      if (next === undefined || at < 0) return;
      left.shift();
      looked = at + next[0].length;
      child.stdin.write(`${next[1]}\n`);
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.stdin.on('error', () => {});
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, output }));
  });
}
