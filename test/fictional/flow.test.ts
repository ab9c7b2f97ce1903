/** The second flow beside its schemas and the law, and how little stands between it and the program. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import * as deliberations from '../../src/deliberations/index.ts';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { feedbackForm } from '../../src/feedback/feedback-file.ts';
import * as flows from '../../src/flows.ts';
import { monthlyForm, requireFieldsAllowed } from '../../src/monthly-file/form.ts';
import { readMonthlyFile } from '../../src/monthly-file/read.ts';
import { writeMonthlyFile } from '../../src/monthly-file/write.ts';
import type { MonthlyFileHeader, Mutation } from '../../src/people/record.ts';
import { recordForm as otherForm } from '../../src/raised-scores/record-form.ts';
import { bytesOf, countsOf, period } from '../support/monthly-files.ts';
import { instant } from '../support/records.ts';
import { ruleOfSchema, validUnder } from '../support/schemas.ts';
import { days, firstMonth } from './days.ts';
import { recordForm } from './heating-support/record-form.ts';
import { heatingSupport } from './law.ts';
import { nobody } from './nobody.ts';

vi.mock('../../src/flows.ts', () => import('./flows.ts'));
vi.mock('./present.ts', async () => {
  const [{ heatingSupport: lawOf }, { days: around }] = await Promise.all([
    import('./law.ts'),
    import('./days.ts'),
  ]);
  return { present: lawOf(around) };
});

const law = heatingSupport(days);

function schemaOf(file: string): string {
  return readFileSync(path.join(import.meta.dirname, 'heating-support', file), 'utf8');
}

const mutations: readonly Mutation[] = [
  { operation: 'new', record: { ssin: nobody(1), period: period('2026-01-01'), code: 1 } },
  {
    operation: 'correction',
    record: { ssin: nobody(2), period: period('2026-01-01', '2026-06-30'), code: 3 },
  },
  { operation: 'withdrawal', record: { ssin: nobody(3), period: period('2026-02-01'), code: 2 } },
];
const header: MonthlyFileHeader = {
  deliberation: law.number,
  policy: policyDigest(law),
  mode: 'real',
  sender: 'warmfund',
  receiver: 'exchange',
  month: firstMonth,
  sequenceNumber: 1,
  createdAt: instant('2026-01-01T00:00:00Z'),
  counts: countsOf(mutations),
};

async function textOf(written: readonly Mutation[]): Promise<string> {
  return Buffer.concat(await Array.fromAsync(writeMonthlyFile(header, written, law))).toString();
}

async function read(text: string): Promise<readonly Mutation[]> {
  const { mutations: batches } = await readMonthlyFile(bytesOf(text), law);
  return (await Array.fromAsync(batches)).flat();
}

describe('a second flow', () => {
  it.each([
    ['monthly-file.xsd', monthlyForm(law)],
    ['feedback-file.xsd', feedbackForm(law)],
  ])('has a table that says the same as its %s', (file, { namespace, root }) => {
    expect(ruleOfSchema(schemaOf(file))).toEqual({ namespace, form: 'qualified', root });
  });

  it('holds exactly the fields that its deliberation allows', () => {
    expect(() => requireFieldsAllowed(law, recordForm)).not.toThrow();
    expect(() => requireFieldsAllowed(law, otherForm)).toThrow(/00\/000/);
  });

  it('is read as it was written, in its own names, and valid under its own schema', async () => {
    const text = await textOf(mutations);
    expect(await read(text)).toEqual(mutations);
    expect((await validUnder(schemaOf('monthly-file.xsd'), [text])).size).toBe(1);
    expect(text).not.toMatch(/ssin|Recognition|correction|withdrawal/);
  });

  it('writes no record without its code, none with a code beyond the list, and takes none', async () => {
    const [first] = mutations;
    if (first === undefined) throw new RangeError('no mutation');
    const { code: _code, ...bare } = first.record;
    for (const record of [bare, { ...bare, code: 4 }]) {
      await expect(textOf([{ ...first, record }])).rejects.toMatchObject({ code: 'monthly-file-invalid' });
    }
    const beyond = (await textOf(mutations)).replace('<grade>1<', '<grade>4<');
    await expect(read(beyond)).rejects.toMatchObject({ code: 'monthly-file-invalid' });
  });
});

describe('the tables that tests put in the place of the program’s', () => {
  it('have what the program’s have, and one line more', async () => {
    const instead = await import('./deliberations.ts');
    expect(Object.keys(instead).sort()).toEqual(Object.keys(deliberations).sort());
    const theirs = await vi.importActual<typeof flows>('../../src/flows.ts');
    expect(Object.keys(flows)).toEqual(Object.keys(theirs));
    expect(() => theirs.flowOf(law)).toThrow(/00\/000 names a flow that there is not/);
    const numbers = deliberations.deliberations.map(({ number }) => number);
    expect(instead.deliberations.map(({ number }) => number)).toEqual([...numbers, '00/000']);
  });
});
