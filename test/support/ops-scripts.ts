/** The ops scripts of the repository, run as an operator runs them. */

import path from 'node:path';
import { root } from './documents.ts';
import { type Ran, runProgram } from './run-program.ts';

/** What each script calls. */
export const scriptPrograms = ['bash', 'awk', 'ssh-keygen', 'sha256sum', 'realpath'];

export function runScript(name: string, folder: string, ...parameters: readonly string[]): Promise<Ran> {
  return runProgram(path.join(root, 'scripts', name), parameters, { cwd: folder });
}
