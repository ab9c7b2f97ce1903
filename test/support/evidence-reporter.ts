/** Leaves what the tests that name a requirement came to in evidence/compliance.json, for `passerelle compliance`. */

import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Reporter, TestModule } from 'vitest/node';
import { systemClock } from '../../src/clock.ts';
import {
  evidenceFile,
  type RunModule,
  readEvidence,
  requirementsIn,
  withRun,
} from '../../src/compliance/evidence.ts';
import { digestOf, programFolder, readSources } from '../../src/compliance/sources.ts';

export default class EvidenceReporter implements Reporter {
  /** Of the sources as they were when the tests began. */
  private readonly sources = readSources().then(digestOf);

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const file = path.join(programFolder, evidenceFile);
    const run = {
      at: systemClock.now().round('second').toString(),
      commit: commitOf(programFolder),
      sources: await this.sources,
    };
    // What an older form or a broken disk left there is no evidence: it is begun anew.
    const before = await readEvidence(file).catch(() => undefined);
    const evidence = withRun(before, modules.map(outcomesOf), run, taggedFiles());
    mkdirSync(path.dirname(file), { recursive: true });
    // Two runs may end at once.
    const partial = `${file}.${process.pid}`;
    writeFileSync(partial, `${JSON.stringify(evidence, undefined, 1)}\n`);
    renameSync(partial, file);
  }
}

/** The files in which a test may name a requirement. */
function taggedFiles(): readonly string[] {
  const files = globSync('test/**/*.test.ts', { cwd: programFolder }).sort();
  return files.filter(
    (file) => requirementsIn(readFileSync(path.join(programFolder, file), 'utf8')).length > 0,
  );
}

function outcomesOf(module: TestModule): RunModule {
  const tests = [...module.children.allTests()].map((test) => {
    const { state } = test.result();
    return { name: test.fullName, outcome: state === 'pending' ? ('skipped' as const) : state };
  });
  return {
    file: path.relative(programFolder, module.moduleId),
    tries: sourcesImportedBy(module.moduleId),
    tests,
  };
}

function sourcesImportedBy(file: string): readonly string[] {
  const imported = readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)'/g);
  const paths = [...imported].map(([, name = '']) =>
    path.relative(programFolder, path.join(path.dirname(file), name)),
  );
  return [...new Set(paths.filter((name) => name.startsWith(`src${path.sep}`)))].sort();
}

function commitOf(folder: string): string | null {
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: folder, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
