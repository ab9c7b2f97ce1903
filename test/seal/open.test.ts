import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { PasserelleError } from '../../src/errors.ts';
import { openSealed, type SealedParcel } from '../../src/seal/open.ts';
import * as hostile from '../support/hostile-openpgp.ts';
import {
  codeOf,
  collect,
  type Holder,
  makeHolder,
  march,
  rereadable,
  sealed,
  streamOf,
} from '../support/sealing.ts';

const mebibyte = 1024 * 1024;
const plain = new TextEncoder().encode('<monthlyFile><ssin>15651200150</ssin></monthlyFile>\n');

let sender: Holder;
let stranger: Holder;
let receiver: Holder;
let modernReceiver: Holder;

beforeAll(async () => {
  [sender, stranger, receiver, modernReceiver] = await Promise.all([
    makeHolder('sender'),
    makeHolder('stranger'),
    makeHolder('receiver'),
    makeHolder('modern', 'v6'),
  ]);
});

function parcel(bytes: Uint8Array, to = receiver, overrides: Partial<SealedParcel> = {}): SealedParcel {
  return {
    sealed: rereadable(bytes),
    size: bytes.length,
    openWith: to.own,
    from: sender.public,
    at: march,
    ...overrides,
  };
}

/** Opens and reads to the end: a refusal of either counts. */
async function open(
  bytes: Uint8Array,
  to = receiver,
  overrides: Partial<SealedParcel> = {},
): Promise<Buffer> {
  return collect(await openSealed(parcel(bytes, to, overrides)));
}

describe('what is sealed', () => {
  it.each(['v4', 'v6'] as const)(
    'opens to the same bytes at any size and in any pieces, to a %s key [A44]',
    async (profile) => {
      const to = profile === 'v4' ? receiver : modernReceiver;
      const sizes = fc.oneof(
        fc.integer({ min: 0, max: 5000 }),
        fc.constantFrom(65_535, 65_536, 65_537),
        fc.integer({ min: 0, max: 3 * mebibyte }),
      );
      await fc.assert(
        fc.asyncProperty(sizes, fc.integer({ min: 1, max: 300_000 }), async (size, pieceSize) => {
          const original = randomBytes(size);
          const bytes = await sealed(original, sender, to);
          const inPieces = { sealed: rereadable(bytes, size > 5000 ? Math.max(pieceSize, 4096) : pieceSize) };
          expect((await open(bytes, to, inPieces)).equals(original)).toBe(true);
        }),
        { numRuns: 25 },
      );
    },
  );

  it.each(['v4', 'v6'] as const)('opens in two passes when it is large, to a %s key', async (profile) => {
    const to = profile === 'v4' ? receiver : modernReceiver;
    const original = randomBytes(9 * mebibyte + 17);
    expect((await open(await sealed(original, sender, to), to)).equals(original)).toBe(true);
  });

  it('opens when the sender compressed it, as gpg does by default', async () => {
    const original = new TextEncoder().encode('<record/>\n'.repeat(5000));
    for (const algorithm of ['zip', 'zlib'] as const) {
      const bytes = await hostile.compressed(original, sender, receiver, algorithm);
      expect(bytes.length).toBeLessThan(original.length);
      expect((await open(bytes)).equals(original)).toBe(true);
    }
  });

  it('opens in OCB mode while it is small', async () => {
    expect(
      (await open(await hostile.sealedInOcb(plain, sender, modernReceiver), modernReceiver)).equals(plain),
    ).toBe(true);
  });
});

describe('an author who is not proven', () => {
  it('is refused when the message is not signed [A44][weakness: hostile OpenPGP]', async () => {
    expect(await codeOf(open(await hostile.unsigned(plain, receiver)))).toBe('signature-refused');
  });

  it('is refused when another signed it [A44][weakness: hostile OpenPGP]', async () => {
    expect(await codeOf(open(await sealed(plain, stranger, receiver)))).toBe('signature-refused');
  });

  it('is refused when the signature was given for other bytes [A44][weakness: hostile OpenPGP]', async () => {
    const bytes = await hostile.signatureMoved(new TextEncoder().encode('agreed'), plain, sender, receiver);
    expect(await codeOf(open(bytes))).toBe('signature-refused');
  });

  it('is refused when there is a second signature, of whomever', async () => {
    for (const second of [stranger, sender]) {
      const bytes = await hostile.signedBy(plain, [sender, second], receiver);
      expect(await codeOf(open(bytes))).toBe('signature-refused');
    }
  });

  it('is refused when the signature is one over text, which leaves line endings open', async () => {
    const bytes = await hostile.signedAsText('a\nb\n', sender, receiver);
    expect(await codeOf(open(bytes))).toBe('signature-refused');
  });

  it('is refused when the signature lies in the future, unless time proves nothing', async () => {
    const bytes = await sealed(plain, sender, receiver, march.add({ hours: 1 }));
    expect(await codeOf(open(bytes))).toBe('signature-refused');
    expect((await open(bytes, receiver, { at: null })).equals(plain)).toBe(true);
  });

  it('is believed when its clock is a minute ahead', async () => {
    const bytes = await sealed(plain, sender, receiver, march.add({ minutes: 1 }));
    expect((await open(bytes)).equals(plain)).toBe(true);
  });

  it('is refused when the key has expired, however the signature is dated', async () => {
    const { holder: expiring, expiresAt } = await hostile.holderThatExpires();
    const bytes = await sealed(plain, expiring, receiver, march);
    const from = expiring.public;
    expect((await open(bytes, receiver, { from })).equals(plain)).toBe(true);
    const at = expiresAt.add({ hours: 1 });
    expect(await codeOf(open(bytes, receiver, { from, at }))).toBe('signature-refused');
  });

  it('is refused for a large parcel before any of it can be read', async () => {
    const bytes = await sealed(randomBytes(9 * mebibyte), stranger, receiver);
    expect(await codeOf(openSealed(parcel(bytes)))).toBe('signature-refused');
  });
});

