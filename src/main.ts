#!/usr/bin/env node
/** The program: arguments in, results and notes out, an exit status (docs/exit-codes.md). */

import { enableCompileCache } from 'node:module';
import path from 'node:path';
import process from 'node:process';

// Beside the program, not in the shared temporary folder: who can write there can write the program too.
enableCompileCache(path.resolve(import.meta.dirname, '../node_modules/.cache/passerelle'));

const [{ run }, { reportError }] = await Promise.all([
  import('./cli/program.ts'),
  import('./cli/report-error.ts'),
]);
process.on('uncaughtException', (error) => process.exit(reportError(error, true)));
process.exitCode = await run(process.argv.slice(2));
