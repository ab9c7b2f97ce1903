/** Connections to the PostgreSQL server of a site, each set up alike; what they throw has our codes. */

import { Client, type ClientBase, type ClientConfig, Pool, types } from 'pg';
import type { Program, SqlValue } from '../sql/statement.ts';
import { meaningOf } from './errors.ts';

/** Where the server is, and how the two prove themselves to each other. */
export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** Undefined where the server knows the user by other means (a Unix socket, for example). */
  readonly password: string | undefined;
  /** PEM of the authorities that may vouch for the server (`undefined`: the system's), or no TLS at all. */
  readonly tls: { readonly authorities: string | undefined } | 'off';
}

export interface PostgresOptions {
  readonly server: PostgresServer;
  /** How long to wait for another's lock, and for the server to answer a new connection. */
  readonly patience: Temporal.Duration;
  /** Has the server refuse whatever would change something. */
  readonly readOnly?: boolean;
}

/** Where all tables of a site stand. */
export const schema = 'passerelle';

/** Connections that a process keeps at most. */
const poolSize = 8;

const oid = { bytea: 17, bigint: 20 } as const;

/** What the tables hold comes back as SQLite gives it: whole numbers as numbers, bytes as bytes. */
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [oid.bytea, (text) => Uint8Array.fromHex(text.slice('\\x'.length))],
  [oid.bigint, Number],
]);

export function clientConfig({ server, patience, readOnly = false }: PostgresOptions): ClientConfig {
  const { tls, password, ...where } = server;
  const milliseconds = Math.ceil(patience.total('milliseconds'));
  const settings = {
    search_path: schema,
    default_transaction_read_only: readOnly ? 'on' : 'off',
    // Whatever the server's own setting is: a commit that is heard of is on its disk.
    synchronous_commit: 'on',
    lock_timeout: milliseconds,
    // A process that stopped in the middle must not hold up the others for ever.
    idle_in_transaction_session_timeout: 60_000,
    // A machine that lost its power says no farewell: its lock is free after half a minute.
    tcp_keepalives_idle: 10,
    tcp_keepalives_interval: 5,
    tcp_keepalives_count: 4,
    lc_numeric: 'C',
  };
  return {
    ...where,
    ...(password === undefined ? {} : { password }),
    // Where the server can, its proof of the password is bound to this very TLS connection.
    enableChannelBinding: tls !== 'off',
    ssl: tls === 'off' ? false : { rejectUnauthorized: true, ...trusting(tls.authorities) },
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    application_name: 'passerelle',
    connectionTimeoutMillis: milliseconds,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser: (id, format) => parsers.get(id) ?? types.getTypeParser(id, format) },
  };
}

function trusting(authorities: string | undefined) {
  return authorities === undefined ? {} : { ca: authorities };
}

/** A connection of one's own, to be ended. `lost` is asked for whenever it matters. */
export async function connect(options: PostgresOptions): Promise<{ client: Client; lost: () => boolean }> {
  const client = new Client(clientConfig(options));
  let lost = false;
  client.on('error', () => {
    lost = true;
  });
  client.on('end', () => {
    lost = true;
  });
  await translated(client.connect());
  return { client, lost: () => lost };
}

export function openPool(options: PostgresOptions): Pool {
  const pool = new Pool({ ...clientConfig(options), max: poolSize });
  // An idle connection that breaks is replaced by the next that is asked for.
  pool.on('error', () => {});
  return pool;
}

/** What can be asked: a connection, of one's own or from the pool. */
export type Connection = ClientBase;

/** Does `work` on a connection of the pool; one that threw is not used again. */
export async function withConnection<Result>(
  pool: Pool,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const client = await translated(pool.connect());
  let failed = true;
  // While it is lent nobody else listens: what broke it is told by the query that fails.
  const listener = () => {};
  client.on('error', listener);
  try {
    const result = await work(client);
    failed = false;
    return result;
  } finally {
    client.off('error', listener);
    client.release(failed);
  }
}

/** Runs one text of ours without values; it may hold several statements. */
export async function execute(connection: Connection, text: string): Promise<void> {
  await translated(connection.query(text));
}

/** Rows of one statement. */
export async function rowsOf(
  connection: Connection,
  text: string,
  values: readonly SqlValue[] = [],
): Promise<readonly unknown[]> {
  return (await translated(connection.query<Record<string, unknown>>(text, [...values]))).rows;
}

/** Runs a program to its end, waiting for each answer. */
export async function runProgram<Result>(connection: Connection, program: Program<Result>): Promise<Result> {
  let step = program.next();
  while (step.done !== true) {
    const { text, values } = step.value;
    const query = { ...preparedAs(text), values: [...values] };
    const { rows, rowCount } = await translated(connection.query<Record<string, unknown>>(query));
    step = program.next({ rows, changes: rowCount ?? 0 });
  }
  return step.value;
}

/** Texts are few and ours: each is prepared once on each connection, under a name of its own. */
const prepared = new WeakMap<TemplateStringsArray, { readonly name: string; readonly text: string }>();
let names = 0;

function preparedAs(parts: TemplateStringsArray): { readonly name: string; readonly text: string } {
  const known = prepared.get(parts);
  if (known !== undefined) return known;
  const text = parts.reduce((before, part, index) => `${before}$${index}${part}`);
  names += 1;
  const made = { name: `passerelle_${names}`, text };
  prepared.set(parts, made);
  return made;
}

async function translated<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw meaningOf(error);
  }
}
