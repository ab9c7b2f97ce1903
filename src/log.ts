/** The log of the long-running processes: one JSON line an event, on stderr. */

import { pino } from 'pino';
import { withoutSsins } from './redaction.ts';

/** Fields first, message second. Flat facts only: never a secret, never a social security number. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** Where lines go; stderr unless a test listens. */
export interface LogDestination {
  write(line: string): void;
}

/** Opens the log. Writes are synchronous, so that the last line before an exit is not lost. */
export function createLog(
  level: LogLevel,
  destination: LogDestination = pino.destination({ dest: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err },
      hooks: { streamWrite: redactLine },
    },
    destination,
  );
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
