import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { n21250 } from '../../src/deliberations/n21-250.ts';
import { policyDigest } from '../../src/deliberations/rules.ts';
import { clausesLine, formatReceipt, parseReceipt, receiptName } from '../../src/receipts/format.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const digest = '0123456789abcdef'.repeat(4);
const name = '21-250_2022-03_inami_300_0003.xml.pgp';

describe('the text of a receipt', () => {
  it('is read back as it was written', () => {
    expect(parseReceipt(formatReceipt({ name, digest }))).toEqual({ name, digest });
  });

  it('may say in a second line under which clauses', () => {
    const clauses = clausesLine(n21250);
    expect(clauses).toBe(`# deliberation 21/250, clauses ${policyDigest(n21250)}`);
    const text = formatReceipt({ name, digest, clauses });
    expect(text).toBe(`${digest}  ${name}\n${clauses}\n`);
    expect(parseReceipt(text)).toEqual({ name, digest, clauses });
    expect(parseReceipt(`${clauses}\n${digest}  ${name}\n`)).toBeUndefined();
    expect(parseReceipt(`${text}${clauses}\n`)).toBeUndefined();
  });

  it('is read with or without its line ending, and from a system that marks binary mode', () => {
    expect(parseReceipt(`${digest}  ${name}`)).toEqual({ name, digest });
    expect(parseReceipt(`${digest} *${name}\n`)).toEqual({ name, digest });
  });

  it.each([
    ['nothing', ''],
    ['a digest alone', `${digest}\n`],
    ['a short digest', `${digest.slice(1)}  ${name}`],
    ['a digest in capitals', `${digest.toUpperCase()}  ${name}`],
    ['one space', `${digest} ${name}`],
    ['a folder', `${digest}  ./${name}`],
    ['a hidden file', `${digest}  .${name}`],
    ['two lines', `${digest}  ${name}\n${digest}  other`],
    ['an empty line', `${digest}  ${name}\n\n`],
    ['a line before', `\n${digest}  ${name}`],
    ['an escaped name', `\\${digest}  ${name}\\n`],
    ['another line ending', `${digest}  ${name}\r\n`],
    ['a name that is too long', `${digest}  ${'n'.repeat(256)}`],
  ])('is refused when it is %s', (_, text) => {
    expect(parseReceipt(text)).toBeUndefined();
  });

  it('says exactly what was written, or nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseReceipt(text);
        expect(read === undefined || formatReceipt(read).trimEnd() === text.trimEnd()).toBe(true);
      }),
    );
  });

  it('is handed in under the name of its parcel', () => {
    expect(receiptName(name)).toBe(`${name}.receipt.asc`);
  });
});

describeWithProgram('sha256sum', 'sha256sum', () => {
  it('prints what we read, and checks what we write', async () => {
    const folder = await temporaryFolder();
    writeFileSync(path.join(folder, name), 'sealed bytes');
    const printed = execFileSync('sha256sum', [name], { cwd: folder, encoding: 'utf8' });
    const statement = parseReceipt(printed);
    expect(statement?.name).toBe(name);
    const written = formatReceipt({ name, digest: statement?.digest ?? '' });
    expect(written).toBe(printed);
    const withClauses = formatReceipt({
      name,
      digest: statement?.digest ?? '',
      clauses: clausesLine(n21250),
    });
    for (const input of [written, withClauses]) {
      execFileSync('sha256sum', ['--check', '--strict', '--status'], { cwd: folder, input });
    }
  });
});
