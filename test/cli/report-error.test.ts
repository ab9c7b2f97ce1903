import process from 'node:process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { stateByCode } from '../../src/cli/error-advice.ts';
import { printable } from '../../src/cli/printable.ts';
import { reportError } from '../../src/cli/report-error.ts';
import { type ErrorCode, PasserelleError } from '../../src/errors.ts';

afterEach(() => vi.restoreAllMocks());

/** What is written on stderr for an error, and the exit status. */
function reported(error: unknown, verbose = false) {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  const status = reportError(error, verbose);
  return { status, text: written.join('') };
}

describe('the report of an error', () => {
  it.each(Object.keys(stateByCode))('of %s says what happened, what to do next and what was left', (code) => {
    const { text } = reported(new PasserelleError(code as ErrorCode, 'something happened'));
    expect(text).toMatch(/^error: something happened\nhint: \S.*\nstate: \S.*\n$/);
  });

  it('says what is wrong, what to do next, and what was left untouched', () => {
    const error = new PasserelleError('evaluations-invalid', 'line 2: no', { hint: 'Put it right.' });
    expect(reported(error)).toEqual({
      status: 5,
      text: 'error: line 2: no\nhint: Put it right.\nstate: Everything is as it was before.\n',
    });
  });

  it('shows where an error came from only when asked to, with its causes', () => {
    const error = new PasserelleError('store-failed', 'no', { cause: new TypeError('underneath') });
    expect(reported(error).text).not.toMatch(/underneath|\bat /);
    expect(reported(error, true).text).toMatch(
      /trace: PasserelleError: no\n +at [\s\S]*caused by TypeError: underneath/,
    );
  });

  it.each([[new TypeError('undefined is not a function')], ['a thrown text'], [undefined]])(
    'calls %s an error of the program',
    (error) => {
      const { status, text } = reported(error);
      expect(status).toBe(1);
      expect(text).toMatch(/^error: this should not happen: /);
      expect(text).toMatch(/^hint: Run the command again with --verbose/m);
    },
  );

  it('holds no social security number, and no sequence that a terminal would obey', () => {
    const { text } = reported(new TypeError('no such file: \u001b[2J15651200150\u202e.csv\u0007'), true);
    expect(text).not.toContain('15651200150');
    expect(text).toContain('[ssin]');
    expect(text.replaceAll('\n', '')).toBe(printable(text).replaceAll('\n', ''));
  });
});
