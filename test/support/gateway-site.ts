/**
 * A site with a running gateway on the loopback: a real store, a real vault, accounts of every sort, and
 * parcels. The clock stands still until a test moves it.
 */

import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateSync } from 'otplib';
import { activate, addKey, enrolAccount, setPassword, setTotp } from '../../src/accounts/enrol.ts';
import { openDatabase, type Session } from '../../src/adapters/sqlite/database.ts';
import { openSqliteStore, storeOn } from '../../src/adapters/store-sqlite.ts';
import type { Clock } from '../../src/clock.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { policyDigest, readersAt } from '../../src/deliberations/rules.ts';
import { type Gateway, type GatewayOptions, startGateway } from '../../src/gateway/gateway.ts';
import type { LedgerEntry } from '../../src/ledger/event.ts';
import type { Log } from '../../src/log.ts';
import { formatParcelName } from '../../src/parcels/name.ts';
import { stageParcel } from '../../src/parcels/stage.ts';
import { parseReferenceMonth } from '../../src/people/reference-month.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import type { Store } from '../../src/ports/store.ts';
import { receiptName } from '../../src/receipts/format.ts';
import type { ReceiptIntake } from '../../src/receipts/intake.ts';
import { createVault, type Vault } from '../../src/retention/vault.ts';
import { createSunsetGuard } from '../../src/sunset/guard.ts';
import { ed25519Key, type TestKey } from './ssh-keys.ts';

/** The account of a test, with all that its holder knows and has. */
export interface TestAccount {
  readonly name: string;
  readonly party: PartyId;
  readonly password: string;
  readonly key: TestKey;
  /** A private key file that OpenSSH takes. */
  readonly keyFile: string;
  /** The code that the holder's authenticator shows now. */
  code(): string;
}

interface TestClock extends Clock {
  moveTo(instant: Temporal.Instant): void;
}

export interface GatewaySiteOptions {
  readonly start?: string;
  readonly mode?: 'real' | 'rehearsal';
  /** The site's party; the default is the relay, which serves the insurers. */
  readonly party?: PartyId;
  readonly gateway?: Partial<GatewayOptions>;
}

export interface GatewaySite {
  readonly folder: string;
  readonly store: Store;
  readonly vault: Vault;
  readonly clock: TestClock;
  readonly gateway: Gateway;
  /** What the gateway was started with, to start another one on the same store. */
  readonly options: GatewayOptions;
  /** Receipts that reached the intake. */
  readonly handedIn: { readonly account: string; readonly name: string; readonly bytes: Uint8Array }[];
  /** Lines of the gateway's log. */
  readonly log: readonly string[];
  /** Enrols and activates an account. `factors` are those it has; the holder always has all of them. */
  account(name: string, party?: PartyId, factors?: readonly Factor[]): Promise<TestAccount>;
  /** Makes a parcel of these bytes visible to a party. */
  parcel(receiver: PartyId, bytes: Uint8Array, month?: string): Promise<Parcel>;
  /** Another handle on the same database, as another process has it. */
  openStoreAgain(): Promise<Store>;
  /** The same, with the database under the store laid open; no other process is waited for. */
  openDatabaseAgain(): { readonly session: Session; readonly store: Store };
  /** Ledger entries, of one kind if it is named. */
  events(event?: string): Promise<readonly LedgerEntry[]>;
  close(): Promise<void>;
}

type Factor = 'key' | 'password' | 'totp';

