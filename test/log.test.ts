import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog } from '../src/log.ts';
import { withoutSsins } from '../src/redaction.ts';

const ssins = ['15651200150', '18670300208', '20690900179', '08610100309'] as const;

/** The lines that `write` logs, parsed. */
function logged(write: (log: ReturnType<typeof createLog>) => void): readonly Record<string, unknown>[] {
  const lines: string[] = [];
  write(createLog('info', { write: (line) => lines.push(line) }));
  return lines.map((line) => JSON.parse(line));
}

describe('a text without social security numbers', () => {
  it.each(ssins)('does not hold %s, bare or punctuated', (ssin) => {
    const [yy, mm, dd, counter, check] = [
      ssin.slice(0, 2),
      ssin.slice(2, 4),
      ssin.slice(4, 6),
      ssin.slice(6, 9),
      ssin.slice(9),
    ];
    for (const written of [
      ssin,
      `${yy}.${mm}.${dd}-${counter}.${check}`,
      `${yy}${mm}${dd} ${counter} ${check}`,
    ]) {
      expect(withoutSsins(`child ${written}, row 2`)).toBe('child [ssin], row 2');
      expect(withoutSsins(`(${written})`)).toBe('([ssin])');
    }
  });

  it('keeps numbers that are none: other check digits, and parts of longer numbers', () => {
    for (const text of ['15651200151', '115651200150', '156512001500', '2022-12-31', '1640995200000']) {
      expect(withoutSsins(text)).toBe(text);
    }
  });

  it('leaves nothing to take out', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom(...ssins))), (parts) => {
        const once = withoutSsins(parts.join(' '));
        expect(withoutSsins(once)).toBe(once);
        for (const ssin of ssins) expect(once.split(/[^0-9]+/)).not.toContain(ssin);
      }),
    );
  });
});

describe('the log', () => {
  it('writes one JSON line an event: level, time, facts and message', () => {
    const [line] = logged((log) => log.info({ account: 'inami', attempts: 2 }, 'login refused'));
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      account: 'inami',
      attempts: 2,
      msg: 'login refused',
    });
  });

  it('writes nothing below its level', () => {
    expect(logged((log) => log.debug({}, 'detail'))).toEqual([]);
  });

  it('never shows a social security number, wherever it was put', () => {
    const [ssin] = ssins;
    const lines = logged((log) => {
      log.info({}, `no insurer for ${ssin}`);
      log.warn({ file: `/inbox/${ssin}.pgp`, nested: { list: [ssin], [ssin]: 1 } }, 'listed');
      log.error({ error: new TypeError(`bad ${ssin}`), size: Number(ssin) }, 'failed');
    });
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toContain(ssin);
    expect(lines[0]).toMatchObject({ msg: 'no insurer for [ssin]' });
    expect(lines[1]).toMatchObject({ nested: { list: ['[ssin]'], '[ssin]': 1 } });
  });
});
