/** `passerelle ledger`: what the site did, and the proof that nobody rewrote it. */

import { type Command, InvalidArgumentError, Option } from 'commander';
import { PasserelleError } from '../errors.ts';
import { eventNames, type LedgerEntry } from '../ledger/event.ts';
import { readEntry } from '../ledger/read.ts';
import { type LedgerProblem, type NotedHead, verifyLedger } from '../ledger/verify.ts';
import { atSite } from './at-site.ts';
import { wholeNumber } from './values.ts';

export function define(command: Command): void {
  command
    .command('verify')
    .description('recompute the whole chain')
    .option('--expect <head>', 'a head noted earlier, as «ledger head» prints it', parseHead)
    .action(verify);
  command
    .command('list')
    .description('list the entries, the oldest first')
    .option('--from <number>', 'first entry to list', wholeNumber, 0)
    .addOption(new Option('--event <name>', 'only entries of this event').choices(eventNames))
    .option('--actor <name>', 'only entries of this account or party')
    .action(list);
  command
    .command('head')
    .description('print where the ledger stands, to be noted outside this machine')
    .action(head);
}

const sayings: Readonly<Record<LedgerProblem, string>> = {
  'out-of-sequence': 'another entry stands in its place: one was dropped, inserted or moved',
  altered: 'its bytes are not those that were hashed',
  unreadable: 'its bytes are no entry',
  'broken-chain': 'it does not follow the entry before',
  'time-ran-back': 'it is older than the entry before',
  foreign: 'it was written by another site',
  truncated: 'the ledger ends before it',
  'other-history': 'the ledger had another head then',
};

function verify({ expect }: { expect?: NotedHead }, command: Command): Promise<void> {
  return atSite(command, async ({ store }, output) => {
    const verdict = await verifyLedger(store.entries(0), expect);
    if (!verdict.ok) {
      const says = `the ledger is broken at entry ${verdict.sequence}: ${sayings[verdict.problem]}`;
      throw new PasserelleError('ledger-broken', says, {
        hint: 'Stop the site and compare with the last backup.',
      });
    }
    const { size, hash, at } = verdict.head;
    output.result({ ok: true, size, hash, at }, () => [
      `The ledger is whole: ${size} entries${at === null ? '' : `, the last of ${at}`}.`,
      `Head ${formatHead(verdict.head)}`,
    ]);
  });
}

interface Filter {
  readonly from: number;
  readonly event?: string;
  readonly actor?: string;
}

function list({ from, event, actor }: Filter, command: Command): Promise<void> {
  return atSite(command, async ({ store }, output) => {
    for await (const stored of store.entries(from)) {
      const entry = readEntry(stored);
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

function parseHead(text: string): NotedHead {
  const [, size, hash] = /^([0-9]{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (size === undefined || hash === undefined) {
    throw new InvalidArgumentError('A head is expected: a number, a colon, 64 hexadecimal digits.');
  }
  return { size: Number(size), hash };
}
