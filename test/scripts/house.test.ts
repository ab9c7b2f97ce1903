/** What all ops scripts have in common. */

import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../support/documents.ts';
import { runScript } from '../support/ops-scripts.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const scripts = globSync('scripts/*.sh', { cwd: root }).sort();
const commands = scripts.filter((script) => path.basename(script) !== 'site.sh');

describe('an ops script', () => {
  it.each(commands)('says on top what it does, when, and what it leaves: %s', (script) => {
    const text = readFileSync(path.join(root, script), 'utf8');
    const [manual = ''] = text.split(/^[^#\n]/m);
    expect(manual).toMatch(/^#!\/usr\/bin\/env bash\n# [A-Z].*\.\n#\n/);
    expect(manual).toContain(`#   ${script} `);
    expect(manual).toMatch(/^# When: /m);
    expect(manual).toMatch(/^# Leaves: /m);
  });

  it.each(commands)('shows that when it is asked for help: %s', async (script) => {
    const { status, output } = await runScript(path.basename(script), await temporaryFolder(), '--help');
    expect(status).toBe(0);
    expect(output).toMatch(/^[A-Z].*\.\n\n {2}scripts\//);
    expect(output).not.toContain('#');
  });
});

describeWithProgram('shellcheck', 'shellcheck', () => {
  it('finds nothing in the scripts', async () => {
    const parameters = ['--external-sources', '--source-path=SCRIPTDIR', ...scripts];
    expect(await runProgram('shellcheck', parameters, { cwd: root })).toEqual({ status: 0, output: '' });
  });
});
