/** `passerelle closure-report`: how the channel was used, for the evaluation of the committee (n° 21/250 point 27). */

import process from 'node:process';
import { type Command, Option } from 'commander';
import { closureDocument } from '../operations/closure.ts';
import { type Language, languages } from '../pages/language.ts';
import { atSite } from './at-site.ts';
import { writeNewFile } from './new-file.ts';

interface Options {
  readonly format: 'html' | 'json';
  readonly language: Language;
  readonly output?: string;
}

export function define(command: Command): void {
  command
    .addOption(
      new Option('--format <format>', 'a page to read and print, or signed JSON')
        .choices(['html', 'json'])
        .default('html'),
    )
    .addOption(new Option('--language <language>', 'of the page').choices([...languages]).default('fr'))
    .option('--output <file>', 'a new file; left out, it goes to the standard output')
    .action(report);
}

function report({ format, language, output: file }: Options, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    const { text, interim, signed, disagreements } = await closureDocument(site, { format, language });
    if (file === undefined) process.stdout.write(text);
    else {
      await writeNewFile(file, text);
      output.result({ file, format, interim, signed }, () => [`${file} is written.`]);
    }
    if (interim) output.note('Interim: the channel has not ended.');
    if (!signed)
      output.note('The site has no ledger key: the JSON is not signed. See: passerelle keys generate ledger');
    for (const month of disagreements) {
      output.note(
        `Note: the figures of ${month} contradict each other, and the report says so. See: passerelle statement`,
      );
    }
  });
}
