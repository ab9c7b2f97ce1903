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
import { exportedEntries, exportedSubtrees } from '../ledger/export.ts';
import { parseVerifierKey, type VerifierKey } from '../ledger/ledger-key.ts';
import { incarnationOf } from '../ledger/log-name.ts';
import { greatestSubmission } from '../ledger/submission.ts';
import type { LedgerProblem } from '../ledger/verify.ts';
import { type Text, text } from '../words/text.ts';
import { outputOf } from './invocation.ts';
import { say } from './language.ts';

export function define(command: Command): void {
  command
    .command('audit')
    .description(say`hold ledgers and checkpoints of several sites against each other; needs no site`)
    .argument('<files...>', say`what «ledger export» and «ledger checkpoint» wrote`)
    .option(
      '--keys <files...>',
      say`ledger keys of the sites (keys show ledger): without them signatures are not checked`,
    )
    .action(audit);
}

/** What is wrong with an entry, after its number. */
export const sayings: Readonly<Record<LedgerProblem, Text>> = {
  'out-of-sequence': text`another entry stands in its place: one was dropped, inserted or moved`,
  altered: text`its bytes are not those that were hashed`,
  unreadable: text`its bytes are no entry`,
  'broken-chain': text`it does not follow the entry before`,
  'time-ran-back': text`it is older than the entry before`,
  foreign: text`it was written by another site`,
  truncated: text`the ledger ends before it`,
  'other-history': text`the ledger had another head then`,
  'expected-pruned': text`it was pruned, and what the ledger was then cannot be told any more`,
  'not-pruned-so': text`what is gone before it is not what an entry says was pruned`,
  'pruned-early': text`it tells of pruning what had to be kept still`,
};

async function audit(files: readonly string[], options: { keys?: readonly string[] }, command: Command) {
  const output = outputOf(command);
  const keys = await Promise.all(
    (options.keys ?? []).map(async (file) => parseVerifierKey(await readFile(file, 'utf8'))),
  );
  const copies: LedgerCopy[] = [];
  const claims: Claim[] = [];
  for (const file of files) {
    if (await isLedger(file)) {
      const subtrees = await exportedSubtrees(file);
      copies.push({ source: file, entries: () => exportedEntries(file), subtrees });
    } else claims.push(await readClaim(file, keys));
  }
  const report = await auditLedgers(copies, claims);
  output.result({ ok: report.findings.length === 0, ...report }, () => reportLines(report));
  if (keys.length === 0 && claims.length > 0)
    output.note(text`No signature was checked: name the keys with --keys.`);
  if (report.findings.length === 0) return;
  throw new PasserelleError('ledger-broken', text`the audit found ${report.findings.length} contradictions`, {
    hint: text`Keep all files as they are: they are evidence.`,
  });
}

async function isLedger(path: string): Promise<boolean> {
  const file = await open(path).catch((cause: unknown) => {
    throw new PasserelleError('usage', text`${path} cannot be read`, { cause });
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
  const content = (await readFile(source)).subarray(0, greatestSubmission).toString();
  const notes = [content, content.slice(content.indexOf('\n\n') + 2)];
  const note = notes.find((candidate) => readCheckpoint(candidate) !== undefined) ?? '';
  const claimed = readCheckpoint(note);
  if (claimed === undefined) {
    throw new PasserelleError('usage', text`${source} is neither an exported ledger nor a checkpoint`);
  }
  if (keys.length === 0) return { source, ...claimed };
  const key = keys.find(({ name }) => incarnationOf(name, claimed.origin) !== undefined);
  const proven = key && verifyCheckpoint(note, key);
  if (proven !== undefined) return { source, ...proven };
  throw new PasserelleError(
    'signature-refused',
    text`${source} is not signed by a key of ${claimed.origin}`,
    {
      hint: text`Nothing was compared. Name the ledger key of that site with --keys, or leave the file out.`,
    },
  );
}

function* reportLines({ ledgers, compared, untold, findings, losses }: AuditReport): Generator<Text> {
  for (const { source, site, size, pruned } of ledgers) {
    yield text`${source}: ledger of ${site}, ${size} entries`;
    if (pruned === null) continue;
    yield text`${source}: entries 0 to ${pruned.entries - 1} were pruned (points ${pruned.points}), the last written on ${pruned.written}`;
  }
  yield text`${compared} checkpoints compared`;
  if (untold > 0) yield text`${untold} checkpoints not compared: they are of entries that were pruned`;
  for (const { origin, lostSize, kept, reason, source } of losses) {
    yield kept === null
      ? text`${source}: ${origin} lost what followed; it had ${lostSize}. Acknowledged: ${reason}`
      : text`${source}: ${origin} lost what followed, ${kept} entries of it are left; it had ${lostSize}. Acknowledged: ${reason}`;
  }
  for (const finding of findings) yield text`WRONG  ${describe(finding)}`;
  if (findings.length === 0) yield text`No contradiction was found.`;
}

function describe(finding: Finding): Text {
  const { source } = finding;
  switch (finding.finding) {
    case 'broken':
      return text`${source} is broken at entry ${finding.entry}: ${sayings[finding.problem]}`;
    case 'copies-differ':
      return text`${source} differs from ${finding.by} from entry ${finding.entry} on`;
    case 'dropped':
      return text`${source} lacks entry ${finding.entry} and what followed: ${finding.by} saw more`;
    case 'rewritten':
      return finding.entry === finding.last
        ? text`${source} was rewritten at entry ${finding.entry}: ${finding.by} saw another`
        : text`${source} was rewritten from one of the entries ${finding.entry} to ${finding.last} on: ${finding.by} saw others`;
    case 'pruned-early':
      return text`${source} was pruned too early: ${finding.by} tells that entry ${finding.entry} had to be kept still`;
    case 'forked':
      return text`${source} and ${finding.by} saw two different ledgers of ${finding.size} entries of one site`;
  }
}
