/** `passerelle ledger audit`: for an auditor, who needs no site. */

import { open, readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { PasserelleError } from '../errors.ts';
import {
  type AuditReport,
  auditLedgers,
  type Claim,
  type Finding,
  type LedgerCopy,
} from '../ledger/audit.ts';
import { readCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import { exportedEntries } from '../ledger/export.ts';
import { parseVerifierKey, type VerifierKey } from '../ledger/ledger-key.ts';
import { incarnationOf } from '../ledger/log-name.ts';
import { greatestSubmission } from '../ledger/submission.ts';
import type { LedgerProblem } from '../ledger/verify.ts';
import { outputOf } from './invocation.ts';

export function define(command: Command): void {
  command
    .command('audit')
    .description('hold ledgers and checkpoints of several sites against each other; needs no site')
    .argument('<files...>', 'what «ledger export» and «ledger checkpoint» wrote')
    .option(
      '--keys <files...>',
      'ledger keys of the sites (keys show ledger): without them signatures are not checked',
    )
    .action(audit);
}

/** What is wrong with an entry, after its number. */
export const sayings: Readonly<Record<LedgerProblem, string>> = {
  'out-of-sequence': 'another entry stands in its place: one was dropped, inserted or moved',
  altered: 'its bytes are not those that were hashed',
  unreadable: 'its bytes are no entry',
  'broken-chain': 'it does not follow the entry before',
  'time-ran-back': 'it is older than the entry before',
  foreign: 'it was written by another site',
  truncated: 'the ledger ends before it',
  'other-history': 'the ledger had another head then',
};

async function audit(files: readonly string[], options: { keys?: readonly string[] }, command: Command) {
  const output = outputOf(command);
  const keys = await Promise.all(
    (options.keys ?? []).map(async (file) => parseVerifierKey(await readFile(file, 'utf8'))),
  );
  const copies: LedgerCopy[] = [];
  const claims: Claim[] = [];
  for (const file of files) {
    if (await isLedger(file)) copies.push({ source: file, entries: () => exportedEntries(file) });
    else claims.push(await readClaim(file, keys));
  }
  const report = await auditLedgers(copies, claims);
  output.result({ ok: report.findings.length === 0, ...report }, () => reportLines(report));
  if (keys.length === 0 && claims.length > 0)
    output.note('No signature was checked: name the keys with --keys.');
  if (report.findings.length === 0) return;
  throw new PasserelleError('ledger-broken', `the audit found ${report.findings.length} contradictions`, {
    hint: 'Keep all files as they are: they are evidence.',
  });
}

async function isLedger(path: string): Promise<boolean> {
  const file = await open(path).catch((cause: unknown) => {
    throw new PasserelleError('usage', `${path} cannot be read`, { cause });
  });
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(1), position: 0 });
    return bytesRead === 0 || buffer.toString() === '{';
  } finally {
    await file.close();
  }
}

/** A checkpoint alone or, as in a proof, after an empty line. */
async function readClaim(source: string, keys: readonly VerifierKey[]): Promise<Claim> {
  const text = (await readFile(source)).subarray(0, greatestSubmission).toString();
  const notes = [text, text.slice(text.indexOf('\n\n') + 2)];
  const note = notes.find((candidate) => readCheckpoint(candidate) !== undefined) ?? '';
  const claimed = readCheckpoint(note);
  if (claimed === undefined) {
    throw new PasserelleError('usage', `${source} is neither an exported ledger nor a checkpoint`);
  }
  if (keys.length === 0) return { source, ...claimed };
  const key = keys.find(({ name }) => incarnationOf(name, claimed.origin) !== undefined);
  const proven = key && verifyCheckpoint(note, key);
  if (proven !== undefined) return { source, ...proven };
  throw new PasserelleError('signature-refused', `${source} is not signed by a key of ${claimed.origin}`, {
    hint: 'Nothing was compared. Name the ledger key of that site with --keys, or leave the file out.',
  });
}

function* reportLines({ ledgers, compared, findings, losses }: AuditReport): Generator<string> {
  for (const { source, site, size } of ledgers) yield `${source}: ledger of ${site}, ${size} entries`;
  yield `${compared} checkpoints compared`;
  for (const { origin, lostSize, kept, reason, source } of losses) {
    const left = kept === null ? '' : `, ${kept} entries of it are left`;
    yield `${source}: ${origin} lost what followed${left}; it had ${lostSize}. Acknowledged: ${reason}`;
  }
  for (const finding of findings) yield `WRONG  ${describe(finding)}`;
  if (findings.length === 0) yield 'No contradiction was found.';
}

function describe(finding: Finding): string {
  const { source } = finding;
  switch (finding.finding) {
    case 'broken':
      return `${source} is broken at entry ${finding.entry}: ${sayings[finding.problem]}`;
    case 'copies-differ':
      return `${source} differs from ${finding.by} from entry ${finding.entry} on`;
    case 'dropped':
      return `${source} lacks entry ${finding.entry} and what followed: ${finding.by} saw more`;
    case 'rewritten':
      return finding.entry === finding.last
        ? `${source} was rewritten at entry ${finding.entry}: ${finding.by} saw another`
        : `${source} was rewritten from one of the entries ${finding.entry} to ${finding.last} on: ${finding.by} saw others`;
    case 'forked':
      return `${source} and ${finding.by} saw two different ledgers of ${finding.size} entries of one site`;
  }
}
