/** The log of the long-running processes: one JSON line an event, in UTC, on stderr or in a file. */

import { pino } from 'pino';
import { type LogEvent, type LogFacts, logEvents } from './log-events.ts';
import { withoutSsins } from './redaction.ts';

type Write = <Event extends LogEvent>(event: Event, facts: LogFacts<Event>) => void;

/** An event and its facts: see {@link logEvents}. */
export interface Log {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Where lines go; stderr unless a test listens. */
export interface LogDestination {
  write(line: string): void;
}

/** The log of a whole process, which can change while it runs. */
export interface ProcessLog extends Log {
  setLevel(level: LogLevel): void;
  /** Closes the file and opens it again by its name, for whoever has moved the old one away. Stderr stays. */
  reopen(): void;
}

/** Opens the log in a file that only its owner may read, or on stderr. */
export function openLog(level: LogLevel, file: string | undefined): ProcessLog {
  // Writes are synchronous, so that the last line before an exit is not lost.
  const destination = pino.destination({ dest: file ?? 2, sync: true, mkdir: true, mode: 0o600 });
  // A full disk must not end the gateway: lines wait in memory until there is room.
  destination.on('error', () => {});
  const { log, setLevel } = logInto(level, destination);
  return {
    ...log,
    setLevel,
    reopen() {
      if (file !== undefined) destination.reopen();
    },
  };
}

/** A log into whatever takes lines. */
export function createLog(level: LogLevel, destination: LogDestination = pino.destination(2)): Log {
  return logInto(level, destination).log;
}

function logInto(
  level: LogLevel,
  destination: LogDestination,
): { readonly log: Log; readonly setLevel: (level: LogLevel) => void } {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: redactLine },
    },
    destination,
  );
  const writing =
    (severity: 'debug' | 'info' | 'warn' | 'error'): Write =>
    (event, facts) => {
      if (!logger.isLevelEnabled(severity)) return;
      const { says, facts: known } = logEvents[event];
      logger[severity]({ event, ...toldFacts(known, facts) }, says);
    };
  return {
    log: {
      debug: writing('debug'),
      info: writing('info'),
      warn: writing('warn'),
      error: writing('error'),
    },
    setLevel(wanted) {
      logger.level = wanted;
    },
  };
}

/** Nothing but the facts of the table, in its order: a caller may hand over a whole object. */
function toldFacts(known: readonly string[], facts: object): Record<string, unknown> {
  const told = known.map((fact): [string, unknown] => [fact, Reflect.get(facts, fact)]);
  return Object.fromEntries(
    told.map(([fact, value]) => [fact, value instanceof Error ? toldError(value) : value]),
  );
}

/** Of an error no members but these: a database driver's may quote the values of a row. */
function toldError(error: Error) {
  const { type, message, stack } = pino.stdSerializers.err(error);
  const code: unknown = Reflect.get(error, 'code');
  return { type, code: typeof code === 'string' ? code : undefined, message, stack };
}

/** The line's values and names without social security numbers, still one line of JSON. */
function redactLine(line: string): string {
  if (withoutSsins(line) === line) return line;
  const redacted: unknown = JSON.parse(line, (_key, value: unknown) => redactValue(value));
  return `${JSON.stringify(redacted)}\n`;
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return withoutSsins(value);
  if (typeof value === 'number') {
    const text = String(value);
    const redacted = withoutSsins(text);
    return redacted === text ? value : redacted;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [withoutSsins(name), member]));
}
