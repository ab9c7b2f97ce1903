/**
 * A whole channel in one process, for tests of the flows: every site with a real store and real keys, and a
 * transport that hands files from store to store. Only the network is left out; the gateway has its own tests.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteStore } from '../../src/adapters/store-sqlite.ts';
import type { Clock } from '../../src/clock.ts';
import { collectOnce } from '../../src/collect/collect.ts';
import { monthlyContents } from '../../src/collect/contents.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest, partiesOf, policyDigest, readersAt } from '../../src/deliberations/rules.ts';
import { feedbackContents } from '../../src/feedback/contents.ts';
import { parseReference } from '../../src/feedback/reference.ts';
import { type ReturnSite, returnHeld } from '../../src/feedback/return-held.ts';
import type { IntakeSite } from '../../src/intake/stages.ts';
import { parcelBytes, parcelRecords } from '../../src/parcels/read.ts';
import { parseInsurerCode } from '../../src/people/insurer.ts';
import type { Operation } from '../../src/people/operation.ts';
import { parsePeriod } from '../../src/people/period.ts';
import type { Mutation } from '../../src/people/record.ts';
import { parseReferenceMonth, type ReferenceMonth } from '../../src/people/reference-month.ts';
import type { Ssin } from '../../src/people/ssin.ts';
import type { Affiliation, AffiliationSource } from '../../src/ports/affiliation.ts';
import type { Store } from '../../src/ports/store.ts';
import type { Transport } from '../../src/ports/transport.ts';
import { publishMonth } from '../../src/publish/publish.ts';
import { createReceiptIntake } from '../../src/receipts/accept.ts';
import { mockSsin } from '../../src/rehearsal/mock-register.ts';
import { relayOnce } from '../../src/relay/relay.ts';
import type { RelaySite } from '../../src/relay/stages.ts';
import { createVault, type Vault } from '../../src/retention/vault.ts';
import {
  generateKeyPair,
  type PrivateKey,
  type PublicKey,
  readPrivateKey,
  readPublicKey,
} from '../../src/seal/keys.ts';
import { createSunsetGuard, type SunsetGuard } from '../../src/sunset/guard.ts';
import { bareAccount } from './accounts.ts';

export const deliberation = n21250;
export const publisher = latest(deliberation.publisher).id;
export const relay = latest(deliberation.relay).id;

export function month(text: string): ReferenceMonth {
  const parsed = parseReferenceMonth(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
}

/** The SSIN of the nth child of a test. */
export function child(number: number): Ssin {
  return mockSsin(Temporal.PlainDate.from('2010-01-01').add({ days: number }), 7);
}

export function mutation(
  operation: Operation,
  ssin: Ssin,
  start: string,
  end: string | null = null,
): Mutation {
  const { period } = parsePeriod(start, end);
  if (period === undefined) throw new RangeError(`${start} ${end}`);
  return { operation, record: { ssin, period } };
}

/** One line for each mutation, so that a difference can be read. */
export function told({ operation, record: { ssin, period } }: Mutation): string {
  return `${operation} ${ssin} ${period.start} ${period.end ?? 'open'}`;
}

interface KeyPair {
  readonly own: PrivateKey;
  readonly public: PublicKey;
}

let keyPairs: Promise<ReadonlyMap<PartyId, KeyPair>> | undefined;

/** One key pair for each party, made once for all tests of a file. */
export function partyKeys(): Promise<ReadonlyMap<PartyId, KeyPair>> {
  keyPairs ??= makeKeyPairs();
  return keyPairs;
}

async function makeKeyPairs(): Promise<ReadonlyMap<PartyId, KeyPair>> {
  const createdAt = Temporal.Instant.from('2021-12-22T00:00:00Z');
  const pairs = partiesOf(deliberation).map(async ({ id }): Promise<[PartyId, KeyPair]> => {
    const pair = await generateKeyPair({ userId: id, profile: 'v4', createdAt, passphrase: undefined });
    return [
      id,
      { own: await readPrivateKey(pair.privateKey, undefined), public: await readPublicKey(pair.publicKey) },
    ];
  });
  return new Map(await Promise.all(pairs));
}

