/** How the parts of the benchmark tell what they found (scripts/bench/report.ts). Nothing is timed here. */

import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { limitNames, tableOfDistances } from '../../scripts/bench/distances.ts';
import { parts } from '../../scripts/bench/parts.ts';
import { between, keptRows, report, sectionsOf, withRows } from '../../scripts/bench/report.ts';
import { drawRatios } from '../../scripts/bench/report-picture.ts';
import { short, tableOfGoals, tableOfRows } from '../../scripts/bench/report-tables.ts';
import { isMet, type Row, ratioTo } from '../../scripts/bench/rows.ts';
import { readDocument, root, tableRows } from '../support/documents.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { parseXml, type XmlElement } from '../support/xml-tree.ts';

const time: Row = {
  work: 'get 1 GiB',
  unit: 's',
  compared: 'time',
  ours: [2.2, 2, 1.8],
  peers: { OpenSSH: [2.6, 2.5, 2.4], 'Go <pkg/sftp>': [4] },
  goal: { times: 1.25, of: 'OpenSSH' },
};
const amount: Row = {
  work: 'processor time',
  unit: 's/GiB',
  compared: 'amount',
  ours: [3],
  peers: { OpenSSH: [1.5] },
  goal: { times: 1.5, of: 'OpenSSH' },
};
const rate: Row = {
  work: 'appends',
  unit: '/s',
  compared: 'rate',
  ours: [900],
  peers: { bare: [1000] },
  goal: { times: 0.8, of: 'bare' },
};
const bound: Row = {
  work: 'at rest',
  unit: 'MiB',
  compared: 'amount',
  ours: [110],
  peers: {},
  goal: { bound: 120 },
};

const page = `# Title

before
<!-- goals: written by scripts/bench/report.ts -->
<!-- /goals -->
between
<!-- transfer: written by scripts/bench/transfer.ts -->
| of | old |
<!-- /transfer -->
<!-- sessions: written by scripts/bench/sessions.ts -->
| not | touched |
<!-- /sessions -->
after
`;

function within(element: XmlElement): readonly XmlElement[] {
  return [element, ...element.children.flatMap(within)];
}

async function pageIn(folder: string) {
  const file = (name: string) => path.join(folder, name);
  await writeFile(file('performance.md'), page);
  await writeFile(file('performance.json'), '{}');
  return {
    text: () => readFile(file('performance.md'), 'utf8'),
    rows: () => keptRows(file('performance.json')),
  };
}

describe('a row of the benchmark', () => {
  it('is compared as its kind reads: times and rates as speed, amounts as shares', () => {
    expect(ratioTo('OpenSSH', time)).toBe(1.25);
    expect(ratioTo('OpenSSH', amount)).toBe(2);
    expect(ratioTo('bare', rate)).toBe(0.9);
    expect(ratioTo('ProFTPD', time)).toBeUndefined();
  });

  it.each([
    ['a time that is just as fast as wanted', time, true],
    ['an amount above its share', amount, false],
    ['a rate above its share', rate, true],
    ['an amount below its bound', bound, true],
    ['an amount above its bound', { ...bound, ours: [121] }, false],
    ['a time above its bound', { ...bound, compared: 'time', ours: [121] }, false],
    ['a rate below its bound', { ...bound, compared: 'rate', ours: [119] }, false],
    ['a goal whose peer is not installed', { ...time, peers: {} }, undefined],
  ] satisfies readonly (readonly [string, Row, boolean | undefined])[])(
    'is held against its goal: %s',
    (_says, row, met) => {
      expect(row.goal && isMet(row.goal, row)).toBe(met);
    },
  );
});

describe('the tables of the benchmark', () => {
  it('tell medians, spread and ratios, and leave the cell of a missing peer empty', () => {
    expect(tableRows([...tableOfRows([time, amount])].join('\n'))).toEqual([
      ['work', 'ours', 'OpenSSH', 'Go <pkg/sftp>', 'goal'],
      [
        'get 1 GiB',
        '2.00 s (1.80 – 2.20)',
        '2.50 s (2.40 – 2.60): 1.25 ×',
        '4.00 s: 2.00 ×',
        'at least 1.25 × as fast as OpenSSH',
      ],
      ['processor time', '3.00 s/GiB', '1.50 s/GiB: 2.00 ×', '', 'at most 1.5 × what OpenSSH takes'],
    ]);
  });

  it('hold every goal against what was measured', () => {
    const rows = [time, { ...amount, peers: {} }, bound, { ...amount, ours: [2.4] }];
    const [, ...told] = tableRows([...tableOfGoals([{ title: "The relay's files", rows }])].join('\n'));
    expect(told.map(([, part]) => part)).toEqual(rows.map(() => "[The relay's files](#the-relays-files)"));
    expect(told.map(([work, , , measured, met]) => [work, measured, met])).toEqual([
      ['get 1 GiB', '1.25 ×', 'yes'],
      ['processor time', 'no peer here', ''],
      ['at rest', '110 MiB', 'yes'],
      ['processor time', '1.60 ×', '**no**'],
    ]);
  });

  it('write figures with the digits that count', () => {
    expect([0, 0.0042, 0.0876, 0.875, 0.999, 12.34, 99.94, 99.96, 1890.4].map(short)).toEqual([
      '0.00',
      '0.0042',
      '0.088',
      '0.88',
      '1.00',
      '12.3',
      '99.9',
      '100',
      '1,890',
    ]);
  });
});

