import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog, openLog } from '../src/log.ts';
import { type LogEvent, logEvents } from '../src/log-events.ts';
import { mentionsSsin, withoutSsins } from '../src/redaction.ts';

const ssins = ['15651200150', '18670300208', '20690900179', '08610100309'] as const;

const everyFact = Object.values(logEvents).flatMap(({ facts }) => [...facts]);

function isLogEvent(name: string): name is LogEvent {
  return name in logEvents;
}

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

const anyFact = fc.oneof(
  fc.string(),
  fc.constantFrom(...ssins),
  fc.constantFrom(...ssins.map(Number)),
  fc.string().map((text) => new TypeError(`${text} ${ssins[0]}`)),
  fc.dictionary(fc.constantFrom('row', ...ssins), fc.array(fc.constantFrom(...ssins))),
);

describe('the log', () => {
  it('writes one JSON line an event: level, time in UTC, name, facts and words', () => {
    const [line] = logged((log) => log.info('job-finished', { job: 'purge' }));
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[0-9:.]+Z$/),
      event: 'job-finished',
      job: 'purge',
      msg: 'a scheduled run ended well',
    });
  });

  it('writes nothing below its level', () => {
    expect(logged((log) => log.debug('job-elsewhere', { job: 'purge' }))).toEqual([]);
  });

  it('tells of no event a fact that is not in its table, nor a social security number', () => {
    const event = fc.constantFrom(...Object.keys(logEvents).filter(isLogEvent));
    const handedOver = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...everyFact)), anyFact);
    fc.assert(
      fc.property(event, handedOver, (name, facts) => {
        const secret = { password: 'correct horse', token: 'battery staple' };
        const handed: object = { ...facts, ...secret };
        const [line = {}] = logged((log) => log.error(name, handed));
        const known = ['level', 'time', 'event', 'msg', ...logEvents[name].facts];
        expect(Object.keys(line).filter((fact) => !known.includes(fact))).toEqual([]);
        expect(mentionsSsin(JSON.stringify(line))).toBe(false);
        expect(JSON.stringify(line)).not.toMatch(/correct horse|battery staple/);
      }),
    );
  });

  it('tells of an error its type, code, message and stack, and nothing else that a library hung on it', () => {
    const error = Object.assign(new TypeError('no row'), { code: '23505', detail: 'Key (tag)=(secret)' });
    const [{ error: told } = {}] = logged((log) => log.error('job-failed', { job: 'relay', error }));
    expect(told).toEqual({
      type: 'TypeError',
      code: '23505',
      message: 'no row',
      stack: expect.stringContaining('no row'),
    });
  });

  it('goes on in a new file when the old one was moved away', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'passerelle-log-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = path.join(folder, 'log', 'site.log');
    const log = openLog('warn', file);
    log.info('job-started', { job: 'purge' });
    log.warn('job-missed', { job: 'purge' });
    await rename(file, `${file}.1`);
    log.warn('job-overlapped', { job: 'purge' });
    log.reopen();
    log.setLevel('info');
    log.info('job-started', { job: 'purge' });
    const eventsIn = async (name: string) => (await readFile(name, 'utf8')).match(/(?<="event":")[^"]+/g);
    expect(await eventsIn(`${file}.1`)).toEqual(['job-missed', 'job-overlapped']);
    expect(await eventsIn(file)).toEqual(['job-started']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('the time zone of the machine', () => {
  it.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Europe/Brussels'])(
    'changes neither log, nor legal day, nor schedule: %s',
    async (timeZone) => {
      const asked = fileURLToPath(new URL('./support/what-time-does.ts', import.meta.url));
      const { stdout } = await promisify(execFile)(process.execPath, [asked], {
        env: { ...process.env, TZ: timeZone },
      });
      expect(JSON.parse(stdout)).toEqual({
        // The test is worth something only if the machine believes it.
        machine: timeZone,
        utc: true,
        days: ['2022-12-31', '2023-01-01'],
        open: [true, false],
        nextRun: '01:15',
      });
    },
  );
});
