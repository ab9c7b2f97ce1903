/** All translations, by what stands in English in the code. Loaded by who speaks French or Dutch. */

import { commandLine } from './command-line.ts';
import { init } from './init.ts';
import { running } from './running.ts';
import type { Translations } from './translations.ts';

export const areas: Readonly<Record<string, Translations>> = { commandLine, init, running };

export const catalogue: ReadonlyMap<string, readonly [fr: string, nl: string]> = new Map(
  Object.values(areas).flatMap((area) => Object.entries(area)),
);
