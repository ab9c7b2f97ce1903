/** Takes in a configuration that was changed while a process runs by it. */

import { PasserelleError } from '../errors.ts';
import { text } from '../words/text.ts';
import { loadConfig } from './load.ts';
import type { SiteConfig } from './site-config.ts';

/** Parts of a configuration, by the key that an operator reads. */
type Parts = Readonly<Record<string, (config: SiteConfig) => unknown>>;

/** What no running process can take anew. */
const fixed: Parts = {
  site: ({ site }) => site,
  mode: ({ mode }) => mode,
  deliberation: ({ deliberation }) => deliberation.number,
  database: ({ database }) => database,
  master_key: ({ masterKey }) => masterKey,
  'log.file': ({ logFile }) => logFile,
  operator: ({ operator }) => operator,
  'gateway.host': (config) => ('gateway' in config ? config.gateway.host : null),
  'gateway.monitoring': (config) => ('gateway' in config ? config.gateway.monitoring : null),
  'gateway.port': (config) => ('gateway' in config ? config.gateway.port : null),
};

/** What a process that fetches has read when it began: its secrets may have been typed. */
const readOnce: Parts = {
  openpgp: ({ openpgp }) => openpgp,
  ledger: ({ ledger }) => ledger,
  upstream: ({ upstream }) => upstream,
  collect: (config) => ('collect' in config ? config.collect : null),
  affiliation: (config) => ('affiliation' in config ? config.affiliation : null),
  'sunset.ends_early': ({ endsEarly }) => endsEarly,
};

/**
 * The configuration as its file says it now. Throws `config-invalid` if the file is not sound, or if it changes what
 * only a new start can take; `fetches`: a process that fetches can take less.
 */
export async function reloadConfig<Config extends SiteConfig>(
  current: Config,
  { fetches = false }: { readonly fetches?: boolean } = {},
): Promise<Config> {
  const next = await loadConfig(current.file);
  const changed = Object.entries(fetches ? { ...fixed, ...readOnce } : fixed)
    .filter(([, read]) => written(read(current)) !== written(read(next)))
    .map(([key]) => key);
  if (changed.length === 0 && isLike(next, current)) return next;
  throw new PasserelleError(
    'config-invalid',
    text`${current.file} changes what only a new start can take: ${changed.join(', ')}`,
    { hint: text`Restart the process, or undo the change. Until then it goes on by what it had.` },
  );
}

function isLike<Config extends SiteConfig>(next: SiteConfig, current: Config): next is Config {
  return next.place === current.place;
}

function written(part: unknown): string | undefined {
  return JSON.stringify(part, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
}
