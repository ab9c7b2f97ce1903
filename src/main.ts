#!/usr/bin/env node
/** The program: arguments in, results and notes out, an exit status (docs/exit-codes.md). */

import module from 'node:module';
import path from 'node:path';
import process from 'node:process';

/** Also in package.json, under "engines", of which npm makes a warning only. */
const oldestNode = 26;
if (Number(process.versions.node.split('.', 1)[0]) < oldestNode) {
  process.stderr.write(`passerelle: needs Node ${oldestNode} or newer, found ${process.version}\n`);
  process.exit(1);
}

// Beside the program, not in the shared temporary folder: who can write there can write the program too.
module.enableCompileCache(path.resolve(import.meta.dirname, '../node_modules/.cache/passerelle'));

const [{ run }, { reportError }] = await Promise.all([
  import('./cli/program.ts'),
  import('./cli/report-error.ts'),
]);
process.on('uncaughtException', (error) => process.exit(reportError(error, true)));
process.exitCode = await run(process.argv.slice(2));
