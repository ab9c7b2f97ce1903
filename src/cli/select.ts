/** `passerelle select`: what a file of evaluations would change, in figures only. Nothing is published. */

import type { Command } from 'commander';
import { selectAt } from '../operations/publish.ts';
import { operations, total } from '../people/operation.ts';
import { volumeProblem } from '../publish/volume.ts';
import { text } from '../words/text.ts';
import { whileOpen } from './at-site.ts';
import { evaluationsFile } from './evaluations-file.ts';
import { say } from './language.ts';
import { table } from './output.ts';

export function define(command: Command): void {
  command.argument('[evaluations]', say`CSV file of all evaluations that stand`).action(select);
}

function select(named: string | undefined, _options: object, command: Command): Promise<void> {
  return whileOpen(command, ['publisher'], async (site, output) => {
    const { counts } = await selectAt(site, evaluationsFile(named, site.config));
    output.result({ ...counts, total: total(counts) }, () =>
      table(
        [{ heading: text`change` }, { heading: text`records`, align: 'right' }],
        operations.map((operation) => [operation, String(counts[operation])]),
      ),
    );
    const problem = volumeProblem(site.deliberation, counts, undefined);
    if (problem !== undefined) output.note(text`Note: ${problem.said.message}.`);
  });
}
