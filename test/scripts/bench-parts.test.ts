/** The order in which the benchmark runs (scripts/bench/all.ts), with parts that measure nothing. */

import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Part, parts } from '../../scripts/bench/parts.ts';
import { runParts } from '../../scripts/bench/run-parts.ts';
import { installedPeers, inTurn } from '../../scripts/bench/transfer-peers.ts';
import { root } from '../support/documents.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const part = (name: string, needs: readonly string[] = []): Part => ({
  ...{ name, title: `About ${name}`, needs },
  ...{ full: ['--runs', '7'], quick: ['--runs', '1'] },
});

/** Runs parts that note their options, and end with 3 if they are called so; gives what they noted. */
async function run(names: readonly Part[], quick: boolean) {
  const folder = await temporaryFolder();
  const notes = path.join(folder, 'notes');
  await writeFile(notes, '');
  for (const { name } of names) {
    const note = `appendFileSync(${JSON.stringify(notes)}, [${JSON.stringify(name)}, ...process.argv.slice(2), ''].join(' '))`;
    await writeFile(
      path.join(folder, `${name}.ts`),
      `import { appendFileSync } from 'node:fs';\n${note};\nprocess.exitCode = ${name === 'bad' ? 3 : 0};\n`,
    );
  }
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const well = await runParts({ parts: names, folder, quick, into: 'docs', say });
  return { well, said: said.join('\n'), noted: await readFile(notes, 'utf8') };
}

describe('the whole benchmark', () => {
  it('runs each part in order, in its whole form, and has it write', async () => {
    const { well, noted } = await run([part('first'), part('second')], false);
    expect(noted).toBe('first --runs 7 --into docs second --runs 7 --into docs ');
    expect(well).toBe(true);
  });

  it('runs the short forms, which write nothing', async () => {
    expect((await run([part('first'), part('second')], true)).noted).toBe('first --runs 1 second --runs 1 ');
  });

  it('goes on after a part that failed, and says so in the end', async () => {
    const { well, noted, said } = await run([part('bad'), part('after')], true);
    expect(noted).toBe('bad --runs 1 after --runs 1 ');
    expect(said).toMatch(/\| bad \| \d+ \| failed: exit code 3 \|\n\| after \| \d+ \| done \|$/);
    expect(well).toBe(false);
  });

  it('leaves out a part without the programs that it needs, and says which', async () => {
    const { well, noted, said } = await run([part('here', ['sh']), part('there', ['no-such-program'])], true);
    expect(noted).toBe('here --runs 1 ');
    expect(said).toMatch(/\| there \| 0 \| skipped: no-such-program not installed \|$/);
    expect(well).toBe(true);
  });

  it('has a script for every part', () => {
    expect(parts.filter(({ name }) => !existsSync(path.join(root, `scripts/bench/${name}.ts`)))).toEqual([]);
  });
});

describe('the servers that are compared', () => {
  it('come in another order each run, so that each is the first and the last', () => {
    const runs = [0, 1, 2, 3].map((run) => inTurn(['ours', 'theirs', 'others'], run).join(' '));
    expect(runs).toEqual([
      'ours theirs others',
      'theirs others ours',
      'others ours theirs',
      'ours theirs others',
    ]);
  });

  it('have files of the same sizes, none of a server that was not asked for', async () => {
    const folder = await temporaryFolder();
    expect(await installedPeers(folder, [10, 2 * 1024 ** 2 + 1], 'nobody')).toEqual([]);
    const sizes = [0, 1].map(async (index) => (await stat(path.join(folder, `remote/source-${index}`))).size);
    expect(await Promise.all(sizes)).toEqual([10, 2 * 1024 ** 2 + 1]);
  });
});
