import { describe, expect, it } from 'vitest';
import { logEvents } from '../../src/log-events.ts';
import { readDocument, tableRows } from '../support/documents.ts';

describe('docs/logs.md', () => {
  it('lists every event of the log with its words and facts, and no other', () => {
    const documented = tableRows(readDocument('docs/logs.md')).filter(([event]) => event?.startsWith('`'));
    const known = Object.entries(logEvents).map(([event, { says, facts }]) => [
      `\`${event}\``,
      says,
      facts.map((fact) => `\`${fact}\``).join(' '),
    ]);
    expect(documented).toEqual(known);
  });
});
