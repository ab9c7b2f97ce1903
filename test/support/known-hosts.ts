/** What a client must know of a gateway's host key. */

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import ssh2 from 'ssh2';
import type { GatewaySite } from './gateway-site.ts';

/** Writes the site's `known_hosts`, as OpenSSH has it, and gives its path. */
export async function writeKnownHosts({ folder, gateway, options }: GatewaySite): Promise<string> {
  const key = ssh2.utils.parseKey(options.hostKey);
  if (key instanceof Error) throw key;
  const file = path.join(folder, 'known_hosts');
  const blob = key.getPublicSSH().toString('base64');
  await writeFile(file, `[${gateway.host}]:${gateway.port} ${key.type} ${blob}\n`);
  return file;
}
