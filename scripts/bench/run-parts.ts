/** Runs the parts of the benchmark one after the other, whatever becomes of each. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Part } from './parts.ts';
import { markdown } from './report-tables.ts';

export interface Course {
  readonly parts: readonly Part[];
  /** Where their scripts lie. */
  readonly folder: string;
  /** Short forms, which are only printed. */
  readonly quick: boolean;
  /** Where the parts of a whole run write what they found. */
  readonly into: string;
  /** A line for who waits. */
  say(line: string): void;
}

/** Resolves to true if every part that could run ended well. */
export async function runParts({ parts, folder, quick, into, say }: Course): Promise<boolean> {
  const ends: { readonly name: string; readonly end: string; readonly seconds: number }[] = [];
  let well = true;
  for (const [index, { name, title, full, quick: short, needs }] of parts.entries()) {
    const options = quick ? short : [...full, '--into', into];
    say(`\n[${index + 1}/${parts.length}] ${title}: ${[`${name}.ts`, ...options].join(' ')}\n`);
    const missing = await missingOf(needs);
    const begun = performance.now();
    const end =
      missing.length > 0
        ? `skipped: ${missing.join(', ')} not installed`
        : await endOf(path.join(folder, `${name}.ts`), options);
    well &&= end === 'done' || missing.length > 0;
    ends.push({ name, end, seconds: (performance.now() - begun) / 1000 });
  }
  say(
    `\n${[
      ...markdown(
        ['part', 'seconds', 'end'],
        ends.map(({ name, end, seconds }) => [name, seconds.toFixed(0), end]),
      ),
    ].join('\n')}`,
  );
  return well;
}

async function endOf(script: string, options: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...process.execArgv, script, ...options], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [status, signal] = await once(child, 'exit');
  return status === 0 ? 'done' : `failed: ${signal ?? `exit code ${status}`}`;
}

/** Those that are nowhere on the path, nor where Debian has servers. */
export async function missingOf(programs: readonly string[]): Promise<readonly string[]> {
  const { PATH = '' } = process.env;
  const folders = [...PATH.split(path.delimiter), '/usr/sbin'];
  const there = await Promise.all(
    programs.map((program) =>
      Promise.any(folders.map((folder) => access(path.join(folder, program), constants.X_OK))).then(
        () => true,
        () => false,
      ),
    ),
  );
  return programs.filter((_, index) => there[index] === false);
}
