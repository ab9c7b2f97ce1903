/** What bin/passerelle sets for the program that it starts. */

import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { gatewayEnvironment } from '../../scripts/bench/program-environment.ts';
import { root } from '../support/documents.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A checkout whose Node tells what it was given. */
async function checkoutThatTells(): Promise<string> {
  const folder = await temporaryFolder();
  const node = path.join(folder, 'node_modules/.bin/node');
  await mkdir(path.dirname(node), { recursive: true });
  await writeFile(node, '#!/bin/sh\necho "$GLIBC_TUNABLES"\n');
  await chmod(node, 0o755);
  await cp(path.join(root, 'bin/passerelle'), path.join(folder, 'bin/passerelle'));
  return path.join(folder, 'bin/passerelle');
}

it('has a gateway ask for memory in large pages, as the benchmark does', async () => {
  const { GLIBC_TUNABLES } = gatewayEnvironment;
  const { output } = await runProgram(await checkoutThatTells(), ['--config', 'site.toml', 'serve']);
  expect(output.trim()).toBe(GLIBC_TUNABLES);
});

it('leaves every other command the memory that it has', async () => {
  const { output } = await runProgram(await checkoutThatTells(), ['relay', '--config', 'serve.toml']);
  expect(output.trim()).toBe('');
});

it('leaves to whoever starts a gateway how memory is had', async () => {
  const env = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=0' };
  const { output } = await runProgram(await checkoutThatTells(), ['serve'], { env });
  expect(output.trim()).toBe('glibc.malloc.hugetlb=0');
});
