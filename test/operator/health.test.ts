import { describe, expect, it } from 'vitest';
import { type Examined, healthOf } from '../../src/operator/gather/health.ts';
import type { HealthItem, OperatorView, PurgeEntry } from '../../src/operator/view.ts';
import { exampleOperatorView } from '../support/operator-view.ts';

/** A relay of which nothing is to be said. */
const well: Examined = {
  ...exampleOperatorView,
  held: { ...exampleOperatorView.held, groups: [] },
  overdue: [],
  hasLedgerKey: true,
};

const closed = (reason: 'not-yet' | 'ended' | 'ended-early' | 'clock-ran-back' | 'ledger-rewound') =>
  ({ channel: { open: false, reason, since: '2022-11-21T08:00:00Z', points: '27' } }) as const;

function withMonth(change: Partial<OperatorView['months'][number]['flow']>): Partial<Examined> {
  return { months: well.months.map((row) => ({ ...row, flow: { ...row.flow, ...change } })) };
}

const due: PurgeEntry = {
  month: '2022-01',
  received: '2022-02-17',
  lastDay: '2028-02-17',
  heldUntil: null,
  purgedAt: null,
  state: 'due',
};

const illnesses: Readonly<Record<HealthItem['item'], readonly [Partial<Examined>, HealthItem['state']]>> = {
  channel: [closed('not-yet'), 'attention'],
  clock: [closed('clock-ran-back'), 'bad'],
  'ledger-whole': [closed('ledger-rewound'), 'bad'],
  'ledger-key': [{ hasLedgerKey: false }, 'attention'],
  witnessed: [{ ledger: { ...well.ledger, checkpoint: null } }, 'attention'],
  gateway: [{ sessions: { gatewayHere: false, gateway: [], page: [] } }, 'attention'],
  purge: [{ purge: { ...well.purge, entries: [due] } }, 'bad'],
  held: [{ held: { ...well.held, groups: [{ reason: 'no-insurer', byAge: [0, 0, 2] }] } }, 'bad'],
  overdue: [{ overdue: exampleOperatorView.overdue }, 'attention'],
  figures: [withMonth({ balanced: false }), 'bad'],
};

describe('the health of a site', () => {
  it('is good in every point where nothing is to be said', () => {
    for (const found of healthOf(well)) expect(found).toMatchObject({ state: 'good', count: null });
  });

  it.each(Object.entries(illnesses))('has %s wrong, and nothing else', (item, [change, state]) => {
    const found = healthOf({ ...well, ...change });
    expect(found.filter((one) => one.state !== 'good').map((one) => [one.item, one.state])).toEqual([
      [item, state],
    ]);
  });

  it.each(['ended', 'ended-early'] as const)('is good of a channel that has %s, as it must', (reason) => {
    expect(healthOf({ ...well, ...closed(reason) }).every(({ state }) => state === 'good')).toBe(true);
  });

  it('misses no gateway where there is none to be: at an insurer, and after the end', () => {
    const without = { sessions: { gatewayHere: false, gateway: [], page: [] } } as const;
    for (const change of [{ place: 'recipient' as const }, closed('ended')]) {
      const found = healthOf({ ...well, ...without, ...change });
      expect(found.find(({ item }) => item === 'gateway')?.state).toBe('good');
    }
  });
});
