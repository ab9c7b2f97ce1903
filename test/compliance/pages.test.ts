/** The pages of docs that are made by the program say what it says. */

import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { article30Page } from '../../src/compliance/article-30.ts';
import { normChapters, normsPage } from '../../src/compliance/norms.ts';
import { loadConfig } from '../../src/config/load.ts';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { requirements21250 } from '../../src/deliberations/requirements-21-250/index.ts';
import { partiesOf } from '../../src/deliberations/rules.ts';
import { readDocument, root, tableRows } from '../support/documents.ts';
import { passerelle } from '../support/passerelle.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

describe('docs/norms.md', () => {
  it('is what compliance --page norms prints [A45]', () => {
    expect(readDocument('docs/norms.md')).toBe(normsPage(n21250));
  });

  it('names requirements and files that there are, and something left to the institution in each chapter', () => {
    const ids = new Set(requirements21250.map(({ id }) => id));
    for (const { chapter, requirements, files = [], left } of normChapters) {
      expect({ chapter, unknown: requirements.filter((id) => !ids.has(id)), left: left !== '' }).toEqual({
        chapter,
        unknown: [],
        left: true,
      });
      for (const file of files) expect(existsSync(path.join(root, file)), file).toBe(true);
    }
  });
});

describe('docs/article-30.md', () => {
  it('is what compliance --page article-30 prints without a site [A46][A47][A48][A49]', () => {
    expect(readDocument('docs/article-30.md')).toBe(article30Page(n21250));
  });

  it('has a column for each place of the deliberation, and no empty cell', () => {
    const rows = tableRows(article30Page(n21250));
    expect(rows.length).toBeGreaterThan(12);
    for (const row of rows) expect(row.map((cell) => cell !== '')).toEqual([true, true, true, true]);
  });

  it('becomes a site’s own by its configuration', async () => {
    for (const party of ['opgroeien', 'inami', '300']) {
      const folder = await temporaryFolder();
      await passerelle(folder, 'init', party);
      const file = path.join(folder, 'passerelle.toml');
      const text = await readFile(file, 'utf8');
      const before = article30Page(n21250, await loadConfig(file));
      expect(tableRows(before)[0]).toEqual([
        'item',
        party === '300' ? 'insurer 300' : partiesOf(n21250).find(({ id }) => id === party)?.name,
      ]);
      expect(before).toContain('one SQLite file');
      expect(before).not.toContain('the same');
      await writeFile(file, text.replace('[sunset]\n', '[sunset]\nends_early = 2022-06-30\n'));
      expect(article30Page(n21250, await loadConfig(file))).toContain('at this site already 2022-06-30');
    }
  });
});
