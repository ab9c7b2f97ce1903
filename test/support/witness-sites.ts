/** Sites that do nothing but keep a ledger and show it to each other, over gateways in the same process. */

import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { PasserelleError } from '../../src/errors.ts';
import type { LedgerEntry } from '../../src/ledger/event.ts';
import { generateLedgerKey, type LedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { logNameOf } from '../../src/ledger/log-name.ts';
import { readEntry } from '../../src/ledger/read.ts';
import type { Store } from '../../src/ports/store.ts';
import type { TransportSession } from '../../src/ports/transport.ts';
import { createCheckpointDesk } from '../../src/witness/desk.ts';
import { checkpointFolder } from '../../src/witness/files.ts';
import type { WitnessSite } from '../../src/witness/site.ts';
import { bareAccount } from './accounts.ts';
import { type StandingClock, standingClock } from './channel.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface TestWitness extends WitnessSite {
  readonly clock: StandingClock;
  /** Ledger keys of the others that the site was given. */
  readonly keys: Map<PartyId, LedgerKey>;
  /** Writes `count` entries into the ledger. */
  live(count?: number): Promise<void>;
  /** Keeps a copy of the database as it stands. */
  backUp(): Promise<void>;
  /** Puts the copy back. */
  restore(): Promise<void>;
  events(name: string): Promise<readonly LedgerEntry[]>;
  /** The same site on another store. */
  withStore(other: Store): TestWitness;
  /** A session on this site's gateway, logged in as an account of `party`. */
  session(party: PartyId): TransportSession;
}

/** Sites of these parties that have exchanged their ledger keys, all at the same time. */
export async function witnessSites(...parties: readonly PartyId[]): Promise<readonly TestWitness[]> {
  const folder = await temporaryFolder();
  const clock = standingClock('2022-03-04T10:00:00Z');
  const keys = new Map(
    parties.map((party) => {
      const name = logNameOf(n21250, 'rehearsal', party);
      return [party, readLedgerKey(generateLedgerKey(name).privateKey, name)] as const;
    }),
  );
  return Promise.all(
    parties.map((party) => witnessSite(path.join(folder, `${party}.db`), party, keys, clock)),
  );
}

async function witnessSite(
  file: string,
  party: PartyId,
  all: ReadonlyMap<PartyId, LedgerKey>,
  clock: StandingClock,
): Promise<TestWitness> {
  const identity = {
    site: party,
    mode: 'rehearsal',
    deliberation: n21250.number,
    policy: 'f'.repeat(64),
  } as const;
  let store: Store = await openSqliteStore(file, { create: true, identity });
  onTestFinished(() => store.close());
  const key = all.get(party);
  if (key === undefined) throw new RangeError(party);
  const keys = new Map([...all].filter(([id]) => id !== party));

  const site: TestWitness = {
    // The store behind it changes when the site is restored.
    get store() {
      return store;
    },
    deliberation: n21250,
    mode: 'rehearsal',
    party,
    clock,
    key,
    keys,
    keyOf: (other) => keys.get(other),
    async live(count = 1) {
      for (let entry = 0; entry < count; entry += 1) {
        const event = { event: 'login-accepted', actor: party, details: { entry } } as const;
        await store.commit({ at: clock.now(), changes: [], events: [event] });
      }
    },
    async backUp() {
      await store.scrub();
      await copyFile(file, `${file}.backup`);
    },
    async restore() {
      await store.close();
      await copyFile(`${file}.backup`, file);
      store = await openSqliteStore(file, { create: false, identity });
    },
    async events(name) {
      const entries = (await Array.fromAsync(store.entries(0))).map(readEntry);
      return entries.filter(({ event }) => event === name);
    },
    withStore: (other) => ({
      ...site,
      store: other,
      session: (client) => sessionOn({ ...site, store: other }, client),
    }),
    session: (client) => sessionOn(site, client),
  };
  return site;
}

/** As the gateway answers: only names of the folder, and a failure for what is not there or not taken. */
function sessionOn(site: WitnessSite, client: PartyId): TransportSession {
  const desk = createCheckpointDesk(site);
  const account = { ...bareAccount, name: client, party: client };
  const nameOf = (file: string) => file.replace(`/${checkpointFolder}/`, '');
  return {
    async list(folder) {
      const files = folder === `/${checkpointFolder}` ? await desk.files(client, undefined) : [];
      return files.map(({ name, bytes }) => ({ path: `${folder}/${name}`, name, size: bytes.length }));
    },
    async *read(file) {
      const found = (await desk.files(client, nameOf(file))).find(({ name }) => name === nameOf(file));
      if (found === undefined) throw peerFailed(2);
      yield found.bytes;
    },
    async write(file, bytes) {
      const files = await desk.files(client, nameOf(file));
      if (!files.some(({ name, taken }) => taken && name === nameOf(file))) throw peerFailed(2);
      if (!(await desk.handIn(account, nameOf(file), bytes))) throw peerFailed(4);
    },
    close: async () => {},
  };
}

export function peerFailed(code: number): PasserelleError {
  return new PasserelleError('peer-failed', 'the peer answered a failure', { cause: { code } });
}
