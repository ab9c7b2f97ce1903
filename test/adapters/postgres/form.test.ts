import { expect, test } from 'vitest';
import { bringToForm, type Expected } from '../../../src/adapters/postgres/form.ts';
import { migrations } from '../../../src/adapters/postgres/migrations.ts';
import { openPostgresStore } from '../../../src/adapters/store-postgres.ts';
import { addParcel } from '../../ports/store-contract/examples.ts';
import { missingPostgres, postgresCluster, query } from '../../support/postgres.ts';
import { describeUnless } from '../../support/programs.ts';
import { identity } from '../sqlite/site.ts';
import { newSite, openStore, rawConnection } from './site.ts';

const existing = { create: false, identity };
const refused = { code: 'store-refused', hint: expect.stringMatching(/^Nothing was/) };

describeUnless(missingPostgres, 'the form of a database on PostgreSQL', () => {
  const cluster = postgresCluster();

  async function formed(steps: readonly string[]) {
    const server = await cluster().createDatabase();
    const expected: Expected = { create: true, mode: 'rehearsal', steps };
    await bringToForm(await rawConnection(server), expected);
    return { server, expected };
  }

  const tables = `SELECT tablename FROM pg_tables WHERE schemaname = 'passerelle' ORDER BY 1`;

  test('is made only on demand', async () => {
    const server = await cluster().createDatabase();
    await expect(openPostgresStore(server, existing)).rejects.toMatchObject(refused);
    expect(await query(server, tables)).toEqual([]);
    await openStore(server, true);
    await openStore(server);
    await openStore(server, true);
  });

  test('is made once by two processes at once', async () => {
    const server = await cluster().createDatabase();
    await Promise.all([openStore(server, true), openStore(server, true), openStore(server, true)]);
    expect(await query(server, 'SELECT number FROM form')).toEqual([{ number: migrations.length }]);
  });

  test('of a newer program is refused', async () => {
    const { server } = await newSite(cluster());
    await query(server, `UPDATE form SET number = ${migrations.length + 1}`);
    for (const create of [true, false]) {
      await expect(openPostgresStore(server, { create, identity })).rejects.toMatchObject(refused);
    }
    expect(await query(server, 'SELECT number FROM form')).toEqual([{ number: migrations.length + 1 }]);
  });

  test('goes forward step by step, each once', async () => {
    const { server, expected } = await formed(['CREATE TABLE first (x INT)']);
    const connection = await rawConnection(server);
    const steps = [
      'CREATE TABLE first (x INT)',
      'INSERT INTO first VALUES (2)',
      'INSERT INTO first VALUES (3)',
    ];
    await bringToForm(connection, { ...expected, create: false, steps });
    await bringToForm(connection, { ...expected, create: false, steps });
    expect(await query(server, 'SELECT x FROM first ORDER BY x')).toEqual([{ x: 2 }, { x: 3 }]);
    expect(await query(server, 'SELECT number FROM form')).toEqual([{ number: 3 }]);
  });

  test('stays as it was when a step fails', async () => {
    const { server, expected } = await formed(['CREATE TABLE first (x INT)']);
    const steps = ['CREATE TABLE first (x INT)', 'CREATE TABLE second (x INT)', 'SELECT 1 / 0'];
    const connection = await rawConnection(server);
    await expect(bringToForm(connection, { ...expected, steps })).rejects.toMatchObject({
      code: 'store-failed',
    });
    expect(await query(server, tables)).toEqual([{ tablename: 'first' }, { tablename: 'form' }]);
    expect(await query(server, 'SELECT number FROM form')).toEqual([{ number: 1 }]);
  });

  test.each(migrations.slice(0, -1).map((_, index) => index + 1))(
    'that was released as %i is brought to today with the newest tables',
    async (form) => {
      const { server } = await formed(migrations.slice(0, form));
      await addParcel(await openStore(server, true));
      const { server: fresh } = await newSite(cluster());
      expect(await query(server, tables)).toEqual(await query(fresh, tables));
    },
  );

  test('of another program is left alone', async () => {
    const server = await cluster().createDatabase();
    await query(server, 'CREATE SCHEMA passerelle; CREATE TABLE bookmark (url TEXT)');
    await expect(openPostgresStore(server, { create: true, identity })).rejects.toMatchObject(refused);
    expect(await query(server, tables)).toEqual([{ tablename: 'bookmark' }]);
  });

  test.each([{ site: '300' }, { mode: 'real' }, { deliberation: '12/039' }] as const)(
    'of another site, mode or deliberation than %o is refused',
    async (over) => {
      const { server } = await newSite(cluster());
      await expect(
        openPostgresStore(server, { create: true, identity: { ...identity, ...over } }),
      ).rejects.toMatchObject(refused);
    },
  );

  test('of a real site is refused on a server that waits for no disk', async () => {
    const server = await cluster().createDatabase();
    await expect(
      openPostgresStore(server, { create: true, identity: { ...identity, mode: 'real' } }),
    ).rejects.toMatchObject({ ...refused, message: expect.stringContaining('fsync') });
    expect(await query(server, tables)).toEqual([]);
  });

  test('keeps no statistics of keys, sealed bytes and tags, which would outlive them', async () => {
    const { server } = await newSite(cluster());
    const sampled = await query(
      server,
      `SELECT attrelid::regclass::text AS of, attname FROM pg_attribute
       WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'passerelle'::regnamespace AND relkind = 'r')
         AND atttypid = 'bytea'::regtype AND attstattarget IS DISTINCT FROM 0`,
    );
    expect(sampled).toEqual([]);
  });

  test('forgets the statistics of names, addresses and entries that it kept before', async () => {
    const { server, expected } = await formed(migrations.slice(0, 4));
    await query(
      server,
      `INSERT INTO failure SELECT '192.0.2.' || n, 1, 1 FROM generate_series(1, 50) AS n;
       INSERT INTO account SELECT 'reader-' || n, 1, '{}' FROM generate_series(1, 50) AS n;
       INSERT INTO ledger VALUES (0, 'an entry', 'its hash'); ANALYZE`,
    );
    const traces = `SELECT count(*)::int AS traces FROM pg_stats WHERE schemaname = 'passerelle' AND
      concat(most_common_vals, histogram_bounds) ~ '192.0.2|reader-|its hash'`;
    expect(await query(server, traces)).not.toEqual([{ traces: 0 }]);
    await bringToForm(await rawConnection(server), { ...expected, create: false, steps: migrations });
    await query(server, 'ANALYZE');
    expect(await query(server, traces)).toEqual([{ traces: 0 }]);
  });
});
