/** The line between two sites is cut at each message of a transfer, once; a rerun mends all of it. */

import { afterEach, describe, expect, it } from 'vitest';
import { activate, addKey, enrolAccount, setPassword } from '../../src/accounts/enrol.ts';
import { sftpTransport } from '../../src/adapters/transport-sftp.ts';
import type { PartyId } from '../../src/deliberations/clause.ts';
import { PasserelleError } from '../../src/errors.ts';
import { type Gateway, startGateway } from '../../src/gateway/gateway.ts';
import { createLog } from '../../src/log.ts';
import { total } from '../../src/people/operation.ts';
import type { ReferenceMonth } from '../../src/people/reference-month.ts';
import type { Transport } from '../../src/ports/transport.ts';
import { createReceiptIntake } from '../../src/receipts/accept.ts';
import {
  child,
  deliberation,
  memberOf,
  month,
  mutation,
  openChannel,
  partyKeys,
  publisher,
  relay,
  type TestChannel,
} from '../support/channel.ts';
import { cutLine } from '../support/cut-line.ts';
import { ed25519Key } from '../support/ssh-keys.ts';

const password = 'correct horse battery';
const hostKey = ed25519Key();
const loginKey = ed25519Key();

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A channel whose site `of` serves `account` from a real gateway. */
async function channelWithGateway(
  of: PartyId,
  account: { readonly party: PartyId; readonly role: string },
): Promise<{ readonly channel: TestChannel; readonly gateway: Gateway }> {
  const channel = await openChannel();
  closing.push(() => channel.close());
  const { store, vault, guard } = channel.site(of);
  const frame = { store, vault, clock: channel.clock, deliberation, party: of, mode: 'rehearsal' } as const;
  const name = `line-${account.party}`;
  await enrolAccount(frame, { name, ...account });
  await addKey(frame, name, loginKey.publicLine);
  await setPassword(frame, name, password);
  await activate(frame, name, Temporal.PlainDate.from('2022-01-03'));
  const keys = await partyKeys();
  const gateway = await startGateway({
    ...frame,
    log: createLog('silent'),
    host: '127.0.0.1',
    port: 0,
    hostKey: hostKey.privateText,
    guard,
    acceptReceipt: createReceiptIntake({
      store,
      deliberation,
      keyOf: async (party) => keys.get(party)?.public,
      signedAtBound: true,
    }),
  });
  closing.push(() => gateway.close());
  return { channel, gateway };
}

/** A login at the gateway, over a line of the test's choice. */
function over(port: number, { hostKeyFingerprint }: Gateway, party: PartyId): Transport {
  return sftpTransport({
    host: '127.0.0.1',
    port,
    hostKeyFingerprint,
    username: `line-${party}`,
    privateKey: loginKey.privateText,
    password,
    timeout: 5000,
  });
}

interface Transfer {
  readonly who: string;
  /** Whose gateway it goes to, and as whom. */
  readonly from: PartyId;
  readonly as: PartyId;
  readonly role: string;
  /** Brings a month to where the transfer begins. */
  readonly prepare: (channel: TestChannel, of: ReferenceMonth) => Promise<unknown>;
  readonly run: (channel: TestChannel, transport: Transport) => Promise<unknown>;
  /** Sizes of the month's parcels once it has gone well, however often it was tried. */
  readonly whole: readonly number[];
}

/** Publishes four new records of one month: one of insurer 100, two of 300, one of nobody. */
async function publish(channel: TestChannel, of: ReferenceMonth): Promise<void> {
  const index = Number(of.slice(5)) * 10;
  const children = [1, 2, 3, 4].map((number) => child(index + number));
  const [first, second, third] = children;
  if (first !== undefined) channel.affiliations.set(first, memberOf('100'));
  for (const each of [second, third]) if (each !== undefined) channel.affiliations.set(each, memberOf('300'));
  channel.clock.set(`${of}-28T09:00:00Z`);
  await channel.publish(
    of,
    children.map((ssin) => mutation('new', ssin, `${of}-01`)),
  );
}

const transfers: readonly Transfer[] = [
  {
    who: 'relay',
    from: publisher,
    as: relay,
    role: 'administrative-control',
    prepare: publish,
    run: (channel, transport) => channel.relay({}, transport),
    // The month itself; the parts of 100 and 300, and five empty ones.
    whole: [0, 0, 0, 0, 0, 1, 2, 4],
  },
  {
    who: "insurer's collect",
    from: relay,
    as: '300',
    role: 'insurability',
    prepare: async (channel, of) => {
      await publish(channel, of);
      await channel.relay();
    },
    run: (channel, transport) => channel.collect('300', {}, transport),
    whole: [2],
  },
];

/** Months in which one channel is used, before another is set up. */
const months = Array.from({ length: 12 }, (_, index) => month(`2022-${String(index + 1).padStart(2, '0')}`));

describe.each(transfers)('a $who whose line is cut', ({ from, as, role, prepare, run, whole }) => {
  const visible = async (channel: TestChannel, of: ReferenceMonth) =>
    (await channel.site(as).store.parcels({ month: of })).map(({ counts }) => total(counts)).sort();

  it('at any message ends in plain words, shows nothing half done, and is mended by a rerun [A44]', async () => {
    let messages = 1;
    let told = 0;
    for (let at = -1; at < messages; ) {
      const { channel, gateway } = await channelWithGateway(from, { party: as, role });
      for (const of of months.slice(0, messages - at)) {
        await prepare(channel, of);
        const line = await cutLine(gateway.port, at);
        const outcome = await run(channel, over(line.port, gateway, as)).catch((error: unknown) => error);
        await line.close();
        // The first line was not cut: it tells how many messages there are.
        if (at === -1) messages = line.messages();
        const after = await visible(channel, of);
        expect([[], whole], `cut at ${at}`).toContainEqual(after);
        if (outcome instanceof Error) {
          told += 1;
          if (!(outcome instanceof PasserelleError)) throw outcome;
          expect(['peer-unreachable', 'peer-failed'], `cut at ${at}: ${outcome}`).toContain(outcome.code);
          expect(outcome.hint, `cut at ${at}`).toBeDefined();
        } else expect(after, `not told of the cut at ${at}`).toEqual(whole);

        await run(channel, over(gateway.port, gateway, as));
        expect(await visible(channel, of), `rerun after ${at}`).toEqual(whole);
        const { store } = channel.site(as);
        expect(await store.discardStaged(), `staged after ${at}`).toBe(0);
        const [parcel] = await store.parcels({ direction: 'inbound', month: of });
        expect(parcel?.receiptedAt, `receipt after ${at}`).not.toBeNull();
        at += 1;
      }
      for (const close of closing.splice(0).reverse()) await close();
    }
    expect(messages).toBeGreaterThan(20);
    expect(told).toBeGreaterThan(messages / 2);
  }, 180_000);
});
