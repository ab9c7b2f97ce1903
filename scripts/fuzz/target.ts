/** What is fuzzed: a rehearsal site with accounts of every sort, and its gateway as a process of its own. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { addAuthority } from '../../src/accounts/authority.ts';
import { activate, addKey, enrolAccount, setPassword } from '../../src/accounts/enrol.ts';
import { invite } from '../../src/accounts/invite.ts';
import { legalDay, rehearsalClock, startOfLegalDay } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import { latest } from '../../src/deliberations/rules.ts';
import type { Store } from '../../src/ports/store.ts';
import { openSite } from '../../src/site.ts';
import { type FidoTestKey, fidoEcdsaKey, fidoEd25519Key } from '../../test/support/fido-keys.ts';
import { ecdsaKey, ed25519Key, rsaKey, type TestKey } from '../../test/support/ssh-keys.ts';
import { writeEvaluations } from '../bench/mock-data.ts';
import { timed } from '../bench/passerelle.ts';
import { makeSites, month, publisher, relay, type Site, siteIn, today } from '../bench/sites.ts';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');

/** Records of the one parcel that there is to fetch. */
const records = 2000;

/** Accounts of one party. Of all but the first two, sessions prove factors of one kind at most. */
export interface Cast {
  /** Logs in by its key and its password. */
  readonly visitor: { readonly name: string; readonly key: TestKey; readonly password: string };
  /** Logs in by a FIDO2 key that verifies its user. */
  readonly authenticator: { readonly name: string; readonly key: FidoTestKey };
  /** Has a key of each algorithm, and a password that nobody here knows. */
  readonly holder: { readonly name: string; readonly keys: readonly [TestKey, ...TestKey[]] };
  /** Have FIDO2 keys, used without verification. */
  readonly toucher: { readonly name: string; readonly keys: readonly [FidoTestKey, ...FidoTestKey[]] };
  readonly certified: { readonly name: string; readonly authority: TestKey; readonly key: TestKey };
  /** Are guessed at until they rest. */
  readonly victims: readonly [string, ...string[]];
  /** May set its own factors; nobody here reads the secret of its new device. */
  readonly invited: { readonly name: string; readonly code: string };
}

export interface Target {
  readonly site: Site;
  readonly cast: Cast;
  /** Paths that the gateway shows to its users. */
  readonly files: readonly [string, ...string[]];
}

/** Makes the site, its accounts and a parcel to fetch in `folder`. */
export async function makeTarget(folder: string): Promise<Target> {
  await makeSites(folder);
  const place = siteIn(folder, publisher);
  await writeEvaluations(place.paths.evaluations, records);
  await timed(place, ['publish', month, '--confirm-volume', String(records)]);
  const config = await loadConfig(place.paths.config);
  const site = await openSite(config, rehearsalClock(startOfLegalDay(today)));
  try {
    const { store, clock, deliberation } = site;
    const keeping = {
      store,
      clock,
      deliberation,
      party: publisher,
      mode: config.mode,
      vault: await site.vault(),
    };
    const role = latest(deliberation.readers).find(({ party }) => party === 'relay')?.role ?? '';
    const password = 'correct horse battery';

    async function enrol(name: string, keys: readonly { readonly publicLine: string }[]): Promise<void> {
      await enrolAccount(keeping, { name, party: relay, role });
      for (const { publicLine } of keys) await addKey(keeping, name, publicLine);
      await setPassword(keeping, name, password);
    }

    const visitor = { name: 'visitor', key: ed25519Key(), password };
    const authenticator = { name: 'authenticator', key: fidoEd25519Key() };
    const holder = { name: 'holder', keys: [ed25519Key(), ecdsaKey('nistp256'), rsaKey(3072)] } as const;
    const toucher = { name: 'toucher', keys: [fidoEd25519Key(), fidoEcdsaKey()] } as const;
    const certified = { name: 'certified', authority: ed25519Key(), key: ed25519Key() };
    const victims = ['victim-1', 'victim-2', 'victim-3'] as const;
    const accounts: readonly (readonly [string, readonly { readonly publicLine: string }[]])[] = [
      [visitor.name, [visitor.key]],
      [authenticator.name, [authenticator.key]],
      [holder.name, holder.keys],
      [toucher.name, toucher.keys],
      [certified.name, []],
      ...victims.map((name) => [name, [ed25519Key()]] as const),
    ];
    for (const [name, keys] of accounts) await enrol(name, keys);
    await addAuthority(keeping, certified.name, certified.authority.publicLine);
    for (const [name] of accounts) await activate(keeping, name, legalDay(clock.now()));
    await enrolAccount(keeping, { name: 'invited', party: relay, role });
    const day = Temporal.Duration.from({ hours: 24 });
    const { code } = await invite(keeping, 'invited', { sets: 'password-and-totp', valid: day });
    const invited = { name: 'invited', code };
    const files = ['/README.txt', ...(await collectAll(store, clock.now()))] as const;
    return {
      site: place,
      files,
      cast: { visitor, authenticator, holder, toucher, certified, victims, invited },
    };
  } finally {
    await site.close();
  }
}

/** Paths of all parcels, noted as collected: whoever reads one afterwards changes nothing. */
async function collectAll(store: Store, at: Temporal.Instant): Promise<readonly string[]> {
  const parcels = await store.parcels({});
  await store.commit({
    at,
    changes: parcels.map(({ id }) => ({ change: 'mark-collected', parcel: id, at })),
    events: [{ event: 'parcel-collected', actor: relay, details: {} }],
  });
  return parcels.map((parcel) => `/inbox/${parcel.month}/${parcel.name}`);
}

export interface GatewayProcess {
  readonly port: number;
  /** Resident memory, in MiB. */
  memory(): Promise<number>;
  /** Lines of its log that tell of something that should not be, and all that is no line of a log. */
  readonly complaints: readonly string[];
  /** How often each message came in its log. */
  readonly said: ReadonlyMap<string, number>;
  /** True until it has ended, for whatever reason. */
  runs(): boolean;
  /** Asks it to end in order, and gives its exit status. */
  stop(): Promise<number | null>;
}

const listening = z.object({ port: z.int() });
const logLine = z.object({ level: z.string(), msg: z.string(), error: z.unknown().optional() });

/** Starts the gateway of a site, with the limits that every gateway has. */
export async function startGatewayProcess(site: Site): Promise<GatewayProcess> {
  const options = ['--rehearsal', '--json', '--quiet', '--at', `${today}`, '--config', site.paths.config];
  const child = spawn(process.execPath, [main, 'serve', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  const said = new Map<string, number>();
  let status: number | null | undefined;
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      status = code;
      resolve(code);
    });
  });
  createInterface(child.stderr).on('line', (line) => {
    const parsed = logLine.safeParse(jsonOf(line));
    // An exception is none of the things that a peer may bring about, whatever becomes of it.
    const isComplaint = !parsed.success || parsed.data.level === 'error' || parsed.data.error !== undefined;
    if (isComplaint) complaints.push(line);
    if (parsed.success) said.set(parsed.data.msg, (said.get(parsed.data.msg) ?? 0) + 1);
  });
  const [first] = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => [''])]);
  const told = listening.safeParse(jsonOf(String(first)));
  if (!told.success) throw new Error(`the gateway did not start:\n${complaints.join('\n')}`);
  return {
    port: told.data.port,
    complaints,
    said,
    runs: () => status === undefined,
    async memory() {
      const text = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      return Number(/^VmRSS:\s+([0-9]+) kB$/m.exec(text)?.[1] ?? Number.NaN) / 1024;
    },
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
