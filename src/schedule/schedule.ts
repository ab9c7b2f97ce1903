/** Work that a long-running process does by the clock on the wall: purge, relay, collect. */

import { createTask, type TaskContext } from 'node-cron';
import { legalTimeZone } from '../clock.ts';
import type { Log } from '../log.ts';

export interface Job {
  readonly name: string;
  /** Cron expression, in Brussels time. */
  readonly expression: string;
  /** A run that fails is logged, and the next one comes at its time. */
  run(): Promise<void>;
}

export interface Schedule {
  /** Goes on with these jobs; a run under way comes to its end. */
  replace(jobs: readonly Job[]): void;
  /** Starts no run any more, and resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/** Whether this process is the one of the site that begins the run which was due then. */
type Claim = (job: string, due: Temporal.Instant) => Promise<boolean>;

/**
 * Starts the jobs. Runs of one job never overlap: one that comes due while another is under way is left out, and so
 * is one that another process of the site has claimed.
 */
export function startSchedule(jobs: readonly Job[], log: Log, claim: Claim): Schedule {
  const underWay = new Set<Promise<void>>();
  const taskOf = (job: Job) => {
    const run = ({ date }: TaskContext) => {
      const due = Temporal.Instant.fromEpochMilliseconds(date.getTime());
      const running = runLogged(job, log, () => claim(job.name, due)).finally(() => underWay.delete(running));
      underWay.add(running);
      return running;
    };
    const task = createTask(job.expression, run, {
      name: job.name,
      timezone: legalTimeZone,
      noOverlap: true,
      logger: cronLogger(log),
    });
    task.on('execution:overlap', () => log.warn('job-overlapped', { job: job.name }));
    task.on('execution:missed', () => log.warn('job-missed', { job: job.name }));
    void task.start();
    return task;
  };
  let tasks = jobs.map(taskOf);
  const end = (ending: typeof tasks) => Promise.all(ending.map((task) => task.destroy()));
  return {
    replace(others) {
      void end(tasks);
      tasks = others.map(taskOf);
    },
    async stop() {
      await end(tasks);
      await Promise.all(underWay);
    },
  };
}

async function runLogged(job: Job, log: Log, claim: () => Promise<boolean>): Promise<void> {
  try {
    if (!(await claim())) {
      log.debug('job-elsewhere', { job: job.name });
      return;
    }
    log.info('job-started', { job: job.name });
    await job.run();
    log.info('job-finished', { job: job.name });
  } catch (error) {
    log.error('job-failed', { job: job.name, error });
  }
}

/** What node-cron has to say goes into our log, and nowhere else. */
function cronLogger(log: Log) {
  const text = (message: string | Error) => (typeof message === 'string' ? message : message.message);
  return {
    debug: (message: string | Error) => log.debug('scheduler-said', { words: text(message) }),
    info: (message: string) => log.debug('scheduler-said', { words: message }),
    warn: (message: string) => log.warn('scheduler-said', { words: message }),
    error: (message: string | Error) => log.error('scheduler-said', { words: text(message) }),
  };
}
