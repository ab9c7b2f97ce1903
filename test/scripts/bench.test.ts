/** A short slice of scripts/bench/growth.ts, and its verdicts on figures that nobody has to wait for. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { costOf, findings, type Point } from '../../scripts/bench/growth-figures.ts';
import { between } from '../../scripts/bench/report.ts';
import { readDocument, tableRows } from '../support/documents.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { parseXml, type XmlElement } from '../support/xml-tree.ts';

const script = path.resolve(import.meta.dirname, '../../scripts/bench/growth.ts');

/** Everything in an element, itself included. */
function within(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(within)];
}

function curvesIn(svg: string): readonly string[] {
  return within(parseXml(svg))
    .filter(({ attributes }) => attributes.get('class')?.startsWith('curve'))
    .map(({ attributes }) => attributes.get('d') ?? '');
}

describe('the growth of cost', () => {
  it('is told in a table and a picture by itself, with every record at its insurer', async () => {
    const folder = await temporaryFolder();
    const document = path.join(folder, 'performance.md');
    await writeFile(document, between(readDocument('docs/performance.md'), 'growth', []));
    await writeFile(path.join(folder, 'performance.json'), '{}');
    const options = ['--records', '30,100', '--runs', '1', '--store', 'sqlite', '--into', folder];
    const { status, output } = await runProgram(process.execPath, [script, ...options]);
    expect({ status, output }).toMatchObject({ status: 0 });

    const rows = tableRows(await readFile(document, 'utf8')).filter(([store]) => store === 'SQLite');
    expect(rows.map(([, records]) => records)).toEqual(['0', '30', '100', '0', '30', '100']);
    for (const [, , publish, relay, collect, ...databases] of rows.slice(0, 3)) {
      for (const time of [publish, relay, collect]) expect(time).toMatch(/^\d+\.\d\d s(, \d+\.\d µs each)?$/);
      expect(databases).toHaveLength(3);
      for (const size of databases) expect(Number.parseFloat(size)).toBeGreaterThan(0.05);
    }
    for (const [, , ...peaks] of rows.slice(3)) {
      expect(peaks).toHaveLength(6);
      for (const peak of peaks) expect(Number(peak)).toBeGreaterThan(30);
    }

    // Three curves of two points in each of two panels, and three keys below them.
    const curves = curvesIn(await readFile(path.join(folder, 'growth.svg'), 'utf8'));
    expect(curves.filter((d) => /^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/.test(d))).toHaveLength(6);
    expect(curves).toHaveLength(9);
  });

  it('stands in the documentation with both stores', () => {
    const rows = tableRows(readDocument('docs/performance.md'));
    for (const store of ['SQLite', 'PostgreSQL']) {
      expect(rows.filter(([first]) => first === store).length).toBeGreaterThanOrEqual(6);
    }
    expect(curvesIn(readDocument('docs/growth.svg'))).toHaveLength(18);
  });
});

describe('the verdict on the growth of cost', () => {
  const bounds = { limit: 512, rise: 1.3 };
  const point = (records: number, seconds: number, peak = 100): Point => ({
    store: 'SQLite',
    records,
    seconds: new Map([['relay', seconds]]),
    peaks: new Map([['relay', peak]]),
    sizes: new Map(),
  });

  it('takes off what starting up takes, and tells no cost that it hides', () => {
    const [empty, few, many] = [point(0, 0.5), point(30, 0.51), point(100_000, 2.5)];
    const points = [empty, few, many];
    expect(points.map((each) => costOf(points, each, 'relay'))).toEqual([undefined, undefined, 20]);
  });

  it('is good while a record costs no more and each process keeps to its memory', () => {
    const points = [point(0, 0.5), point(100_000, 2.5), point(1_000_000, 26, 512)];
    expect([...findings(points, bounds)]).toEqual([]);
  });

  it('names the process whose records cost more in a larger month', () => {
    const points = [point(0, 0.5), point(100_000, 2.5), point(1_000_000, 27)];
    expect([...findings(points, bounds)]).toEqual([
      'SQLite: relay takes 26.5 µs a record for 1000000, and 20.0 for fewer',
    ]);
  });

  it('names the process that holds too much memory', () => {
    const points = [point(0, 0.5), point(1000, 0.6, 513)];
    expect([...findings(points, bounds)]).toEqual(['SQLite, 1000 records: relay held 513 MiB']);
  });
});

describe('a long ledger', () => {
  it('is measured entry by entry, and everything it proves holds', async () => {
    const long = path.resolve(import.meta.dirname, '../../scripts/bench/long-ledger.ts');
    const { status, output } = await runProgram(process.execPath, [
      long,
      '--entries',
      '700,1400',
      '--rise',
      '100',
    ]);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(tableRows(output).map(([entries]) => entries)).toEqual(['entries', '700', '1400']);
  });
});
