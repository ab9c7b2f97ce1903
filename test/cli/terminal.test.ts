/** What is for a terminal alone: progress on one line, and colours; neither of them where output is piped. */

import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { passerelle } from '../support/passerelle.ts';
import { describeWithProgram } from '../support/programs.ts';
import { rehearsedSite } from '../support/rehearsed-sites.ts';
import { runProgram } from '../support/run-program.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const main = path.resolve(import.meta.dirname, '../../src/main.ts');

/** Runs it at a terminal of its own, and gives all that the terminal is sent. */
async function atTerminal(
  folder: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const line = [process.execPath, main, ...words].map((word) => `'${word}'`).join(' ');
  const { output } = await runProgram('script', ['-qec', line, '/dev/null'], {
    cwd: folder,
    env: { TERM: 'xterm', ...env },
  });
  return output;
}

const escapeCharacter = '\u001b';
const colour = new RegExp(`${escapeCharacter}\\[[0-9;]*m`);
const eraseLine = `${escapeCharacter}[2K`;

describeWithProgram('script', 'at a terminal', () => {
  it('shows what is going on, and takes it away before anything is said', async () => {
    const { folder } = await rehearsedSite('opgroeien');
    const words = ['ledger', 'verify', '--rehearsal'];
    const shown = await atTerminal(folder, words);
    expect(shown).toContain('Verifying the ledger: 1 entries');
    expect(shown.indexOf(eraseLine)).toBeGreaterThan(shown.indexOf('Verifying the ledger'));
    const said = shown.slice(shown.lastIndexOf(eraseLine) + eraseLine.length);
    expect(said).toMatch(/^The ledger is whole: /);
    expect(await atTerminal(folder, [...words, '--quiet'])).not.toContain('Verifying');
    expect(await atTerminal(folder, words, { TERM: 'dumb' })).not.toContain('Verifying');
    const piped = await passerelle(folder, ...words);
    expect(piped.stderr).toBe('');
    expect(piped.stdout).not.toContain(escapeCharacter);
  });

  it('colours what went wrong, but not for NO_COLOR, and not where it is piped', async () => {
    const folder = await temporaryFolder();
    expect(await atTerminal(folder, ['status'])).toMatch(colour);
    expect(await atTerminal(folder, ['status'], { NO_COLOR: '1' })).not.toMatch(colour);
    expect((await passerelle(folder, 'status')).stderr).not.toMatch(colour);
  });
});
