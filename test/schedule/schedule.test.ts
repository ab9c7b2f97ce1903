import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Log } from '../../src/log.ts';
import { type Job, startSchedule } from '../../src/schedule/schedule.ts';

const everySecond = '* * * * * *';

/** A schedule of one job, stopped after the test, and the events that it logs. */
function scheduled(job: Omit<Job, 'name'>, claim = async () => true) {
  const messages: string[] = [];
  const note = (event: string) => messages.push(event);
  const log: Log = { debug: () => {}, info: note, warn: note, error: note };
  const schedule = startSchedule([{ name: 'job', ...job }], log, claim);
  onTestFinished(() => schedule.stop());
  return { schedule, messages };
}

describe('a schedule', () => {
  it('runs a job at its time and logs it', async () => {
    const run = vi.fn(async () => {});
    const { messages } = scheduled({ expression: everySecond, run });
    await vi.waitFor(() => expect(messages).toContain('job-finished'), { timeout: 20_000 });
    expect(run).toHaveBeenCalled();
    expect(messages.slice(0, 2)).toEqual(['job-started', 'job-finished']);
  });

  it('leaves a run to the process that claimed it, and does not begin one that it cannot claim', async () => {
    const begun = Promise.withResolvers<void>();
    const claims = [() => Promise.resolve(false), () => Promise.reject(new TypeError('no store'))];
    const asked = vi.fn(async () => claims.shift()?.() ?? true);
    const { messages } = scheduled({ expression: everySecond, run: async () => begun.resolve() }, asked);
    await begun.promise;
    expect(asked).toHaveBeenCalledTimes(3);
    expect(messages.slice(0, 2)).toEqual(['job-failed', 'job-started']);
  });

  it('logs a run that fails, and runs the job again', async () => {
    const run = vi.fn(async () => {
      throw new TypeError('no');
    });
    const { messages } = scheduled({ expression: everySecond, run });
    await vi.waitFor(() => expect(run.mock.calls.length).toBeGreaterThan(1), { timeout: 20_000 });
    expect(messages).toContain('job-failed');
    expect(messages).not.toContain('job-finished');
  });

  it('leaves out a run while the last one is under way, and waits for that one to stop', async () => {
    const end = Promise.withResolvers<void>();
    const run = vi.fn(() => end.promise);
    const { schedule, messages } = scheduled({ expression: everySecond, run });
    await vi.waitFor(() => expect(messages).toContain('job-overlapped'), {
      timeout: 20_000,
    });
    expect(run).toHaveBeenCalledTimes(1);

    let stopped = false;
    const stopping = schedule.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    end.resolve();
    await stopping;
    expect(messages.at(-1)).toBe('job-finished');
  });

  it('runs nothing once it is stopped', async () => {
    const run = vi.fn(async () => {});
    const { schedule } = scheduled({ expression: everySecond, run });
    await vi.waitFor(() => expect(run).toHaveBeenCalled(), { timeout: 20_000 });
    await schedule.stop();
    const calls = run.mock.calls.length;
    const { schedule: other } = scheduled({ expression: everySecond, run: async () => end.resolve() });
    const end = Promise.withResolvers<void>();
    await end.promise;
    await other.stop();
    expect(run).toHaveBeenCalledTimes(calls);
  });

  it('keeps to Brussels time, whatever the zone of the machine', async () => {
    const { createTask } = await import('node-cron');
    const [noon] = createTask('0 12 1 7 *', () => {}, { timezone: 'Europe/Brussels' }).getNextRuns(1);
    expect(noon?.toISOString()).toMatch(/-07-01T10:00:00/);
  });
});
