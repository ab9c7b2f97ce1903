/** A port of this machine for a program that cannot choose one itself, or that listens there again later. */

import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** None of those that systems give away by themselves: whoever asks for any port meanwhile is given another one. */
const registered = { from: 20_000, to: 30_000 };

const given = new Set<number>();

export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(registered.from, registered.to);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer().once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
