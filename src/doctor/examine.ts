/** Runs all checks on a site, as much of which may be broken as will. */

import path from 'node:path';
import type { Clock } from '../clock.ts';
import { loadConfig } from '../config/load.ts';
import type { SiteConfig } from '../config/site-config.ts';
import { PasserelleError } from '../errors.ts';
import { endedState } from '../operations/sunset.ts';
import { openSite, type Site } from '../site.ts';
import { type Text, text } from '../words/text.ts';
import {
  type Check,
  type Finding,
  findingOf,
  fine,
  type Machine,
  type Opened,
  unseen,
  type Verdict,
  verdicts,
} from './check.ts';
import { checks } from './checks.ts';
import { pastOf } from './past.ts';

/** A check with what it gave, the worst first. */
export interface Examined {
  readonly check: string;
  readonly looksAt: Text;
  readonly findings: readonly Finding[];
}

export interface Patient {
  /** The configuration of the site. */
  readonly file: string;
  /** The clock by which a site with that configuration lives. */
  clockOf(config: SiteConfig | undefined): Clock;
}

/** What can be had of a site, or why it cannot. */
type Had<Value> = { readonly value: Value } | { readonly because: Text };

/**
 * Looks at everything, one check after the other; `heard` is told of each as it is done. Nothing is changed.
 * Throws only what is a defect of the program.
 */
export async function examineSite(
  { file, clockOf }: Patient,
  heard: (check: Check) => void = () => {},
): Promise<readonly Examined[]> {
  const config = await had(loadConfig(file), text`first the configuration: see «configuration»`);
  const known = 'value' in config ? config.value : undefined;
  const machine: Machine = { file: path.resolve(file), clock: clockOf(known) };
  const opened = 'value' in config ? await openToRead(config.value, machine.clock) : config;
  const closed = 'value' in opened && (await endedState(opened.value.site)) !== undefined;
  try {
    const examined: Examined[] = [];
    for (const check of checks) {
      heard(check);
      const idle = check.whileOpen === true && closed;
      const findings = idle ? [fine(text`of no matter any more: the channel is closed`)] : await run(check);
      examined.push({ check: check.name, looksAt: check.looksAt, findings: findings.toSorted(worstFirst) });
    }
    return examined;
  } finally {
    if ('value' in opened) await opened.value.site.close();
  }

  async function run(check: Check): Promise<readonly Finding[]> {
    try {
      switch (check.needs) {
        case 'machine':
          return await check.examine(machine);
        case 'config':
          return 'value' in config ? await check.examine(config.value, machine) : [unseen(config.because)];
        case 'site':
          return 'value' in opened ? await check.examine(opened.value) : [unseen(opened.because)];
      }
    } catch (error) {
      return [findingOf(error)];
    }
  }
}

/** The worst verdict of all. */
export function worstOf(examined: readonly Examined[]): Verdict {
  const all = examined.flatMap(({ findings }) => findings.map(({ verdict }) => verdicts.indexOf(verdict)));
  return verdicts[Math.max(0, ...all)] ?? 'fine';
}

function worstFirst(a: Finding, b: Finding): number {
  return verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict);
}

async function openToRead(config: SiteConfig, clock: Clock): Promise<Had<Opened>> {
  const site = await had<Site>(
    openSite(config, clock, { toRead: true }),
    text`first the database: see «database»`,
  );
  if ('because' in site) return site;
  const past = await had(
    pastOf(site.value.store),
    text`the ledger cannot be read: keep the database as it is, it is evidence`,
  );
  if ('value' in past) return { value: { site: site.value, past: past.value } };
  await site.value.close();
  return past;
}

/** The checks of configuration and database say what is wrong with them; the others only that it stands in their way. */
async function had<Value>(work: Promise<Value>, because: Text): Promise<Had<Value>> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof PasserelleError) return { because };
    throw error;
  }
}
