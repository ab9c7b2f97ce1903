/** The relay's gateway with parcels of any size in it: sealed under a month key, like all that lies there. */

import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { formatParcelName } from '../../src/parcels/name.ts';
import { stageParcel } from '../../src/parcels/stage.ts';
import { parseReferenceMonth } from '../../src/people/reference-month.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import type { Change } from '../../src/ports/store.ts';
import { openSite } from '../../src/site.ts';
import { upstreamOf } from './logins.ts';
import { gatewayEnvironment } from './program-environment.ts';
import { ourName } from './rows.ts';
import { insurers, makeSites, month as monthText, relay, type Site, siteIn, today } from './sites.ts';
import type { Contestant, Shelf } from './transfer-peers.ts';

const receiver = insurers[0] ?? '';
const month = requireMonth();
const mebibyte = randomBytes(1024 ** 2);

/** Makes the sites in `folder`, with one parcel for the first insurer for each size, in bytes. */
export async function gatewayWith(folder: string, sizes: readonly number[]): Promise<Contestant> {
  await makeSites(folder);
  const site = siteIn(folder, relay);
  const names = await stock(site, sizes);
  const { host, port, username, privateKey, password } = await upstreamOf(siteIn(folder, receiver));
  // One account may not hold as many sessions as are held here.
  const accounts = await Promise.all(
    insurers.map(async (insurer) => {
      const { username: user, privateKey: key, password } = await upstreamOf(siteIn(folder, insurer));
      return { user, keys: [key], password, file: `/inbox/${monthText}/${names[0]}` };
    }),
  );
  const file = (name: string) => path.join(folder, name);
  await writeFile(file('key'), privateKey, { mode: 0o600 });
  await writeFile(file('password'), password, { mode: 0o600 });
  await writeFile(file('askpass'), `#!/bin/sh\nexec cat '${file('password')}'\n`);
  await chmod(file('askpass'), 0o700);
  await writeFile(
    file('ssh_config'),
    `Host *
  HostName ${host}
  Port ${port}
  User ${username}
  IdentityFile ${file('key')}
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  LogLevel ERROR
`,
  );
  const shelf: Shelf = {
    source: (index) => `/inbox/${monthText}/${names[index]}`,
    target: (index) => `/receipts/${index}.asc`,
  };
  return {
    name: ourName,
    shelf,
    configuration: file('ssh_config'),
    environment: { SSH_ASKPASS: file('askpass'), SSH_ASKPASS_REQUIRE: 'force' },
    // What is put there is no receipt, and is refused when it is whole.
    refusesUploads: true,
    start: async () => ({ ...(await start(site)), target: { host, port, accounts } }),
  };
}

async function start({ paths }: Site) {
  const script = path.join(import.meta.dirname, 'transfer-process.ts');
  const child = spawn(process.execPath, [...process.execArgv, script, paths.config], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: gatewayEnvironment,
  });
  await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error('ended'))),
  ]);
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** Puts parcels of random bytes into the store, as the relay would; gives their names. */
async function stock({ paths }: Site, sizes: readonly number[]): Promise<readonly string[]> {
  const clock = rehearsalClock(startOfLegalDay(today));
  const site = await openSite(await loadConfig(paths.config), clock);
  try {
    const at = clock.now();
    const { stored, key } = (await site.vault()).createDataKey(month, at);
    const parcels: Parcel[] = [];
    for (const [index, wanted] of sizes.entries()) {
      const id = randomUUID();
      const stager = stageParcel(site.store, key, id);
      for (let left = wanted; left > 0; left -= mebibyte.length)
        await stager.write(mebibyte.subarray(0, left));
      const { size, digest, counts } = await stager.finish();
      const sequenceNumber = index + 1;
      const sender = relay;
      const name = formatParcelName({ deliberation: n21250.number, month, sender, receiver, sequenceNumber });
      const nothingYet = { collectedAt: null, receiptedAt: null, removedAt: null };
      parcels.push({
        ...{ id, dataKey: stored.id, direction: 'outbound', sender, receiver, month, sequenceNumber },
        ...{ name, size, digest, counts, addedAt: at, ...nothingYet },
      });
    }
    const changes: Change[] = [
      { change: 'create-data-key', key: stored },
      ...parcels.map((parcel): Change => ({ change: 'add-parcel', parcel })),
    ];
    const details = { mode: 'rehearsal', database: 'of a benchmark' };
    const event = { event: 'site-opened', actor: relay, details } as const;
    const { committed } = await site.store.commit({ at, changes, events: [event] });
    if (!committed) throw new Error('the parcels were not taken');
    return parcels.map(({ name }) => name);
  } finally {
    await site.close();
  }
}

function requireMonth() {
  const month = parseReferenceMonth(monthText);
  if (month === undefined) throw new RangeError('a reference month is wanted');
  return month;
}
