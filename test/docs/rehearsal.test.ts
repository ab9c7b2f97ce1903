/** docs/rehearsal.md, as a test harness relies on it. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { readDocument, root, tableRows } from '../support/documents.ts';
import { describeWithProgram } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The fields of a document of JSON, each by its way there; of a list, those of its first member. */
function fieldsOf(value: object, above: string): readonly string[] {
  return Object.entries(value).flatMap(([name, field]) => {
    if (Array.isArray(field)) return fieldsOf(field[0], `${above}${name}[].`);
    return [`${above}${name}`];
  });
}

describeWithProgram('npm', 'a rehearsal that a harness starts by npm', () => {
  it('tells on one line what the document lists, and ends when npm is told to', async () => {
    const folder = path.join(await temporaryFolder(), 'rehearsal');
    const parameters = ['run', 'passerelle', '--', 'rehearse', '--stay', '--json', '--folder', folder];
    const npm = spawn('npm', parameters, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    const group = -(npm.pid ?? Number.NaN);
    onTestFinished(() => {
      try {
        process.kill(group, 'SIGKILL');
      } catch {
        // All of it has ended.
      }
    });
    const closed = once(npm, 'close');
    const lines = createInterface({ input: npm.stdout });
    const said: string[] = [];
    lines.on('line', (line) => said.push(line));
    await once(lines, 'line');
    const guide = JSON.parse(said[0] ?? '');

    const [, section = ''] = readDocument('docs/rehearsal.md').split('## For a test harness');
    const documented = tableRows(section).map(([field = '']) => field.replaceAll('`', ''));
    expect(['field', ...fieldsOf(guide, '')]).toEqual(documented);

    process.kill(npm.pid ?? Number.NaN, 'SIGTERM');
    // Not before the last process that holds the output has ended.
    await closed;
    expect(said).toHaveLength(1);
    const refused = connect(guide.gateways[0].port, guide.gateways[0].host);
    const [error] = await once(refused, 'error');
    expect(error).toMatchObject({ code: 'ECONNREFUSED' });
  });
});
