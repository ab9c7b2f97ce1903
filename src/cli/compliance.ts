/** `passerelle compliance`: for whoever asks whether the program keeps the deliberation. Needs no site. */

import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { Option } from 'commander';
import { article30Page } from '../compliance/article-30.ts';
import { redRows } from '../compliance/matrix.ts';
import { matrixLines, matrixPage } from '../compliance/matrix-page.ts';
import { normsPage } from '../compliance/norms.ts';
import { programMatrix } from '../compliance/program-matrix.ts';
import { loadConfig } from '../config/load.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { deliberationByNumber, deliberations } from '../deliberations/index.ts';
import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { type GlobalOptions, outputOf } from './invocation.ts';
import { say } from './language.ts';
import type { Output } from './output.ts';

interface ComplianceOptions {
  readonly deliberation: string;
  readonly evidence?: string;
  readonly format: 'text' | 'markdown';
  readonly page: 'matrix' | 'norms' | 'article-30';
}

export function define(command: Command): void {
  const numbers = deliberations.map(({ number }) => number);
  command
    .option('--evidence <file>', say`what the tests left (default: beside the program)`)
    .addOption(
      new Option('--format <format>', say`of the matrix`).choices(['text', 'markdown']).default('text'),
    )
    .addOption(
      new Option(
        '--page <page>',
        say`the matrix; or a draft of what software cannot settle alone, in Markdown`,
      )
        .choices(['matrix', 'norms', 'article-30'])
        .default('matrix'),
    )
    .addOption(
      new Option('--deliberation <number>', say`of which deliberation`).choices(numbers).default(numbers[0]),
    )
    .action(show);
}

async function show(options: ComplianceOptions, command: Command): Promise<void> {
  const output = outputOf(command);
  const deliberation = deliberationByNumber(options.deliberation);
  if (deliberation === undefined) throw new RangeError('a choice is no deliberation');
  if (options.page === 'matrix') return await showMatrix(deliberation, options, output);
  const page =
    options.page === 'norms' ? normsPage(deliberation) : await article30(deliberation, command, output);
  output.result({ page: options.page, markdown: page }, () => page.trimEnd().split('\n'));
}

async function showMatrix(
  deliberation: Deliberation,
  { evidence: named, format }: ComplianceOptions,
  output: Output,
): Promise<void> {
  const { matrix, file, evidence } = await programMatrix(deliberation, named);
  const red = redRows(matrix);
  output.result({ ...matrix, red }, () =>
    format === 'markdown' ? matrixPage(matrix).trimEnd().split('\n') : matrixLines(matrix),
  );
  if (red.length === 0) return;
  const unshown = text`not shown by tests of this program: ${red.join(', ')}`;
  throw new PasserelleError(
    'requirement-unproven',
    evidence === undefined ? text`there is no evidence of tests at ${file}: ${unshown}` : unshown,
    {
      hint: text`Run the tests where the program was made (npm test), or name what they left with --evidence.`,
    },
  );
}

/** With the site's own periods and measures if there is a configuration. */
async function article30(deliberation: Deliberation, command: Command, output: Output): Promise<string> {
  const { config: file } = command.optsWithGlobals<GlobalOptions>();
  const wanted = command.parent?.getOptionValueSource('config') === 'cli';
  if (!wanted && !existsSync(file)) {
    output.note(text`For all parties: there is no configuration at ${file}.`);
    return article30Page(deliberation);
  }
  const config = await loadConfig(file);
  return article30Page(config.deliberation, config);
}
