/** What every command begins with: its configuration, its clock, and whether the channel lets it. */

import type { Command } from 'commander';
import { type Clock, rehearsalClock, startOfLegalDay, systemClock } from '../clock.ts';
import { loadConfig } from '../config/load.ts';
import type { SiteConfig } from '../config/site-config.ts';
import type { Deliberation } from '../deliberations/clause.ts';
import { deliberations } from '../deliberations/index.ts';
import { channelState } from '../deliberations/rules.ts';
import { PasserelleError } from '../errors.ts';
import { parseDay } from '../people/period.ts';
import { closedHint, closedSentence } from '../sunset/guard.ts';
import type { Language } from '../words/language.ts';
import { text } from '../words/text.ts';
import { createOutput, type Output } from './output.ts';

/** The options of the program itself, as commander has parsed them. */
export interface GlobalOptions {
  readonly config: string;
  readonly rehearsal?: true;
  readonly at?: string;
  readonly language?: Language;
  readonly json?: true;
  readonly quiet?: true;
}

export interface Invocation {
  readonly config: SiteConfig;
  readonly clock: Clock;
  readonly output: Output;
}

/** Begins a command that the sunset does not concern: it looks, purges, or takes access away. */
export async function begin(command: Command): Promise<Invocation> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const start = rehearsalStart(options);
  const config = await loadConfig(options.config);
  requireSameMode(options, config);
  return { config, clock: clockOf(config, start), output: outputOf(command) };
}

/**
 * Begins a command by which data move, are prepared to, or become accessible. Throws `channel-closed`
 * before anything is opened: not even the configuration if no channel is open that it could be of.
 */
export async function beginMoving(command: Command): Promise<Invocation> {
  const options = command.optsWithGlobals<GlobalOptions>();
  if (options.rehearsal !== true) requireOpenChannel(deliberations, systemClock);
  const invocation = await begin(command);
  const { deliberation, endsEarly } = invocation.config;
  requireOpenChannel([deliberation], invocation.clock, endsEarly);
  return invocation;
}

/** The clock of a site whose configuration may be broken: then that of the site which the options say it is. */
export function clockOfConfig(command: Command, config: SiteConfig | undefined): Clock {
  if (config === undefined) {
    const [deliberation] = deliberations;
    if (deliberation === undefined) throw new RangeError('no deliberation is registered');
    return clockFor(command, deliberation);
  }
  const options = command.optsWithGlobals<GlobalOptions>();
  requireSameMode(options, config);
  return clockOf(config, rehearsalStart(options));
}

/** What the command says its results with. */
export function outputOf(command: Command): Output {
  const { json, quiet } = command.optsWithGlobals<GlobalOptions>();
  return createOutput({ json: json === true, quiet: quiet === true });
}

/** The clock of a new site, which has no configuration yet. */
export function clockFor(command: Command, deliberation: Deliberation): Clock {
  const options = command.optsWithGlobals<GlobalOptions>();
  return clockOf(
    { mode: options.rehearsal === true ? 'rehearsal' : 'real', deliberation },
    rehearsalStart(options),
  );
}

/** Throws `channel-closed` if all of these channels are closed. */
function requireOpenChannel(
  of: readonly Deliberation[],
  clock: Clock,
  endsEarly?: Temporal.PlainDate | undefined,
): void {
  const closed = of.flatMap((deliberation) => {
    const state = channelState(deliberation, clock.now(), { endsEarly });
    return state.open ? [] : [{ deliberation, state }];
  });
  // Whose site it is, nobody has looked yet: the channel that was open last is the one that it was most likely of.
  const last = closed.toSorted((a, b) => Temporal.Instant.compare(a.state.since, b.state.since)).at(-1);
  if (last === undefined || closed.length < of.length) return;
  throw new PasserelleError('channel-closed', closedSentence(last.deliberation, last.state), {
    hint: text`${closedHint(last.deliberation, last.state)} To see the channel live: passerelle rehearse`,
  });
}

function requireSameMode({ rehearsal }: GlobalOptions, { mode, file }: SiteConfig): void {
  if (mode === 'rehearsal' && rehearsal !== true) {
    throw new PasserelleError('usage', text`${file} is the configuration of a rehearsal`, {
      hint: text`Add --rehearsal, or name the configuration of the real site with --config.`,
    });
  }
  if (mode === 'real' && rehearsal === true) {
    throw new PasserelleError('usage', text`${file} is the configuration of a real site`, {
      hint: text`Leave out --rehearsal, or name the configuration of a rehearsal with --config.`,
    });
  }
}

function rehearsalStart({ rehearsal, at }: GlobalOptions): Temporal.Instant | undefined {
  if (at === undefined) return undefined;
  if (rehearsal !== true) {
    throw new PasserelleError('usage', text`--at chooses the time of a rehearsal, and of nothing else`, {
      hint: text`Add --rehearsal. The time of a real site is the time.`,
    });
  }
  const day = parseDay(at);
  if (day !== undefined) return startOfLegalDay(day);
  try {
    return Temporal.Instant.from(at);
  } catch (cause) {
    throw new PasserelleError('usage', text`--at is neither a day nor an instant`, {
      hint: text`Write 2022-03-15, or 2022-03-15T09:30:00+01:00.`,
      cause,
    });
  }
}

/** A rehearsal's clock starts where it was told to, else on the first day of the channel. */
function clockOf(
  { mode, deliberation }: Pick<SiteConfig, 'mode' | 'deliberation'>,
  start: Temporal.Instant | undefined,
): Clock {
  if (mode === 'real') return systemClock;
  // Authenticators show the present: whoever logs in to a rehearsal from outside lives in it.
  const visitors = true;
  return rehearsalClock(start ?? startOfLegalDay(Temporal.PlainDate.from(deliberation.adopted)), visitors);
}
