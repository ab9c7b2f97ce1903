/** `passerelle statement`: the months in figures that add up, signed; and what anybody does with such a statement. */

import process from 'node:process';
import { type Command, Option } from 'commander';
import { policyDigest } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import type { Site } from '../site.ts';
import { compareStatements } from '../statements/compare.ts';
import {
  formatStatement,
  greatestStatement,
  readStatement,
  type Statement,
  signerOf,
  signStatement,
} from '../statements/document.ts';
import { statementsOf } from '../statements/statement.ts';
import { atSite } from './at-site.ts';
import { readGivenText } from './given-files.ts';
import { outputOf } from './invocation.ts';
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
      'state what came in, went out, is held and went back (the default); fails if it does not add up',
    )
    .option('--month <YYYY-MM>', 'of this month', month)
    .addOption(new Option('--all', 'of all months (the default)').conflicts('month'))
    .addOption(new Option('--format <format>', 'how it reads').choices(['text', 'json']).default('text'))
    .action(make);
  command
    .command('verify')
    .description('check the signature of a statement; needs no site')
    .argument('<file>', 'a statement')
    .requiredOption('--keys <files...>', 'ledger keys of the sites (keys show ledger)')
    .action(verify);
  command
    .command('compare')
    .description('hold the statements of two sites against each other: names the first figure that differs')
    .argument('<one>', 'a statement')
    .argument('<other>', 'another')
    .action(compare);
}

function make(options: MakeOptions, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const statement = await statementAt(site, options.month);
    if (options.month !== undefined && statement.months.length === 0) {
      throw new PasserelleError('usage', `no parcel of ${options.month} has passed through this site`);
    }
    const format = output.json ? 'json' : options.format;
    const witness = await site.witness();
    const text =
      witness === undefined
        ? formatStatement(statement, format)
        : signStatement(statement, format, witness.key);
    process.stdout.write(text);
    if (witness === undefined) {
      output.note('Not signed: the site has no ledger key. Make one with: passerelle keys generate ledger');
    }
  });
}

async function statementAt(site: Site, only: ReferenceMonth | undefined): Promise<Statement> {
  const { config, store, deliberation, clock } = site;
  const { months, head } = await statementsOf({ store, deliberation, site: config.site }, only);
  const key = (await site.witness())?.key;
  return {
    head: {
      deliberation: deliberation.number,
      clauses: policyDigest(deliberation),
      mode: config.mode,
      site: config.site,
      scope: only ?? 'all',
      made: clock.now().toString({ smallestUnit: 'second' }),
      ledger: `${head.size} ${head.hash}`,
      signature: key === undefined ? 'none: the site has no ledger key' : key.name,
    },
    months,
  };
}

async function verify(file: string, { keys }: { readonly keys: readonly string[] }, command: Command) {
  const output = outputOf(command);
  const document = await readGivenText(file);
  const statement = requireStatement(file, document);
  const signer = signerOf(statement.head);
  await requireSigned({ file, document, greatest: greatestStatement, signer }, keys);
  const { site, scope, made } = statement.head;
  output.result({ ok: true, site, scope, made, signer, months: statement.months.length }, () => [
    `${file}: signed by ${signer}; ${statement.months.length} months, made ${made}`,
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
    `${a.head.site} and ${b.head.site} differ in «${figure}»${of === null ? '' : ` of ${of}`}`,
    { hint: 'Signatures were not checked: «statement verify». Then compare the ledgers: «ledger audit».' },
  );
}

function comparisonLines(
  a: Statement,
  b: Statement,
  same: number,
  difference: ReturnType<typeof compareStatements>['difference'],
): readonly string[] {
  if (difference === null) return [`${a.head.site} and ${b.head.site} tell the same: ${same} figures`];
  const { month: of, figure, one, other } = difference;
  return [
    `${of === null ? '' : `${of}, `}${figure}`,
    `  ${a.head.site}: ${one ?? 'does not tell it'}`,
    `  ${b.head.site}: ${other ?? 'does not tell it'}`,
  ];
}

function requireStatement(file: string, document: string): Statement {
  const statement = readStatement(document);
  if (statement !== undefined) return statement;
  throw new PasserelleError('usage', `${file} is no statement`, {
    hint: 'Statements are what «passerelle statement» prints.',
  });
}