describe('a parcel that is not intact', () => {
  it.each(['v4', 'v6'] as const)(
    'is refused wherever a byte was changed, sealed to a %s key [A44]',
    async (profile) => {
      const to = profile === 'v4' ? receiver : modernReceiver;
      const bytes = await sealed(plain, sender, to);
      // Up to where the encrypted data begin, some bits only say to whom it is sealed.
      const encrypted = profile === 'v4' ? 100 : 150;
      for (let position = 0; position < bytes.length; position += 1) {
        const tampered = Buffer.from(bytes);
        tampered.writeUInt8(tampered.readUInt8(position) ^ (1 << (position % 8)), position);
        const outcome = await codeOf(open(tampered, to));
        if (position >= encrypted || typeof outcome === 'string') expect(outcome).toBe('parcel-unreadable');
        else expect(outcome).toEqual({ resolved: Buffer.from(plain) });
      }
    },
  );

  it.each(['v4', 'v6'] as const)(
    'is refused wherever it was cut, sealed to a %s key [A44]',
    async (profile) => {
      const to = profile === 'v4' ? receiver : modernReceiver;
      const bytes = await sealed(plain, sender, to);
      for (let length = 0; length < bytes.length; length += 1) {
        expect(await codeOf(open(bytes.subarray(0, length), to))).toBe('parcel-unreadable');
      }
    },
  );

  it('is refused whole when only the end of a large one was changed or cut', async () => {
    for (const to of [receiver, modernReceiver]) {
      const bytes = await sealed(randomBytes(9 * mebibyte), sender, to);
      const tampered = Buffer.from(bytes);
      tampered.writeUInt8(tampered.readUInt8(bytes.length - 500) ^ 0x80, bytes.length - 500);
      expect(await codeOf(openSealed(parcel(tampered, to)))).toBe('parcel-unreadable');
      expect(await codeOf(openSealed(parcel(bytes.subarray(0, -1), to)))).toBe('parcel-unreadable');
    }
  });

  it('is refused when its integrity protection was stripped [A44][weakness: hostile OpenPGP]', async () => {
    const bytes = await hostile.integrityStripped(plain, sender, receiver);
    expect(await codeOf(open(bytes))).toBe('parcel-unreadable');
  });

  it.each(['v4', 'v6'] as const)(
    'is refused when it was spoiled before it was sealed to a %s key, and opening always ends',
    async (profile) => {
      const to = profile === 'v4' ? receiver : modernReceiver;
      const honest = Buffer.from(await hostile.signedPackets(plain, sender));
      const flipped = fc.nat(honest.length * 8 - 1).map((bit) => {
        const spoiled = Buffer.from(honest);
        spoiled.writeUInt8(spoiled.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        return spoiled;
      });
      const cut = fc.nat(honest.length - 1).map((length) => honest.subarray(0, length));
      const invented = fc
        .tuple(
          fc.integer({ min: 0xc0, max: 0xff }),
          fc.uint8Array({ maxLength: 40 }),
          fc.constantFrom(0, 300_000),
        )
        .map(([tag, bytes, filler]) => Buffer.concat([Buffer.of(tag), bytes, Buffer.alloc(filler, 7)]));
      await fc.assert(
        fc.asyncProperty(fc.oneof(flipped, cut, invented), async (packets) => {
          const outcome = await codeOf(open(await hostile.sealedPackets(packets, to), to));
          if (typeof outcome === 'string') expect(outcome).toMatch(/^(parcel-unreadable|signature-refused)$/);
          // The date and the name of the literal data are not signed, and not used.
          else expect(outcome).toEqual({ resolved: Buffer.from(plain) });
        }),
        { numRuns: 300 },
      );
    },
  );

  it('is refused when something follows it', async () => {
    const bytes = await sealed(plain, sender, receiver);
    expect(await codeOf(open(Buffer.concat([bytes, bytes])))).toBe('parcel-unreadable');
  });

  it('is refused when it is anything else than OpenPGP', async () => {
    const anything = fc.uint8Array({ minLength: 0, maxLength: 2000 });
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        expect(await codeOf(open(bytes))).toBe('parcel-unreadable');
      }),
      { numRuns: 200 },
    );
  });

  it('releases nothing that changed between proof and use', async () => {
    const first = randomBytes(9 * mebibyte);
    const second = Buffer.from(first);
    second.writeUInt8(second.readUInt8(5 * mebibyte) ^ 0x01, 5 * mebibyte);
    const versions = [await sealed(first, sender, receiver), await sealed(second, sender, receiver)];
    const opened = await openSealed({
      ...parcel(Buffer.alloc(0)),
      size: versions[0]?.length ?? 0,
      sealed: () => rereadable(versions.shift() ?? Buffer.alloc(0))(),
    });
    const released: Uint8Array[] = [];
    const reading = (async () => {
      for await (const piece of opened) released.push(piece);
    })();
    expect(await codeOf(reading)).toBe('parcel-unreadable');
    const bytes = Buffer.concat(released);
    expect(bytes.length).toBeLessThanOrEqual(5 * mebibyte);
    expect(bytes.equals(first.subarray(0, bytes.length))).toBe(true);
  });
});

