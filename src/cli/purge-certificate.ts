/** `passerelle purge certificate` and `verify`: the proof that a month is gone, and its examination by anybody. */

import { type Command, Option } from 'commander';
import { PasserelleError } from '../errors.ts';
import { purgeEntries, signedCertificate } from '../operations/purge-certificate.ts';
import type { ReferenceMonth } from '../people/reference-month.ts';
import { formatPage, readPage } from '../retention/certificate-page.ts';
import { type CertificateProblem, verifyCertificate } from '../retention/verify-certificate.ts';
import { type Text, text } from '../words/text.ts';
import { atSite } from './at-site.ts';
import { readGivenKeys, readGivenText } from './given-files.ts';
import { outputOf } from './invocation.ts';
import { say } from './language.ts';
import { month } from './values.ts';

export function define(command: Command): void {
  command
    .command('certificate')
    .description(say`print a signed certificate of what was purged, with its proofs, for whoever asks`)
    .addOption(new Option('--month <month>', say`of one month`).argParser(month))
    .addOption(new Option('--all', say`of all months`).conflicts('month'))
    .addOption(new Option('--format <format>', say`of the certificate`).choices(formats).default('text'))
    .action(certificate);
  command
    .command('verify')
    .description(say`verify a certificate of purges; needs no site`)
    .argument('<file>', say`what «purge certificate» printed, in whichever format`)
    .requiredOption('--keys <files...>', say`ledger keys of the sites (keys show ledger)`)
    .action(verify);
}

const formats = ['text', 'json', 'html'] as const;

interface CertificateOptions {
  readonly month?: ReferenceMonth;
  readonly all?: true;
  readonly format: (typeof formats)[number];
}

function certificate(options: CertificateOptions, command: Command): Promise<void> {
  return atSite(command, async (site, output) => {
    if (options.month === undefined && options.all !== true) {
      throw new PasserelleError('usage', text`say of which purge: --month YYYY-MM, or --all`);
    }
    const entries = await purgeEntries(site.store, options.month);
    if (entries.purges.length === 0) {
      throw new PasserelleError(
        'usage',
        options.month === undefined
          ? text`nothing was purged here`
          : text`nothing was purged here of ${options.month}`,
        {
          hint:
            entries.pruned === undefined
              ? text`See what is kept until when: passerelle purge calendar`
              : text`Or it was, and the entry that told of it was pruned ten years later: a certificate of then still proves it.`,
        },
      );
    }
    const witness = await site.witness();
    if (witness === undefined) {
      throw new PasserelleError(
        'config-invalid',
        text`${site.config.file} names no ledger key: nothing can be signed`,
        {
          hint: text`What was purged stands in the ledger (ledger list --event data-purged). To sign it, name a file as key under [ledger], and make it: passerelle keys generate ledger`,
        },
      );
    }
    const value = await signedCertificate(witness, entries);
    const signed = value.certificate;
    const shown = { text: signed, html: formatPage(signed), json: JSON.stringify(value) }[options.format];
    output.result(value, () => shown.trimEnd().split('\n'));
  });
}

/** What is wrong with a certificate. */
const sayings: Readonly<Record<CertificateProblem, Text>> = {
  'no-certificate': text`it is no certificate, or its words were changed`,
  'not-signed': text`none of the keys that were named signed it`,
  'no-checkpoint': text`the checkpoint in it is not of the ledger of the site that signed it`,
  'not-in-ledger': text`an entry in it is not in the ledger, or is not what it is shown as`,
  'purged-too-early': text`what was purged was not kept as long as the deliberation says`,
};

async function verify(file: string, { keys }: { readonly keys: readonly string[] }, command: Command) {
  const output = outputOf(command);
  const verdict = verifyCertificate(certificateIn(await readGivenText(file)), await readGivenKeys(keys));
  if (!verdict.ok) {
    const code = verdict.problem === 'not-signed' ? 'signature-refused' : 'ledger-broken';
    throw new PasserelleError(code, text`${file} proves nothing: ${sayings[verdict.problem]}`, {
      hint: text`Keep it as it is, and ask the site for another.`,
    });
  }
  const { key, checkpoint, purges, copies } = verdict;
  output.result({ ok: true, signedBy: key.name, checkpoint, purges, copies }, () => [
    text`Signed by ${key.name}; all of it stands in its ledger of ${checkpoint.size} entries.`,
    ...purges.map(
      ({ at, details: { month: purged, lastDay } }) =>
        text`${String(purged)}, kept through ${String(lastDay)}, was purged at ${at}.`,
    ),
    ...(copies.length === 0
      ? []
      : [text`${copies.length} copies of before may still hold some of it: the certificate lists them.`]),
  ]);
  output.note(
    text`What the checkpoint says can be held against what others saw of that ledger: passerelle ledger audit`,
  );
}

/** The signed text in a file of any of the formats. */
function certificateIn(file: string): string {
  if (!file.startsWith('{')) return readPage(file) ?? file;
  try {
    const { certificate: signed }: { certificate?: unknown } = JSON.parse(file);
    return typeof signed === 'string' ? signed : '';
  } catch {
    return '';
  }
}
