/** `passerelle consult`: a reader of the site looks a child up, and that is written down. */

import type { Command } from 'commander';
import { type Ask, proveAtPrompt } from '../accounts/prove-at-prompt.ts';
import { legalDay } from '../clock.ts';
import { admit, type Consultation, lookUp, requireSoundState } from '../consultation/consult.ts';
import { flowOf } from '../flows.ts';
import { promptSecret } from '../secrets/prompt.ts';
import type { Site } from '../site.ts';
import type { Text } from '../words/text.ts';
import { text } from '../words/text.ts';
import { askSsin } from './ask-ssin.ts';
import { atSite } from './at-site.ts';
import { say } from './language.ts';
import { type Output, table } from './output.ts';
import { day } from './values.ts';

interface Asked {
  readonly as: string;
  readonly purpose: string;
  readonly on?: Temporal.PlainDate;
}

export function define(command: Command): void {
  command
    .requiredOption('--as <account>', say`who looks: a reader of this site, see «reader»`)
    .requiredOption('--purpose <code>', say`for which purpose of the deliberation`)
    .option('--on <day>', say`whether the right runs on that day (default: today)`, day)
    .action((asked: Asked, self: Command) =>
      atSite(self, (site, output) => consultAtPrompt(site, output, asked)),
    );
}

export async function consultAtPrompt(
  site: Site,
  output: Pick<Output, 'result'>,
  { as: name, purpose, on }: Asked,
  ask: Ask = promptSecret,
): Promise<void> {
  const { config, store, clock, deliberation, guard } = site;
  const vault = await site.vault();
  const at = { store, vault, clock, deliberation, guard, party: config.site, mode: config.mode };
  await requireSoundState(at);
  const account = await proveAtPrompt(at, name, ask);
  const admission = await admit(at, account, purpose);
  const ssin = await askSsin(config.mode, ask);
  const consulted = await lookUp(at, admission, ssin, on ?? legalDay(clock.now()));
  output.result(consulted, () => linesOf(consulted, flowOf(deliberation).record.code?.name));
}

/** `codeName`: what the flow calls what its records say beyond the period. */
function* linesOf(
  { child, purpose, on, runs, records }: Consultation,
  codeName: string | undefined,
): Generator<Text | string> {
  yield text`Child ${child}, for ${purpose}`;
  yield runs ? text`On ${on} the right runs.` : text`On ${on} the right does not run.`;
  if (records.length === 0) {
    yield text`Nothing is kept here of this child.`;
    return;
  }
  yield '';
  const withCode = records.some(({ code }) => code !== undefined);
  const withInsurers = records.some(({ insurers }) => insurers !== undefined);
  const headings = [
    text`first day`,
    text`last day`,
    text`runs`,
    text`state`,
    ...(withCode ? [codeName ?? ''] : []),
    ...(withInsurers ? [text`insurers`] : []),
  ];
  yield* table(
    headings.map((heading) => ({ heading })),
    records.map(({ period, runs: running, withdrawn, code, insurers }) => [
      period.start.toString(),
      period.end?.toString() ?? text`open`,
      running ? text`yes` : text`no`,
      withdrawn ? text`withdrawn` : text`stands`,
      ...(withCode ? [String(code ?? '')] : []),
      ...(withInsurers ? [insurers?.join(', ') ?? ''] : []),
    ]),
  );
}
