// Brings a fresh checkout to where `npm start` and `npm test` can run: installs from the lockfile when
// node_modules is missing or older than it, and says plainly when no Node 26 is to be had.
// Plain JavaScript on purpose: the Node that starts npm may be too old to read TypeScript.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const digest = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');
const stamp = path.join(root, 'node_modules', '.installed-from');

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
  process.stderr.write('passerelle: installing what package-lock.json names (once)\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // Not `npm ci`: it refuses a lockfile that leaves out what is optional and for other platforms only.
  const install = spawnSync(npm, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (install.status !== 0) process.exit(install.status ?? 1);
  writeFileSync(stamp, digest);
}

// npm puts node_modules/.bin first on the PATH, so this is the node that the next script line gets.
const version = execFileSync('node', ['--version'], { encoding: 'utf8' }).trim();
if (Number(version.slice(1).split('.')[0]) < 26) {
  process.stderr.write(
    `passerelle: needs Node 26 or newer, found ${version}.\n` +
      'No packaged Node exists for this platform: install Node 26 and call npm again.\n',
  );
  process.exit(1);
}
