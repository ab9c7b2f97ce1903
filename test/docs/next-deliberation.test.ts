import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { clausesOf } from '../../src/compliance/enforcement.ts';
import { days } from '../fictional/days.ts';
import { heatingSupport } from '../fictional/law.ts';
import { readDocument, root, tableRows } from '../support/documents.ts';

const page = readDocument('docs/next-deliberation.md');

describe('docs/next-deliberation.md', () => {
  it('says of every clause that each deliberation has what it drives, and of no other', () => {
    const clauses = [...clausesOf(heatingSupport(days)).keys()].filter((name) => name !== 'largestIncome');
    const [, table = ''] = /\n(\| clause \| drives \|\n.*?)\n\n/s.exec(page) ?? [];
    const rows = tableRows(table).slice(1);
    const named = rows.flatMap(([names = '']) =>
      [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
    );
    expect(named.toSorted()).toEqual(clauses.toSorted());
  });

  it('names tests and rooms that are there', () => {
    const files = [...page.matchAll(/`((?:src|test|scripts)\/[a-z0-9/.-]+)`/g)].map(([, file = '']) => file);
    const invented = /26-123|your-flow/;
    const missing = files.filter((file) => !invented.test(file) && !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
    expect(files.length).toBeGreaterThan(10);
  });
});
