/** Reads passerelle.toml: the whole of it is checked, and everything wrong is named, before anything happens. */

import { open } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parse, TomlError } from 'smol-toml';
import { PasserelleError } from '../errors.ts';
import { counted, joined, text } from '../words/text.ts';
import { checkContent } from './check.ts';
import { linesOfKeys } from './locate.ts';
import type { SiteConfig } from './site-config.ts';

/** A configuration has a screen or two; anything larger is another file. */
const greatestSize = 64 * 1024;

/** Loads and checks a configuration. Throws `config-invalid` with every problem, each with its line and key. */
export async function loadConfig(file: string): Promise<SiteConfig> {
  const absolute = path.resolve(file);
  const content = await readText(absolute);
  const checked = await checkContent(parseToml(absolute, content), absolute);
  if (checked.config !== undefined) return checked.config;

  const lineOf = linesOfKeys(content);
  const problems = checked.problems
    .map(({ path: keys, says }) => ({ line: lineOf(keys) ?? 0, problem: joined([keys.join('.'), says]) }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, problem }) => (line === 0 ? text`\n  ${problem}` : text`\n  line ${line}: ${problem}`));
  const count = counted(problems.length, text`${problems.length} problem`, text`${problems.length} problems`);
  throw new PasserelleError('config-invalid', text`${absolute} has ${count}:${joined(problems, '')}`, {
    hint: text`docs/configuration.md explains each key.`,
  });
}

async function readText(file: string): Promise<string> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new PasserelleError('config-invalid', text`there is no configuration to read at ${file}`, {
      hint: text`Name one with --config <file>, or write one with: passerelle init <party>`,
      cause,
    });
  });
  try {
    const found = await handle.stat();
    if (!found.isFile() || found.size > greatestSize) {
      throw new PasserelleError(
        'config-invalid',
        text`${file} is no configuration: not a small regular file`,
      );
    }
    // Whoever writes the configuration chooses keys, correspondents and host keys.
    if (process.platform !== 'win32' && (found.mode & 0o022) !== 0) {
      throw new PasserelleError('config-invalid', text`${file} can be changed by others than its owner`, {
        hint: text`Run: chmod go-w ${file}`,
      });
    }
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

function parseToml(file: string, content: string): Readonly<Record<string, unknown>> {
  try {
    return parse(content, { useLegacyDate: false, unsafeKeyBehaviour: 'throw', maxDepth: 8 });
  } catch (cause) {
    if (!(cause instanceof TomlError)) throw cause;
    // The library's message goes on with the lines themselves, where a secret may stand.
    const [says = ''] = cause.message.replace('Invalid TOML document: ', '').split('\n');
    const place = text`line ${cause.line}, column ${cause.column}`;
    throw new PasserelleError('config-invalid', text`${file} is not TOML: ${place}: ${says}`, {
      hint: text`TOML asks for quotes around texts and for each key once; see https://toml.io`,
    });
  }
}
