/** The program as npm installs it from its package, made without a network. */

import { chmod, cp, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { root } from './documents.ts';
import { runProgram } from './run-program.ts';

/** What `npm pack` reads; a copy, so that nothing is made beside the sources that others read at the same time. */
const packed = ['bin', 'docs', 'keys-example', 'scripts', 'src'];
const packedFiles = [
  '.npmrc',
  'package.json',
  'package-lock.json',
  'README.md',
  'CHANGELOG.md',
  'SECURITY.md',
];

export interface InstalledPackage {
  readonly tarball: string;
  /** Where the package lies, below a folder node_modules: there Node strips no types. */
  readonly folder: string;
  /** What comes onto the PATH. */
  readonly bin: string;
}

/** Packs the program and lays the package out below `prefix`, as `npm install --global --prefix` does. */
export async function installPackage(prefix: string): Promise<InstalledPackage> {
  const checkout = path.join(prefix, 'checkout');
  for (const name of [...packed, ...packedFiles]) {
    await cp(path.join(root, name), path.join(checkout, name), { recursive: true });
  }
  await symlink(path.join(root, 'node_modules'), path.join(checkout, 'node_modules'));
  const { PATH } = process.env;
  const ran = await runProgram('npm', ['pack', '--pack-destination', prefix], {
    cwd: checkout,
    env: { PATH: `${path.dirname(process.execPath)}:${PATH}` },
  });
  if (ran.status !== 0) throw new Error(ran.output);
  const [name = ''] = /^\S+\.tgz$/m.exec(ran.output) ?? [];
  const tarball = path.join(prefix, name);

  const folder = path.join(prefix, 'lib/node_modules/passerelle');
  await mkdir(folder, { recursive: true });
  const unpacked = await runProgram('tar', ['-xzf', tarball, '--strip-components=1', '-C', folder]);
  if (unpacked.status !== 0) throw new Error(unpacked.output);
  // Its dependencies are those of this checkout: no registry is asked.
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  const bin = path.join(prefix, 'bin');
  await mkdir(bin);
  await chmod(path.join(folder, 'bin/passerelle'), 0o755);
  await symlink('../lib/node_modules/passerelle/bin/passerelle', path.join(bin, 'passerelle'));
  return { tarball, folder, bin };
}
