import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for comes at once on an idle machine, and later on one that is busy with other tests.
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // Most tests wait for processes that they started: one more at a time than there are cores keeps the cores at work.
    maxWorkers: availableParallelism() + 1,
    // Named on the command line, reporters replace these: .ci/run names all.
    reporters: ['default', './test/support/evidence-reporter.ts'],
  },
});
