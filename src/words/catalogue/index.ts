/** All translations, by what stands in English in the code. Loaded by who speaks French or Dutch. */

import { accounts } from './accounts.ts';
import { commandLine } from './command-line.ts';
import { commandsOne } from './commands-a.ts';
import { doctorChecks } from './doctor-checks.ts';
import { doctorKeys } from './doctor-keys.ts';
import { doctorMachine } from './doctor-machine.ts';
import { doctorWork } from './doctor-work.ts';
import { files } from './files.ts';
import { init } from './init.ts';
import { keys } from './keys.ts';
import { operatorDoor } from './operator-door.ts';
import { operatorGlance } from './operator-glance.ts';
import { operatorMonths } from './operator-months.ts';
import { operatorStanding } from './operator-standing.ts';
import { peers } from './peers.ts';
import { recipes } from './recipes.ts';
import { running } from './running.ts';
import { stores } from './stores.ts';
import { shell } from './shell.ts';
import type { Translations } from './translations.ts';
import { work } from './work.ts';

export const areas: Readonly<Record<string, Translations>> = {
  commandsOne,
  accounts,
  files,
  work,
  keys,
  peers,
  stores,
  commandLine,
  doctorChecks,
  doctorKeys,
  doctorMachine,
  doctorWork,
  init,
  operatorDoor,
  operatorGlance,
  operatorMonths,
  operatorStanding,
  recipes,
  running,
  shell,
};

export const catalogue: ReadonlyMap<string, readonly [fr: string, nl: string]> = new Map(
  Object.values(areas).flatMap((area) => Object.entries(area)),
);
