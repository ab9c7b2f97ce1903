import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { countedWarning } from '../../src/gateway/counted-warning.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('warns at once, then once a minute of how many there were, and of nothing once it is quiet', () => {
  const told: object[] = [];
  const warn = countedWarning({ warn: (_event, facts) => told.push(facts) }, 'connections-crowded');
  warn('192.0.2.1');
  expect(told).toEqual([{ address: '192.0.2.1', occurrences: 1 }]);
  for (let number = 0; number < 1000; number += 1) warn('192.0.2.2');
  expect(told).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  expect(told.slice(1)).toEqual([{ address: undefined, occurrences: 1000 }]);
  vi.advanceTimersByTime(3_600_000);
  expect(told).toHaveLength(2);
  warn('192.0.2.3');
  expect(told).toHaveLength(3);
});
