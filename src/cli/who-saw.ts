/** `passerelle who-saw`: to whom a child's data were given, for the child and its parents. */

import { type Command, Option } from 'commander';
import { pageOf } from '../access-register/page.ts';
import { type Told, tell } from '../access-register/tell.ts';
import { type AnswerProblem, verifyAnswer } from '../access-register/verify.ts';
import { whoSaw } from '../access-register/who-saw.ts';
import { withoutAccounts } from '../access-register/withhold.ts';
import type { Ask } from '../accounts/prove-at-prompt.ts';
import { PasserelleError } from '../errors.ts';
import { promptSecret } from '../secrets/prompt.ts';
import type { Site } from '../site.ts';
import type { Language } from '../words/language.ts';
import type { Text } from '../words/text.ts';
import { text } from '../words/text.ts';
import { askSsin } from './ask-ssin.ts';
import { atSite } from './at-site.ts';
import { readGivenKeys, readGivenText } from './given-files.ts';
import { outputOf } from './invocation.ts';
import { say, spokenLanguage } from './language.ts';
import { type Output, table } from './output.ts';

const formats = ['text', 'html', 'json'] as const;

interface Wanted {
  readonly format: (typeof formats)[number];
  readonly language: Language;
  /** `false` by --no-accounts. */
  readonly accounts: boolean;
}

export function define(command: Command): void {
  command
    .addOption(new Option('--format <format>', say`of the answer`).choices(formats).default('text'))
    .option(
      '--no-accounts',
      say`name the party in place of each account, and leave out entries that name one`,
      // Commander gives a lone negated option its default before it lets a command be defined.
      true,
    )
    .action((wanted: Omit<Wanted, 'language'>, self: Command) =>
      atSite(self, (site, output) => answerAtPrompt(site, output, { ...wanted, language: spokenLanguage() })),
    );
  command
    .command('verify')
    .description(say`verify an answer in JSON; needs no site`)
    .argument('<file>', say`what «who-saw --format json» printed`)
    .requiredOption('--keys <files...>', say`ledger keys of the sites (keys show ledger)`)
    .action(verify);
}

export async function answerAtPrompt(
  site: Site,
  output: Pick<Output, 'result' | 'json'>,
  { format, language, accounts }: Wanted,
  ask: Ask = promptSecret,
): Promise<void> {
  const { config, store, clock, deliberation } = site;
  const [vault, witness] = [await site.vault(), await site.witness()];
  const ssin = await askSsin(config.mode, ask);
  const registerSite = { store, vault, clock, deliberation, party: config.site, mode: config.mode, witness };
  const whole = await whoSaw(registerSite, ssin, { language, format: output.json ? 'json' : format });
  const answer = accounts ? whole : withoutAccounts(whole);
  const texts = {
    json: () => [JSON.stringify(answer, null, 2)],
    html: () =>
      pageOf(tell(answer, deliberation, language), language)
        .trimEnd()
        .split('\n'),
    text: () => linesOf(tell(answer, deliberation, language)),
  };
  output.result(answer, texts[format]);
}

function* linesOf({ title, notices, facts, paragraphs, tables, proof }: Told): Generator<Text | string> {
  yield* [title, '', ...notices];
  for (const [name, value] of facts) yield text`${name}: ${value}`;
  yield '';
  yield* paragraphs;
  for (const { caption, headings, rows } of tables) {
    yield* ['', caption];
    yield* table(
      headings.map((heading) => ({ heading })),
      rows,
    );
  }
  yield* ['', proof.heading, proof.says];
  if (proof.checkpoint !== null)
    yield* ['', proof.checkpointHeading, ...proof.checkpoint.trimEnd().split('\n')];
  for (const { heading, entry, path } of proof.entries) {
    yield* ['', heading, entry, `${proof.pathHeading}:`, ...path.map((hash) => `  ${hash}`)];
  }
}

/** What is wrong with an answer. */
const sayings: Readonly<Record<AnswerProblem, Text>> = {
  'no-answer': text`it is no answer in JSON, or one without proof`,
  'not-signed': text`none of the keys that were named signed its checkpoint`,
  'not-in-ledger': text`an entry in it is not in the ledger, or is not what it is shown as`,
  'other-words': text`it tells otherwise than the entries in it`,
};

async function verify(file: string, { keys }: { readonly keys: readonly string[] }, command: Command) {
  const verdict = await verifyAnswer(await readGivenText(file), await readGivenKeys(keys));
  if (!verdict.ok) {
    const code = verdict.problem === 'not-signed' ? 'signature-refused' : 'ledger-broken';
    throw new PasserelleError(code, text`${file} proves nothing: ${sayings[verdict.problem]}`, {
      hint: text`Keep it as it is, and ask the site for another.`,
    });
  }
  const { key, checkpoint, entries } = verdict;
  outputOf(command).result({ ok: true, signedBy: key.name, checkpoint, entries }, () => [
    text`The ledger of ${key.name} says so: ${entries} entries of ${checkpoint.size}, each proven.`,
  ]);
}
