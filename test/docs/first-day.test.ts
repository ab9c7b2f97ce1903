/** docs/first-day.md, lived word by word: what stands in its boxes is typed, what it says one sees is seen. */

import path from 'node:path';
import { expect, it } from 'vitest';
import { readDocument } from '../support/documents.ts';
import { freePort } from '../support/free-port.ts';
import { installPackage } from '../support/installed-package.ts';
import { describeWithProgram } from '../support/programs.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Step {
  readonly title: string;
  readonly typed: string;
  /** Lines that one sees; `…` stands for anything. */
  readonly seen: readonly string[];
}

const steps: readonly Step[] = readDocument('docs/first-day.md')
  .split(/^## (?=\d+\. )/m)
  .slice(1)
  .map((section) => {
    const [, typed = '', seen = ''] = /^```sh\n(.*?)^```\n```\n(.*?)^```$/ms.exec(section) ?? [];
    return { title: section.split('\n', 1)[0] ?? '', typed, seen: seen.trimEnd().split('\n') };
  });

/** True if a line says that, whatever the blanks. */
function isSeen(output: string, expected: string): boolean {
  const words = (text: string) => text.trim().replaceAll(/\s+/g, ' ');
  const pattern = new RegExp(
    words(expected)
      .split('…')
      .map((part) => RegExp.escape(part))
      .join('.*'),
  );
  return output.split('\n').some((line) => pattern.test(words(line)));
}

describeWithProgram(['bash', 'openssl', 'npm', 'tar'], 'the first day', () => {
  it('has steps that are typed, and says of each what one sees', () => {
    expect(steps.map(({ title }) => title.split('.')[0])).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    for (const { title, typed, seen } of steps) {
      expect({ title, typed: typed !== '', seen: seen.join('') !== '' }).toEqual({
        title,
        typed: true,
        seen: true,
      });
    }
  });

  it('ends with the opened file of the insurer', async () => {
    const home = await temporaryFolder();
    const { bin } = await installPackage(path.join(home, '.local'));
    const [install = { title: '', typed: '', seen: [] }, ...rest] = steps;
    const ports = [await freePort(), await freePort()];
    const withPorts = (text: string) => text.replaceAll(/\b220([12])\b/g, (_all, nth) => `${ports[nth - 1]}`);
    const first = 'npm pack\nnpm install --global ./passerelle-0.1.0.tgz\n';
    // npm would ask a registry: what it does is done without one, and the rest of the step is typed.
    expect(install.typed.startsWith(first)).toBe(true);
    const lived = [{ ...install, typed: install.typed.slice(first.length) }, ...rest];
    const typed = lived.map((step, index) => `echo '@@ ${index}'\n${step.typed}`).join('');
    const { PATH } = process.env;
    const untilAllEnds = "trap 'kill $(jobs -p) 2>/dev/null || true; wait' EXIT\n";
    const { status, output } = await runProgram('bash', ['-ec', untilAllEnds + withPorts(typed)], {
      env: { HOME: home, PATH: `${bin}:${PATH}` },
      cwd: home,
    });
    expect(status, output).toBe(0);
    const told = output.split(/^@@ \d+\n/m).slice(1);
    for (const [index, { title, seen }] of lived.entries()) {
      const unseen = seen.map(withPorts).filter((line) => !isSeen(told[index] ?? '', line));
      expect({ title, unseen }, told[index]).toEqual({ title, unseen: [] });
    }
  });
});
