/** The frame of most commands: begin, open the site, do the work, close the site whatever happens. */

import type { Command } from 'commander';
import type { SiteConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import { openSite, type Site } from '../site.ts';
import { listed, type Text, text } from '../words/text.ts';
import { begin, beginMoving } from './invocation.ts';
import type { Output } from './output.ts';

type Place = SiteConfig['place'];
type ConfigAt<At extends Place> = Extract<SiteConfig, { place: At }>;

/** For a command that the sunset does not concern. */
export async function atSite(
  command: Command,
  work: (site: Site, output: Output) => Promise<void>,
): Promise<void> {
  const { config, clock, output } = await begin(command);
  const site = await openSite(config, clock);
  try {
    await work(site, output);
  } finally {
    await site.close();
  }
}

/** For a command that the sunset does not concern, at some places of the deliberation. Throws `usage` at another. */
export async function atPlace<At extends Place>(
  command: Command,
  places: readonly At[],
  work: (site: Site<ConfigAt<At>>, output: Output) => Promise<void>,
): Promise<void> {
  const { config, clock, output } = await begin(command);
  const site = await openSite(requirePlace(config, places, command), clock);
  try {
    await work(site, output);
  } finally {
    await site.close();
  }
}

/** The same for one that only reads: nothing can be changed by it. */
export async function readingAtPlace<At extends Place>(
  command: Command,
  places: readonly At[],
  work: (site: Site<ConfigAt<At>>, output: Output) => Promise<void>,
): Promise<void> {
  const { config, clock, output } = await begin(command);
  const site = await openSite(requirePlace(config, places, command), clock, { toRead: true });
  try {
    await work(site, output);
  } finally {
    await site.close();
  }
}

/**
 * For a command by which data move or become accessible, and only at some places of the deliberation.
 * Throws `channel-closed`, or `usage` at another place.
 */
export async function whileOpen<At extends Place>(
  command: Command,
  places: readonly At[],
  work: (site: Site<ConfigAt<At>>, output: Output) => Promise<void>,
): Promise<void> {
  const { config, clock, output } = await beginMoving(command);
  const site = await openSite(requirePlace(config, places, command), clock);
  try {
    await site.guard.requireOpen();
    await work(site, output);
  } finally {
    await site.close();
  }
}

const placeNames: Readonly<Record<Place, Text>> = {
  publisher: text`publisher`,
  relay: text`relay`,
  recipient: text`recipient`,
};

/** The configuration as one of those places has it. Throws `usage` at another. */
function requirePlace<At extends Place>(
  config: SiteConfig,
  places: readonly At[],
  command: Command,
): ConfigAt<At> {
  if (isAt(config, places)) return config;
  const name = command.parent?.parent ? `${command.parent.name()} ${command.name()}` : command.name();
  throw new PasserelleError(
    'usage',
    text`${config.site} is a ${placeNames[config.place]}: «${name}» has nothing to do there`,
    {
      hint: text`It is for a ${listed(
        places.map((place) => placeNames[place]),
        'or',
      )}. Name another configuration with --config.`,
    },
  );
}

function isAt<At extends Place>(config: SiteConfig, places: readonly At[]): config is ConfigAt<At> {
  return places.some((place) => place === config.place);
}