describe('the distance to the limits', () => {
  const limits = Object.values(limitNames).map(
    (work): Row => ({
      ...{ work, unit: 's', compared: 'amount', ours: [0.1], peers: {} },
    }),
  );
  const relay: Row = { ...time, work: 'relay, cold, OpenPGP key in the open', ours: [0.5], peers: {} };

  it('is told of the figures that are there, by the limits of the same machine', () => {
    const [, ...told] = tableRows([...tableOfDistances({ limits, 'relay-cycle': [relay] })].join('\n'));
    expect(told).toEqual([
      [relay.work, '0.50 s', '0.20 s', '2.50 ×', "Node's own start, and Argon2id at the gateway"],
    ]);
  });

  it('is not told where a limit was not measured', () => {
    expect([...tableOfDistances({ limits: limits.slice(1), 'relay-cycle': [relay] })]).toEqual([]);
  });
});

describe('the chart of the benchmark', () => {
  it('has a line for each row with a peer and no bound, a mark for each peer, and a stroke for each goal', () => {
    const svg = parseXml(
      drawRatios([{ title: 'A & B', rows: [time, amount, rate, { ...bound, peers: { OpenSSH: [8] } }] }]),
    );
    const elements = within(svg);
    const titled = (kind: string) =>
      elements
        .filter(
          ({ attributes, children }) => attributes.get('class')?.startsWith(kind) && children.length > 0,
        )
        .map(({ children }) => children[0]?.text);
    expect(titled('peer')).toEqual([
      ...['OpenSSH', 'Go <pkg/sftp>', 'bare'],
      ...['OpenSSH: 1.25', 'Go <pkg/sftp>: 2.00', 'OpenSSH: 0.50', 'bare: 0.90'],
    ]);
    expect(titled('goal')).toEqual(['goal: 1.25', 'goal: 0.67', 'goal: 0.80']);
    const texts = elements.filter(({ name }) => name === 'text').map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['A & B', 'get 1 GiB', 'processor time', 'appends']));
    expect(texts).not.toContain('at rest');
  });

  it('tells its sense to those who cannot see it', () => {
    const svg = parseXml(drawRatios([{ title: 'Files', rows: [time] }]));
    expect(svg.attributes.get('role')).toBe('img');
    const named = svg.attributes.get('aria-labelledby')?.split(' ');
    const spoken = svg.children.filter(({ attributes }) => named?.includes(attributes.get('id') ?? ''));
    expect(spoken?.map(({ name, text }) => [name, text.length > 20])).toEqual([
      ['title', true],
      ['desc', true],
    ]);
  });
});

describe('the report of a part', () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);

  it('replaces its own table, its own rows and the overview, and nothing else', async () => {
    const folder = await temporaryFolder();
    const { text, rows } = await pageIn(folder);
    await report({ part: 'growth', rows: [], tables: { sessions: ['| kept |'] }, into: folder });
    await report({ part: 'transfer', rows: [bound], into: folder });
    await report({ part: 'transfer', rows: [{ ...time, ours: [2.000_049] }], into: folder });

    const overview = [...tableOfGoals([{ title: 'Large files', rows: [time] }])].slice(0, 3);
    expect(await rows()).toEqual({ transfer: [{ ...time, ours: [2] }] });
    const told = await text();
    for (const line of overview) expect(told).toContain(line);
    expect(told).not.toContain('at rest');
    const emptied = ['goals', 'transfer', 'sessions'].reduce((left, place) => between(left, place, []), told);
    expect(emptied).toBe(page.replaceAll(/^\|.*\n/gm, ''));
    expect(between(told, 'sessions', ['| kept |'])).toBe(told);
    parseXml(await readFile(path.join(folder, 'performance.svg'), 'utf8'));
  });

  it('writes nothing where the document has no place for it', async () => {
    const folder = await temporaryFolder();
    const { text, rows } = await pageIn(folder);
    await expect(report({ part: 'openpgp', rows: [time], into: folder })).rejects.toThrow('«openpgp»');
    expect([await text(), await rows()]).toEqual([page, {}]);
  });

  it('only prints where it is told no folder', async () => {
    const folder = await temporaryFolder();
    const { text, rows } = await pageIn(folder);
    await report({ part: 'transfer', rows: [time], into: undefined });
    expect([await text(), await rows()]).toEqual([page, {}]);
  });
});

describe('docs/performance.md', () => {
  it('has overview, tables and chart made of the rows beside it, each of a part with a section', async () => {
    const all = await keptRows(path.join(root, 'docs/performance.json'));
    const document = readDocument('docs/performance.md');
    expect(withRows(document, all)).toBe(document);
    expect(readDocument('docs/performance.svg')).toBe(drawRatios(sectionsOf(all)));
    const known = new Map(parts.map(({ name, title }) => [name, title]));
    for (const part of Object.keys(all)) expect(document).toContain(`\n## ${known.get(part)}\n`);
  });
});
