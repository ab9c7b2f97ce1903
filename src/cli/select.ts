/** `passerelle select`: what a file of evaluations would change, in figures only. Nothing is published. */

import type { Command } from 'commander';
import { selectAt } from '../operations/publish.ts';
import { operations, total } from '../people/operation.ts';
import { volumeProblem } from '../publish/volume.ts';
import { whileOpen } from './at-site.ts';
import { evaluationsFile } from './evaluations-file.ts';
import { table } from './output.ts';

export function define(command: Command): void {
  command.argument('[evaluations]', 'CSV file of all evaluations that stand').action(select);
}

function select(named: string | undefined, _options: object, command: Command): Promise<void> {
  return whileOpen(command, ['publisher'], async (site, output) => {
    const selection = await selectAt(site, evaluationsFile(named, site.config));
    const { counts } = selection;
    selection.close();
    output.result({ ...counts, total: total(counts) }, () =>
      table(
        [{ heading: 'change' }, { heading: 'records', align: 'right' }],
        operations.map((operation) => [operation, String(counts[operation])]),
      ),
    );
    const problem = volumeProblem(site.deliberation, counts, undefined);
    if (problem !== undefined) output.note(`Note: ${problem.message}.`);
  });
}
