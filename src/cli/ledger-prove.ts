/** `passerelle ledger prove`: what a site proves of its ledger to others, and what they do with such a proof. */

import type { Command } from 'commander';
import { PasserelleError } from '../errors.ts';
import { type Checkpoint, readCheckpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import type { VerifierKey } from '../ledger/ledger-key.ts';
import { proveConsistency, proveInclusion } from '../ledger/merkle.ts';
import { isConsistent } from '../ledger/merkle-proof.ts';
import { formatProof, type ProofProblem, verifyProof } from '../ledger/proof.ts';
import { rootIfKept } from '../ledger/pruned.ts';
import { formatSubmission, parseSubmission } from '../ledger/submission.ts';
import type { Site } from '../site.ts';
import { type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { readGivenKeys, readGivenText } from './given-files.ts';
import { outputOf } from './invocation.ts';
import { say } from './language.ts';
import { signedHead } from './ledger-head.ts';
import { wholeNumber } from './values.ts';

export function define(command: Command): void {
  const proving = command
    .command('prove')
    .description(say`prove an entry, or that the ledger only grew; verify such a proof`);
  proving
    .command('make', { isDefault: true })
    .description(
      say`print a proof for others (the default): that an entry is in the ledger, or that it only grew`,
    )
    .option('--entry <number>', say`that this entry is in it (C2SP tlog-proof)`, wholeNumber)
    .option(
      '--consistency <sizes...>',
      say`that it only grew from the first size to the second (C2SP add-checkpoint)`,
    )
    .action(prove);
  proving
    .command('verify')
    .description(say`verify what «ledger prove» printed; needs no site`)
    .argument('<file>', say`a proof`)
    .requiredOption('--keys <files...>', say`ledger keys of the sites (keys show ledger)`)
    .option('--entry <file>', say`the entry, as a line of «ledger export», for proofs that lack it`)
    .option('--since <file>', say`the checkpoint since which the ledger only grew, where that is the proof`)
    .action(verify);
}

interface Proven {
  readonly entry?: number;
  readonly consistency?: readonly string[];
}

function prove({ entry, consistency }: Proven, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const proof = await (consistency === undefined
      ? proveEntry(site, entry)
      : proveGrowth(site, consistency));
    output.result({ proof }, () => proof.trimEnd().split('\n'));
  });
}

async function proveEntry(site: Site, index: number | undefined): Promise<string> {
  const { size, note } = await signedHead(site);
  if (index === undefined || index >= size) {
    throw nothing(text`an entry from 0 to ${size - 1} is expected, or two sizes`);
  }
  for await (const { sequence, bytes } of site.store.entries(index)) {
    if (sequence > index) break;
    const path = await proveInclusion(site.store.subtrees, index, size);
    return formatProof({ entry: bytes, index, path, note });
  }
  throw nothing(text`entry ${index} was pruned: nothing is left of it to be proven`);
}

async function proveGrowth(site: Site, sizes: readonly string[]): Promise<string> {
  const { size } = await site.store.head();
  const [first = -1, second = -1, ...more] = sizes.map(wholeNumber);
  if (more.length > 0 || first < 0 || first > second || second > size) {
    throw nothing(text`two sizes are expected, the first not above the second, up to ${size}`);
  }
  for (const wanted of [first, second]) {
    if ((await rootIfKept(site.store.subtrees, wanted)) !== undefined) continue;
    throw nothing(
      text`of the ledger as it was with ${wanted} entries too little is left: they were pruned, and no other party is known to have seen it so`,
    );
  }
  const proof = await proveConsistency(site.store.subtrees, first, second);
  return formatSubmission({ old: first, proof, note: (await signedHead(site, second)).note });
}

function nothing(says: Text): PasserelleError {
  return new PasserelleError('usage', says, {
    hint: text`Nothing was changed. See: passerelle ledger --help`,
  });
}

interface VerifyOptions {
  readonly keys: readonly string[];
  readonly entry?: string;
  readonly since?: string;
}

async function verify(file: string, options: VerifyOptions, command: Command): Promise<void> {
  const keys = await readGivenKeys(options.keys);
  const proof = await readGivenText(file);
  if (proof.startsWith('old ')) return await verifyGrowth(file, proof, keys, options, command);
  const output = outputOf(command);
  const given = options.entry === undefined ? undefined : await readGivenText(options.entry);
  const verdict = verifyProof(proof, keys, given === undefined ? undefined : Buffer.from(given.trimEnd()));
  if (!verdict.ok) throw unproven(file, verdict.problem);
  const { key, checkpoint, entry } = verdict;
  const { sequence, at, event, actor } = entry;
  output.result({ ok: true, signedBy: key.name, checkpoint, entry }, () => [
    text`Entry ${sequence} stands in the ledger that ${key.name} signed with ${checkpoint.size} entries.`,
    text`Written at ${at}: ${event}, by ${actor}.`,
    ...Object.entries(entry.details).map(([name, value]) => `  ${name}  ${value}`),
  ]);
}

async function verifyGrowth(
  file: string,
  proof: string,
  keys: readonly VerifierKey[],
  { since }: VerifyOptions,
  command: Command,
): Promise<void> {
  const submission = parseSubmission(proof);
  if (submission === undefined) throw unproven(file, 'no-proof');
  const later = signedBy(submission.note, keys);
  if (later === undefined) throw unproven(file, 'not-signed');
  if (since === undefined) {
    throw new PasserelleError(
      'usage',
      text`${file} proves that the ledger only grew since it had ${submission.old} entries: name the checkpoint of then, with --since`,
    );
  }
  const note = await readGivenText(since);
  const earlier = signedBy(note, keys);
  if (earlier === undefined) throw unproven(since, 'not-signed');
  const grew =
    earlier.origin === later.origin &&
    earlier.size === submission.old &&
    isConsistent(earlier, later, submission.proof);
  if (!grew) throw unproven(file, 'not-in-ledger');
  outputOf(command).result({ ok: true, earlier, later }, () => [
    text`${later.origin} only grew, from ${earlier.size} entries to ${later.size}.`,
  ]);
}

function signedBy(note: string, keys: readonly VerifierKey[]): Checkpoint | undefined {
  return (
    readCheckpoint(note) &&
    keys.map((key) => verifyCheckpoint(note, key)).find((found) => found !== undefined)
  );
}

/** What is wrong with a proof. */
const sayings: Readonly<Record<ProofProblem, Text>> = {
  'no-proof': text`it is no proof of an entry, nor of growth`,
  'no-entry': text`it does not bring the entry along: give it with --entry`,
  'not-signed': text`none of the keys that were named signed its checkpoint`,
  'not-in-ledger': text`what it tells of is not in the ledger of its checkpoint`,
};

function unproven(file: string, problem: ProofProblem): PasserelleError {
  if (problem === 'no-entry') return new PasserelleError('usage', text`${file}: ${sayings[problem]}`);
  const code = problem === 'not-signed' ? 'signature-refused' : 'ledger-broken';
  return new PasserelleError(code, text`${file} proves nothing: ${sayings[problem]}`, {
    hint: text`Keep it as it is, and ask the site for another.`,
  });
}
