/** Does a gateway go on answering while others keep it, or its database, busy? */

import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { sftpTransport } from '../../src/adapters/transport-sftp.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { Site } from './sites.ts';

export interface LoginWatch {
  /** Ends it, and gives the seconds of each login. Throws if one was refused. */
  stop(): Promise<readonly number[]>;
}

const millisecondsBetween = 200;

/** Logs in with both factors again and again, as `site` does at the gateway that it fetches from. */
export async function watchLogins(site: Site): Promise<LoginWatch> {
  const transport = await transportOf(site);
  const seconds: number[] = [];
  let watching = true;
  const watched = (async () => {
    while (watching) {
      const begun = performance.now();
      const session = await transport.open();
      seconds.push((performance.now() - begun) / 1000);
      await session.close();
      await delay(millisecondsBetween);
    }
  })();
  // Told when the watch is stopped.
  watched.catch(() => {});
  return {
    async stop() {
      watching = false;
      await watched;
      return seconds;
    },
  };
}

/** What a site needs to log in by its key where it fetches from. Accounts of a rehearsal have all factors. */
export async function upstreamOf({ paths }: Site) {
  const config = await loadConfig(paths.config);
  if (config.place === 'publisher' || config.upstream === undefined) {
    throw new TypeError('a site that fetches is wanted');
  }
  const { host, port, hostKeyFingerprint, user: username } = config.upstream;
  return {
    host,
    port,
    hostKeyFingerprint,
    username,
    privateKey: await readFile(paths.key(`${username}.ssh-user`), 'utf8'),
    password: (await readFile(paths.secret('upstream-password'), 'utf8')).trimEnd(),
  };
}

/** The same way as its commands take. */
export async function transportOf(site: Site) {
  return sftpTransport({ ...(await upstreamOf(site)), timeout: 60_000 });
}