export async function openGatewaySite(options: GatewaySiteOptions = {}): Promise<GatewaySite> {
  const { party = 'inami', mode = 'rehearsal', start = '2022-03-15T10:00:00Z' } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-gateway-'));
  const clock = standingClock(start);
  const identity = { site: party, mode, deliberation: n21250.number, policy: policyDigest(n21250) };
  const file = path.join(folder, 'site.db');
  const openStore = (create: boolean) => openSqliteStore(file, { create, identity });
  const store = await openStore(true);
  const vault = createVault(randomBytes(32));
  const handedIn: GatewaySite['handedIn'] = [];
  const log: string[] = [];
  const site = { store, vault, clock, deliberation: n21250, party, mode };
  const gatewayOptions: GatewayOptions = {
    host: '127.0.0.1',
    port: 0,
    hostKey: ed25519Key().privateText,
    guard: createSunsetGuard({ deliberation: n21250, clock, store }),
    acceptReceipt: receiptIntake(store, handedIn),
    log: logInto(log),
    ...site,
    ...options.gateway,
  };
  const gateway = await startGateway(gatewayOptions);
  let sequence = 0;

  return {
    folder,
    store,
    vault,
    clock,
    gateway,
    options: gatewayOptions,
    handedIn,
    log,
    openStoreAgain: () => openStore(false),
    openDatabaseAgain() {
      const session = openDatabase(file, {
        create: false,
        identity,
        patience: Temporal.Duration.from('PT0S'),
      });
      return { session, store: storeOn(session, identity) };
    },
    async account(name, accountParty = '300', factors = ['key', 'password']) {
      const key = ed25519Key();
      const password = `password of ${name}`;
      const keyFile = path.join(folder, `${name}.key`);
      await writeFile(keyFile, key.privateText, { mode: 0o600 });
      const role = readersAt(n21250, accountParty)[0]?.role ?? '';
      await enrolAccount(site, { name, party: accountParty, role });
      if (factors.includes('key')) await addKey(site, name, key.publicLine);
      if (factors.includes('password')) await setPassword(site, name, password);
      let secret = '';
      if (factors.includes('totp')) {
        const { uri } = await setTotp(site, name);
        secret = new URL(uri).searchParams.get('secret') ?? '';
      }
      await activate(site, name, Temporal.PlainDate.from('2022-01-03'));
      const code = () =>
        generateSync({ secret, epoch: Math.floor(clock.authenticatorTime().epochMilliseconds / 1000) });
      return { name, party: accountParty, password, key, keyFile, code };
    },
    async parcel(receiver, bytes, month = '2022-03') {
      const parsed = parseReferenceMonth(month);
      if (parsed === undefined) throw new RangeError(month);
      sequence += 1;
      const { stored, key } = vault.createDataKey(parsed, clock.now());
      const id = randomUUID();
      const stager = stageParcel(store, key, id);
      await stager.write(bytes);
      const staged = await stager.finish();
      const name = {
        deliberation: n21250.number,
        month: parsed,
        sender: party,
        receiver,
        sequenceNumber: sequence,
      };
      const parcel: Parcel = {
        ...name,
        ...staged,
        id,
        dataKey: stored.id,
        direction: 'outbound',
        name: formatParcelName(name),
        addedAt: clock.now(),
        collectedAt: null,
        receiptedAt: null,
        removedAt: null,
      };
      await store.commit({
        at: clock.now(),
        changes: [
          { change: 'create-data-key', key: stored },
          { change: 'add-parcel', parcel },
        ],
        events: [{ event: 'parcel-published', actor: party, details: { parcel: parcel.name } }],
      });
      return parcel;
    },
    async events(event) {
      const entries: LedgerEntry[] = [];
      for await (const { bytes } of store.entries(0)) entries.push(JSON.parse(Buffer.from(bytes).toString()));
      return event === undefined ? entries : entries.filter((entry) => entry.event === event);
    },
    async close() {
      await gateway.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function standingClock(start: string): TestClock {
  let now = Temporal.Instant.from(start);
  return {
    now: () => now,
    authenticatorTime: () => now,
    moveTo(instant) {
      now = instant;
    },
  };
}

/** Accepts `<parcel>.receipt.asc` that says so, as the real intake would after checking the signature. */
function receiptIntake(store: Store, handedIn: GatewaySite['handedIn']): ReceiptIntake {
  return async (account, name, bytes, at) => {
    handedIn.push({ account: account.name, name, bytes: Uint8Array.from(bytes) });
    const parcels = await store.parcels({ direction: 'outbound', receiver: account.party });
    const parcel = parcels.find((candidate) => receiptName(candidate.name) === name);
    if (parcel === undefined || !Buffer.from(bytes).toString().startsWith(parcel.digest)) {
      return { accepted: false, reason: 'signature' };
    }
    if (parcel.receiptedAt !== null) return { accepted: true, parcel };
    await store.commit({
      at,
      changes: [
        { change: 'accept-receipt', receipt: { parcel: parcel.id, account: account.name, at, body: bytes } },
      ],
      events: [{ event: 'receipt-accepted', actor: account.name, details: { parcel: parcel.name } }],
    });
    return { accepted: true, parcel };
  };
}

function logInto(lines: string[]): Log {
  const write = (level: string) => (event: string, facts: object) => {
    lines.push(`${level} ${event} ${JSON.stringify(facts, readableError)}`);
  };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function readableError(_key: string, value: unknown): unknown {
  return value instanceof Error ? `${value.name}: ${value.message}` : value;
}
