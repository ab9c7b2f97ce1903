/**
 * Random histories through the real pipeline, held against the reference model after every run of the relay.
 * `PASSERELLE_HISTORIES=5000` lives through as many; a history that fails is shrunk and told line by line.
 */

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyHistory, toldAsStory } from './histories.ts';
import { livedOutcomes } from './pipeline.ts';
import { type Happening, type Outcome, outcomesOf } from './reference.ts';

const { PASSERELLE_HISTORIES: asked } = process.env;
const histories = Number(asked ?? 25);

async function expectAsModelled(history: readonly Happening[]): Promise<void> {
  const lived: Outcome[] = [];
  try {
    for await (const outcome of livedOutcomes(history)) lived.push(outcome);
    expect(lived).toEqual([...outcomesOf(history)]);
  } catch (error) {
    throw new RangeError(`\n${toldAsStory(history)}\n`, { cause: error });
  }
}

describe('the pipeline', () => {
  it(
    'tells and holds what the model says, after every run of every history [A21][A22][A23][A31][A32][A52]',
    async () => {
      await fc.assert(fc.asyncProperty(anyHistory, expectAsModelled), { numRuns: histories });
    },
    Math.max(60_000, histories * 5000),
  );
});
