/** While one key takes the place of another, both are believed, each for what it signed while it was valid. */

import { beforeAll, describe, expect, it } from 'vitest';
import { besidePrivate, besidePublic } from '../../src/seal/keys.ts';
import { openSealed } from '../../src/seal/open.ts';
import { signText, verifyText } from '../../src/seal/sign.ts';
import { holderThatExpires } from '../support/hostile-openpgp.ts';
import { codeOf, collect, type Holder, makeHolder, march, rereadable, sealed } from '../support/sealing.ts';

const plain = Buffer.from('what a child is told');
let before: Holder;
let after: Holder;
let peer: Holder;
let stranger: Holder;
beforeAll(async () => {
  [before, after, peer, stranger] = (await Promise.all(
    ['before', 'after', 'peer', 'stranger'].map((name) => makeHolder(name)),
  )) as [Holder, Holder, Holder, Holder];
});

const opened = async (bytes: Uint8Array, openWith: Holder['own'], from: Holder['public'], at = march) =>
  (
    await collect(await openSealed({ sealed: rereadable(bytes), size: bytes.length, openWith, from, at }))
  ).toString();

describe('a site with two private keys', () => {
  it('opens what is sealed to either, in both directions of the change', async () => {
    for (const to of [before, after]) {
      const bytes = await sealed(plain, peer, to);
      for (const own of [besidePrivate(before.own, [after.own]), besidePrivate(after.own, [before.own])]) {
        expect(await opened(bytes, own, peer.public)).toBe(plain.toString());
      }
    }
  });

  it('opens nothing by a key that it does not name any more', async () => {
    const bytes = await sealed(plain, peer, before);
    expect(await codeOf(opened(bytes, after.own, peer.public))).toBe('parcel-unreadable');
  });
});

describe('a correspondent with two public keys', () => {
  it('is believed by either, and nobody else is', async () => {
    const from = besidePublic(after.public, [before.public]);
    for (const author of [before, after]) {
      expect(await opened(await sealed(plain, author, peer), peer.own, from)).toBe(plain.toString());
    }
    const forged = await sealed(plain, stranger, peer);
    expect(await codeOf(opened(forged, peer.own, from))).toBe('signature-refused');
    const outdated = await sealed(plain, before, peer);
    expect(await codeOf(opened(outdated, peer.own, after.public))).toBe('signature-refused');
  });

  it('is believed by the one before for what that signed while it was valid, and for nothing later', async () => {
    const { holder: expiring, expiresAt } = await holderThatExpires();
    const from = besidePublic(after.public, [expiring.public]);
    const inTime = await sealed(plain, expiring, peer, expiresAt.subtract({ hours: 1 }));
    const later = expiresAt.add({ hours: 24 });
    expect(await opened(inTime, peer.own, from, later)).toBe(plain.toString());
    // As the key in use it has to be valid now.
    expect(await codeOf(opened(inTime, peer.own, expiring.public, later))).toBe('signature-refused');
  });

  it('signs receipts by either, and the one that signed is named', async () => {
    const key = besidePublic(after.public, [before.public]);
    for (const author of [before, after]) {
      const text = await signText('received', author.own, march);
      const verified = await verifyText(text, key, march);
      expect(verified).toMatchObject({ ok: true, by: { fingerprint: author.public.fingerprint } });
    }
    expect(await verifyText(await signText('received', stranger.own, march), key, march)).toMatchObject({
      ok: false,
      reason: 'signature',
    });
  });
});
