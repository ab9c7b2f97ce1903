import { expect, it } from 'vitest';
import { closedChannelSentence, lastWords, sentence } from '../../src/gateway/sentences.ts';

const since = Temporal.Instant.from('2022-12-31T23:00:00Z');
const reasons = ['not-yet', 'ended', 'ended-early', 'clock-ran-back', 'ledger-rewound'] as const;
const closed = reasons.map((reason) =>
  closedChannelSentence('21/250', { open: false, reason, since, points: '26, 27' }),
);
const farewells = Object.keys(lastWords).filter((name): name is keyof typeof lastWords => name in lastWords);

it.each([...farewells.map(sentence), ...closed])(
  'the last words are shown whole by OpenSSH: ASCII, and not too long: %s',
  (words) => {
    expect(words).toMatch(/^[\x20-\x7e]+\r\n[\x20-\x7e]+\r\n[\x20-\x7e]+$/);
    expect(words.length).toBeLessThanOrEqual(400);
  },
);
