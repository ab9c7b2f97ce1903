import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectRaw } from '../../ssh/raw-peer.ts';
import { attemptLogin, bothFactors, uint32 } from '../../support/gateway-client.ts';
import { type GatewaySite, openGatewaySite, type TestAccount } from '../../support/gateway-site.ts';
import {
  closesWithin,
  openRawSsh,
  passwordRequest,
  type RawOffer,
  type RawSsh,
  signatureRequest,
} from '../../support/raw-ssh.ts';
import { sshString } from '../../support/ssh-keys.ts';
import { kexInit, plainPacket } from '../../support/ssh-packets.ts';
import { type PassingPacket, startTamperer } from '../../support/tamperer.ts';

let site: GatewaySite;
let account: TestAccount;

beforeAll(async () => {
  site = await openGatewaySite({ gateway: { limits: { startupsPerAddress: 100 } } });
  account = await site.account('insurer-300');
});
afterAll(() => site.close());

const newKeys = 21;

/** Kept for local extensions (RFC 4250 section 4.1.2), of which the gateway has none: it answers UNIMPLEMENTED. */
const unknown = 200;
const serviceRequest = Buffer.concat([Buffer.of(5), sshString('ssh-userauth')]);
const strictly = (offer: Omit<RawOffer, 'strict'>): RawOffer => ({ ...offer, strict: true });

/** Both ways of encryption that the gateway has, with the length of the tag; the keys may be shorter. */
const ciphers = [
  { cipher: 'aes256-gcm@openssh.com', tagBytes: 16 },
  { cipher: 'aes256-ctr', tagBytes: 32 },
];

/** Packets that anyone can make while nothing is encrypted yet, and that change nothing but the count. */
const innocuous: Readonly<Record<string, Buffer>> = {
  IGNORE: plainPacket(Buffer.concat([Buffer.of(2), sshString('')])),
  UNIMPLEMENTED: plainPacket(Buffer.concat([Buffer.of(3), uint32(0)])),
  DEBUG: plainPacket(Buffer.concat([Buffer.of(4, 0), sshString(''), sshString('')])),
  EXT_INFO: plainPacket(Buffer.concat([Buffer.of(7), uint32(0)])),
  'a packet of nothing': plainPacket(Buffer.alloc(0)),
};

/** Adds packets just before a party's NEWKEYS, and drops as many of the encrypted ones that follow. */
const truncating =
  (from: 'client' | 'server', added: readonly Buffer[]) =>
  (passing: PassingPacket): readonly Buffer[] => {
    if (passing.from !== from) return [passing.bytes];
    if (passing.message === newKeys) return [...added, passing.bytes];
    return passing.message === undefined && passing.index < added.length ? [] : [passing.bytes];
  };

/** Sends a whole login without waiting for any answer, and some more, which is answered, for the counts to catch up. */
function sendEverything(raw: RawSsh): void {
  const filler = Buffer.of(unknown);
  for (let time = 0; time < 10; time += 1) raw.send(filler);
  raw.send(serviceRequest);
  if (raw.hasKeys()) raw.send(signatureRequest(raw, account));
  raw.send(passwordRequest(account.name, account.password));
}

async function expectLogin(port: number, offer: RawOffer): Promise<void> {
  const raw = await openRawSsh(port, { offer });
  raw.send(signatureRequest(raw, account));
  await raw.next(51);
  raw.send(passwordRequest(account.name, account.password));
  await raw.next(52);
  raw.socket.destroy();
}

/** USERAUTH_SUCCESS or FAILURE (RFC 4252 section 5.1): whole, since a packet read out of its place begins with anything. */
function isVerdict(message: Buffer): boolean {
  if (message[0] === 52) return message.length === 1;
  return message[0] === 51 && message.length >= 6 && message.readUInt32BE(1) === message.length - 6;
}

/** The connection ends, nobody is let in by it, and the next one is served. */
async function expectEnded(raw: RawSsh): Promise<void> {
  expect(await closesWithin(10_000, raw)).toBe(true);
  expect(raw.kept.filter(isVerdict)).toEqual([]);
  const accepted = (await site.events('login-accepted')).length;
  const { open, client } = await attemptLogin(site.gateway.port, bothFactors(account));
  client.end();
  expect(open).toBe(true);
  expect(await site.events('login-accepted')).toHaveLength(accepted + 1);
}

