/**
 * Makes what the package has and the repository has not, before `npm pack`: dist/ is src/ with the types blanked out,
 * since Node strips none below node_modules, and lines and columns stay where they are; share/ holds the units, the
 * manual page, what shells complete, the bill of materials and the licences of others; npm-shrinkwrap.json is the
 * lockfile, by which npm installs the very versions that were tested. `node scripts/prepack.ts --clean` takes all that
 * away again.
 */

import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { wordsOf } from '../src/cli/completions/words.ts';
import { shells } from '../src/cli/completions.ts';
import { manPage } from '../src/cli/man-page.ts';
import { createProgram } from '../src/cli/program.ts';
import { withAllDefined } from '../src/cli/tree.ts';
import { legalDay, systemClock } from '../src/clock.ts';
import { type UnitSite, unitsOf } from '../src/systemd/units.ts';
import { licences } from './licences.ts';
import { sbom } from './sbom.ts';

const root = path.resolve(import.meta.dirname, '..');
const [src, dist, share] = [path.join(root, 'src'), path.join(root, 'dist'), path.join(root, 'share')];
const shrinkwrap = path.join(root, 'npm-shrinkwrap.json');

for (const made of [dist, share, shrinkwrap]) await rm(made, { recursive: true, force: true });
if (!process.argv.includes('--clean')) {
  await stripSources();
  await writeUnits();
  await writeCommandLine();
  await writeFile(path.join(share, 'sbom.cdx.json'), sbom());
  await writeFile(path.join(share, 'licences.txt'), await licences());
  await cp(path.join(root, 'package-lock.json'), shrinkwrap);
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

/** Under the names by which `man` and the shells look for them. */
async function writeCommandLine(): Promise<void> {
  const program = await withAllDefined(createProgram());
  const words = wordsOf(program);
  const files = {
    'man/man1/passerelle.1': manPage({ program, day: legalDay(systemClock.now()) }),
    'bash-completion/completions/passerelle': shells.bash(words),
    'zsh/site-functions/_passerelle': shells.zsh(words),
    'fish/vendor_completions.d/passerelle.fish': shells.fish(words),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(share, name)), { recursive: true });
    await writeFile(path.join(share, name), text);
  }
}
