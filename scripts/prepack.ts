/**
 * Makes what the package has and the repository has not, before `npm pack`: dist/ is src/ with the types blanked out,
 * since Node strips none below node_modules, and lines and columns stay where they are; share/ holds the units, the
 * bill of materials and the licences of others.
 * `node scripts/prepack.ts --clean` takes both away again.
 */

import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { type UnitSite, unitsOf } from '../src/systemd/units.ts';
import { licences } from './licences.ts';
import { sbom } from './sbom.ts';

const root = path.resolve(import.meta.dirname, '..');
const [src, dist, share] = [path.join(root, 'src'), path.join(root, 'dist'), path.join(root, 'share')];

for (const folder of [dist, share]) await rm(folder, { recursive: true, force: true });
if (!process.argv.includes('--clean')) {
  await stripSources();
  await writeUnits();
  await writeFile(path.join(share, 'sbom.cdx.json'), sbom());
  await writeFile(path.join(share, 'licences.txt'), await licences());
}

async function stripSources(): Promise<void> {
  for (const name of await readdir(src, { recursive: true })) {
    const [from, to] = [path.join(src, name), path.join(dist, name)];
    if (name.endsWith('.ts')) {
      const stripped = withScriptSpecifiers(stripTypeScriptTypes(await readFile(from, 'utf8')), from);
      await mkdir(path.dirname(to), { recursive: true });
      await writeFile(to.replace(/\.ts$/, '.js'), stripped);
    } else if (path.extname(name) !== '') await cp(from, to);
  }
}

/** Imports of our own files name the stripped ones. Throws if one leads nowhere. */
function withScriptSpecifiers(source: string, file: string): string {
  const specifier = /(?<=\bfrom '|\bimport '|\bimport\(')(\.{1,2}\/[^'\n]+)\.ts(?=')/g;
  return source.replaceAll(specifier, (_all, target: string) => {
    if (existsSync(path.resolve(path.dirname(file), `${target}.ts`))) return `${target}.js`;
    throw new Error(`${file} imports ${target}.ts, which is not there`);
  });
}

/** One for all sites of a machine: `systemctl enable --now passerelle-gateway@inami`. */
async function writeUnits(): Promise<void> {
  const site: UnitSite = {
    suffix: '@',
    title: '%i',
    place: 'relay',
    mode: 'real',
    program: ['passerelle'],
    config: '/var/lib/passerelle/%i/passerelle.toml',
    user: 'passerelle',
    port: 2222,
    unattended: true,
    credentials: '/etc/passerelle/%i',
  };
  const folder = path.join(share, 'systemd');
  await mkdir(folder, { recursive: true });
  for (const place of ['relay', 'recipient'] as const) {
    for (const { name, text } of unitsOf({ ...site, place })) await writeFile(path.join(folder, name), text);
  }
}
