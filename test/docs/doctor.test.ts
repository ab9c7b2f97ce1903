import { expect, it } from 'vitest';
import { checks } from '../../src/doctor/checks.ts';
import { readDocument, tableRows } from '../support/documents.ts';

it('docs/doctor.md lists every check, and says of it what the program says', () => {
  const rows = tableRows(readDocument('docs/doctor.md')).filter(([name]) => /^`[a-z-]+`$/.test(name ?? ''));
  const documented = rows.filter(([name]) => checks.some((check) => name === `\`${check.name}\``));
  expect(documented.map(([name, looksAt]) => [name, looksAt])).toEqual(
    checks.map(({ name, looksAt, whileOpen }) => [
      `\`${name}\``,
      `${looksAt}${whileOpen === true ? ' (while the channel is open)' : ''}`,
    ]),
  );
});
