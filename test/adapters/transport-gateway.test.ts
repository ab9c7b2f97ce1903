import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type SftpPeer, sftpTransport } from '../../src/adapters/transport-sftp.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import type { TransportSession } from '../../src/ports/transport.ts';
import { createReceiptIntake } from '../../src/receipts/accept.ts';
import { clausesLine, formatReceipt, receiptName } from '../../src/receipts/format.ts';
import type { ReceiptIntake } from '../../src/receipts/intake.ts';
import { openSealed } from '../../src/seal/open.ts';
import { signText } from '../../src/seal/sign.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../support/gateway-site.ts';
import { codeOf, collect, type Holder, makeHolder, rereadable, sealed } from '../support/sealing.ts';

async function openSite(options: Parameters<typeof openGatewaySite>[0] = {}): Promise<GatewaySite> {
  const site = await openGatewaySite(options);
  onTestFinished(() => site.close());
  return site;
}

function transport({ gateway }: GatewaySite, account: TestAccount, overrides: Partial<SftpPeer> = {}) {
  return sftpTransport({
    host: gateway.host,
    port: gateway.port,
    hostKeyFingerprint: gateway.hostKeyFingerprint,
    username: account.name,
    privateKey: account.key.privateText,
    password: account.password,
    timeout: 10_000,
    ...overrides,
  });
}

async function logIn(
  site: GatewaySite,
  account: TestAccount,
  overrides: Partial<SftpPeer> = {},
): Promise<TransportSession> {
  const session = await transport(site, account, overrides).open();
  onTestFinished(() => session.close());
  return session;
}

/** Intake by the key of `holder`, for a site that is opened only afterwards. */
function intakeBy(holder: Holder): { intake: ReceiptIntake; site: (site: GatewaySite) => void } {
  let accept: ReceiptIntake | undefined;
  return {
    intake: async (...handedIn) => {
      if (accept === undefined) throw new TypeError('the site is not open');
      return accept(...handedIn);
    },
    site: ({ store }) => {
      accept = createReceiptIntake({
        store,
        deliberation: n21250,
        keyOf: async () => holder.public,
        signedAtBound: true,
      });
    },
  };
}

