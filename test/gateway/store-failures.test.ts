import { DatabaseSync } from 'node:sqlite';
import type { Client } from 'ssh2';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/adapters/sqlite/database.ts';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import { requestType } from '../../src/gateway/sftp/protocol.ts';
import type { Parcel } from '../../src/ports/parcel.ts';
import type { Store } from '../../src/ports/store.ts';
import { createSunsetGuard } from '../../src/sunset/guard.ts';
import {
  attemptLogin,
  bothFactors,
  listNames,
  logIn,
  openSftp,
  type RawSftp,
} from '../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { sshString } from '../support/ssh-keys.ts';

const failure = 4;
const put = 2 | 8 | 16;

let site: GatewaySite;
let account: TestAccount;
let parcel: Parcel;
/** On the same database, whose connection the test can spoil. */
let session: Session;
let store: Store;
let gateway: Gateway;
let client: Client;
let sftp: RawSftp;

beforeEach(async () => {
  site = await openGatewaySite();
  account = await site.account('insurer-300');
  parcel = await site.parcel('300', Buffer.from('sealed'));
  ({ session, store } = site.openDatabaseAgain());
  const guard = createSunsetGuard({ ...site.options, store });
  gateway = await startGateway({ ...site.options, port: 0, store, guard });
  client = await logIn(gateway.port, account);
  sftp = await openSftp(client);
});
afterEach(async () => {
  client.end();
  await gateway.close();
  await store.close();
  await site.close();
});

/** Each spoils the database as SQLite meets it on a disk like that, and gives what makes it good again. */
const troubles: Readonly<Record<string, () => () => void>> = {
  'the disk is full'() {
    const { page_count: pages } = session.database.prepare('PRAGMA page_count').get() ?? {};
    session.database.exec(`PRAGMA max_page_count = ${pages}`);
    return () => session.database.exec('PRAGMA max_page_count = 1073741823');
  },
  'another process holds the database'() {
    const other = new DatabaseSync(session.path);
    other.exec('BEGIN IMMEDIATE');
    return () => other.close();
  },
  'the disk is read-only'() {
    session.database.exec('PRAGMA query_only = ON');
    return () => session.database.exec('PRAGMA query_only = OFF');
  },
};

/** Until nothing more can be written: on a full disk the last page still takes some entries. */
async function untilNothingIsListed(): Promise<void> {
  for (let time = 0; time < 100; time += 1) if ((await listNames(sftp, '/')) === failure) return;
  throw new RangeError('the ledger is still written');
}

describe.each(Object.entries(troubles))('while %s', (_trouble, spoil) => {
  it('a session hears of failure and nothing else, gets nothing, leaves nothing, and goes on afterwards [threat 50]', async () => {
    const path = `/inbox/${parcel.month}/${parcel.name}`;
    const receipt = `/receipts/${parcel.name}.receipt.asc`;
    const repair = spoil();
    await untilNothingIsListed();
    const before = await site.events();

    expect(await sftp.open(path)).toBe(failure);
    expect((await sftp.ask(requestType.opendir, sshString('/inbox'))).body.toString()).not.toMatch(
      /disk|data|sql/i,
    );
    // The intake of the tests has a connection of its own; the entry of an upload with a hole is the gateway's.
    const hole = await sftp.open(receipt, put);
    if (typeof hole === 'number') throw new RangeError(`not opened: ${hole}`);
    await sftp.write(hole, 5n, Buffer.from('x'));
    expect(await sftp.close(hole)).toBe(failure);
    expect(site.handedIn).toEqual([]);
    // What writes nothing still works.
    expect((await sftp.ask(requestType.stat, sshString(path))).type).toBe(105);
    const late = await attemptLogin(gateway.port, bothFactors(account));
    late.client.end();
    expect(late).toMatchObject({ open: false });
    expect(await site.events()).toEqual(before);

    repair();
    expect(await listNames(sftp, '/inbox')).toEqual([parcel.month]);
    expect(await sftp.open(path)).toBeInstanceOf(Buffer);
    expect(await site.events('login-accepted')).toHaveLength(1);
    const again = await attemptLogin(gateway.port, bothFactors(account));
    again.client.end();
    expect(again).toMatchObject({ open: true });
  });
});
