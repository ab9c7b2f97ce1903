/** `passerelle doctor`: examines a site and says what to mend; prints recipes for the clients of its accounts. */

import type { Command } from 'commander';
import type { Verdict } from '../doctor/check.ts';
import { type Examined, examineSite, worstOf } from '../doctor/examine.ts';
import { PasserelleError } from '../errors.ts';
import { type Text, text } from '../words/text.ts';
import * as client from './doctor-client.ts';
import { clockOfConfig, type GlobalOptions, outputOf } from './invocation.ts';
import { say } from './language.ts';

export function define(command: Command): void {
  command.option('--all', say`show what is fine, too`).action(examine);
  client.define(command);
}

/** What stands before a finding. */
const marks: Readonly<Record<Verdict, Text>> = {
  fine: text`fine`,
  look: text`LOOK AT`,
  mend: text`TO BE MENDED`,
  unseen: text`unseen`,
};

async function examine({ all }: { all?: true }, command: Command): Promise<void> {
  const output = outputOf(command);
  const { config: file } = command.optsWithGlobals<GlobalOptions>();
  const examined = await examineSite(
    { file, clockOf: (config) => clockOfConfig(command, config) },
    ({ looksAt }) => output.progress(looksAt),
  );
  output.result(examined, function* () {
    yield* linesOf(examined, all === true);
    const sound = examined.filter(({ findings }) =>
      findings.every(({ verdict }) => verdict === 'fine'),
    ).length;
    yield text`${sound} of ${examined.length} checks found nothing to look at.`;
  });
  if (worstOf(examined) !== 'mend') return;
  const count = examined
    .flatMap(({ findings }) => findings)
    .filter(({ verdict }) => verdict === 'mend').length;
  throw new PasserelleError('to-be-mended', text`${count} findings must be mended`, {
    hint: text`What to do stands beneath each. docs/doctor.md explains the checks.`,
  });
}

function* linesOf(examined: readonly Examined[], all: boolean): Generator<Text> {
  const told = examined.flatMap(({ check, findings }) =>
    findings.filter(({ verdict }) => all || verdict !== 'fine').map((finding) => ({ check, ...finding })),
  );
  // What stands in the way of many checks is told once.
  const groups = Map.groupBy(told, ({ verdict, says, check }) =>
    verdict === 'unseen' ? String(says) : `${check} ${says}`,
  );
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const names = group.map(({ check }) => check).join(', ');
    yield text`${marks[first.verdict]}  ${names}: ${first.says}`;
    if (first.todo !== undefined) yield text`    ${first.todo}`;
  }
}
