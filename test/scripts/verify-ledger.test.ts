/** Two programs that share no code must find the same in the same files: in good ledgers, and in forged ones. */

import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { auditLedgers, type Claim, type Finding } from '../../src/ledger/audit.ts';
import { emptyLedger, encodeEntry, entryAfter } from '../../src/ledger/chain.ts';
import { cosign, readCheckpoint, signCheckpoint } from '../../src/ledger/checkpoint.ts';
import type { LedgerEntry, LedgerEvent } from '../../src/ledger/event.ts';
import { exportedEntries } from '../../src/ledger/export.ts';
import { formatVerifierKey, generateLedgerKey, readLedgerKey } from '../../src/ledger/ledger-key.ts';
import { emptyTree, grow, rootOf } from '../../src/ledger/merkle.ts';
import { parseEntry } from '../../src/ledger/read.ts';
import { describeWithProgram } from '../support/programs.ts';
import { instant } from '../support/records.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const script = path.resolve(import.meta.dirname, '../../scripts/verify-ledger.py');
const size = 20;
const name = 'passerelle/21-250/inami';
const key = readLedgerKey(generateLedgerKey(name).privateKey, name);
const start = instant('2022-03-04T10:00:00Z');

type Lines = readonly string[];

/** A ledger that is whole in itself, as lines; `hashes` are its leaves. */
function written(site: string, events: readonly LedgerEvent[]) {
  let head = emptyLedger;
  const entries = events.map((event, number) => {
    const context = { at: start.add({ seconds: number }), site, deliberation: '21/250', policy: 'p' };
    const next = entryAfter(head, event, context);
    head = next.head;
    return next.entry;
  });
  return {
    lines: entries.map(({ bytes }) => Buffer.from(bytes).toString()),
    hashes: entries.map(({ hash }) => hash),
  };
}

function rootAfter(hashes: readonly string[]): string {
  return rootOf(hashes.reduce((tree, leaf) => grow(tree, leaf).tree, emptyTree));
}

const plain = (number: number): LedgerEvent => ({
  event: 'login-accepted',
  actor: 'insurer-300',
  details: { number, text: `é "quoted" \\ \u0001 \u2028 ${number}`, nothing: null, yes: true },
});
const events = Array.from({ length: size }, (_, number) => plain(number));
const honest = written('inami', events);
const seenAt = (at: number) => ({ origin: name, size: at, root: rootAfter(honest.hashes.slice(0, at)) });
const witness = (...sizes: readonly number[]) =>
  written(
    'opgroeien',
    sizes.map((at) => ({
      event: 'checkpoint-noted',
      actor: 'inami',
      details: { of: 'inami', ...seenAt(at) },
    })),
  ).lines;

