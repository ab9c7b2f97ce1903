import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accountPenalty,
  accountSubject,
  addressPenalty,
  addressSubject,
  forgettableAt,
  isForgotten,
  restsUntil,
} from '../../src/login/throttle.ts';

const last = Temporal.Instant.from('2022-03-01T09:00:00Z');
const wait = (failures: number, rule = accountPenalty) => {
  const until = restsUntil({ failures, last }, rule, last);
  return until === null ? 0 : last.until(until).total('seconds');
};

describe('the penalty', () => {
  it('is none at first, then doubles with each failure up to its greatest [threat 35]', () => {
    expect([0, 1, 5].map((failures) => wait(failures))).toEqual([0, 0, 0]);
    expect([6, 7, 8, 9].map((failures) => wait(failures))).toEqual([30, 60, 120, 240]);
    expect([50, 5000].map((failures) => wait(failures))).toEqual([3600, 3600]);
    expect([10, 11, 12].map((failures) => wait(failures, addressPenalty))).toEqual([0, 60, 120]);
  });

  it('runs out by itself [threat 35]', () => {
    const count = { failures: 6, last };
    expect(restsUntil(count, accountPenalty, last.add({ seconds: 29 }))).toEqual(last.add({ seconds: 30 }));
    expect(restsUntil(count, accountPenalty, last.add({ seconds: 30 }))).toBeNull();
    expect(restsUntil({ failures: 0, last: null }, accountPenalty, last)).toBeNull();
  });

  it('is forgotten after a day without failure', () => {
    const count = { failures: 100, last };
    expect(isForgotten(count, accountPenalty, last.add({ hours: 23 }))).toBe(false);
    expect(isForgotten(count, accountPenalty, last.add({ hours: 24 }))).toBe(true);
  });

  it('weighs nothing any more in a count that may be forgotten, whatever was counted', () => {
    const now = last.add({ hours: 24 });
    expect(forgettableAt(now)).toEqual(last);
    for (const rule of [accountPenalty, addressPenalty]) {
      const since = { failures: 100, last: last.add({ milliseconds: 1 }) };
      expect(isForgotten({ failures: 100, last: forgettableAt(now) }, rule, now)).toBe(true);
      expect(isForgotten(since, rule, now)).toBe(false);
    }
  });

  it('never shrinks as failures grow', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => wait(Math.min(a, b)) <= wait(Math.max(a, b))),
    );
  });
});

describe('what is counted', () => {
  it('is the account and the address, apart [threat 37]', () => {
    expect(accountSubject('inami')).not.toBe(addressSubject('inami'));
  });

  it('takes the addresses that one subscriber holds for one', () => {
    expect(addressSubject('::ffff:192.0.2.7')).toBe(addressSubject('192.0.2.7'));
    expect(addressSubject('192.0.2.7')).not.toBe(addressSubject('192.0.2.8'));
    expect(addressSubject('2001:db8:0:1::5')).toBe('address:2001:db8:0:1::/64');
    expect(addressSubject('2001:db8:0:1:ffff:1:2:3')).toBe(addressSubject('2001:db8::1:0:0:0:9'));
    expect(addressSubject('2001:db8:0:2::5')).not.toBe(addressSubject('2001:db8:0:1::5'));
    expect(addressSubject('fe80::1%eth0')).toBe('address:fe80:0:0:0::/64');
    expect(addressSubject('::1')).toBe('address:0:0:0:0::/64');
  });
});
