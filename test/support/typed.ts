/** Lines that a document shows, typed where it says: the program's own in this process, the shell's in a shell. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { vi } from 'vitest';
import { run } from '../../src/cli/program.ts';
import { root } from './documents.ts';
import { runProgram } from './run-program.ts';

export interface TypedLine {
  /** Whose site, as a remark above it says: `# at INAMI`. */
  readonly at: string;
  readonly line: string;
  /** Named in the remark behind it; else 0. */
  readonly status: number;
}

/** What is typed in blocks of code, line by line. */
export function typedLines(blocks: readonly string[]): readonly TypedLine[] {
  let at = '';
  return blocks
    .flatMap((block) => block.split('\n'))
    .flatMap((shown) => {
      const [, line = '', remark = ''] = /^ *(.*?)(?:(?:^| +)#(?= )(.*))?$/.exec(shown) ?? [];
      const [, place] = /^ at (.*?)(?:[,:].*)?$/.exec(line === '' ? remark : '') ?? [];
      at = place ?? at;
      return line === '' ? [] : [{ at, line, status: Number(/exit code (\d+)/.exec(remark)?.[1] ?? 0) }];
    });
}

/** The words of a line of the program, as a shell gives them to it, and the file that takes its results. */
export function wordsOf(line: string): { readonly words: readonly string[]; readonly into?: string } {
  const [command = '', into] = line.split(/ > /);
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');
  return into === undefined ? { words } : { words, into: into.trim() };
}

export interface Told {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Types a line in a folder; `options` follow each command of the program, those of scripts included. */
export async function type(line: string, folder: string, options: readonly string[]): Promise<Told> {
  const { words, into } = wordsOf(line);
  const [program, ...args] = words;
  if (program !== 'passerelle') return await typeInShell(line, folder, options);
  const told = await runHere(folder, [...args, ...options]);
  if (into !== undefined) await writeFile(path.resolve(folder, into), told.stdout);
  return told;
}

/** Runs the program as `src/main.ts` does, with a terminal that nobody draws on. */
async function runHere(folder: string, args: readonly string[]): Promise<Told> {
  const [home, terminal] = [process.cwd(), process.stderr.isTTY];
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  process.chdir(folder);
  process.stderr.isTTY = true;
  try {
    const status = await run(args);
    return { status, stdout: stdout.said(), stderr: stderr.said() };
  } finally {
    process.chdir(home);
    process.stderr.isTTY = terminal;
    stdout.restore();
    stderr.restore();
  }
}

function capture(stream: NodeJS.WriteStream) {
  stream.setMaxListeners(0);
  const said: string[] = [];
  const write = vi.spyOn(stream, 'write').mockImplementation((text: string | Uint8Array) => {
    said.push(typeof text === 'string' ? text : Buffer.from(text).toString());
    return true;
  });
  return { said: () => said.join(''), restore: () => write.mockRestore() };
}

/** A service manager is not asked for; scripts are those of this checkout. */
async function typeInShell(line: string, folder: string, options: readonly string[]): Promise<Told> {
  const typed = line.replace(/^\/opt\/passerelle\/scripts\/\S+/, (script) =>
    [path.join(root, script.replace('/opt/passerelle/', '')), ...options].join(' '),
  );
  const { status, output } = await runProgram('bash', ['-ec', `systemctl() { :; }\n${typed}`], {
    cwd: folder,
  });
  return { status, stdout: output, stderr: output };
}
