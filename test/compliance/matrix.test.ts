import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesByClause } from '../../src/compliance/enforcement.ts';
import {
  type Evidence,
  type RunModule,
  readEvidence,
  requirementsIn,
  type TestRun,
  withRun,
} from '../../src/compliance/evidence.ts';
import { matrixOf, redRows } from '../../src/compliance/matrix.ts';
import { digestOf, readSources } from '../../src/compliance/sources.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { requirements21250 } from '../../src/deliberations/requirements-21-250/index.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const a = 'test/a.test.ts';
const b = 'test/b.test.ts';
const sources = new Map([['src/a.ts', 'latest(deliberation.transit)']]);
const run: TestRun = { at: '2026-01-02T10:00:00Z', commit: 'c0ffee', sources: digestOf(sources) };
const later: TestRun = { ...run, at: '2026-01-03T10:00:00Z' };

function module(
  outcomes: Readonly<Record<string, 'passed' | 'failed' | 'skipped'>>,
  file: string = a,
): RunModule {
  const tests = Object.entries(outcomes).map(([name, outcome]) => ({ name, outcome }));
  return { file, tries: ['src/a.ts'], tests };
}

/** All requirements, each with one test that passed, but for what `outcomes` say. */
function allPassed(outcomes: Readonly<Record<string, 'failed' | 'skipped'>> = {}): Evidence {
  const tests = requirements21250.map(({ id }) => [`keeps it [${id}]`, outcomes[id] ?? 'passed'] as const);
  return withRun(undefined, [module(Object.fromEntries(tests))], run, [a]);
}

const matrix = (evidence: Evidence | undefined) =>
  matrixOf({ deliberation: n21250, requirements: requirements21250, sources, evidence });

describe('the names of tests', () => {
  it.each([
    ['keeps it [A13][A14]', ['A13', 'A14']],
    ['keeps it [A13, A14]', ['A13', 'A14']],
    ['keeps a part of it [A42-part]', ['A42']],
    // In two pieces: test/threats.test.ts reads the tags of this file too.
    [`says A13 in passing, and [threat 13] ${'[weakness'}: A1]`, []],
  ])('tell what they prove: example %#', (name, ids) => {
    expect(requirementsIn(name)).toEqual(ids);
  });
});

describe('the place where a clause is enforced', () => {
  const rules = [
    'export function latest() {}',
    'export function isDue() { return latest(deliberation.retention); }',
    'export function isOver() { return isDue(deliberation); }',
  ].join('\n');

  it('is a source that reads it, itself or by a rule, or by a rule that calls another', () => {
    const found = filesByClause(
      n21250,
      new Map([
        ['src/deliberations/rules.ts', rules],
        ['src/deliberations/n21-250.ts', 'deliberation.transit'],
        ['src/compliance/matrix.ts', 'deliberation.transit'],
        [
          'src/a.ts',
          "import { isOver, latest } from '../deliberations/rules.ts';\nlatest(deliberation.fields)",
        ],
        ['src/b.ts', 'site.deliberation.transit; deliberation.number; fields'],
      ]),
    );
    expect(found.get('retention')).toEqual(['src/deliberations/rules.ts', 'src/a.ts']);
    expect(found.get('fields')).toEqual(['src/a.ts']);
    expect(found.get('transit')).toEqual(['src/b.ts']);
    expect(found.get('lastDay')).toEqual([]);
  });

  it('is found in the sources of this program', async () => {
    const found = filesByClause(n21250, await readSources());
    expect(found.get('factorKinds')).toContain('src/login/machine.ts');
    expect(found.get('lastDay')).toContain('src/sunset/guard.ts');
    expect(found.get('retention')).toContain('src/retention/purge.ts');
  });
});

