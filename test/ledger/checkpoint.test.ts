import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import {
  cosign,
  cosignedAt,
  joinSignatures,
  readCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from '../../src/ledger/checkpoint.ts';
import {
  formatVerifierKey,
  generateLedgerKey,
  isSignedBy,
  parseVerifierKey,
  readLedgerKey,
} from '../../src/ledger/ledger-key.ts';
import { incarnationOf, logNameOf, originOf } from '../../src/ledger/log-name.ts';
import { formatNote, parseNote } from '../../src/ledger/note.ts';
import { formatSubmission, parseSubmission } from '../../src/ledger/submission.ts';
import { instant } from '../support/records.ts';

const name = logNameOf(n21250, 'real', 'inami');
const site = readLedgerKey(generateLedgerKey(name).privateKey, name);
const witnessName = logNameOf(n21250, 'real', 'opgroeien');
const witness = readLedgerKey(generateLedgerKey(witnessName).privateKey, witnessName);
const checkpoint = { origin: name, size: 1207, root: 'ab'.repeat(32) };
const note = signCheckpoint(checkpoint, site);
const seen = instant('2022-03-04T10:00:00Z');

/** A key and a note of another implementation: the example of Go's golang.org/x/mod/sumdb/note. */
const goKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const goNote =
  'If you think cryptography is the answer to your problem,\n' +
  "then you don't know what your problem is.\n" +
  '\n' +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

describe('a checkpoint', () => {
  test('is three lines and a signature under its origin', () => {
    const [, signature = ''] = note.split('\n\n');
    expect(note.split('\n\n')[0]).toBe(
      `${name}\n1207\n${Buffer.from('ab'.repeat(32), 'hex').toString('base64')}`,
    );
    expect(signature).toMatch(/^— passerelle\/21-250\/inami [A-Za-z0-9+/]{91}=\n$/);
    expect(verifyCheckpoint(note, site)).toEqual(checkpoint);
  });

  test('says in a further line, which is signed too, under which clauses its site runs [A45]', () => {
    const clauses = 'c1'.repeat(32);
    const stated = signCheckpoint({ ...checkpoint, clauses }, site);
    expect(stated.split('\n\n')[0]?.split('\n')[3]).toBe(`clauses ${clauses}`);
    expect(verifyCheckpoint(stated, site)).toEqual({ ...checkpoint, clauses });
    expect(verifyCheckpoint(stated.replace(clauses, 'c2'.repeat(32)), site)).toBeUndefined();
    expect(verifyCheckpoint(stated.replace(`clauses ${clauses}\n`, ''), site)).toBeUndefined();
  });

  test('is no other’s, whoever signed it', () => {
    expect(verifyCheckpoint(note, witness)).toBeUndefined();
    expect(verifyCheckpoint(signCheckpoint(checkpoint, witness), site)).toBeUndefined();
    const spoiled = joinSignatures(note, signCheckpoint(checkpoint, witness));
    expect(verifyCheckpoint(spoiled, site)).toEqual(checkpoint);
  });

  test('is refused once any character of it is another', () => {
    fc.assert(
      fc.property(
        fc.nat(note.length - 1),
        fc.constantFrom('A', 'b', '7', '\n', '+', '—'),
        (at, character) => {
          fc.pre(note[at] !== character);
          expect(verifyCheckpoint(note.slice(0, at) + character + note.slice(at + 1), site)).toBeUndefined();
        },
      ),
    );
  });

  test.each([
    ['an extension line', `${name}\n5\n${'A'.repeat(43)}=\nmore\n`],
    ['half a digest of clauses', `${name}\n5\n${'A'.repeat(43)}=\nclauses ${'a'.repeat(32)}\n`],
    ['a size with a leading zero', `${name}\n05\n${'A'.repeat(43)}=\n`],
    ['a size beyond exact numbers', `${name}\n9007199254740993\n${'A'.repeat(43)}=\n`],
    ['a root that is no SHA-256', `${name}\n5\nAAAA\n`],
    ['a root in loose base64', `${name}\n5\n${'A'.repeat(42)}B=\n`],
    ['no size', `${name}\n`],
  ])('is not read with %s', (_what, text) => {
    expect(readCheckpoint(`${text}\n${note.split('\n\n')[1]}`)).toBeUndefined();
    expect(readCheckpoint(text)).toBeUndefined();
  });
});

describe('a cosignature', () => {
  const cosigned = cosign(note, witness, seen);

  test('says who saw the checkpoint when, and leaves the site’s own signature', () => {
    expect(cosignedAt(cosigned, witness)).toEqual(seen);
    expect(cosignedAt(cosigned, site)).toBeUndefined();
    expect(cosignedAt(note, witness)).toBeUndefined();
    expect(verifyCheckpoint(cosigned, site)).toEqual(checkpoint);
  });

  test('signs header, time and text as tlog-cosignature lays down', () => {
    const line = parseNote(cosigned)?.signatures.at(-1);
    expect(line?.name).toBe(witnessName);
    expect(Buffer.from(line?.bytes ?? []).readBigUInt64BE()).toBe(BigInt(seen.epochMilliseconds / 1000));
    const message = `cosignature/v1\ntime ${seen.epochMilliseconds / 1000}\n${parseNote(note)?.text}`;
    expect(Buffer.from(line?.bytes ?? []).subarray(8)).toEqual(
      Buffer.from(witness.sign(Buffer.from(message))),
    );
  });

  test('takes the place of an earlier one of the same witness', () => {
    const again = cosign(cosigned, witness, seen.add({ hours: 1 }));
    expect(parseNote(again)?.signatures).toHaveLength(2);
    expect(cosignedAt(again, witness)).toEqual(seen.add({ hours: 1 }));
  });

  test('is joined to the others of the same checkpoint, and to no other checkpoint', () => {
    const another = signCheckpoint({ ...checkpoint, size: 1208 }, site);
    expect(joinSignatures(another, cosigned)).toBe(another);
    expect(cosignedAt(joinSignatures(note, cosigned), witness)).toEqual(seen);
  });

  test('does not hold for another time or another text', () => {
    const parsed = parseNote(cosigned);
    const line = parsed?.signatures.at(-1);
    if (parsed === undefined || line === undefined) throw new RangeError('no cosignature');
    const bytes = Buffer.from(line.bytes);
    bytes.writeBigUInt64BE(BigInt(seen.epochMilliseconds / 1000) + 1n);
    const moved = formatNote({ ...parsed, signatures: [{ ...line, bytes }] });
    expect(cosignedAt(moved, witness)).toBeUndefined();
    expect(cosignedAt(cosigned.replace('1207', '1208'), witness)).toBeUndefined();
  });
});

describe('a verifier key', () => {
  test('is a line that can be read again', () => {
    const line = formatVerifierKey(site);
    expect(line).toMatch(/^passerelle\/21-250\/inami\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/);
    expect(parseVerifierKey(`${line}\n`)).toEqual({
      name: site.name,
      publicKey: Buffer.from(site.publicKey),
      fingerprint: site.fingerprint,
    });
  });

  test('of another implementation proves its note', () => {
    const parsed = parseNote(goNote);
    const key = parseVerifierKey(goKey);
    expect(parsed?.signatures).toMatchObject([{ name: 'PeterNeumann', keyId: 'c74f20a3' }]);
    expect(formatVerifierKey(key)).toBe(goKey);
    const [signature] = parsed?.signatures ?? [];
    const message = Buffer.from(parsed?.text ?? '');
    expect(isSignedBy(key, message, signature?.bytes ?? message)).toBe(true);
  });

  test.each([
    '',
    'name',
    goKey.replace('c74f20a3', 'c74f20a4'),
    goKey.replace('Peter', 'Petra'),
    `${goKey}A`,
  ])('that does not fit its id is refused: %s', (line) => {
    expect(() => parseVerifierKey(line)).toThrow(expect.objectContaining({ code: 'key-refused' }));
  });

  test('is asked of an Ed25519 key only', () => {
    expect(() => readLedgerKey('-----BEGIN PRIVATE KEY-----\nsecret\n', name)).toThrow(
      expect.objectContaining({ code: 'key-refused', message: expect.not.stringContaining('secret') }),
    );
  });
});

describe('an origin', () => {
  test('tells parties, modes and incarnations apart', () => {
    expect(logNameOf(n21250, 'rehearsal', '300')).toBe('passerelle/rehearsal/21-250/300');
    expect(originOf(name, 1)).toBe('passerelle/21-250/inami');
    expect(originOf(name, 3)).toBe('passerelle/21-250/inami/restored-2');
    for (const incarnation of [1, 2, 17])
      expect(incarnationOf(name, originOf(name, incarnation))).toBe(incarnation);
    for (const origin of [witnessName, `${name}/restored-0`, `${name}x`, `${name}/2`, 'x', '']) {
      expect(incarnationOf(name, origin)).toBeUndefined();
    }
  });
});

describe('a submission', () => {
  test('is read as it was written', () => {
    const submission = { old: 5, proof: ['00'.repeat(32), 'ff'.repeat(32)], note };
    expect(formatSubmission({ old: 0, proof: [], note })).toBe(`old 0\n\n${note}`);
    expect(parseSubmission(formatSubmission(submission))).toEqual(submission);
    expect(parseSubmission(formatSubmission({ old: 0, proof: [], note }))).toEqual({
      old: 0,
      proof: [],
      note,
    });
  });

  test.each([
    ['nothing', ''],
    ['a bare note', note],
    ['another first line', `new 5\n\n${note}`],
    ['a leading zero', `old 05\n\n${note}`],
    ['a short hash', `old 5\nAAAA\n\n${note}`],
    ['too many hashes', `old 5\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${note}`],
  ])('is refused with %s', (_what, text) => {
    expect(parseSubmission(text)).toBeUndefined();
  });
});

describe('text of anybody', () => {
  const pieces = fc.constantFrom(
    'old 5',
    'old 0',
    '\n',
    '\n\n',
    '— ',
    name,
    ' ',
    'A'.repeat(43),
    '=',
    '5',
    note,
    '\u0000',
    '+',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces).map((parts) => parts.join('')),
  );

  test('is read, or it is none', () => {
    fc.assert(
      fc.property(text, (anything) => {
        const read = readCheckpoint(anything);
        if (read !== undefined) expect(parseNote(anything)).toBeDefined();
        const submission = parseSubmission(anything);
        if (submission !== undefined) expect(formatSubmission(submission)).toBe(anything);
        const parsed = parseNote(anything);
        if (parsed !== undefined) expect(formatNote(parsed)).toBe(anything);
        expect(verifyCheckpoint(anything, witness)).toBeUndefined();
        cosignedAt(anything, witness);
      }),
    );
  });
});
