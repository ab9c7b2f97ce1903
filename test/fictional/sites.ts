/** Real sites of the invented deliberation, set up by the commands that an operator would use. */

import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { passerelleUnder, type Run, type Service, startPasserelle } from '../support/passerelle.ts';
import { days } from './days.ts';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');
export const password = 'six words that nobody would guess';

/** When a command runs: now, as if it were another time, or by a clock of the test's own (options for Node). */
export type When = 'now' | readonly string[];

/** Options for Node by which a process of the program knows the invented deliberation. */
function knowingIt(when: When, terminal = false): readonly string[] {
  const instead = new URL('./instead.ts', import.meta.url);
  for (const [name, day] of Object.entries(days)) instead.searchParams.set(name, day);
  if (terminal) instead.searchParams.set('terminal', '');
  return ['--import', instead.href, ...(when === 'now' ? [] : when)];
}

/** The words of every command that ended well at a real site, so far. */
export const succeeded: (readonly string[])[] = [];

export interface FictionalSite {
  readonly folder: string;
  at(when: When, ...args: readonly string[]): Promise<Run>;
  /** Runs a command now. */
  run(...args: readonly string[]): Promise<Run>;
  /** The same; throws unless it succeeds, and gives what it prints. */
  must(...args: readonly string[]): Promise<string>;
  json(...args: readonly string[]): Promise<unknown>;
  /** At a terminal, where each question is answered by the next answer; throws unless it succeeds. */
  answering(answers: readonly string[], ...args: readonly string[]): Promise<string>;
  /** A command that stays. To be ended by the caller. */
  start(when: When, ...args: readonly string[]): Service;
  put(name: string, content: string): Promise<void>;
  edit(pattern: RegExp, replacement: string): Promise<void>;
  append(section: string): Promise<void>;
}

export function siteIn(folder: string): FictionalSite {
  const config = path.join(folder, 'passerelle.toml');
  const change = async (to: (text: string) => string) =>
    writeFile(config, to(await readFile(config, 'utf8')));
  const at: FictionalSite['at'] = async (when, ...args) => {
    const run = await passerelleUnder(knowingIt(when), folder, ...args);
    if (run.status === 0) succeeded.push(args);
    return run;
  };
  const must: FictionalSite['must'] = async (...args) => {
    const { status, stdout, stderr } = await at('now', ...args);
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
    return stdout;
  };
  return {
    folder,
    at,
    run: (...args) => at('now', ...args),
    must,
    json: async (...args) => JSON.parse(await must(...args, '--json')),
    answering: (answers, ...args) => answering(folder, answers, args),
    start(when, ...args) {
      succeeded.push(args);
      return startPasserelle(knowingIt(when), folder, ...args);
    },
    put: (name, content) => writeFile(path.join(folder, name), content, { mode: 0o600 }),
    edit: (pattern, replacement) => change((text) => text.replace(pattern, replacement)),
    append: (section) => change((text) => `${text}\n${section}\n`),
  };
}

/** Answers by a pipe what is asked on stderr: a question ends in a colon and a space. */
async function answering(
  folder: string,
  answers: readonly string[],
  args: readonly string[],
): Promise<string> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [...knowingIt('now', true), main, ...args], {
    cwd: folder,
    env: { PATH, HOME },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const waiting = [...answers];
  let [said, asked] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    asked += text;
    if (!asked.endsWith(': ')) return;
    const answer = waiting.shift();
    if (answer === undefined) child.stdin.end();
    else child.stdin.write(`${answer}\n`);
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${asked}`);
  succeeded.push(args);
  return said;
}

/** Sets a site up, with its OpenPGP key and a gateway on a port that the system chooses. */
export async function newSite(folder: string, party: string): Promise<FictionalSite> {
  const site = siteIn(folder);
  await site.must('init', party, '--deliberation', '00/000');
  await site.edit(/^port = 2222$/m, 'port = 0');
  await site.edit(/^passphrase = "prompt"$/m, 'passphrase = { file = "secrets/passphrase" }');
  await site.put('secrets/passphrase', `${password}\n`);
  await site.put('password', `${password}\n`);
  await site.must('keys', 'generate', 'openpgp');
  return site;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
  readonly hostKeyFingerprint: string;
}

/** Names the gateway that a site fetches from. */
export async function connect(site: FictionalSite, user: string, listening: Listening): Promise<void> {
  await site.put('secrets/login-password', `${password}\n`);
  await site.append(`[upstream]
host = "${listening.host}"
port = ${listening.port}
host_key_fingerprint = "${listening.hostKeyFingerprint}"
user = "${user}"
key = "secrets/login_ed25519"
password = { file = "secrets/login-password" }`);
}
