/** `--json` is for scripts: whatever any command writes on the standard output is JSON then, one document a line. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { examples } from '../../src/cli/examples.ts';
import { createProgram } from '../../src/cli/program.ts';
import { enrolAt, type RehearsedSite, setUpSite } from '../support/rehearsed-sites.ts';
import { evaluationsHeader, publishedBefore } from '../support/standing-sites.ts';

/** What stays until it is stopped, or makes sites of its own. */
const elsewhere: readonly string[] = ['serve', 'rehearse'];

let site: RehearsedSite;
beforeAll(async () => {
  site = await setUpSite(await mkdtemp(path.join(tmpdir(), 'passerelle-json-')), 'opgroeien');
  await enrolAt(site, { name: 'inami', party: 'inami', password: 'correct horse battery' });
  await site.write('evaluations.csv', [evaluationsHeader, ...publishedBefore, ''].join('\n'));
});
afterAll(() => rm(site.folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** What a line of the command line writes on the standard output, run in the folder of the site. */
async function written(line: string): Promise<string> {
  const chunks: string[] = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => chunks.push(String(chunk)) > 0);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const config = path.join(site.folder, 'passerelle.toml');
  const asked = ['--config', config, '--rehearsal', '--at', '2022-03-20T10:00:00+01:00', '--json'];
  await createProgram()
    .parseAsync([...words, ...asked], { from: 'user' })
    .catch(() => {});
  vi.restoreAllMocks();
  return chunks.join('');
}

function notJson(text: string): readonly string[] {
  return text.split('\n').filter((line) => {
    try {
      if (line !== '') JSON.parse(line);
      return false;
    } catch {
      return true;
    }
  });
}

/** Names of the examples, as they are at this site. */
function atThisSite(line: string): string {
  return line
    .replace('inami --config /srv/passerelle/passerelle.toml', 'inami')
    .replaceAll(/insurer-\d+/g, 'inami')
    .replace(/\S*evaluations\.csv/, path.join(site.folder, 'evaluations.csv'))
    .replace('--config owner.toml', '')
    .replace('closure.html', path.join(site.folder, 'closure.html'))
    .replace(/^(ledger export|account totp inami --uri-file) \S+/, `$1 ${path.join(site.folder, 'made')}`)
    .replace('/var/backups/passerelle', path.join(site.folder, 'backups'));
}

/** Commands that have something to tell at any site. */
const given: readonly string[] = [
  ...['status', 'account list', 'reader list', 'ledger head', 'ledger verify', 'keys fingerprint', 'doctor'],
  ...['purge calendar', 'hold list', 'statement', 'man', 'completions bash'],
];

describe('--json', () => {
  const lines = Object.entries(examples)
    .filter(([name]) => !elsewhere.includes(name))
    .map(([name, [line = '']]) => ({ name, line }));

  it.each(lines)('of «$name» writes nothing but JSON', async ({ line }) => {
    const text = await written(atThisSite(line));
    expect(notJson(text)).toEqual([]);
  });

  it('gives a result where there is one to give', async () => {
    for (const line of given) {
      expect([line, await written(line)]).toEqual([line, expect.stringMatching(/^[[{].*\n$/)]);
    }
  });
});
