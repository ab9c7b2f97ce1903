import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Named on the command line, reporters replace these: .ci/run names all.
    reporters: ['default', './test/support/evidence-reporter.ts'],
  },
});
