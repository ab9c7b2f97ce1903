/** What of a client's needs this machine lacks, and which version it has. */

import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Client } from './client.ts';

/** `/usr/bin/python3:name` is a module of Python, `/dev/…` a device, all else a program. */
export function missingFor({ needs }: Client): readonly string[] {
  return needs.filter((need) => !isThere(need));
}

function isThere(need: string): boolean {
  if (need.startsWith('/dev/')) return canOpen(need);
  const [program = '', module] = need.split(':');
  const probe = module === undefined ? ['which', program] : [program, '-c', `import ${module}`];
  return spawnSync(probe[0] ?? '', probe.slice(1), { stdio: 'ignore' }).status === 0;
}

/** What the client says of itself. */
export function versionOf({ version: [program, ...parameters] }: Client): string {
  const { stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

/** A container may show a device and not let it be opened. */
function canOpen(device: string): boolean {
  try {
    closeSync(openSync(device, 'r+'));
    return true;
  } catch {
    return false;
  }
}
