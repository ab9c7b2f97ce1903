import { describe, expect, it } from 'vitest';
import { createTotpSecret, isTotpDevice, totpCodeOf, totpStepOf, totpUri } from '../../src/login/totp.ts';

const at = Temporal.Instant.from('2022-03-15T09:30:00Z');

describe('a TOTP device', () => {
  it('is given by its otpauth URI or by the bare secret in it, and shows the code that is asked for', () => {
    const secret = createTotpSecret();
    const uri = totpUri(secret, { issuer: 'REHEARSAL Passerelle inami', account: 'insurer-300' });
    const bare = new URL(uri).searchParams.get('secret') ?? '';
    for (const device of [uri, bare]) {
      expect(isTotpDevice(device)).toBe(true);
      expect(totpStepOf(totpCodeOf(device, at), secret, at)).toBe(Math.floor(at.epochMilliseconds / 30_000));
    }
  });

  it('shows the codes of RFC 6238', () => {
    const device = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    expect(totpCodeOf(device, Temporal.Instant.fromEpochMilliseconds(59_000))).toBe('287082');
    expect(totpCodeOf(device, Temporal.Instant.fromEpochMilliseconds(1_111_111_109_000))).toBe('081804');
  });

  it.each([
    '',
    'hunter2',
    '123456',
    'otpauth://totp/x',
    'otpauth:',
    'GEZDGNBVGY3TQOJQ',
    'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQ018',
  ])('is not %j', (text) => expect(isTotpDevice(text)).toBe(false));
});
