/** HAProxy in front of gateways, set up as docs/several-gateways.md says. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readDocument } from './documents.ts';
import { freePort } from './free-port.ts';

/** What the gateways see of the balancer: another address than their direct callers have. */
export const balancerAddress = '127.0.0.9';

export interface Balancer {
  readonly port: number;
  /** Connections to each gateway, in the order of their ports: now, and ever. */
  load(): Promise<readonly { readonly now: number; readonly ever: number }[]>;
  stop(): Promise<void>;
}

/** Starts it before gateways that listen on the loopback; each new connection goes to the next one. */
export async function startBalancer(folder: string, gateways: readonly [number, number]): Promise<Balancer> {
  const port = await freePort();
  const socket = path.join(folder, 'haproxy.socket');
  const file = path.join(folder, 'haproxy.cfg');
  await writeFile(file, configuration(port, gateways, socket));
  // The shell ends it when its input ends: it does not outlive this process. HAProxy cannot live without a standard input.
  const child = spawn(
    'sh',
    ['-c', 'haproxy -db -q -f "$0" </dev/null & child=$!; read -r _; kill -KILL $child; wait $child', file],
    { stdio: ['pipe', 'ignore', 'ignore'] },
  );
  const load = async () => {
    const [header = '', ...rows] = (await tell(socket, 'show stat')).trim().split('\n');
    const columns = header.replace('# ', '').split(',');
    const column = (name: string, row: string) => row.split(',')[columns.indexOf(name)];
    return rows
      .filter((row) => ['a', 'b'].includes(column('svname', row) ?? ''))
      .map((row) => ({ now: Number(column('scur', row)), ever: Number(column('stot', row)) }));
  };
  while ((await load().catch(() => [])).length === 0) await delay(20);
  return {
    port,
    load,
    async stop() {
      child.stdin.end();
      await once(child, 'exit');
      await rm(socket, { force: true });
    },
  };
}

/** The document's, with other addresses, a door for questions, and connections that go in turn. */
function configuration(port: number, [a, b]: readonly [number, number], socket: string): string {
  const written = /```haproxy\n([^`]+)```/.exec(readDocument('docs/several-gateways.md'))?.[1] ?? '';
  const changes: readonly (readonly [before: string, after: string])[] = [
    ['log /dev/log local0', `stats socket ${socket}`],
    ['bind :2222', `bind 127.0.0.1:${port}`],
    ['balance leastconn', `balance roundrobin\n  source ${balancerAddress}`],
    ['10.0.0.11:2222', `127.0.0.1:${a}`],
    ['10.0.0.12:2222', `127.0.0.1:${b}`],
  ];
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new RangeError(`the document has no «${before}»`);
    return text.replace(before, after);
  }, written);
}

async function tell(socket: string, command: string): Promise<string> {
  const connection = connect(socket);
  connection.end(`${command}\n`);
  return Buffer.concat(await connection.toArray()).toString();
}
