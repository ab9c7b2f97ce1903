/** The ports that the site listens on, and the gateway that it fetches from. Nobody logs in. */

import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { askHostKey } from '../adapters/sftp/host-key.ts';
import type { GatewayConfig, OperatorPlace, SiteConfig } from '../config/site-config.ts';
import { readSshPrivateKey } from '../ssh/read-private-key.ts';
import { text } from '../words/text.ts';
import { type Finding, fine, look, mend, unseen } from './check.ts';

/** Milliseconds for each step of a peer. */
const patience = 10_000;

export async function examineUpstream({ upstream }: SiteConfig): Promise<readonly Finding[]> {
  if (upstream === undefined) return [fine(text`there is none yet`)];
  const { host, port, hostKeyFingerprint, nextHostKeyFingerprint } = upstream;
  const told = await askHostKey(host, port, patience);
  if (told.answer === 'unreachable') {
    const todo = text`Check host and port under [upstream], the firewall of both sides, and whether the gateway is up.`;
    return [mend(text`no connection to ${host}, port ${port}`, todo)];
  }
  if (told.answer !== 'host-key') {
    const todo = text`The gateway turns this address away, shares no algorithm with us, or another program answers there.`;
    return [mend(text`${host}, port ${port}, is connected and shows no host key`, todo)];
  }
  if (told.fingerprint === hostKeyFingerprint)
    return [fine(text`${host}, port ${port}, shows the host key that is pinned`)];
  if (told.fingerprint === nextHostKeyFingerprint) {
    return [
      look(
        text`${host}, port ${port}, shows the host key that was announced as its next`,
        text`Write it as host_key_fingerprint, and take out next_host_key_fingerprint: docs/rotation.md`,
      ),
    ];
  }
  return [
    mend(
      text`${host}, port ${port}, shows the host key ${told.fingerprint}, which is not the one that is pinned`,
      text`Do not log in. Ask the operator there by telephone whether the host key was replaced, and for its fingerprint.`,
    ),
  ];
}

export async function examineGateway(config: SiteConfig): Promise<readonly Finding[]> {
  if (config.place === 'recipient') return [fine(text`an insurer has none`)];
  const { host, port } = config.gateway;
  if (port === 0) return [fine(text`the system chooses a port at each start`)];
  const free = await canListen(host, port);
  if (free === 'free') return [fine(text`${host}, port ${port}, is free: no gateway runs now`)];
  if (free !== 'taken') {
    return [
      mend(text`nobody can listen on ${host}, port ${port}: ${free}`, text`Choose another under [gateway].`),
    ];
  }
  return [await holderFinding(config.gateway, config.mode)];
}

/** What only this machine reaches: the operator page, and what a gateway shows to Prometheus. */
export async function examineListeners(config: SiteConfig): Promise<readonly Finding[]> {
  const places = [
    config.operator?.place,
    config.place === 'recipient' ? undefined : config.gateway.monitoring,
  ];
  const named = places.filter((place) => place !== undefined);
  if (named.length === 0) return [fine(text`there is neither an operator page nor monitoring`)];
  return await Promise.all(named.map(listenerFinding));
}

async function listenerFinding(place: OperatorPlace): Promise<Finding> {
  if ('socket' in place) {
    const folder = await stat(path.dirname(place.socket)).catch(() => undefined);
    if (folder?.isDirectory() === true) return fine(text`it opens at ${place.socket}`);
    return mend(
      text`there is no folder for ${place.socket}`,
      text`Make it, or choose another in the configuration.`,
    );
  }
  const { host, port } = place;
  if (port === 0) return fine(text`the system chooses a port at each start`);
  const free = await canListen(host, port);
  if (free === 'free') return fine(text`${host}, port ${port}, is free: nothing is open there now`);
  if (free === 'taken') return fine(text`${host}, port ${port}, is held, by our own serve if it runs`);
  return mend(
    text`nobody can listen on ${host}, port ${port}: ${free}`,
    text`Choose another in the configuration.`,
  );
}

/** Who holds the port: our gateway shows our host key. */
async function holderFinding(
  { host, port, hostKey, proxyProtocolFrom }: GatewayConfig,
  mode: SiteConfig['mode'],
): Promise<Finding> {
  if (proxyProtocolFrom !== undefined) {
    return unseen(
      text`port ${port} is held, and speaks to the load balancers only`,
      text`Ask through a load balancer.`,
    );
  }
  if (!existsSync(hostKey))
    return look(text`port ${port} is held by another process`, text`See which: the host key is not there.`);
  const told = await askHostKey(reachable(host), port, patience);
  const ours = (await readSshPrivateKey(hostKey, mode)).fingerprint;
  if (told.answer === 'host-key' && told.fingerprint === ours)
    return fine(text`our gateway listens on ${host}, port ${port}`);
  const todo = text`End the other process, or choose another port under [gateway].`;
  return told.answer === 'host-key'
    ? mend(text`a server with another host key, ${told.fingerprint}, holds port ${port}`, todo)
    : mend(text`another process holds port ${port}, and shows no host key`, todo);
}

/** All addresses of a machine are reached by its own. */
function reachable(host: string): string {
  const ownByAll: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };
  return ownByAll[host] ?? host;
}

/** Listens for a moment. What the system answers if it does not let us is an error code. */
function canListen(host: string, port: number): Promise<'free' | 'taken' | string> {
  const server = net.createServer((socket) => socket.destroy());
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'EADDRINUSE' ? 'taken' : (error.code ?? error.message)),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve('free')));
  });
}