describe('a parcel that is not for us, or too costly', () => {
  it('is refused when it is sealed to another key [A44][weakness: hostile OpenPGP]', async () => {
    expect(await codeOf(open(await sealed(plain, sender, stranger)))).toBe('parcel-unreadable');
  });

  it('is refused when it is only locked by a password', async () => {
    expect(await codeOf(open(await hostile.sealedByPassword(plain, sender)))).toBe('parcel-unreadable');
  });

  it('is refused when a message stands inside a message', async () => {
    expect(await codeOf(open(await hostile.nested(plain, sender, receiver)))).toBe('parcel-unreadable');
  });

  it('is refused when it is sealed to a crowd', async () => {
    const few = await hostile.sealedManyTimes(plain, sender, receiver, 2);
    expect((await open(few)).equals(plain)).toBe(true);
    const crowd = await hostile.sealedManyTimes(plain, sender, receiver, 17);
    expect(await codeOf(open(crowd))).toBe('parcel-unreadable');
  });

  it('is refused when a little unpacks to very much [A44][weakness: hostile OpenPGP]', async () => {
    for (const algorithm of ['zip', 'zlib'] as const) {
      const bomb = await hostile.compressed(Buffer.alloc(64 * mebibyte), sender, receiver, algorithm);
      expect(bomb.length).toBeLessThan(mebibyte / 8);
      expect(await codeOf(openSealed(parcel(bomb)))).toBe('parcel-unreadable');
    }
  });

  it('is refused in OCB mode when it is large', async () => {
    const bytes = await hostile.sealedInOcb(plain, sender, modernReceiver);
    const size = 9 * mebibyte;
    expect(await codeOf(open(bytes, modernReceiver, { size }))).toBe('parcel-unreadable');
  });

  it('is refused when its chunks would have to be held in memory', async () => {
    const bytes = await sealed(randomBytes(2 * mebibyte), sender, modernReceiver);
    // Version 2, AES-256, GCM, chunks of 2^(12+6) bytes.
    const header = bytes.indexOf(Buffer.from([2, 9, 3, 12]));
    bytes.writeUInt8(40, header + 3);
    let read = 0;
    const counted = async function* () {
      for await (const piece of rereadable(bytes)()) {
        read += piece.length;
        yield piece;
      }
    };
    expect(await codeOf(open(bytes, modernReceiver, { sealed: counted }))).toBe('parcel-unreadable');
    expect(read).toBeLessThan(mebibyte);
  });

  it('is refused when packets without a message fill memory', async () => {
    // A marker packet (RFC 9580 section 5.8), to be ignored, that claims to be 1 GiB long.
    const header = Buffer.from([0xca, 0xff, 0x40, 0x00, 0x00, 0x00]);
    let read = 0;
    const flood = async function* () {
      yield header;
      for (let filler = 0; filler < 1024; filler += 1) {
        read += mebibyte;
        yield new Uint8Array(mebibyte);
      }
    };
    expect(await codeOf(openSealed({ ...parcel(header), size: 1024 * mebibyte, sealed: flood }))).toBe(
      'parcel-unreadable',
    );
    expect(read).toBeGreaterThan(60 * mebibyte);
    expect(read).toBeLessThan(70 * mebibyte);
  });
});

describe('a failure of what is read', () => {
  it('comes through as it is', async () => {
    const bytes = await sealed(randomBytes(mebibyte), sender, receiver);
    const failing = async function* () {
      yield bytes.subarray(0, 200_000);
      throw new PasserelleError('store-failed', 'the disk went away');
    };
    expect(await codeOf(openSealed({ ...parcel(bytes), sealed: failing }))).toBe('store-failed');
  });

  it('comes through in the second pass too', async () => {
    const bytes = await sealed(randomBytes(9 * mebibyte), sender, receiver);
    const passes = [rereadable(bytes), () => streamOf(bytes.subarray(0, mebibyte)), undefined];
    const failing = async function* () {
      yield* (passes.shift() ?? rereadable(bytes))();
      if (passes.length === 1) throw new PasserelleError('store-failed', 'the disk went away');
    };
    const opened = await openSealed({ ...parcel(bytes), sealed: failing });
    expect(await codeOf(collect(opened))).toBe('store-failed');
  });
});