/** One line of a ledger made into another, its own hash and those after it left as they are. */
type EntryForgery = (entry: LedgerEntry, line: string) => string;
const again = (entry: LedgerEntry) => Buffer.from(encodeEntry(entry)).toString();
const entryForgeries: Readonly<Record<string, EntryForgery>> = {
  'another actor': (entry) => again({ ...entry, actor: 'x' }),
  'another detail': (entry) => again({ ...entry, details: { ...entry.details, number: 99 } }),
  'a detail more': (entry) => again({ ...entry, details: { ...entry.details, more: 1 } }),
  'a detail less': (entry) => again({ ...entry, details: {} }),
  'another time': (entry) => again({ ...entry, at: '2022-03-09T10:00:00.000Z' }),
  'an earlier time': (entry) => again({ ...entry, at: '2021-03-09T10:00:00.000Z' }),
  'a day that no year has': (_, line) => line.replace('2022-03-04', '2022-02-30'),
  'another site': (entry) => again({ ...entry, site: '300' }),
  'another deliberation': (entry) => again({ ...entry, deliberation: '22/001' }),
  'another policy': (entry) => again({ ...entry, policy: 'q' }),
  'another number': (entry) => again({ ...entry, sequence: entry.sequence + 1 }),
  'another predecessor': (entry) => again({ ...entry, previous: 'ab'.repeat(32) }),
  'a predecessor in capitals': (entry) =>
    again({ ...entry, previous: entry.previous.toUpperCase().replace(/^0/, 'A') }),
  'a space more': (_, line) => line.replace(',"at"', ', "at"'),
  'a space at its end': (_, line) => `${line} `,
  'a carriage return': (_, line) => `${line}\r`,
  'a member more': (_, line) => line.replace(/}$/, ',"more":1}'),
  'a member twice': (_, line) => line.replace(/}$/, ',"actor":"y"}'),
  'a member less': (_, line) => line.replace(/"policy":"p",/, ''),
  'members in another order': (_, line) =>
    line.replace(/("site":"[a-z]+"),("deliberation":"[^"]+")/, '$2,$1'),
  'details in another order': (_, line) => line.replace(/"nothing":null,("number":\d+)/, '$1,"nothing":null'),
  'a detail twice': (_, line) => line.replace('"nothing":null', '"nothing":null,"nothing":null'),
  'a text for a number': (_, line) => line.replace(/"sequence":(\d+)/, '"sequence":"$1"'),
  'a number with a fraction': (_, line) => line.replace(/"sequence":(\d+)/, '"sequence":$1.0'),
  'a list for a detail': (_, line) => line.replace('"yes":true', '"yes":[true]'),
  'a letter written otherwise': (_, line) => line.replace('é', '\\u00e9'),
  'no text at all': () => '',
  'half of its text': (_, line) => line.slice(0, line.length / 2),
  'a list around it': (_, line) => `[${line}]`,
};

/** A ledger made into another. */
const lineForgeries: Readonly<Record<string, (lines: Lines, at: number) => Lines>> = {
  'an entry less': (lines, at) => lines.toSpliced(at, 1),
  'an entry twice': (lines, at) => lines.toSpliced(at, 0, lines[at] ?? ''),
  'two entries in each other’s place': (lines, at) =>
    lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? ''),
  'the rest in reverse': (lines, at) => [...lines.slice(0, at), ...lines.slice(at).reverse()],
  'the rest missing': (lines, at) => lines.slice(0, at),
  'an entry of another ledger': (lines, at) => lines.with(at, witness(3)[0] ?? ''),
};

/** History told otherwise, by somebody who makes the chain fit again. */
const historyForgeries: Readonly<
  Record<string, (told: readonly LedgerEvent[], at: number) => readonly LedgerEvent[]>
> = {
  'an entry rewritten': (told, at) => told.with(at, plain(77)),
  'an entry dropped': (told, at) => told.toSpliced(at, 1),
  'an entry inserted': (told, at) => told.toSpliced(at, 0, plain(77)),
  'entries reordered': (told, at) => [...told.slice(0, at), ...told.slice(at).reverse()],
  'an end of its own': (told, at) => [...told.slice(0, at), ...told.slice(at).map(() => plain(78))],
};

/** What another site holds, made into another. */
const noteForgeries: Readonly<Record<string, () => string>> = {
  'another root': () => signCheckpoint({ ...seenAt(9), root: 'ab'.repeat(32) }, key),
  'a size beyond the end': () => signCheckpoint({ ...seenAt(9), size: size + 5 }, key),
  'two roots of one size': () => signCheckpoint({ ...seenAt(12), root: 'cd'.repeat(32) }, key),
};

interface Case {
  readonly says: string;
  readonly ours: Lines;
  readonly note: string;
  readonly sound?: true;
}

const note = cosign(signCheckpoint(seenAt(12), key), key, start);

function* cases(): Generator<Case> {
  yield { says: 'nothing forged', ours: honest.lines, note, sound: true };
  for (const at of [0, 7, size - 2]) {
    for (const [says, forge] of Object.entries(entryForgeries)) {
      const line = honest.lines[at] ?? '';
      const entry = parseEntry(Buffer.from(line));
      if (entry === undefined) throw new RangeError(line);
      yield { says: `${says} at ${at}`, ours: honest.lines.with(at, forge(entry, line)), note };
    }
    for (const [says, forge] of Object.entries(lineForgeries)) {
      yield { says: `${says} at ${at}`, ours: forge(honest.lines, at), note };
    }
    for (const [says, forge] of Object.entries(historyForgeries)) {
      yield { says: `${says} at ${at}`, ours: written('inami', forge(events, at)).lines, note };
    }
  }
  for (const [says, forge] of Object.entries(noteForgeries)) {
    yield { says: `a note of ${says}`, ours: honest.lines, note: forge() };
  }
}

