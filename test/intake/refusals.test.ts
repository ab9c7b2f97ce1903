/** What a site refuses to take in, and that nothing is left of it but one ledger entry. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { type ErrorCode, hasCode } from '../../src/errors.ts';
import { writeMonthlyFile } from '../../src/monthly-file/write.ts';
import { formatParcelName, type ParcelName } from '../../src/parcels/name.ts';
import type { MonthlyFileHeader } from '../../src/people/record.ts';
import type { Transport } from '../../src/ports/transport.ts';
import { seal } from '../../src/seal/seal.ts';
import {
  child,
  deliberation,
  month,
  mutation,
  openChannel,
  partyKeys,
  publisher,
  relay,
  type TestChannel,
} from '../support/channel.ts';

let channel: TestChannel;

beforeEach(async () => {
  channel = await openChannel();
});

afterEach(() => channel.close());

interface Forgery {
  /** What the name says; the header says the same unless `header` differs. */
  readonly name?: Partial<ParcelName>;
  readonly header?: Partial<MonthlyFileHeader>;
  readonly signedBy?: string;
  readonly sealedTo?: string;
  /** Alters the sealed bytes on their way. */
  readonly alter?: (sealed: Buffer) => Buffer;
  /** Replaces the monthly file. */
  readonly plain?: string;
  /** Replaces one text in the monthly file by another: our writer would not write it. */
  readonly rewrite?: readonly [string, string];
}

const honest: ParcelName = {
  deliberation: deliberation.number,
  month: month('2022-01'),
  sender: publisher,
  receiver: relay,
  sequenceNumber: 1,
};

