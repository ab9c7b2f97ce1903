/** Each clause and requirement has its test, and each test names a requirement that there is. */

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { clauseNames } from '../../src/compliance/enforcement.ts';
import { requirementsIn } from '../../src/compliance/evidence.ts';
import { deliberations, requirementsByNumber } from '../../src/deliberations/index.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { requirements21250 } from '../../src/deliberations/requirements-21-250/index.ts';
import { root } from '../support/documents.ts';

/** Tests that speak of tags as such are left out. */
const texts = globSync('test/**/*.test.ts', { cwd: root })
  .filter((file) => !file.startsWith(path.join('test', 'compliance')))
  .map((file) => readFileSync(path.join(root, file), 'utf8'));
const named = new Set(
  texts.flatMap((text) => text.match(/'[^'\n]*\[A[0-9]{2}[^'\n]*'/g) ?? []).flatMap(requirementsIn),
);

describe('the requirements of each deliberation', () => {
  it('are written down', () => {
    for (const { number } of deliberations) {
      expect(requirementsByNumber.get(number)?.length, number).toBeGreaterThan(0);
    }
  });

  it('are for n° 21/250 A01 to A52, each once', () => {
    const ids = Array.from({ length: 52 }, (_, index) => `A${String(index + 1).padStart(2, '0')}`);
    expect(requirements21250.map(({ id }) => id)).toEqual(ids);
  });

  it.each(
    requirements21250.filter(({ borneBy }) => borneBy === 'software').map(({ id, says }) => [id, says]),
  )('have a test if software bears them: %s, %s', (id) => {
    expect([...named]).toContain(id);
  });

  it('say who must show what software does not bear, and how', () => {
    const elsewhere = requirements21250.filter(({ borneBy }) => borneBy !== 'software');
    expect(elsewhere.length).toBeGreaterThan(5);
    for (const { id, beyond } of elsewhere) {
      expect({ id, said: beyond !== undefined && beyond.who !== '' && beyond.how !== '' }).toEqual({
        id,
        said: true,
      });
    }
  });

  it('are the only ones that tests name', () => {
    const ids = new Set(requirements21250.map(({ id }) => id));
    expect([...named].filter((id) => !ids.has(id))).toEqual([]);
    expect(named.size).toBeGreaterThan(40);
  });

  it('rest on every clause there is: none is without a requirement', () => {
    const rested = new Set<string>(requirements21250.flatMap(({ clauses }) => clauses));
    expect(clauseNames(n21250).filter((name) => !rested.has(name))).toEqual([]);
    expect(rested.size).toBe(clauseNames(n21250).length);
  });
});
