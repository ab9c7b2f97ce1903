/** What a run of the harness proved, in figures. */

import { table } from '../../src/cli/output.ts';
import { killsIn, type Tally } from './deaths.ts';
import type { Life } from './life.ts';
import { deathName } from './plan.ts';
import { sum } from './sums.ts';

export interface Campaign {
  readonly seed: number;
  readonly kills: Tally;
  readonly lives: readonly Life[];
  readonly minutes: number;
  /** Worlds that did not come to their end. */
  readonly failures: number;
}

export function reportOf({ seed, kills, lives, minutes, failures }: Campaign): string {
  const all = (figure: (life: Life) => number) => sum(lives.map(figure));
  return [
    `Seed ${seed}: ${killsIn(kills)} kills in ${minutes.toFixed(1)} minutes`,
    `${lives.length} worlds of nine sites, ${all(({ months }) => months)} months, ${all(({ runs }) => runs)} processes`,
    ...(failures === 0 ? [] : [`${failures} MORE WORLDS FAILED`]),
    `${all(({ published }) => published)} records published = ${all(({ delivered }) => delivered)} delivered + ${all(({ held }) => held)} held + ${all(({ superseded }) => superseded)} superseded`,
    `${all(({ intrusions }) => intrusions)} tries to read what is another insurer's, none with success`,
    '',
    ...table(
      [
        { heading: 'command' },
        { heading: 'durable step' },
        { heading: 'before', align: 'right' },
        { heading: 'after', align: 'right' },
      ],
      rowsOf(kills),
    ),
  ].join('\n');
}

function rowsOf(kills: Tally): readonly (readonly string[])[] {
  return [...kills].flatMap(([command, ofCommand]) => {
    const steps = [...new Set([...ofCommand.keys()].map((name) => name.replace(/^\w+ /, '')))].sort();
    return steps.map((step) => {
      const count = (way: 'before' | 'after') => String(ofCommand.get(deathName({ step, way })) ?? 0);
      return [command, step, count('before'), count('after')];
    });
  });
}