/** Imports the script once and audits case after case. */
const harness = `
import importlib.util, json, sys
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("verifier", sys.argv[1])
verifier = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verifier)
keys = dict([verifier.read_key(sys.argv[2])])
found = []
for ledgers, note in json.load(sys.stdin):
    found.append(verifier.audit(ledgers, [verifier.read_claim(note, keys)]))
json.dump(found, sys.stdout)
`;

describeWithProgram('python3', 'the verifier in Python', () => {
  it('finds in good and in a hundred kinds of forged ledgers what the program finds', async () => {
    const folder = await temporaryFolder();
    const put = async (file: string, text: string) => {
      await writeFile(path.join(folder, file), text);
      return path.join(folder, file);
    };
    const keyFile = await put('key', `${formatVerifierKey(key)}\n`);
    const others = await put('others.jsonl', `${witness(4, 8, 16, 19).join('\n')}\n`);
    const copy = await put('copy.jsonl', `${honest.lines.slice(0, 11).join('\n')}\n`);
    const all = [...cases()];
    const asked: (readonly [readonly string[], string])[] = [];
    const ours: (readonly Finding[])[] = [];
    for (const [number, { ours: lines, note: held }] of all.entries()) {
      const file = await put(`${number}.jsonl`, lines.map((line) => `${line}\n`).join(''));
      const noteFile = await put(`${number}.note`, held);
      // The copy tells where; without it only the others' word does.
      const ledgers = number % 2 === 0 ? [file, others, copy] : [file, others];
      asked.push([ledgers, noteFile]);
      const claim = readCheckpoint(held);
      if (claim === undefined) throw new RangeError(held);
      const claims: readonly Claim[] = [{ source: noteFile, ...claim }];
      const copies = ledgers.map((source) => ({ source, entries: () => exportedEntries(source) }));
      ours.push((await auditLedgers(copies, claims)).findings);
    }
    const run = spawnSync('python3', ['-c', harness, script, keyFile], { input: JSON.stringify(asked) });
    expect(run.stderr.toString()).toBe('');
    const theirs: readonly unknown[] = JSON.parse(run.stdout.toString());
    expect(all.length).toBeGreaterThan(100);
    for (const [number, { says, sound = false }] of all.entries()) {
      expect(theirs[number], says).toEqual(ours[number]);
      expect(ours[number]?.length === 0, says).toBe(sound);
    }
  }, 60_000);

  it('is run on files, believes no signature of another key, and ends as the program does', async () => {
    const folder = await temporaryFolder();
    const stranger = readLedgerKey(generateLedgerKey(name).privateKey, name);
    const files = {
      ours: `${honest.lines.join('\n')}\n`,
      cut: `${honest.lines.slice(0, 5).join('\n')}\n`,
      note,
      forged: note.replace('\n12\n', '\n13\n'),
      strange: signCheckpoint(seenAt(12), stranger),
      key: `${formatVerifierKey(key)}\n`,
      text: 'hello\n',
    };
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
    const run = (...args: readonly string[]) => {
      const { status, stdout } = spawnSync('python3', ['-B', script, ...args], { cwd: folder });
      return [status, stdout.toString()];
    };
    expect(run('ours', 'note', '--keys', 'key')).toEqual([0, '']);
    expect(run('cut', 'note', '--keys', 'key')).toEqual([
      10,
      '{"finding": "dropped", "source": "cut", "by": "note", "entry": 5}\n',
    ]);
    expect(run('ours', 'forged', '--keys', 'key')).toEqual([5, '']);
    expect(run('ours', 'strange', '--keys', 'key')).toEqual([5, '']);
    expect(run('ours', 'text')).toEqual([2, '']);
    expect(run('ours', 'note', '--keys', 'text')).toEqual([2, '']);
    expect(run('nowhere')).toEqual([2, '']);
  });
});
