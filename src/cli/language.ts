/**
 * In which language the operator is spoken to: `--language`, else `language` in the configuration, else what the
 * environment says, else English. Decided once and before anything else, so that even what is wrong with the
 * command line or with the configuration is told in it.
 */

import { readFileSync, statSync } from 'node:fs';
import { isLanguage, type Language } from '../words/language.ts';
import { speakTo } from '../words/operator.ts';

export { say, spokenLanguage } from '../words/operator.ts';

/** Chooses for the rest of the process. */
export async function chooseLanguage(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  await speakTo(operatorLanguage(argv, environment));
}

export function operatorLanguage(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const asked = optionOf('--language', argv);
  if (isLanguage(asked)) return asked;
  return configured(optionOf('--config', argv) ?? 'passerelle.toml') ?? ofLocale(environment);
}

function optionOf(option: string, argv: readonly string[]): string | undefined {
  const at = argv.findIndex((argument) => argument === option || argument.startsWith(`${option}=`));
  const [argument, next] = at === -1 ? [] : argv.slice(at);
  return argument === option ? next : argument?.slice(option.length + 1);
}

/** The key stands above the first section; the file is checked later, by who needs more of it. */
function configured(file: string): Language | undefined {
  try {
    const found = statSync(file);
    // A pipe would wait for a writer, and nobody writes so long a configuration.
    if (!found.isFile() || found.size > 64 * 1024) return undefined;
    const [keys = ''] = readFileSync(file, 'utf8').split(/^\s*\[/m, 1);
    const name = /^\s*language\s*=\s*["'](\w+)["']/m.exec(keys)?.[1];
    return isLanguage(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

/** The first of the variables that says something counts, as POSIX has it; an unknown language is English. */
function ofLocale({ LC_ALL, LC_MESSAGES, LANG }: Readonly<Record<string, string | undefined>>): Language {
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((value) => value !== undefined && value !== '');
  const name = locale?.split(/[_.@-]/, 1)[0]?.toLowerCase();
  return isLanguage(name) ? name : 'en';
}
