import fc from 'fast-check';
import { generateSync } from 'otplib';
import { describe, expect, it } from 'vitest';
import { createTotpSecret, totpStepOf, totpUri } from '../../src/login/totp.ts';

const secret = Buffer.from('12345678901234567890');
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000);

describe('a one-time code', () => {
  it('is that of RFC 6238, appendix B, cut to six digits', () => {
    const vectors = [
      [59, '287082'],
      [1_111_111_109, '081804'],
      [1_111_111_111, '050471'],
      [1_234_567_890, '005924'],
      [2_000_000_000, '279037'],
      [20_000_000_000, '353130'],
    ] as const;
    for (const [seconds, code] of vectors) {
      expect(totpStepOf(code, secret, at(seconds))).toBe(Math.floor(seconds / 30));
    }
  });

  it('is taken one step early or late, not two [threat 14]', () => {
    const start = 1_646_000_010;
    expect(start % 30).toBe(0);
    for (const second of [0, 1, 15, 29]) {
      const now = start + second;
      for (const steps of [-2, -1, 0, 1, 2]) {
        const code = generateSync({ secret, epoch: now + steps * 30 });
        const expected = Math.abs(steps) <= 1 ? start / 30 + steps : undefined;
        expect(totpStepOf(code, secret, at(now))).toBe(expected);
      }
    }
  });

  it('is simply wrong when it is malformed', () => {
    const arabicDigits = '\u0660\u0661\u0662\u0663\u0664\u0665';
    for (const code of ['', '28708', '2870822', 'abcdef', ' 287082', '287082\n', arabicDigits, '-87082']) {
      expect(totpStepOf(code, secret, at(59))).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.string(), (code) => [undefined, 0, 1, 2].includes(totpStepOf(code, secret, at(59)))),
    );
  });

  it('comes from a secret as long as its hash, fresh each time, that any authenticator reads', () => {
    const fresh = createTotpSecret();
    expect(fresh).toHaveLength(20);
    expect(Buffer.from(fresh)).not.toEqual(Buffer.from(createTotpSecret()));

    const uri = new URL(totpUri(fresh, { issuer: 'Passerelle inami', account: 'insurer-300' }));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.searchParams.get('issuer')).toBe('Passerelle inami');
    const code = generateSync({ secret: uri.searchParams.get('secret') ?? '', epoch: 59 });
    expect(totpStepOf(code, fresh, at(59))).toBe(1);
  });
});
