/** The system's own `sftp`, as an operator at another site has it. */

import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Run } from './passerelle.ts';

export interface SftpTarget {
  readonly host: string;
  readonly port: number;
  readonly knownHosts: string;
  /** Bytes of one request; by default as many as the gateway allows. */
  readonly blockBytes?: number;
}

/** Who logs in, with what; a factor that is not given is not offered. */
export interface SftpUser {
  readonly user: string;
  readonly keyFile?: string;
  readonly password?: string;
  readonly code?: string;
  /** A token behind a PKCS#11 module in place of a key file. */
  readonly token?: { readonly module: string; readonly pin: string; readonly config: string };
}

const { PATH: searchPath } = process.env;

/** What is answered to each prompt. The words are OpenSSH's and the gateway's. */
const askpass = `#!/bin/sh
case "$1" in
  *'Enter PIN for'*) printf '%s\\n' "$ANSWER_PIN" ;;
  *'One-time code'*) printf '%s\\n' "$ANSWER_CODE" ;;
  *) printf '%s\\n' "$ANSWER_PASSWORD" ;;
esac
`;

/** Runs commands in one session, as `sftp -b` does, in `folder`. Ends with the first command that fails. */
export async function sftp(
  { host, port, knownHosts, blockBytes }: SftpTarget,
  user: SftpUser,
  commands: readonly string[],
  folder = tmpdir(),
): Promise<Run> {
  const { keyFile, token } = user;
  const options = {
    ConnectTimeout: '20',
    GlobalKnownHostsFile: 'none',
    // Else the keys of a token would not be offered.
    IdentitiesOnly: token === undefined ? 'yes' : 'no',
    IdentityAgent: 'none',
    IdentityFile: keyFile ?? 'none',
    NumberOfPasswordPrompts: '1',
    PKCS11Provider: token?.module ?? 'none',
    PubkeyAuthentication: keyFile === undefined && token === undefined ? 'no' : 'yes',
    StrictHostKeyChecking: 'yes',
    UserKnownHostsFile: knownHosts,
  };
  const flags = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const block = blockBytes === undefined ? [] : ['-B', String(blockBytes)];
  return sftpAs(user, [...flags, ...block, '-P', String(port), `${user.user}@${host}`], commands, folder);
}

/** The same with any arguments; the answers to prompts are the user's. */
export async function sftpAs(
  { password = '', code = '', token }: SftpUser,
  args: readonly string[],
  commands: readonly string[],
  folder = tmpdir(),
): Promise<Run> {
  const home = await mkdtemp(path.join(tmpdir(), 'sftp-'));
  try {
    const answers = path.join(home, 'askpass');
    await writeFile(answers, askpass, { mode: 0o700 });
    // `-b` alone would answer no prompt.
    return await run(['-F', 'none', '-o', 'BatchMode=no', '-b', '-', ...args], commands, {
      cwd: folder,
      env: {
        PATH: searchPath,
        HOME: home,
        SSH_ASKPASS: answers,
        SSH_ASKPASS_REQUIRE: 'force',
        ANSWER_PASSWORD: password,
        ANSWER_CODE: code,
        ANSWER_PIN: token?.pin ?? '',
        SOFTHSM2_CONF: token?.config,
      },
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

async function run(
  args: readonly string[],
  commands: readonly string[],
  surroundings: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Run> {
  const child = spawn('sftp', args, surroundings);
  const [stdout, stderr] = [child.stdout.toArray(), child.stderr.toArray()];
  // It may end before it has read its commands.
  child.stdin.on('error', () => {});
  child.stdin.end(commands.map((command) => `${command}\n`).join(''));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const text = async (chunks: Promise<Buffer[]>) => Buffer.concat(await chunks).toString();
  return { status, stdout: await text(stdout), stderr: await text(stderr) };
}
