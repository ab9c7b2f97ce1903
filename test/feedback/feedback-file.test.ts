/** The feedback file against feedback-file.xsd, and against itself. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { latest } from '../../src/deliberations/rules.ts';
import { hasCode } from '../../src/errors.ts';
import { feedbackForm, type ReturnedMutation } from '../../src/feedback/feedback-file.ts';
import { readFileInForm } from '../../src/monthly-file/read.ts';
import { writeFileInForm } from '../../src/monthly-file/write.ts';
import { anyMonth, bytesOf, headerFor } from '../support/monthly-files.ts';
import { ruleOfSchema, validUnder } from '../support/schemas.ts';

const schemaFile = path.resolve(import.meta.dirname, '../../src/raised-scores/feedback-file.xsd');
const schema = readFileSync(schemaFile, 'utf8');
const form = feedbackForm(n21250);
const reasons = Object.keys(latest(n21250.returns).reasons);

const anyReturn: fc.Arbitrary<readonly ReturnedMutation[]> = fc
  .tuple(anyMonth, fc.constantFrom(...reasons), fc.integer({ min: 1, max: 999_999_000 }))
  .map(([mutations, reason, first]) =>
    mutations.map((mutation, index) => ({ ...mutation, number: first + index, reason })),
  );

async function textOf(items: readonly ReturnedMutation[]): Promise<string> {
  const header = headerFor(items, { sender: 'inami', receiver: 'opgroeien' });
  return Buffer.concat(await Array.fromAsync(writeFileInForm(form, header, items, n21250))).toString();
}

async function readText(text: string): Promise<readonly ReturnedMutation[]> {
  const { mutations } = await readFileInForm(form, bytesOf(text), n21250);
  return (await Array.fromAsync(mutations)).flat();
}

describe('the feedback file', () => {
  it('has a table that says the same as the XSD, rule by rule', () => {
    expect(ruleOfSchema(schema)).toEqual({ namespace: form.namespace, form: 'qualified', root: form.root });
  });

  it('is read as it was written, and valid under the XSD', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyReturn, { minLength: 5, maxLength: 20 }), async (files) => {
        const documents = await Promise.all(files.map(textOf));
        const read = await Promise.all(documents.map(readText));
        expect(JSON.stringify(read)).toBe(JSON.stringify(files));
        expect((await validUnder(schema, documents)).size).toBe(documents.length);
      }),
      { numRuns: 10 },
    );
  });

  it('has no place for an insurer [A13]', () => {
    const names = form.recordFields.map(({ name }) => name);
    expect(names).toEqual(['recordNumber', 'ssin', 'startDateRecognition', 'endDateRecognition', 'reason']);
    expect(JSON.stringify(form.recordFields)).not.toMatch(/[1-69]00\b/);
  });

  it.each([
    ['a reason that the deliberation does not know', /<reason>[^<]*/, '<reason>because'],
    ['no reason', /<reason>[^<]*<\/reason>/, ''],
    ['a number that is none', /<recordNumber>[0-9]+/, '<recordNumber>0'],
    ['an insurer', /<\/reason>/, '</reason><insurer>300</insurer>'],
    ['the root of a monthly file', /feedbackFile/g, 'monthlyFile'],
  ])('is refused with %s', async (_what, pattern, replacement) => {
    const [mutation] = fc.sample(
      anyReturn.filter((items) => items.length > 0),
      1,
    );
    const whole = await textOf(mutation ?? []);
    const changed = whole.replace(pattern, replacement);
    expect(changed).not.toBe(whole);
    await expect(readText(changed)).rejects.toSatisfy((error) => hasCode(error, 'feedback-file-invalid'));
    expect((await validUnder(schema, [changed])).size).toBe(0);
  });
});
