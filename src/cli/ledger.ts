/** `passerelle ledger`: what the site did, and the proof that nobody rewrote it. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { PasserelleError } from '../errors.ts';
import { readCheckpoint } from '../ledger/checkpoint.ts';
import { eventNames, type LedgerEntry, type StoredEntry } from '../ledger/event.ts';
import { proveConsistency, type ReadSubtrees, rootAt } from '../ledger/merkle.ts';
import { isConsistent, type TreeHead } from '../ledger/merkle-proof.ts';
import { type PrunedBeginning, prunedNote } from '../ledger/pruned.ts';
import { readEntry } from '../ledger/read.ts';
import { type LedgerVerdict, type NotedHead, verifyLedger } from '../ledger/verify.ts';
import { knownLedger } from '../witness/site.ts';
import { type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import * as audit from './ledger-audit.ts';
import { sayings } from './ledger-audit.ts';
import * as calendar from './ledger-calendar.ts';
import * as checkpoints from './ledger-checkpoints.ts';
import * as prove from './ledger-prove.ts';
import type { Output } from './output.ts';
import { wholeNumber } from './values.ts';

export function define(command: Command): void {
  command
    .command('verify')
    .description(say`recompute the whole chain and its Merkle tree`)
    .option('--expect <head>', say`a head noted earlier, as «ledger head» prints it`, parseHead)
    .action(verify);
  command
    .command('list')
    .description(say`list the entries, the oldest first`)
    .option('--from <number>', say`first entry to list`, wholeNumber, 0)
    .addOption(new Option('--event <name>', say`only entries of this event`).choices(eventNames))
    .option('--actor <name>', say`only entries of this account or party`)
    .action(list);
  command
    .command('head')
    .description(say`print where the ledger stands, to be noted outside this machine`)
    .action(head);
  calendar.define(command);
  checkpoints.define(command);
  prove.define(command);
  audit.define(command);
}

/** The entries as they are read, their number shown to who waits. */
async function* shown(entries: AsyncIterable<StoredEntry>, output: Output): AsyncGenerator<StoredEntry> {
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    if (count % 1000 === 1) output.progress(text`Verifying the ledger: ${count} entries`);
    yield entry;
  }
}

function verify({ expect }: { expect?: NotedHead }, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const { store } = site;
    const known = await knownLedger(
      { ...site, party: site.config.site, mode: site.config.mode },
      site.config.site,
    );
    const seen = readCheckpoint(known.noted?.note ?? '');
    const verdict = await verifyLedger(
      shown(store.entries(0), output),
      expect,
      new Set([seen?.size ?? 0]),
      store.subtrees,
    );
    if (!verdict.ok && verdict.problem === 'expected-pruned') {
      throw new PasserelleError(
        'usage',
        text`the ledger cannot be compared with that head any more: its entry ${verdict.sequence} was pruned`,
      );
    }
    if (!verdict.ok) throw broken(text`is broken at entry ${verdict.sequence}: ${sayings[verdict.problem]}`);
    if (verdict.roots.get(verdict.size) !== (await rootAt(store.subtrees, verdict.size))) {
      throw broken(text`has another Merkle tree than its entries make`);
    }
    if (seen !== undefined && seen.size > 0 && verdict.roots.get(seen.size) !== seen.root) {
      throw broken(text`is not the one that others saw when it had ${seen.size} entries`);
    }
    const { pruned } = verdict;
    if (seen !== undefined && pruned !== null && !(await onlyGrewSince(seen, verdict, store.subtrees))) {
      throw broken(text`is not proven to continue the one that others saw with ${seen.size} entries`);
    }
    const { size, hash, at } = verdict.head;
    const root = verdict.roots.get(size);
    const gone = pruned && prunedNote(pruned);
    output.result({ ok: true, size, hash, at, root, seen: seen?.size ?? null, pruned: gone }, () => [
      at === null
        ? text`The ledger is whole: ${size} entries.`
        : text`The ledger is whole: ${size} entries, the last of ${at}.`,
      ...(pruned === null ? [] : [prunedSentence(pruned), text`Everything after is whole.`]),
      ...(seen === undefined ? [] : [text`Others saw its first ${seen.size} entries, as they stand.`]),
      text`Head ${formatHead(verdict.head)}`,
    ]);
  });
}

/** What the hashes that are left tell of a size among the entries that were pruned. */
async function onlyGrewSince(
  seen: TreeHead,
  { size, roots }: Extract<LedgerVerdict, { readonly ok: true }>,
  subtrees: ReadSubtrees,
): Promise<boolean> {
  const path = await proveConsistency(subtrees, seen.size, size);
  return isConsistent(seen, { size, root: roots.get(size) ?? '' }, path);
}

function prunedSentence({ entries, by, written, lastDay, points }: PrunedBeginning): Text {
  return text`Entries 0 to ${entries - 1} were pruned (points ${points}, entry ${by}): the last was written on ${written} and kept through ${lastDay}.`;
}

function broken(says: Text): PasserelleError {
  return new PasserelleError('ledger-broken', text`the ledger ${says}`, {
    hint: text`Stop the site and compare with the last backup.`,
  });
}

interface Filter {
  readonly from: number;
  readonly event?: string;
  readonly actor?: string;
}

function list({ from, event, actor }: Filter, command: Command): Promise<void> {
  return atSite(command, async ({ store }, output) => {
    let first: number | undefined;
    for await (const stored of store.entries(from)) {
      const entry = readEntry(stored);
      if (first === undefined && entry.sequence > from) {
        output.note(
          text`The entries before ${entry.sequence} were pruned: ledger list --event log-pruned, ledger verify`,
        );
      }
      first ??= entry.sequence;
      if (event !== undefined && entry.event !== event) continue;
      if (actor !== undefined && entry.actor !== actor) continue;
      output.row({ ...entry, hash: stored.hash }, () => lineOf(entry));
    }
  });
}

function lineOf({ sequence, at, event, actor, details }: LedgerEntry): string {
  const facts = Object.entries(details).map(([name, value]) => `${name}=${value}`);
  return [String(sequence).padStart(6), at, event.padEnd(20), actor.padEnd(12), ...facts].join('  ');
}

function head(_options: object, command: Command): Promise<void> {
  return atSite(command, async ({ store }, output) => {
    const { size, hash, at } = await store.head();
    output.result({ size, hash, at }, () => [formatHead({ size, hash })]);
  });
}

function formatHead({ size, hash }: NotedHead): string {
  return `${size}:${hash}`;
}

function parseHead(value: string): NotedHead {
  const [, size, hash] = /^([0-9]{1,15}):([0-9a-f]{64})$/.exec(value) ?? [];
  if (size === undefined || hash === undefined) {
    throw new InvalidArgumentError(say`A head is expected: a number, a colon, 64 hexadecimal digits.`);
  }
  return { size: Number(size), hash };
}
