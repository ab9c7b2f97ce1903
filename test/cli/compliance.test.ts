import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { withRun } from '../../src/compliance/evidence.ts';
import { digestOf, readSources } from '../../src/compliance/sources.ts';
import { requirements21250 } from '../../src/deliberations/requirements-21-250/index.ts';
import { passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await temporaryFolder();
});

/** Evidence of a run in which a test of each requirement passed on the sources as they are. */
async function writeEvidence(): Promise<void> {
  const tests = requirements21250.map(({ id }) => ({
    name: `keeps | it [${id}]`,
    outcome: 'passed' as const,
  }));
  const run = { at: '2026-01-02T10:00:00Z', commit: 'c0ffee', sources: digestOf(await readSources()) };
  const file = 'test/a.test.ts';
  const evidence = withRun(undefined, [{ file, tries: ['src/main.ts'], tests }], run, [file]);
  await writeFile(path.join(folder, 'evidence.json'), JSON.stringify(evidence));
}

describe('compliance', () => {
  it('says plainly that there is no evidence, prints the matrix all the same, and ends with 13', async () => {
    const { status, stdout, stderr } = await passerelle(folder, 'compliance', '--evidence', 'none.json');
    expect(status).toBe(13);
    expect(stdout).toContain('There is no evidence');
    expect(stdout).toMatch(/^A21: UNPROVEN/m);
    expect(stdout).toMatch(/^A33: to be shown elsewhere/m);
    expect(stdout).toMatch(/^lastDay: UNPROVEN[\s\S]*?read in: .*src\/sunset\/guard\.ts/m);
    expect(stderr).toMatch(/^error: there is no evidence of tests at none\.json: .*A21/m);
  });

  it('ends with 0 if all is proven, as text, as JSON and in Markdown', async () => {
    await writeEvidence();
    const text = await passerelle(folder, 'compliance', '--evidence', 'evidence.json');
    expect(text).toMatchObject({ status: 0, stderr: '' });
    expect(text.stdout).toContain('1 test; last passed 2026-01-02T10:00:00Z at c0ffee');
    expect(text.stdout).toContain('All that software can show is shown by tests of this very program.');

    const json = await passerelle(folder, '--json', 'compliance', '--evidence', 'evidence.json');
    expect(JSON.parse(json.stdout)).toMatchObject({ deliberation: '21/250', evidence: true, red: [] });

    const page = await passerelle(
      folder,
      'compliance',
      '--evidence',
      'evidence.json',
      '--format',
      'markdown',
    );
    expect(page.status).toBe(0);
    for (const { id } of requirements21250) expect(page.stdout).toMatch(new RegExp(`^\\| ${id} \\| `, 'm'));
    expect(page.stdout).toContain('## What software cannot show, and who must');
  });

  it('refuses what is no evidence', async () => {
    await writeFile(path.join(folder, 'evidence.json'), '{}');
    const { status, stdout, stderr } = await passerelle(folder, 'compliance', '--evidence', 'evidence.json');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('is no evidence of tests');
  });

  it('drafts the record of processing for all parties, or for the site whose configuration is there', async () => {
    const all = await passerelle(folder, 'compliance', '--page', 'article-30');
    expect(all.stdout).toContain('| item | Agentschap Opgroeien regie | ');
    expect(all.stderr).toContain('For all parties');
    await passerelle(folder, 'init', '300');
    const own = await passerelle(folder, 'compliance', '--page', 'article-30');
    expect(own.stdout).toContain('| item | insurer 300 |');
    const named = await passerelle(folder, '--config', 'none.toml', 'compliance', '--page', 'article-30');
    expect(named.status).toBe(3);
  });
});