describe('a transport to our own gateway', () => {
  it('fetches what the publisher sealed, as it was, with two factors [A15][A18]', async () => {
    const site = await openSite({ party: 'opgroeien' });
    const [publisher, relay] = [await makeHolder('opgroeien'), await makeHolder('inami')];
    const account = await site.account('inami', 'inami');
    const plain = randomBytes(3_000_000);
    const { name, size } = await site.parcel(
      'inami',
      await sealed(plain, publisher, relay, site.clock.now()),
    );

    const session = await logIn(site, account);
    const listed = (await session.list('/inbox')).find((file) => file.name === name);
    expect(listed?.size).toBe(size);
    const fetched = await collect(session.read(listed?.path ?? '', size));
    const opened = await openSealed({
      sealed: rereadable(fetched),
      size,
      openWith: relay.own,
      from: publisher.public,
      at: site.clock.now(),
    });
    expect((await collect(opened)).equals(plain)).toBe(true);
    await session.close();
    expect(await site.events('login-accepted')).toHaveLength(1);
    expect(await site.events('parcel-collected')).toHaveLength(1);
  });

  it('logs in with password and code [A18][A20]', async () => {
    const site = await openSite();
    const account = await site.account('insurer-300', '300', ['password', 'totp']);
    const { name } = await site.parcel('300', randomBytes(1000));
    const session = await logIn(site, account, { privateKey: undefined, totp: account.code });
    expect((await session.list('/inbox')).map((file) => file.name)).toContain(name);
  });

  it('is refused with one factor right and the other wrong, and the ledger knows [A18]', async () => {
    const site = await openSite();
    const [account, other] = [await site.account('insurer-300'), await site.account('insurer-100', '100')];
    expect(await codeOf(transport(site, account, { password: 'wrong' }).open())).toBe('login-refused');
    const key = other.key.privateText;
    expect(await codeOf(transport(site, account, { privateKey: key }).open())).toBe('login-refused');
    await expect.poll(async () => (await site.events('login-refused')).length).toBeGreaterThan(0);
    expect(await site.events('login-accepted')).toEqual([]);
  });

  it('does not log in where the host key is that of the other site [A17]', async () => {
    const [publisher, relay] = [await openSite({ party: 'opgroeien' }), await openSite()];
    expect(publisher.gateway.hostKeyFingerprint).not.toBe(relay.gateway.hostKeyFingerprint);
    const account = await relay.account('insurer-300');
    const { hostKeyFingerprint } = publisher.gateway;
    expect(await codeOf(transport(relay, account, { hostKeyFingerprint }).open())).toBe('host-key-refused');
    expect(await relay.events('login-accepted')).toEqual([]);
    const nextHostKeyFingerprint = relay.gateway.hostKeyFingerprint;
    const session = await transport(relay, account, { hostKeyFingerprint, nextHostKeyFingerprint }).open();
    await session.close();
  });

  it('does not read what lies in another’s tree, by whatever path [A21]', async () => {
    const site = await openSite();
    const account = await site.account('insurer-300');
    await site.account('insurer-100', '100');
    const { name } = await site.parcel('100', randomBytes(1000));
    const session = await logIn(site, account);
    expect((await session.list('/')).map((file) => file.name)).not.toContain(name);
    for (const path of [`/inbox/2022-03/${name}`, `/../insurer-100/inbox/2022-03/${name}`, '/../site.db']) {
      expect(await codeOf(collect(session.read(path, 10_000)))).toBe('peer-failed');
    }
  });

  it('never takes more of a parcel than it was told to', async () => {
    const site = await openSite();
    const account = await site.account('insurer-300');
    const { name, month } = await site.parcel('300', randomBytes(500_000));
    const session = await logIn(site, account);
    expect(await codeOf(collect(session.read(`/inbox/${month}/${name}`, 499_999)))).toBe('peer-failed');
    expect(await collect(session.read(`/inbox/${month}/${name}`, 500_000))).toHaveLength(500_000);
  });

  it('hands in a receipt that is accepted, and hears of one that is refused', async () => {
    const insurer = await makeHolder('300');
    const intake = intakeBy(insurer);
    const site = await openSite({ gateway: { acceptReceipt: intake.intake } });
    intake.site(site);
    const account = await site.account('insurer-300');
    const parcel = await site.parcel('300', randomBytes(1000));
    const session = await logIn(site, account);
    const path = `/receipts/${receiptName(parcel.name)}`;
    const receiptOf = async (digest: string, clauses?: string) => {
      const text = await signText(
        formatReceipt({ name: parcel.name, digest, ...(clauses === undefined ? {} : { clauses }) }),
        insurer.own,
        site.clock.now(),
      );
      return new TextEncoder().encode(text);
    };

    const forged = createHash('sha256').update('other bytes').digest('hex');
    expect(await codeOf(session.write(path, await receiptOf(forged)))).toBe('peer-failed');
    expect(await site.events('receipt-refused')).toHaveLength(1);
    expect(await site.store.receipt(parcel.id)).toBeUndefined();

    const changed = { ...n21250, lastDay: { ...n21250.lastDay, points: '26' } };
    const elsewhere = await receiptOf(parcel.digest, clausesLine(changed));
    expect(await codeOf(session.write(path, elsewhere))).toBe('peer-failed');
    expect(await site.events('receipt-refused')).toMatchObject([{}, { details: { reason: 'clauses' } }]);

    await session.write(path, await receiptOf(parcel.digest));
    await session.write(path, await receiptOf(parcel.digest));
    expect(await site.events('receipt-accepted')).toHaveLength(1);
    expect(await site.store.receipt(parcel.id)).toBeDefined();
  });

  it('is told when the gateway stops in the middle of a session', async () => {
    const site = await openGatewaySite();
    const account = await site.account('insurer-300');
    const session = await logIn(site, account);
    await site.close();
    expect(await codeOf(session.list('/inbox'))).toBe('peer-failed');
    expect(await codeOf(transport(site, account).open())).toBe('peer-unreachable');
  });
});
