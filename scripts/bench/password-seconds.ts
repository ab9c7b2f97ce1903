/** What a password's hash takes, with the parameters that the accounts have, in a process like the gateway's. */

import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { hashPassword } from '../../src/login/password.ts';
import { gatewayEnvironment } from './program-environment.ts';

if (import.meta.main) process.stdout.write(JSON.stringify(await hashAgainAndAgain()));

/** Seconds of each of nine hashes, one after the other. */
export async function passwordSeconds(): Promise<readonly number[]> {
  const options = { env: gatewayEnvironment };
  const command = [...process.execArgv, import.meta.filename];
  const { stdout } = await promisify(execFile)(process.execPath, command, options);
  return z.array(z.number()).parse(JSON.parse(stdout));
}

async function hashAgainAndAgain(): Promise<readonly number[]> {
  const times: number[] = [];
  for (let count = 0; count < 9; count += 1) {
    const begun = performance.now();
    await hashPassword(randomBytes(12).toString('hex'));
    times.push((performance.now() - begun) / 1000);
  }
  return times;
}
