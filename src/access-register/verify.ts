/**
 * Examines an answer without the site: all of it is attacker-controlled. What can be proven is that the ledger of
 * the site says what the answer says. That the files are those of the child, and that there are no others, only the
 * register knows, and its key stays at the site.
 */

import { z } from 'zod';
import { hashEntry } from '../ledger/chain.ts';
import { type Checkpoint, verifyCheckpoint } from '../ledger/checkpoint.ts';
import type { StoredEntry } from '../ledger/event.ts';
import type { VerifierKey } from '../ledger/ledger-key.ts';
import { includes } from '../ledger/merkle-proof.ts';
import { parseEntry } from '../ledger/read.ts';
import { tellOf } from './acts.ts';

export type AnswerProblem =
  /** It is no answer in JSON, or one without proof. */
  | 'no-answer'
  /** No key that was given signed its checkpoint. */
  | 'not-signed'
  /** An entry is not in the ledger of the checkpoint. */
  | 'not-in-ledger'
  /** It tells otherwise than its entries. */
  | 'other-words';

export type AnswerVerdict =
  | {
      readonly ok: true;
      readonly key: VerifierKey;
      readonly checkpoint: Checkpoint;
      readonly entries: number;
    }
  | { readonly ok: false; readonly problem: AnswerProblem };

const answerForm = z.object({
  acts: z.array(z.unknown()),
  purges: z.array(z.unknown()),
  proof: z.object({
    checkpoint: z.string(),
    entries: z.array(
      z.object({
        index: z.int().nonnegative(),
        entry: z.string(),
        path: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
      }),
    ),
  }),
});

/** `keys`: the ledger keys that the verifier believes. */
export async function verifyAnswer(text: string, keys: readonly VerifierKey[]): Promise<AnswerVerdict> {
  const answer = readAnswer(text);
  if (answer === undefined) return { ok: false, problem: 'no-answer' };
  const { acts, purges, proof } = answer;
  const key = keys.find((known) => verifyCheckpoint(proof.checkpoint, known) !== undefined);
  const checkpoint = key && verifyCheckpoint(proof.checkpoint, key);
  if (key === undefined || checkpoint === undefined) return { ok: false, problem: 'not-signed' };
  const entries: StoredEntry[] = [];
  for (const { index, entry, path } of proof.entries) {
    const bytes = Buffer.from(entry);
    const hash = hashEntry(bytes);
    const stands = parseEntry(bytes)?.sequence === index && includes(checkpoint, index, hash, path);
    if (!stands) return { ok: false, problem: 'not-in-ledger' };
    entries.push({ sequence: index, bytes, hash });
  }
  const told = await tellOf(inOrder(entries), everythingIn(entries));
  if (!isSame(told.acts, acts) || !isSame(told.purges, purges)) return { ok: false, problem: 'other-words' };
  return { ok: true, key, checkpoint, entries: entries.length };
}

function readAnswer(text: string): z.infer<typeof answerForm> | undefined {
  try {
    return answerForm.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function* inOrder(entries: readonly StoredEntry[]): AsyncGenerator<StoredEntry> {
  yield* entries.toSorted((a, b) => a.sequence - b.sequence);
}

function everythingIn(entries: readonly StoredEntry[]): Parameters<typeof tellOf>[1] {
  const details = entries.map(({ bytes }) => parseEntry(bytes)?.details ?? {});
  const texts = (values: readonly unknown[]) => new Set(values.filter((value) => typeof value === 'string'));
  return {
    digests: texts(details.map(({ digest }) => digest)),
    consultations: texts(details.map(({ consultation }) => consultation)),
  };
}

function isSame(told: unknown, claimed: unknown): boolean {
  return JSON.stringify(told) === JSON.stringify(claimed);
}