describe('the matrix', () => {
  it('is without red rows if every test passed on these sources', () => {
    const all = matrix(allPassed());
    expect(redRows(all)).toEqual([]);
    const row = all.requirements.find(({ id }) => id === 'A51');
    expect(row).toMatchObject({
      standing: 'proven',
      enforcedIn: ['src/a.ts'],
      triedIn: ['src/a.ts'],
      proof: { lastPassed: { at: run.at, commit: 'c0ffee' } },
    });
    expect(all.requirements.find(({ id }) => id === 'A33')?.standing).toBe('elsewhere');
  });

  it('is red where a test failed, and in the clauses that rest on it, but keeps when it last passed', () => {
    const failed = withRun(allPassed(), [module({ 'keeps it [A51]': 'failed' })], later, [a]);
    const { requirements, clauses } = matrix(failed);
    const row = requirements.find(({ id }) => id === 'A51');
    expect(row).toMatchObject({ standing: 'failed', proof: { lastPassed: { at: run.at } } });
    expect(clauses.find(({ name }) => name === 'transit')?.standing).toBe('failed');
  });

  it('is red where even what software does not bear has a test that failed', () => {
    expect(redRows(matrix(allPassed({ A45: 'failed' })))).toEqual(['applicableLaw', 'A45']);
  });

  it('is red where a test passed on other sources, or none did', () => {
    const skipped = matrix(allPassed({ A51: 'skipped' }));
    expect(skipped.requirements.find(({ id }) => id === 'A51')?.standing).toBe('unproven');
    expect(redRows(skipped)).toEqual(['transit', 'A51']);
    const other = matrixOf({
      deliberation: n21250,
      requirements: requirements21250,
      sources: new Map([['src/a.ts', 'changed']]),
      evidence: allPassed(),
    });
    expect(new Set(other.requirements.map(({ standing }) => standing))).toEqual(
      new Set(['outdated', 'elsewhere']),
    );
  });

  it('proves nothing without evidence', () => {
    const bare = matrix(undefined);
    expect(bare.evidence).toBe(false);
    expect(bare.requirements.filter(({ standing }) => standing === 'proven')).toEqual([]);
    expect(redRows(bare)).toContain('A21');
    expect(redRows(bare)).not.toContain('A47');
  });
});

describe('the evidence of a run', () => {
  it('keeps what did not run, and forgets what is gone', () => {
    const first = withRun(
      undefined,
      [
        module({ 'one [A01]': 'passed', 'two [A02]': 'passed', 'gone [A03]': 'passed', untagged: 'passed' }),
        module({ 'four [A04]': 'passed' }, b),
      ],
      run,
      [a, b],
    );
    const next = [module({ 'one [A01]': 'skipped', 'two [A02]': 'passed' })];
    const second = withRun(first, next, later, [a, b]);
    const told = second.modules.flatMap(({ tests }) => tests.map(({ name, run: { at } }) => [name, at]));
    expect(told).toEqual([
      ['one [A01]', run.at],
      ['two [A02]', later.at],
      ['four [A04]', run.at],
    ]);
    expect(withRun(second, [], later, [a]).modules.map(({ file }) => file)).toEqual([a]);
  });

  it('names the files that have left nothing, and the matrix is red then', () => {
    expect(withRun(undefined, [module({ untagged: 'passed' })], run, [a]).missing).toEqual([]);
    const partial = withRun(allPassed(), [], run, [a, b]);
    expect(partial.missing).toEqual([b]);
    expect(redRows(matrix(partial))).toEqual([b]);
  });

  it('is read back as it was written, is none where there is no file, and nothing else is taken for it', async () => {
    const folder = await temporaryFolder();
    const file = path.join(folder, 'evidence.json');
    expect(await readEvidence(file)).toBeUndefined();
    await writeFile(file, JSON.stringify(allPassed()));
    expect(await readEvidence(file)).toEqual(allPassed());
    for (const text of ['', '{}', '{"version":1,"modules":[{}]}', 'not JSON']) {
      await writeFile(file, text);
      await expect(readEvidence(file)).rejects.toMatchObject({ code: 'usage' });
    }
    await mkdir(path.join(folder, 'folder'));
    await expect(readEvidence(path.join(folder, 'folder'))).rejects.toMatchObject({ code: 'usage' });
  });
});