/** A gateway that holds parcels as the forgeries say. */
async function gatewayWith(...forgeries: readonly Forgery[]): Promise<Transport> {
  const keys = await partyKeys();
  const files = await Promise.all(
    forgeries.map(
      async ({ name, header, signedBy, sealedTo, alter, plain, rewrite: [from, to] = ['', ''] }) => {
        const fullName = { ...honest, ...name };
        const signWith = keys.get(signedBy ?? publisher)?.own;
        const sealTo = keys.get(sealedTo ?? relay)?.public;
        if (signWith === undefined || sealTo === undefined) throw new RangeError('no such key');
        const monthly = writeMonthlyFile(
          {
            ...fullName,
            policy: policyDigest(deliberation),
            mode: 'rehearsal',
            createdAt: channel.clock.now(),
            counts: { new: 1, correction: 0, withdrawal: 0 },
            ...header,
          },
          [mutation('new', child(1), '2022-01-01')],
          deliberation,
        );
        const text = plain ?? (await bytesOf(monthly)).toString().replace(from, to);
        const at = channel.clock.now();
        const sealed = await bytesOf(seal({ plain: once(Buffer.from(text)), signWith, sealTo, at }));
        const fileName = formatParcelName(fullName);
        return {
          path: `/inbox/${fullName.month}/${fileName}`,
          name: fileName,
          bytes: alter?.(sealed) ?? sealed,
        };
      },
    ),
  );
  return {
    open: async () => ({
      list: async () => files.map(({ bytes, ...file }) => ({ ...file, size: bytes.length })),
      read: (path) => once(files.find((file) => file.path === path)?.bytes ?? Buffer.alloc(0)),
      write: async () => {},
      close: async () => {},
    }),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function bytesOf(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(pieces));
}

async function expectRefusal(code: ErrorCode, ...forgeries: readonly Forgery[]): Promise<void> {
  const transport = await gatewayWith(...forgeries);
  const error = await channel.relay({}, transport).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toSatisfy((thrown) => hasCode(thrown, code));
  expect(String(error)).not.toContain(child(1));
  const { store } = channel.site(relay);
  expect(await store.parcels({})).toEqual([]);
  expect(await store.dataKeys()).toEqual([]);
  expect(await store.heldCount()).toBe(0);
  expect(await store.discardStaged()).toBe(0);
  expect(await channel.events(relay)).toEqual(['parcel-refused']);
}

describe('a parcel taken in', () => {
  it('is accepted when nothing is wrong with it, so that the refusals below mean something', async () => {
    const report = await channel.relay({}, await gatewayWith({}));
    expect(report.months).toHaveLength(1);
  });

  it.each<[string, ErrorCode, Forgery]>([
    ['that is no OpenPGP message', 'parcel-unreadable', { alter: () => Buffer.from('PK not a parcel') }],
    ['with a byte altered', 'parcel-unreadable', { alter: flipMiddle }],
    ['cut short', 'parcel-unreadable', { alter: (sealed) => sealed.subarray(0, sealed.length - 40) }],
    ['that is empty', 'parcel-unreadable', { alter: () => Buffer.alloc(0) }],
    ['signed by an insurer', 'signature-refused', { signedBy: '300' }],
    ['sealed to somebody else', 'parcel-unreadable', { sealedTo: '300' }],
    ['made under other clauses', 'monthly-file-invalid', { header: { policy: 'f'.repeat(64) } }],
    ['made in earnest, met in a rehearsal', 'monthly-file-invalid', { rewrite: ['>rehearsal<', '>real<'] }],
    ['meant for an insurer', 'monthly-file-invalid', { header: { receiver: '300' } }],
    ['of another month than its name says', 'month-refused', { header: { month: month('2022-02') } }],
    ['of another number than its name says', 'sequence-broken', { header: { sequenceNumber: 7 } }],
    ['whose number skips one', 'sequence-broken', { name: { sequenceNumber: 2 } }],
    ['that is no monthly file', 'monthly-file-invalid', { plain: '<other/>' }],
    ['that is no XML at all', 'monthly-file-invalid', { plain: 'ssin;start;end\n' }],
  ])('%s is refused whole [A44][weakness: hostile OpenPGP][weakness: hostile XML]', (_, code, forgery) =>
    expectRefusal(code, forgery),
  );

  it('is refused when its number came before with another name', async () => {
    await channel.relay({}, await gatewayWith({}));
    const again = await gatewayWith({}, { name: { month: month('2022-02') } });
    await expect(channel.relay({}, again)).rejects.toSatisfy((error) => hasCode(error, 'sequence-broken'));
    expect(await channel.site(relay).store.parcels({ direction: 'inbound' })).toHaveLength(1);
  });

  it('is refused when a month is missing before it [A10]', async () => {
    await channel.relay({}, await gatewayWith({}));
    const march = await gatewayWith({}, { name: { month: month('2022-03'), sequenceNumber: 2 } });
    await expect(channel.relay({}, march)).rejects.toSatisfy((error) => hasCode(error, 'month-refused'));
    expect(await channel.site(relay).store.parcels({ direction: 'inbound' })).toHaveLength(1);
  });

  it('stays when a later one is refused', async () => {
    const two = await gatewayWith(
      {},
      { name: { month: month('2022-02'), sequenceNumber: 2 }, signedBy: '300' },
    );
    await expect(channel.relay({}, two)).rejects.toSatisfy((error) => hasCode(error, 'signature-refused'));
    expect(await channel.site(relay).store.parcels({ direction: 'inbound' })).toHaveLength(1);
    expect(await channel.site(relay).store.parcels({ direction: 'outbound' })).toHaveLength(7);
  });

  it('is left alone when its name is not a parcel of this channel', async () => {
    const transport = await gatewayWith({ name: { receiver: '300' } }, { name: { sender: '900' } });
    const report = await channel.relay({}, transport);
    expect(report.months).toEqual([]);
    expect(await channel.events(relay)).toEqual([]);
  });
});

function flipMiddle(sealed: Buffer): Buffer {
  const altered = Buffer.from(sealed);
  const middle = altered.length - 60;
  altered[middle] = (altered[middle] ?? 0) ^ 1;
  return altered;
}
