/** All translations, by what stands in English in the code. Loaded by who speaks French or Dutch. */

import { accountCommands } from './account-commands.ts';
import { accounts } from './accounts.ts';
import { advice } from './advice.ts';
import { affiliation } from './affiliation.ts';
import { clients } from './clients.ts';
import { commandLine } from './command-line.ts';
import { configuration } from './configuration.ts';
import { dataCommands } from './data-commands.ts';
import { databases } from './databases.ts';
import { doctorChecks } from './doctor-checks.ts';
import { doctorKeys } from './doctor-keys.ts';
import { doctorMachine } from './doctor-machine.ts';
import { doctorWork } from './doctor-work.ts';
import { duties } from './duties.ts';
import { endOfKeeping } from './end-of-keeping.ts';
import { evidenceCommands } from './evidence-commands.ts';
import { heldCommands } from './held-commands.ts';
import { init } from './init.ts';
import { ledgerAudit } from './ledger-audit.ts';
import { ledgerCommands } from './ledger-commands.ts';
import { ledgers } from './ledgers.ts';
import { monthlyFiles } from './monthly-files.ts';
import { newConfiguration } from './new-configuration.ts';
import { noticeCommands } from './notice-commands.ts';
import { notices } from './notices.ts';
import { operatorDoor } from './operator-door.ts';
import { operatorGlance } from './operator-glance.ts';
import { operatorMonths } from './operator-months.ts';
import { operatorStanding } from './operator-standing.ts';
import { postgresql } from './postgresql.ts';
import { recipes } from './recipes.ts';
import { rehearsal } from './rehearsal.ts';
import { routing } from './routing.ts';
import { running } from './running.ts';
import { secrets } from './secrets.ts';
import { settings } from './settings.ts';
import { sftp } from './sftp.ts';
import { shell } from './shell.ts';
import { siteCommands } from './site-commands.ts';
import { summaries } from './summaries.ts';
import { tables } from './tables.ts';
import type { Translations } from './translations.ts';
import { usage } from './usage.ts';

export const areas: Readonly<Record<string, Translations>> = {
  rehearsal,
  settings,
  clients,
  usage,
  duties,
  routing,
  monthlyFiles,
  tables,
  accounts,
  secrets,
  configuration,
  ledgers,
  sftp,
  affiliation,
  databases,
  postgresql,
  dataCommands,
  evidenceCommands,
  ledgerCommands,
  ledgerAudit,
  endOfKeeping,
  heldCommands,
  siteCommands,
  accountCommands,
  commandLine,
  summaries,
  doctorChecks,
  doctorKeys,
  doctorMachine,
  doctorWork,
  init,
  newConfiguration,
  noticeCommands,
  notices,
  operatorDoor,
  operatorGlance,
  operatorMonths,
  operatorStanding,
  recipes,
  running,
  shell,
  advice,
};

export const catalogue: ReadonlyMap<string, readonly [fr: string, nl: string]> = new Map(
  Object.values(areas).flatMap((area) => Object.entries(area)),
);