describe.each(ciphers)('a man in the middle of strict key exchange, $cipher,', ({ cipher, tagBytes }) => {
  const offer = strictly({ cipher });

  it('sees a login pass as long as he only looks on', async () => {
    const port = await startTamperer(site.gateway.port, tagBytes, ({ bytes }) => [bytes]);
    await expectLogin(port, offer);
  });

  it.each(['client', 'server'] as const)(
    'cannot drop the first packet after the NEWKEYS of the %s [threat 26][weakness: prefix truncation]',
    async (from) => {
      const port = await startTamperer(site.gateway.port, tagBytes, (passing) =>
        passing.from === from && passing.message === undefined && passing.index === 0 ? [] : [passing.bytes],
      );
      const raw = await openRawSsh(port, { service: false, offer });
      sendEverything(raw);
      await expectEnded(raw);
    },
  );

  it.each(['client', 'server'] as const)(
    'cannot make up for what he drops by packets added before the NEWKEYS of the %s [threat 26][weakness: prefix truncation]',
    async (from) => {
      for (const added of Object.values(innocuous)) {
        const port = await startTamperer(site.gateway.port, tagBytes, truncating(from, [added]));
        const raw = await openRawSsh(port, { service: false, offer });
        sendEverything(raw);
        await expectEnded(raw);
      }
    },
  );
});

describe('a packet that does not belong into strict key exchange', () => {
  it.each(Object.keys(innocuous))(
    'ends it at once, wherever it is added on the way to the gateway: %s [threat 26][weakness: prefix truncation]',
    async (name) => {
      const added = innocuous[name] ?? Buffer.alloc(0);
      for (const before of [20, 30, newKeys]) {
        const port = await startTamperer(site.gateway.port, 16, ({ from, message, bytes }) =>
          from === 'client' && message === before ? [added, bytes] : [bytes],
        );
        const raw = await openRawSsh(port, {
          service: false,
          offer: strictly({ cipher: 'aes256-gcm@openssh.com' }),
        });
        raw.send(serviceRequest);
        expect([before, await closesWithin(10_000, raw)]).toEqual([before, true]);
        expect([before, raw.numbers.includes(6)]).toEqual([before, false]);
      }
    },
  );

  it('is also the first one of a peer that never means to go on [threat 26]', async () => {
    for (const added of Object.values(innocuous)) {
      const peer = await connectRaw(site.gateway.port);
      expect((await peer.receive())?.[0]).toBe(20);
      peer.sendBytes(added);
      peer.send(kexInit(['curve25519-sha256', 'kex-strict-c-v00@openssh.com']));
      const answer = await peer.receive();
      expect(answer === undefined || answer[0] === 1).toBe(true);
    }
  });

  it('cannot be made to belong by striking strictness from the offer: the exchange is signed [threat 26]', async () => {
    for (const from of ['client', 'server'] as const) {
      const port = await startTamperer(site.gateway.port, 16, (passing) =>
        passing.from === from && passing.message === 20
          ? [Buffer.from(passing.bytes.toString('latin1').replace('kex-strict-', 'kex-struck-'), 'latin1')]
          : [passing.bytes],
      );
      const raw = await openRawSsh(port, { service: false });
      await expectEnded(raw);
    }
  });
});

describe.each(ciphers)('a peer that does not know strict key exchange, $cipher,', ({ cipher, tagBytes }) => {
  const offer: RawOffer = { cipher, strict: false };

  it('is served: no cipher here lets a dropped packet go unnoticed [threat 26]', async () => {
    await expectLogin(site.gateway.port, offer);
  });

  it.each(['client', 'server'] as const)(
    'loses the connection, and gains nothing, when packets of the %s are dropped and made up for [threat 26][weakness: prefix truncation]',
    async (from) => {
      const { IGNORE = Buffer.alloc(0) } = innocuous;
      for (const count of [1, 2]) {
        const port = await startTamperer(
          site.gateway.port,
          tagBytes,
          truncating(
            from,
            Array.from({ length: count }, () => IGNORE),
          ),
        );
        const raw = await openRawSsh(port, { service: false, offer });
        sendEverything(raw);
        await expectEnded(raw);
      }
    },
  );
});
