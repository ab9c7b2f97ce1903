/** Views as the operator page draws them: INAMI on a Monday of November 2022, with something of everything. */

import type {
  EvidenceView,
  Frame,
  LedgerView,
  MonthCell,
  MonthRow,
  OperatorView,
  PurgeEntry,
} from '../../src/operator/view.ts';

const insurers = ['100', '200', '300', '400', '500', '600', '900'] as const;

const frame: Frame = {
  site: 'inami',
  siteName: 'INAMI (RIZIV), Administrative Control Service',
  place: 'relay',
  mode: 'rehearsal',
  deliberation: '21/250',
  now: '2022-11-21T08:05:00Z',
  viewer: { account: 'an-peeters', role: 'operator' },
};

const ledger: LedgerView = {
  size: 1207,
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  at: '2022-11-21T07:58:41Z',
  checkpoint: {
    size: 1198,
    noted: '2022-11-20T06:00:09Z',
    cosigners: [
      { party: 'opgroeien', at: '2022-11-20T06:00:09Z' },
      { party: '300', at: '2022-11-20T07:00:02Z' },
    ],
  },
  others: [
    { party: 'opgroeien', size: 311, noted: '2022-11-20T06:00:07Z' },
    { party: '300', size: 87, noted: '2022-11-20T07:00:02Z' },
  ],
};

function cell(party: string, records: number, state: MonthCell['state']): MonthCell {
  const files = state === 'none' ? 0 : 1;
  const reached = (...states: readonly MonthCell['state'][]) => (states.includes(state) ? files : 0);
  return {
    party,
    files,
    records,
    collected: reached('collected', 'receipted', 'late', 'purged'),
    receipted: reached('receipted', 'purged'),
    late: reached('late'),
    purged: reached('purged'),
    state,
  };
}

function row(month: string, received: number, held: number, states: readonly MonthCell['state'][]): MonthRow {
  const returned = received > 40 ? 1 : 0;
  const delivered = received - held - returned;
  const share = Math.floor(delivered / insurers.length);
  return {
    month,
    flow: {
      received,
      delivered,
      held,
      returned,
      alreadyKnown: 0,
      superseded: 0,
      balanced: true,
      files: received === 0 ? 0 : 1,
    },
    cells: insurers.map((party, index) => {
      const state = states[index] ?? 'receipted';
      const records = index === 0 ? delivered - share * (insurers.length - 1) : share;
      return cell(party, state === 'none' ? 0 : records, state);
    }),
    late: received === 0,
    due: `${month}-28`,
  };
}

const months: readonly MonthRow[] = [
  row(
    '2022-11',
    0,
    0,
    Array.from(insurers, () => 'none' as const),
  ),
  row('2022-10', 43, 3, [
    'collected',
    'receipted',
    'late',
    'delivered',
    'receipted',
    'collected',
    'receipted',
  ]),
  row('2022-09', 38, 0, ['receipted', 'receipted', 'late', 'receipted']),
  ...['08', '07', '06', '05', '04', '03', '02', '01'].map((number, index) =>
    row(`2022-${number}`, 31 + 2 * index, 0, []),
  ),
];

const purge: readonly PurgeEntry[] = months
  .filter(({ flow }) => flow.files > 0)
  .map(({ month }): PurgeEntry => {
    const held = month === '2022-02';
    return {
      month,
      received: `${month}-17`,
      lastDay: `${month.replace('2022', '2028')}-17`,
      heldUntil: held ? '2029-06-30' : null,
      purgedAt: null,
      state: held ? 'held' : 'kept',
    };
  })
  .toReversed();

export const exampleOperatorView: OperatorView = {
  ...frame,
  channel: { open: true, lastDay: '2022-12-31', daysLeft: 41, points: '26, 27' },
  term: { first: '2021-12-22', last: '2022-12-31' },
  parties: [
    { party: '100', name: 'Christian mutualities' },
    { party: '200', name: 'Neutral mutualities' },
    { party: '300', name: 'Socialist mutualities' },
    { party: '400', name: 'Liberal mutualities' },
    { party: '500', name: 'Independent mutualities' },
    { party: '600', name: 'CAAMI, auxiliary fund' },
    { party: '900', name: 'HR Rail' },
  ],
  upstream: { party: 'opgroeien', name: 'Agentschap Opgroeien regie' },
  months,
  chosenMonth: '2022-10',
  held: {
    total: 3,
    bands: [
      { from: 0, to: 30 },
      { from: 31, to: 60 },
      { from: 61, to: null },
    ],
    groups: [
      { reason: 'multiple-insurers', byAge: [0, 1, 0] },
      { reason: 'no-insurer', byAge: [1, 0, 1] },
    ],
  },
  sessions: {
    gatewayHere: true,
    gateway: [{ account: 'insurer-300', party: '300', address: '192.0.2.30', since: '2022-11-21T08:01:12Z' }],
    page: [{ account: 'an-peeters', party: 'inami', address: '127.0.0.1', since: '2022-11-21T08:04:50Z' }],
  },
  refusedLogins: {
    days: Array.from({ length: 30 }, (_, index) => ({
      day: Temporal.PlainDate.from('2022-10-23').add({ days: index }).toString(),
      count: { 11: 14, 12: 3, 27: 1 }[index] ?? 0,
    })),
    reasons: [
      { reason: 'wrong-factor', count: 15 },
      { reason: 'nothing-proven', count: 3 },
    ],
  },
  accounts: { pending: 1, active: 9, disabled: 1, revoked: 2 },
  ledger,
  purge: { entries: purge, through: '2029-06-30', points: '12, 24' },
  holds: [
    { month: '2022-02', until: '2029-06-30', placedBy: 'an-peeters', confirmedBy: 'jan-claes' },
    { month: '2022-04', until: '2029-01-31', placedBy: 'jan-claes', confirmedBy: null },
  ],
  overdue: [
    {
      what: 'receipt',
      month: '2022-09',
      from: '300',
      parcel: 'passerelle_21-250_2022-09_inami_300_0009.xml.pgp',
      due: '2022-11-04',
    },
    { what: 'month', month: '2022-11', from: 'opgroeien', parcel: null, due: '2022-11-20' },
  ],
  health: [
    { item: 'channel', state: 'good', count: null },
    { item: 'clock', state: 'good', count: null },
    { item: 'ledger-whole', state: 'good', count: null },
    { item: 'ledger-key', state: 'good', count: null },
    { item: 'witnessed', state: 'good', count: null },
    { item: 'gateway', state: 'good', count: null },
    { item: 'purge', state: 'good', count: null },
    { item: 'held', state: 'bad', count: 1 },
    { item: 'overdue', state: 'attention', count: 2 },
    { item: 'figures', state: 'good', count: null },
  ],
};

export const exampleEvidenceView: EvidenceView = {
  ...frame,
  viewer: { account: 'els-maes', role: 'auditor' },
  ledger,
  documents: [
    {
      document: 'statement',
      links: [
        { href: '/evidence/statement.txt', form: 'text' },
        { href: '/evidence/statement.json', form: 'json' },
      ],
    },
    { document: 'checkpoint', links: [{ href: '/evidence/checkpoint.txt', form: 'text' }] },
    { document: 'ledger-export', links: [{ href: '/evidence/ledger.jsonl', form: 'jsonl' }] },
    { document: 'purge-certificate', links: [] },
    { document: 'compliance-matrix', links: [{ href: '/evidence/compliance.txt', form: 'text' }] },
    {
      document: 'closure-report',
      links: [
        { href: '/evidence/closure-report.html', form: 'html' },
        { href: '/evidence/closure-report.json', form: 'json' },
      ],
    },
  ],
};
