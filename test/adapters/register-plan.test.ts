/** How the databases look a child up in the access register: by its index, however large the register is. */

import { expect, test } from 'vitest';
import { dialect as postgres } from '../../src/adapters/postgres/dialect.ts';
import type { Statement } from '../../src/adapters/sql/statement.ts';
import { dialect as sqlite } from '../../src/adapters/sqlite/dialect.ts';
import { tag } from '../ports/store-contract/examples.ts';
import { missingPostgres, postgresCluster, query } from '../support/postgres.ts';
import { describeUnless } from '../support/programs.ts';
import { newSite, rawConnection } from './postgres/site.ts';
import { openSite } from './sqlite/site.ts';

/** One tag for each month that is kept. */
const tags = Array.from({ length: 72 }, (_, month) => tag(month));

function firstStatement(program: Iterator<Statement, unknown>): Statement {
  const { value, done } = program.next();
  if (done === true) throw new Error('the program asks nothing');
  return value as Statement;
}

test('SQLite searches the register by its tags', async () => {
  const { session } = await openSite();
  const { text, values } = firstStatement(sqlite.rowsWithTags(tags));
  const plan = session.database.prepare(`EXPLAIN QUERY PLAN ${text.join('?')}`).all(...values);
  const steps = plan.map(({ detail }) => String(detail));
  expect(steps).toContain('SEARCH register USING PRIMARY KEY (tag=?)');
  const scanned = steps.filter((step) => step.startsWith('SCAN') && step !== 'SCAN CONSTANT ROW');
  expect(new Set(scanned)).toEqual(new Set(['SCAN place']));
});

describeUnless(missingPostgres, 'PostgreSQL', () => {
  const cluster = postgresCluster();

  test('searches the register by its tags, of which it has no statistics', async () => {
    const { server } = await newSite(cluster());
    await query(
      server,
      `INSERT INTO register SELECT uuid_send(gen_random_uuid()), 1, 0 FROM generate_series(1, 50000)`,
    );
    await query(server, 'ANALYZE register');
    const { text, values } = firstStatement(postgres.rowsWithTags(tags));
    const explain = text.reduce((sql, part, index) => `${sql}$${index}${part}`);
    const { rows } = await (await rawConnection(server)).query(`EXPLAIN ${explain}`, [...values]);
    const plan = rows.map((row: Record<string, unknown>) => String(row['QUERY PLAN'])).join('\n');
    expect(plan).toMatch(/(?:Index|Bitmap).*register_pkey/);
    expect(plan).not.toMatch(/Seq Scan on register/);
  });
});
