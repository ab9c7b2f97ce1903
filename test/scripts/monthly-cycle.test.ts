import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { mentionsSsin } from '../../src/redaction.ts';
import { readDocument, tableRows } from '../support/documents.ts';
import { runScript, scriptPrograms } from '../support/ops-scripts.ts';
import { describeWithProgram } from '../support/programs.ts';
import { type StayingRehearsal, startStayingRehearsal } from '../support/staying-rehearsal.ts';

describeWithProgram(scriptPrograms, 'monthly-cycle.sh', () => {
  let stay: StayingRehearsal;

  beforeAll(async () => {
    stay = await startStayingRehearsal();
  });

  afterAll(() => stay.end());

  const cycle = (party: string, ...parameters: readonly string[]) =>
    runScript('monthly-cycle.sh', stay.folder, '--rehearsal', '--config', stay.config(party), ...parameters);

  const advice = (code: string) =>
    tableRows(readDocument('docs/exit-codes.md')).find(([cell]) => cell === code)?.[2] ?? '';

  it('relays what is new, and counts what is held', async () => {
    const { status, output } = await cycle('inami', '--at', '2022-03-08');
    expect(status, output).toBe(0);
    expect(output).toMatch(/The ledger is whole/);
    expect(output).toMatch(/Nothing new\.\nHeld: 1 records/);
    expect(output).toMatch(/^unknown-ssin +1 +0 +0 +1$/m);
    expect(output).toMatch(/^[0-9]+:[0-9a-f]{64}$/m);
    expect(mentionsSsin(output)).toBe(false);
  });

  it('collects at an insurer, whose receipt the relay then shows', async () => {
    const { status, output } = await cycle('100', '--at', '2022-03-08');
    expect(status, output).toBe(0);
    expect(output).toContain('Receipt handed in for 21-250_2022-03_inami_100_0003.xml.pgp');
    const file = path.join(stay.folder, '100/opened/2022-03/21-250_2022-03_inami_100_0003.xml');
    expect(await readFile(file, 'utf8')).toContain('<receiver>100</receiver>');
    expect((await stay.entries('inami', 'receipt-accepted')).at(-1)).toMatchObject({ actor: 'insurer-100' });
  });

  it('publishes a month, and does no harm the second time', async () => {
    const first = await cycle('opgroeien', '--at', '2022-04-05', '2022-04');
    expect(first.status, first.output).toBe(0);
    expect(first.output).toContain('Published 21-250_2022-04_opgroeien_inami_0004.xml.pgp');
    const second = await cycle('opgroeien', '--at', '2022-04-05', '2022-04');
    expect(second.status).toBe(0);
    expect(second.output).toContain('was published before; nothing was changed');
    expect(await stay.entries('opgroeien', 'parcel-published')).toHaveLength(4);
  });

  it('stops at the first refusal, with its exit code and what to do', async () => {
    const before = (await stay.at('opgroeien', 'ledger', 'head')).stdout;
    const skipped = await cycle('opgroeien', '--at', '2022-06-05', '2022-06');
    expect(skipped.status).toBe(5);
    expect(skipped.output).toMatch(/2022-06 is not the month to publish: 2022-05 is due/);
    expect(skipped.output).toContain(`What to do: ${advice('5')}`);
    expect(skipped.output).not.toContain('Where the site stands');
    expect((await stay.at('opgroeien', 'ledger', 'head')).stdout).toBe(before);

    const late = await cycle('100', '--at', '2023-01-01');
    expect(late.status).toBe(4);
    expect(late.output).toContain(`What to do: ${advice('4')}`);
  });

  it.each([
    ['a publisher without a month', 'opgroeien', [], /the month to publish is expected/],
    ['a month at a relay', 'inami', ['2022-03'], /no month is expected/],
    ['an unknown option', 'inami', ['--force'], /unknown option --force/],
    ['an option without its value', 'inami', ['--at'], /--at needs a value/],
  ])('refuses %s', async (_case, party, parameters, reason) => {
    const before = (await stay.at(party, 'ledger', 'head')).stdout;
    const { status, output } = await cycle(party, ...parameters);
    expect(status).toBe(2);
    expect(output).toMatch(reason);
    expect((await stay.at(party, 'ledger', 'head')).stdout).toBe(before);
  });

  it('goes on though records are held for too long, and says so in the end [A23]', async () => {
    const extract = path.join(stay.folder, 'inami/cin-extract.csv');
    const text = await readFile(extract, 'utf8');
    await writeFile(extract, text.replace(/^# extract .*$/m, '# extract 2022-05-31'));
    const { status, output } = await cycle('inami', '--at', '2022-06-01');
    expect(status, output).toBe(12);
    expect(output).toMatch(/1 records are held for more than 62 days/);
    expect(output).toMatch(/^unknown-ssin +0 +0 +1 +1$/m);
    expect(output).toMatch(/^[0-9]+:[0-9a-f]{64}$/m);
  });
});
