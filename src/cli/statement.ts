/** `passerelle statement`: the months in figures that add up, signed; and what anybody does with such a statement. */

import { type Command, Option } from 'commander';
import { PasserelleError } from '../errors.ts';
import { formatSigned, statementAt } from '../operations/statement.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import { compareStatements } from '../statements/compare.ts';
import { greatestStatement, readStatement, type Statement, signerOf } from '../statements/document.ts';
import { text, type Words } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { readGivenText } from './given-files.ts';
import { outputOf } from './invocation.ts';
import { say } from './language.ts';
import { requireSigned } from './signed-document.ts';
import { month } from './values.ts';

interface MakeOptions {
  readonly month?: ReferenceMonth;
  readonly all?: true;
  readonly format: 'text' | 'json';
}

export function define(command: Command): void {
  command
    .command('make', { isDefault: true })
    .description(
      say`state what came in, went out, is held and went back (the default); fails if it does not add up`,
    )
    .option('--month <month>', say`of this month`, month)
    .addOption(new Option('--all', say`of all months (the default)`).conflicts('month'))
    .addOption(new Option('--format <format>', say`how it reads`).choices(['text', 'json']).default('text'))
    .action(make);
  command
    .command('verify')
    .description(say`check the signature of a statement; needs no site`)
    .argument('<file>', say`a statement`)
    .requiredOption('--keys <files...>', say`ledger keys of the sites (keys show ledger)`)
    .action(verify);
  command
    .command('compare')
    .description(
      say`hold the statements of two sites against each other: names the first figure that differs`,
    )
    .argument('<one>', say`a statement`)
    .argument('<other>', say`another`)
    .action(compare);
}

function make(options: MakeOptions, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const statement = await statementAt(site, options.month);
    if (options.month !== undefined && statement.months.length === 0) {
      if (statement.head.scope !== options.month) {
        throw new PasserelleError(
          'usage',
          text`the ledger tells nothing of ${options.month} any more: its entries were pruned when their time was over`,
          { hint: text`See: passerelle ledger verify` },
        );
      }
      throw new PasserelleError('usage', text`no parcel of ${options.month} has passed through this site`);
    }
    const format = output.json ? 'json' : options.format;
    const { text: document, signed } = await formatSigned(site, statement, format);
    output.document(document, { signed });
    if (!signed) {
      output.note(
        text`Not signed: the site has no ledger key. Make one with: passerelle keys generate ledger`,
      );
    }
  });
}

async function verify(file: string, { keys }: { readonly keys: readonly string[] }, command: Command) {
  const output = outputOf(command);
  const document = await readGivenText(file);
  const statement = requireStatement(file, document);
  const signer = signerOf(statement.head);
  await requireSigned({ file, document, greatest: greatestStatement, signer }, keys);
  const { site, scope, made } = statement.head;
  output.result({ ok: true, site, scope, made, signer, months: statement.months.length }, () => [
    text`${file}: signed by ${signer}; ${statement.months.length} months, made ${made}`,
  ]);
}

async function compare(one: string, other: string, _options: object, command: Command) {
  const output = outputOf(command);
  const [a, b] = [
    requireStatement(one, await readGivenText(one)),
    requireStatement(other, await readGivenText(other)),
  ];
  const { same, difference } = compareStatements(a, b);
  output.result({ ok: difference === null, same, difference }, () => comparisonLines(a, b, same, difference));
  if (difference === null) return;
  const { month: of, figure } = difference;
  throw new PasserelleError(
    'figures-disagree',
    of === null
      ? text`${a.head.site} and ${b.head.site} differ in «${figure}»`
      : text`${a.head.site} and ${b.head.site} differ in «${figure}» of ${of}`,
    {
      hint: text`Signatures were not checked: «statement verify». Then compare the ledgers: «ledger audit».`,
    },
  );
}

function comparisonLines(
  a: Statement,
  b: Statement,
  same: number,
  difference: ReturnType<typeof compareStatements>['difference'],
): readonly Words[] {
  if (difference === null) return [text`${a.head.site} and ${b.head.site} tell the same: ${same} figures`];
  const { month: of, figure, one, other } = difference;
  return [
    `${of === null ? '' : `${of}, `}${figure}`,
    text`  ${a.head.site}: ${one ?? text`does not tell it`}`,
    text`  ${b.head.site}: ${other ?? text`does not tell it`}`,
  ];
}

function requireStatement(file: string, document: string): Statement {
  const statement = readStatement(document);
  if (statement !== undefined) return statement;
  throw new PasserelleError('usage', text`${file} is no statement`, {
    hint: text`Statements are what «passerelle statement» prints.`,
  });
}
