/** How far figures of the benchmark are from what the machine allows, by its limits in the same run. */

import { median } from './figures.ts';
import { markdown, short } from './report-tables.ts';
import type { Row, RowsByPart } from './rows.ts';

/** The rows of limits.ts. */
export const limitNames = {
  cores: 'what runs at the same time',
  openssl: 'AES-128-GCM by `openssl speed`, one core',
  node: 'AES-128-GCM by Node, 32 KiB at a time',
  loopback: 'TCP on loopback between two processes of Node',
  sending: 'processor time to send it',
  receiving: 'processor time to receive it',
  roundTrip: 'a byte to another process and back',
  disk: 'writes of 4 KiB that wait for the disk by `fsync`, as SQLite does',
  diskData: 'the same by `fdatasync`',
  password: 'Argon2id, once',
  nodeStart: 'Node starts and ends',
  clientGet: "`sftp`'s own processor time, download",
  clientPut: "`sftp`'s own processor time, upload",
  clientLogin: "`sftp`'s own processor time, login",
} as const;

/** Gives the limit of that name. */
type Limits = (name: keyof typeof limitNames) => number;

interface Distance {
  readonly part: string;
  /** Its row. */
  readonly work: string;
  /** What of the machine it could be at best, in the unit of the row. */
  limit(of: Limits): number;
  readonly because: string;
}

/** Seconds, at least, of a login with two factors. */
const loggedIn = (of: Limits) => of('password') + (12 * of('roundTrip')) / 1000;

/** Both ways of large files: the processor time, at least, for each GiB of the client and of a server. */
const gcm = (of: Limits) => 1024 / of('openssl');
const ways = [
  {
    way: 'get',
    client: 'clientGet',
    server: (of: Limits) => of('sending') + 2 * gcm(of),
    because: 'AES-GCM twice, out of the database and into SSH, and sending',
  },
  {
    way: 'put',
    client: 'clientPut',
    server: (of: Limits) => of('receiving') + gcm(of),
    because: 'receiving, and AES-GCM out of SSH',
  },
] as const;

const transfers = [
  { work: '1 GiB', gibibytes: 1 },
  { work: '64 MiB', gibibytes: 1 / 16 },
  { work: '256 MiB, four at once', gibibytes: 1 },
] as const;

const distances: readonly Distance[] = [
  ...ways.flatMap(({ way, client, server }) =>
    transfers.map(({ work, gibibytes }) => ({
      ...{ part: 'transfer', work: `${way} ${work}` },
      limit: (of: Limits) => loggedIn(of) + (gibibytes * (of(client) + server(of))) / of('cores'),
      because:
        "the login, then the client's own time and the least of a server, all cores busy all the while",
    })),
  ),
  ...ways.map(({ way, server, because }) => ({
    ...{ part: 'transfer', work: `${way} 1 GiB: processor time of the server`, because },
    limit: server,
  })),
  {
    ...{ part: 'sessions', work: 'log in, pwd, quit' },
    limit: loggedIn,
    because: 'Argon2id, and twelve answers one after the other',
  },
  {
    ...{ part: 'sessions', work: '2,000 files of 2 KiB in one session' },
    limit: (of) => (2000 * 8 * of('roundTrip')) / 1000,
    because: 'eight answers a file, one after the other',
  },
  {
    ...{ part: 'sessions', work: '2,000 files of 2 KiB in one session, our ledger on the disk' },
    limit: (of) => (2000 * 8 * of('roundTrip')) / 1000 + 4000 / of('disk'),
    because: 'the same, and two entries a file that wait for the disk',
  },
  {
    ...{ part: 'ledger-appends', work: 'append to the ledger' },
    limit: (of) => 1e6 / of('disk'),
    because: 'a page that waits for the disk',
  },
  ...['under a passphrase', 'in the open'].map((key) => ({
    ...{ part: 'relay-cycle', work: `relay, cold, OpenPGP key ${key}` },
    limit: (of: Limits) => of('nodeStart') + of('password'),
    because: "Node's own start, and Argon2id at the gateway",
  })),
  ...['under a passphrase', 'in the open'].map((key) => ({
    ...{ part: 'relay-running', work: `relay, running, OpenPGP key ${key}`, limit: loggedIn },
    because: 'Argon2id at the gateway, and twelve answers one after the other',
  })),
];

/** Of the rows that are there; empty unless all limits are. */
export function* tableOfDistances(all: RowsByPart): Generator<string> {
  const { limits = [] } = all;
  const found = new Map(limits.map((row) => [row.work, median(row.ours)]));
  if (!Object.values(limitNames).every((name) => found.has(name))) return;
  const of: Limits = (name) => found.get(limitNames[name]) ?? Number.NaN;
  yield* markdown(
    ['work', 'measured', 'limit', 'times the limit', 'what the limit is'],
    distances.flatMap(({ part, work, limit, because }) => {
      const row = all[part]?.find((each) => each.work === work);
      return row === undefined ? [] : [[work, ...beside(row, limit(of)), because]];
    }),
    'words',
  );
}

function beside({ ours, unit, compared }: Row, limit: number): readonly string[] {
  const measured = median(ours);
  const times = compared === 'rate' ? limit / measured : measured / limit;
  return [`${short(measured)} ${unit}`, `${short(limit)} ${unit}`, `${short(times)} ×`];
}
