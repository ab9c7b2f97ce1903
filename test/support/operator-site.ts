/** A site of a rehearsal with its operator page open in this process, and a browser of few manners. */

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { AccountSite } from '../../src/accounts/keeping.ts';
import { rehearsalClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config/load.ts';
import type { OperatorConfig } from '../../src/config/site-config.ts';
import type { LedgerEntry } from '../../src/ledger/event.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { createLog } from '../../src/log.ts';
import {
  type OperatorPage,
  type OperatorPageOptions,
  startOperatorPage,
} from '../../src/operator/operator-page.ts';
import { openSite, type Site } from '../../src/site.ts';
import { codeFrom } from './authenticator.ts';
import { type Fault, faultyStore } from './faulty-store.ts';
import { type OwnReader, ownReader } from './own-reader.ts';
import { setUpSite, siteIn } from './rehearsed-sites.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A site, set up once for all tests of a file, with somebody of each role: a test works on a copy of its own. */
export async function operatorSites(party = 'inami') {
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-operator-'));
  await setUpSite(folder, party);
  const people = await enrolPeople(folder);
  return {
    open: (options: Options = {}) => openOperatorSite(folder, people, options),
    /** A copy, for a process of its own, and who can sign in there. */
    async copy() {
      const to = await temporaryFolder();
      await cp(folder, to, { recursive: true });
      return { ...siteIn(to), people };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

type People = ReadonlyMap<string, OwnReader>;

async function enrolPeople(folder: string): Promise<People> {
  const site = await openAt(folder, '2022-03-01T12:00:00+01:00');
  try {
    const accounts = await accountsAt(site);
    const people = [
      await ownReader(accounts, 'operator-1', 'operator'),
      await ownReader(accounts, 'auditor-1', 'auditor'),
    ];
    return new Map(people.map((person) => [person.name, person]));
  } finally {
    await site.close();
  }
}

async function openAt(folder: string, at: string): Promise<Site> {
  return await openSite(
    await loadConfig(path.join(folder, 'passerelle.toml')),
    rehearsalClock(Temporal.Instant.from(at)),
  );
}

async function accountsAt(site: Site): Promise<AccountSite> {
  const { site: party, mode } = site.config;
  return { ...site, party, mode, vault: await site.vault() };
}

interface Options {
  readonly config?: OperatorConfig;
  readonly page?: Partial<OperatorPageOptions>;
  readonly at?: string;
  /** Which write of the page breaks. */
  readonly fault?: Fault;
}

export interface Asked {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
  /** The token of a session. */
  readonly session?: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface OperatorSite {
  readonly folder: string;
  readonly site: Site;
  readonly accounts: AccountSite;
  readonly page: OperatorPage;
  readonly log: readonly string[];
  /** Moves the clock by which sessions grow old. */
  pass(time: { readonly seconds: number }): void;
  ask(target: string, asked?: Asked): Promise<Answered>;
  /** Somebody of the site with a role: «operator-1» and «auditor-1» are enrolled already. */
  own(name: string, role?: string): Promise<OwnReader>;
  /** Sends the form of the sign-in page, as a browser does. */
  send(fields: Readonly<Record<string, string>>, asked?: Asked): Promise<Answered>;
  /** Proves both kinds, and gives the token of the session. */
  signIn(own: OwnReader): Promise<string>;
  events(event: string): Promise<readonly LedgerEntry[]>;
}

/** Where to connect: a port, or the path of a socket. */
type Door = { readonly port: number } | { readonly socketPath: string };

export const sessionCookie = 'passerelle-session';

async function openOperatorSite(standing: string, people: People, options: Options): Promise<OperatorSite> {
  const folder = await temporaryFolder();
  await cp(standing, folder, { recursive: true });
  const site = await openAt(folder, options.at ?? '2022-03-15T09:00:00+01:00');
  const log: string[] = [];
  let steady = 0;
  const config = options.config ?? { place: { host: '127.0.0.1', port: 0 }, address: undefined };
  const page = await startOperatorPage({
    site: { ...site, store: faultyStore(site.store, options.fault).store },
    config,
    log: createLog('debug', { write: (line) => void log.push(line) }),
    steadyTime: () => steady,
    ...options.page,
  });
  let closed = false;
  onTestFinished(async () => {
    if (!closed) await page.close();
    await site.close();
  });
  const { place } = config;
  const door: Door = 'socket' in place ? { socketPath: place.socket } : { port: page.port ?? 0 };
  const accounts = await accountsAt(site);
  const ask = (target: string, asked: Asked = {}) => askAt(door, target, asked);
  const send: OperatorSite['send'] = (fields, asked) =>
    ask('/sign-in', {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      ...asked,
      headers: { ...formHeaders, ...asked?.headers },
    });
  return {
    folder,
    site,
    accounts,
    page: {
      ...page,
      async close() {
        closed = true;
        await page.close();
      },
    },
    log,
    pass({ seconds }) {
      steady += seconds * 1000;
    },
    ask,
    async own(name, role) {
      const person = people.get(name) ?? (await ownReader(accounts, name, role));
      return { ...person, code: () => codeFrom(person.uri, site.clock.authenticatorTime()) };
    },
    send,
    async signIn(own) {
      const answered = await send({ account: own.name, password: own.password, code: own.code() });
      const token = tokenIn(answered);
      if (token === undefined) throw new Error(`not signed in: ${answered.status} ${answered.body}`);
      return token;
    },
    async events(event) {
      const entries = (await Array.fromAsync(site.store.entries(0))).map(readEntry);
      return entries.filter((entry) => entry.event === event);
    },
  };
}

export const formHeaders = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
} as const;

/** The token of a session that begins with the answer. */
export function tokenIn({ headers }: Pick<Answered, 'headers'>): string | undefined {
  const cookies = headers['set-cookie'] ?? [];
  return cookies.map((cookie) => /^(?:__Host-)?passerelle-session=([^;]+)/.exec(cookie)?.[1]).find(Boolean);
}

/** One request on a connection of its own. */
export function askAt(door: Door, target: string, asked: Asked = {}): Promise<Answered> {
  const { method = 'GET', headers = {}, body, session } = asked;
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const cookie = session === undefined ? {} : { cookie: `${sessionCookie}=${session}` };
  const sent = request({
    host: '127.0.0.1',
    ...door,
    path: target,
    method,
    agent: false,
    headers: { ...('socketPath' in door && { host: 'localhost' }), ...cookie, ...headers },
  });
  sent.on('error', reject);
  sent.on('response', (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      text += part;
    });
    response.on('error', reject);
    response.on('end', () =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
    );
  });
  sent.end(body);
  return promise;
}
