import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashEntry } from '../../src/ledger/chain.ts';
import type { StoredEntry } from '../../src/ledger/event.ts';
import { exportedEntries, exportLedger } from '../../src/ledger/export.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const entries: readonly StoredEntry[] = Array.from({ length: 3000 }, (_, sequence) => {
  const bytes = Uint8Array.from(
    Buffer.from(`{"sequence":${sequence},"text":"${'é'.repeat(sequence % 90)}"}`),
  );
  return { sequence, bytes, hash: hashEntry(bytes) };
});

const ledger = {
  async *entries() {
    yield* entries;
  },
  subtrees: async () => [],
};

describe('an exported ledger', () => {
  test('has the bytes of each entry on a line, and gives them back', async () => {
    const file = path.join(await temporaryFolder(), 'ledger.jsonl');
    expect(await exportLedger(ledger, file)).toBe(entries.length);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const text = await readFile(file, 'utf8');
    expect(text.split('\n')[2]).toBe('{"sequence":2,"text":"éé"}');
    const back = await Array.fromAsync(exportedEntries(file));
    expect(back.map(({ bytes, ...rest }) => ({ ...rest, bytes: Uint8Array.from(bytes) }))).toEqual(entries);
  });

  test('takes the place of no file', async () => {
    const file = path.join(await temporaryFolder(), 'ledger.jsonl');
    await writeFile(file, 'mine');
    await expect(exportLedger(ledger, file)).rejects.toMatchObject({ code: 'usage' });
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  test('cut short inside an entry gives what is left of it', async () => {
    const file = path.join(await temporaryFolder(), 'ledger.jsonl');
    await writeFile(file, '{"a":1}\n{"b"');
    const back = await Array.fromAsync(exportedEntries(file));
    expect(back.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual(['{"a":1}', '{"b"']);
  });

  test('that is another file is refused before it fills the memory', async () => {
    const file = path.join(await temporaryFolder(), 'ledger.jsonl');
    await writeFile(file, Buffer.alloc(3 * 1024 * 1024, 'x'));
    await expect(Array.fromAsync(exportedEntries(file))).rejects.toMatchObject({ code: 'usage' });
  });
});
