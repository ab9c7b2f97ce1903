/** `passerelle closure-report`: how the channel was used, for the evaluation of the committee (n° 21/250 point 27). */

import { type Command, Option } from 'commander';
import { greatestClosureReport, readClosureReport } from '../closure/signed.ts';
import { PasserelleError } from '../errors.ts';
import { closureDocument } from '../operations/closure.ts';
import { text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { readGivenText } from './given-files.ts';
import { type GlobalOptions, outputOf } from './invocation.ts';
import { say } from './language.ts';
import { writeNewFile } from './new-file.ts';
import { requireSigned } from './signed-document.ts';

interface Options {
  readonly format: 'html' | 'json';
  readonly output?: string;
}

export function define(command: Command): void {
  command
    .command('write', { isDefault: true })
    .alias('make')
    .description(say`write it (the default); before the last day it is an interim one`)
    .addOption(
      new Option('--format <format>', say`a page to read and print, or signed JSON`)
        .choices(['html', 'json'])
        .default('html'),
    )
    .option('--output <file>', say`a new file; left out, it goes to the standard output`)
    .action(write);
  command
    .command('verify')
    .description(say`check the signature of a report in JSON; needs no site`)
    .argument('<file>', say`a report`)
    .requiredOption('--keys <files...>', say`ledger keys of the sites (keys show ledger)`)
    .action(verify);
}

function write({ format, output: file }: Options, command: Command): Promise<void> {
  const { language = 'fr' } = command.optsWithGlobals<GlobalOptions>();
  return atSite(command, async (site, output) => {
    const {
      text: report,
      interim,
      signed,
      disagreements,
    } = await closureDocument(site, { format, language });
    if (file === undefined) output.document(report, { format, interim, signed });
    else {
      await writeNewFile(file, report);
      output.result({ file, format, interim, signed }, () => [text`${file} is written.`]);
    }
    if (interim) output.note(text`Interim: the channel has not ended.`);
    if (!signed)
      output.note(
        text`The site has no ledger key: the JSON is not signed. See: passerelle keys generate ledger`,
      );
    for (const month of disagreements) {
      output.note(
        text`Note: the figures of ${month} contradict each other, and the report says so. See: passerelle statement`,
      );
    }
  });
}

async function verify(file: string, { keys }: { readonly keys: readonly string[] }, command: Command) {
  const document = await readGivenText(file);
  const about = readClosureReport(document);
  if (about === undefined) {
    throw new PasserelleError('usage', text`${file} is no closure report in JSON`, {
      hint: text`A page is to be read; what is signed is «passerelle closure-report --format json».`,
    });
  }
  const { signer, site, made, interim } = about;
  await requireSigned({ file, document, greatest: greatestClosureReport, signer }, keys);
  outputOf(command).result({ ok: true, signer, site, made, interim }, () => [
    interim
      ? text`${file}: signed by ${signer}; made ${made}, interim`
      : text`${file}: signed by ${signer}; made ${made}`,
  ]);
}
