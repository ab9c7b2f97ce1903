/** A ledger key that is replaced: both keys say so, and what the key before signed is believed still. */

import { describe, expect, it } from 'vitest';
import { cosign, cosignedAt, signCheckpoint, verifyCheckpoint } from '../../src/ledger/checkpoint.ts';
import { handOver, handOverIn } from '../../src/ledger/hand-over.ts';
import { generateLedgerKey, type LedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';

const name = 'passerelle/21-250/inami';
const made = (of = name): LedgerKey => readLedgerKey(generateLedgerKey(of).privateKey, of);
const [before, after, stranger] = [made(), made(), made()];
const at = Temporal.Instant.from('2022-03-20T09:00:00Z');
const head = { origin: name, size: 3, root: 'ab'.repeat(32) };

describe('a hand-over', () => {
  it('names both keys and is signed by both', () => {
    const entry = handOver('inami', before, after);
    const { from, to } = handOverIn(entry) ?? {};
    expect([from?.fingerprint, to?.fingerprint]).toEqual([before.fingerprint, after.fingerprint]);
  });

  it('is none where one of both did not sign, or signed something else', () => {
    const { details, ...entry } = handOver('inami', before, after);
    const { toSignature = '', to = '' } = handOver('inami', before, stranger).details;
    const { from = '', fromSignature = '' } = handOver('inami', after, before).details;
    for (const changed of [
      { fromSignature },
      { toSignature },
      { to },
      { from },
      { to: 'no key' },
      { further: '1' },
    ]) {
      expect(
        handOverIn({ ...entry, details: { ...details, ...changed } }),
        JSON.stringify(changed),
      ).toBeUndefined();
    }
    expect(handOverIn({ event: 'backup-made', details })).toBeUndefined();
  });
});

describe('a ledger that has two keys', () => {
  const both = { ...after, others: [before] };

  it('is believed by checkpoints of either, and of nobody else', () => {
    for (const key of [before, after])
      expect(verifyCheckpoint(signCheckpoint(head, key), both)).toEqual(head);
    expect(verifyCheckpoint(signCheckpoint(head, stranger), both)).toBeUndefined();
    expect(verifyCheckpoint(signCheckpoint(head, before), after)).toBeUndefined();
  });

  it('is believed as a witness by either', () => {
    const witness = 'passerelle/21-250/opgroeien';
    const [first, second] = [made(witness), made(witness)];
    const note = signCheckpoint(head, after);
    for (const key of [first, second]) {
      expect(cosignedAt(cosign(note, key, at), { ...second, others: [first] })).toEqual(at);
    }
    expect(cosignedAt(cosign(note, made(witness), at), { ...second, others: [first] })).toBeUndefined();
  });

  it('is not believed by a note in which a signature under one of both is wrong', () => {
    const note = signCheckpoint(head, before);
    const forged = note.replace(/[A-Za-z0-9+/]{8}=*\n$/, 'AAAAAAA=\n');
    expect(forged).not.toBe(note);
    expect(verifyCheckpoint(forged, both)).toBeUndefined();
  });
});