/** A clock that stands still until it is told otherwise. */
export interface StandingClock extends Clock {
  set(instant: string): void;
}

export function standingClock(start: string): StandingClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    authenticatorTime: () => now,
    set: (instant) => {
      now = Temporal.Instant.from(instant);
    },
  };
}

export interface TestSite {
  readonly party: PartyId;
  readonly folder: string;
  readonly store: Store;
  readonly vault: Vault;
  readonly guard: SunsetGuard;
}

export interface TestChannel {
  readonly clock: StandingClock;
  readonly sites: ReadonlyMap<PartyId, TestSite>;
  /** The CIN's answer for each child; one that is missing is unknown to the CIN. */
  readonly affiliations: Map<Ssin, Affiliation>;
  site(party: PartyId): TestSite;
  /** Publishes these mutations as the month's changes. */
  publish(
    month: ReferenceMonth,
    mutations: readonly Mutation[],
    store?: Store,
  ): ReturnType<typeof publishMonth>;
  relay(overrides?: Partial<RelaySite>, transport?: Transport): ReturnType<typeof relayOnce>;
  collect(
    insurer: PartyId,
    overrides?: Partial<IntakeSite>,
    transport?: Transport,
  ): ReturnType<typeof collectOnce>;
  /** Returns held records, named as `2022-01/1`, to the publisher. */
  giveBack(
    references: readonly string[],
    reason: string,
    overrides?: Partial<ReturnSite>,
  ): ReturnType<typeof returnHeld>;
  /** A transport to the site `from`, logged in as `account`'s party. */
  transport(from: PartyId, as: PartyId): Transport;
  /** Everything that a site sent to an insurer so far, opened, oldest first. */
  delivered(insurer: PartyId): Promise<readonly string[]>;
  /** The events of a site's ledger, by name. */
  events(party: PartyId): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openChannel(start = '2022-01-05T09:00:00Z', parent = tmpdir()): Promise<TestChannel> {
  const folder = await mkdtemp(path.join(parent, 'passerelle-channel-'));
  const clock = standingClock(start);
  const keys = await partyKeys();
  const affiliations = new Map<Ssin, Affiliation>();
  /** Total of the month published last: here every operator confirms it. */
  let confirmed: number | undefined;
  const sites = new Map<PartyId, TestSite>();
  for (const { id } of partiesOf(deliberation)) {
    const store = await openSqliteStore(path.join(folder, `${id}.db`), {
      create: true,
      identity: {
        site: id,
        mode: 'rehearsal',
        deliberation: deliberation.number,
        policy: policyDigest(deliberation),
      },
    });
    sites.set(id, {
      party: id,
      folder: path.join(folder, id),
      store,
      vault: createVault(new Uint8Array(32).fill(sites.size + 1)),
      guard: createSunsetGuard({ deliberation, clock, store }),
    });
  }
  const site = (party: PartyId) => {
    const found = sites.get(party);
    if (found === undefined) throw new RangeError(party);
    return found;
  };
  const keyOf = (party: PartyId) => {
    const pair = keys.get(party);
    if (pair === undefined) throw new RangeError(party);
    return pair;
  };

  const affiliation: AffiliationSource = {
    description: 'test extract',
    affiliationsOn: async (ssins) =>
      ssins.map((ssin) => affiliations.get(ssin) ?? { outcome: 'unknown-ssin' }),
  };

  function intakeSite(party: PartyId, upstream: PartyId): IntakeSite {
    return {
      ...site(party),
      deliberation,
      clock,
      mode: 'rehearsal',
      upstream,
      monthsInOrder: party === relay,
      ownKey: keyOf(party).own,
      upstreamKey: keyOf(upstream).public,
    };
  }

  function transport(from: PartyId, as: PartyId): Transport {
    const { store, vault } = site(from);
    const accept = createReceiptIntake({
      store,
      deliberation,
      keyOf: async (party) => keys.get(party)?.public,
      signedAtBound: true,
    });
    const visible = async () => {
      const parcels = await store.parcels({ direction: 'outbound', receiver: as });
      return parcels.filter((parcel) => parcel.removedAt === null);
    };
    return {
      open: async () => ({
        list: async () =>
          (await visible()).map(({ month: of, name, size }) => ({
            path: `/inbox/${of}/${name}`,
            name,
            size,
          })),
        async *read(file) {
          const parcel = (await visible()).find(({ month: of, name }) => `/inbox/${of}/${name}` === file);
          const stored = (await store.dataKeys()).find((key) => key.id === parcel?.dataKey);
          if (parcel === undefined || stored === undefined) throw new RangeError(file);
          yield* parcelBytes(store, vault.openDataKey(stored), parcel);
        },
        async write(file, bytes) {
          const account = {
            ...bareAccount,
            name: as,
            party: as,
            role: readersAt(deliberation, as)[0]?.role ?? '',
          };
          const result = await accept(account, path.basename(file), bytes, clock.now());
          if (!result.accepted) throw new RangeError(`receipt refused: ${result.reason}`);
        },
        close: async () => {},
      }),
    };
  }

  return {
    clock,
    sites,
    affiliations,
    site,
    transport,
    publish: (of, mutations, store = site(publisher).store) => {
      confirmed = mutations.length;
      return publishMonth(
        {
          ...site(publisher),
          store,
          deliberation,
          clock,
          mode: 'rehearsal',
          confirmedVolume: confirmed,
          signWith: keyOf(publisher).own,
          sealTo: keyOf(relay).public,
        },
        of,
        async () => ({
          counts: {
            new: mutations.filter(({ operation }) => operation === 'new').length,
            correction: mutations.filter(({ operation }) => operation === 'correction').length,
            withdrawal: mutations.filter(({ operation }) => operation === 'withdrawal').length,
          },
          mutations: () => mutations,
          close: () => {},
        }),
      );
    },
    relay: (overrides = {}, via = transport(publisher, relay)) =>
      relayOnce(
        {
          ...intakeSite(relay, publisher),
          affiliation,
          insurerKeys: new Map([...keys].map(([party, pair]) => [party, pair.public])),
          confirmedVolume: confirmed,
          ...overrides,
        },
        via,
      ),
    collect: (party, overrides = {}, via = transport(relay, party)) => {
      const at = { ...intakeSite(party, relay), folder: site(party).folder, ...overrides };
      return party === publisher
        ? collectOnce(at, via, feedbackContents(at))
        : collectOnce(at, via, monthlyContents(at.deliberation));
    },
    giveBack: (references, reason, overrides = {}) =>
      returnHeld(
        {
          ...site(relay),
          deliberation,
          clock,
          mode: 'rehearsal',
          signWith: keyOf(relay).own,
          sealTo: keyOf(publisher).public,
          ...overrides,
        },
        references.map((text) => {
          const reference = parseReference(text);
          if (reference === undefined) throw new RangeError(text);
          return reference;
        }),
        reason,
      ),
    async delivered(insurer) {
      const { store, vault } = site(relay);
      const stored = new Map((await store.dataKeys()).map((key) => [key.id, key]));
      const parts = await store.parcels({ direction: 'outbound', receiver: insurer });
      const lines: string[] = [];
      for (const part of parts.toSorted((a, b) => a.sequenceNumber - b.sequenceNumber)) {
        const key = stored.get(part.dataKey);
        if (key === undefined) continue;
        for await (const batch of parcelRecords(store, vault.openDataKey(key), part.id)) {
          lines.push(...batch.map(told));
        }
      }
      return lines;
    },
    async events(party) {
      const names: string[] = [];
      for await (const { bytes } of site(party).store.entries(0)) {
        names.push(JSON.parse(new TextDecoder().decode(bytes)).event);
      }
      return names;
    },
    async close() {
      for (const { store } of sites.values()) await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The CIN's answer that names one insurer. */
export function memberOf(code: string): Affiliation {
  const insurer = parseInsurerCode(code);
  if (insurer === undefined) throw new RangeError(code);
  return { outcome: 'one-insurer', insurer };
}
