/** The table of the monthly file against monthly-file.xsd, by reading it and by validating damaged files. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { hasCode } from '../../src/errors.ts';
import { monthlyForm, requireFieldsAllowed } from '../../src/monthly-file/form.ts';
import { readMonthlyFile } from '../../src/monthly-file/read.ts';
import { recordForm } from '../../src/raised-scores/record-form.ts';
import { anyDamage, damaged } from '../support/damage.ts';
import { anyMonth, bytesOf, monthlyFileText } from '../support/monthly-files.ts';
import { ruleOfSchema, validUnder } from '../support/schemas.ts';

const schemaFile = path.resolve(import.meta.dirname, '../../src/raised-scores/monthly-file.xsd');
const schema = readFileSync(schemaFile, 'utf8');
const { namespace, root } = monthlyForm(n21250);

describe('the table of the monthly file', () => {
  it('says the same as the XSD, rule by rule', () => {
    expect(ruleOfSchema(schema)).toEqual({ namespace, form: 'qualified', root });
  });

  it('holds exactly the fields that the deliberation allows of a child [A13]', () => {
    expect(() => requireFieldsAllowed(n21250, recordForm)).not.toThrow();
    const [held] = n21250.fields.values;
    const fields = [...(held?.value ?? []), { name: 'incapacity', required: false }];
    const wider = {
      ...n21250,
      fields: { ...n21250.fields, values: [{ from: n21250.adopted, value: fields }] },
    };
    expect(() => requireFieldsAllowed(wider, recordForm)).toThrow(/21\/250/);
  });
});

/** `undefined` if the reader accepts the document to its end, else why not. */
async function readerRefusal(document: string): Promise<string | undefined> {
  try {
    const { mutations } = await readMonthlyFile(bytesOf(document), n21250);
    await Array.fromAsync(mutations);
    return undefined;
  } catch (error) {
    if (hasCode(error, 'monthly-file-invalid')) return error.message;
    throw error;
  }
}

/** Where the reader is stricter than the XSD can be or is, as the head of the XSD says. */
const stricter: readonly RegExp[] = [
  /check digits of ssin are wrong/,
  /lies before startDateRecognition/,
  /(more|fewer) records than the header counts/,
  /no party to it/,
  /another deliberation/,
  /two things of one record/,
  /does not belong in a file whose mode/,
  /an attribute stands there/,
  /a processing instruction stands there/,
  /a character stands there that no such document holds/,
  /only XML 1.0 in UTF-8 is taken/,
];

/** What xmllint lets pass: white space around a value, and a version without its last digit (XML 1.0, production 26). */
const lax = [/<(\w+)[^>]*>(\s+[^<\s]|[^<]*[^<\s]\s+<)/, /^<\?xml version="1\."/];

describe('the reader and the XSD', () => {
  it('agree on files that are whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMonth, { minLength: 5, maxLength: 20 }), async (months) => {
        const documents = await Promise.all(months.map((mutations) => monthlyFileText(mutations)));
        expect(await Promise.all(documents.map(readerRefusal))).toEqual(documents.map(() => undefined));
        expect((await validUnder(schema, documents)).size).toBe(documents.length);
      }),
      { numRuns: 10 },
    );
  });

  it('agree on damaged files, but for what the reader alone can see', async () => {
    let accepted = 0;
    let refusedByBoth = 0;
    const plans = fc.array(fc.tuple(anyMonth, anyDamage), { minLength: 80, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(plans, async (damages) => {
        const documents = await Promise.all(
          damages.map(async ([mutations, plan]) => damaged(await monthlyFileText(mutations), plan)),
        );
        const valid = await validUnder(schema, documents);
        for (const [index, document] of documents.entries()) {
          const refusal = await readerRefusal(document);
          if (refusal === undefined) {
            expect(valid, `accepted, but not valid:\n${document}`).toContain(index);
            accepted += 1;
          } else if (valid.has(index)) {
            const reasonKnown =
              stricter.some((reason) => reason.test(refusal)) || lax.some((form) => form.test(document));
            expect(reasonKnown, `valid, but refused (${refusal}):\n${document}`).toBe(true);
          } else refusedByBoth += 1;
        }
      }),
      { numRuns: 10 },
    );
    expect(accepted).toBeGreaterThan(50);
    expect(refusedByBoth).toBeGreaterThan(200);
  });
});
