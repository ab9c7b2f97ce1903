import { describe, expect, test } from 'vitest';
import { emptyLedger, encodeEntry, entryAfter, hashEntry } from '../../src/ledger/chain.ts';
import { signCheckpoint } from '../../src/ledger/checkpoint.ts';
import { generateLedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { frontierOf, proveInclusion, rootOf } from '../../src/ledger/merkle.ts';
import { formatProof, parseProof, verifyProof } from '../../src/ledger/proof.ts';
import { subtreesFrom } from '../../src/ledger/pruned.ts';
import { readEntry } from '../../src/ledger/read.ts';
import { instant } from '../support/records.ts';

const name = 'passerelle/21-250/inami';
const key = readLedgerKey(generateLedgerKey(name).privateKey, name);
const stranger = readLedgerKey(generateLedgerKey(name).privateKey, name);

let head = emptyLedger;
const entries = Array.from({ length: 11 }, (_, number) => {
  const context = { at: instant('2022-03-04T10:00:00Z'), site: 'inami', deliberation: '21/250', policy: 'p' };
  const next = entryAfter(
    head,
    { event: 'login-accepted', actor: 'insurer-300', details: { number } },
    context,
  );
  head = next.head;
  return next.entry;
});
const read = subtreesFrom(entries.map(({ sequence, hash }) => ({ level: 0, index: sequence, hash })));
const root = rootOf({ size: 11, hashes: await read(frontierOf(11)) });
const note = signCheckpoint({ origin: name, size: 11, root }, key);
const fifth = entries[5] ?? expect.fail();
const proof = { entry: fifth.bytes, index: 5, path: await proveInclusion(read, 5, 11), note };
const honest = formatProof(proof);
const bare = formatProof({ ...proof, entry: undefined });

describe('a proof of an entry', () => {
  test('is read back as it was written, with the entry or without', () => {
    expect(parseProof(honest)).toEqual({ ...proof, entry: Buffer.from(fifth.bytes) });
    expect(parseProof(bare)).toEqual({ ...proof, entry: undefined });
  });

  test('proves the entry that it brings, or that is given with it', () => {
    const proven = {
      ok: true,
      checkpoint: { origin: name, size: 11, root },
      entry: { sequence: 5, details: { number: 5 } },
    };
    expect(verifyProof(honest, [stranger, key])).toMatchObject(proven);
    expect(verifyProof(bare, [key], fifth.bytes)).toMatchObject(proven);
    expect(verifyProof(bare, [key])).toEqual({ ok: false, problem: 'no-entry' });
  });

  const forgedEntry = (over: object) => encodeEntry({ ...readEntry(fifth), ...over });
  const forgedTree = (bytes: Uint8Array) =>
    formatProof({
      ...proof,
      entry: bytes,
      index: 0,
      path: [],
      note: signCheckpoint({ origin: name, size: 1, root: hashEntry(bytes) }, key),
    });
  const forgeries: Readonly<Record<string, readonly [forged: string, problem: string]>> = {
    'another entry': [formatProof({ ...proof, entry: entries[6]?.bytes }), 'not-in-ledger'],
    'an entry altered': [formatProof({ ...proof, entry: forgedEntry({ actor: 'x' }) }), 'not-in-ledger'],
    'another place': [formatProof({ ...proof, index: 4 }), 'not-in-ledger'],
    'another way': [formatProof({ ...proof, path: proof.path.toReversed() }), 'not-in-ledger'],
    'a shorter way': [formatProof({ ...proof, path: proof.path.slice(1) }), 'not-in-ledger'],
    'a longer way': [formatProof({ ...proof, path: [...proof.path, root] }), 'not-in-ledger'],
    'a node for an entry': [
      formatProof({ ...proof, entry: Buffer.from(root, 'hex'), path: [] }),
      'not-in-ledger',
    ],
    'an entry of another number': [forgedTree(fifth.bytes), 'not-in-ledger'],
    'an entry of another site': [forgedTree(forgedEntry({ sequence: 0, site: '300' })), 'not-in-ledger'],
    'an entry of another deliberation': [
      forgedTree(forgedEntry({ sequence: 0, deliberation: '18/184' })),
      'not-in-ledger',
    ],
    'an entry not as it is written': [
      forgedTree(Buffer.from(` ${Buffer.from(forgedEntry({ sequence: 0 }))}`)),
      'not-in-ledger',
    ],
    'a checkpoint of a stranger': [
      formatProof({ ...proof, note: signCheckpoint({ origin: name, size: 11, root }, stranger) }),
      'not-signed',
    ],
    'a checkpoint of another ledger': [
      formatProof({
        ...proof,
        note: signCheckpoint({ origin: 'passerelle/21-250/300', size: 11, root }, key),
      }),
      'not-signed',
    ],
    'a checkpoint altered': [formatProof({ ...proof, note: note.replace('\n11\n', '\n12\n') }), 'not-signed'],
    'another first line': [honest.replace('@v1', '@v2'), 'no-proof'],
    'no index': [honest.replace(/index \d+\n/, ''), 'no-proof'],
    'an index with a zero before it': [honest.replace('index 5', 'index 05'), 'no-proof'],
    'base64 of another form': [honest.replace(/=\n/, '\n'), 'no-proof'],
    'an extra line twice': [honest.replace(/(extra .*\n)/, '$1$1'), 'no-proof'],
    'half of it': [honest.slice(0, 40), 'no-proof'],
    nothing: ['', 'no-proof'],
    'more than any proof has': [`${honest}${' '.repeat(2_000_000)}`, 'no-proof'],
  };

  test.each(Object.entries(forgeries))('with %s proves nothing', (_name, [forged, problem]) => {
    expect(verifyProof(forged, [key])).toEqual({ ok: false, problem });
  });
});
