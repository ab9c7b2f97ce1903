/** A short slice of the fuzzer (scripts/fuzz): the same sessions each time, and others each time. */

import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { run } from '../../scripts/fuzz/campaign.ts';
import { byte, encode, type Message, string, uint32, uint64 } from '../../scripts/fuzz/fields.ts';
import { damage } from '../../scripts/fuzz/mutate.ts';
import { randomOf } from '../../scripts/fuzz/random.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const seeds = [21_250, randomInt(2 ** 31)] as const;
const limits = { messages: 4000, minutes: 0.06 };

// Its sessions come from all over the loopback network, which other systems do not have.
describe.runIf(process.platform === 'linux')('the gateway under damaged messages', () => {
  it(`lives, lets nobody in, keeps every row, and serves the honest: seeds ${seeds}`, async () => {
    const report = await run(await temporaryFolder(), { seeds, ...limits, tell: () => {} });
    expect(report.findings).toEqual([]);
    expect(report.messages).toBeGreaterThan(100);
  });
});

describe('the fuzzer', () => {
  const message: Message = [byte(50), string('name'), uint32(7), uint64(7n)];

  it('makes the same of a message for the same seed and session, and else something other', () => {
    const made = (seed: number, session: number) => {
      const random = randomOf(seed, session);
      return Array.from({ length: 50 }, () => damage(random, message, 2).toString('hex'));
    };
    expect(made(1, 1)).toEqual(made(1, 1));
    expect(made(1, 2)).not.toEqual(made(1, 1));
    expect(made(2, 1)).not.toEqual(made(1, 1));
    expect(new Set(made(1, 1)).size).toBeGreaterThan(10);
    expect(made(1, 1)).toContain(encode(message).toString('hex'));
  });
});
