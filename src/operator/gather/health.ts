/** What is looked at, as a table: each thing with what is wrong with it. */

import type { HealthItem, OperatorView } from '../view.ts';

/** All of the view but its health, and what else is known of the site. */
export type Examined = Omit<OperatorView, 'health'> & {
  /** False where the site has no key to sign checkpoints with. */
  readonly hasLedgerKey: boolean;
};

/** How many things are wrong, how bad that is, and whether the number says anything. */
interface Finding {
  readonly wrong: number;
  readonly weight: 'attention' | 'bad';
  readonly counted: boolean;
}

const yesOrNo = (isWrong: boolean, weight: Finding['weight']): Finding => ({
  wrong: Number(isWrong),
  weight,
  counted: false,
});
const number = (wrong: number, weight: Finding['weight']): Finding => ({ wrong, weight, counted: true });

const examinations: Readonly<Record<HealthItem['item'], (view: Examined) => Finding>> = {
  // That a channel has ended as the law says is no illness.
  channel: ({ channel }) => yesOrNo(!channel.open && channel.reason === 'not-yet', 'attention'),
  clock: ({ channel }) => yesOrNo(!channel.open && channel.reason === 'clock-ran-back', 'bad'),
  'ledger-whole': ({ channel }) => yesOrNo(!channel.open && channel.reason === 'ledger-rewound', 'bad'),
  'ledger-key': ({ hasLedgerKey }) => yesOrNo(!hasLedgerKey, 'attention'),
  witnessed: ({ ledger }) => yesOrNo(ledger.checkpoint === null, 'attention'),
  gateway: ({ channel, place, sessions }) =>
    yesOrNo(channel.open && place !== 'recipient' && !sessions.gatewayHere, 'attention'),
  purge: ({ purge }) => number(purge.entries.filter(({ state }) => state === 'due').length, 'bad'),
  // Nobody can do anything about what is held once the channel is closed.
  held: ({ channel, held }) => number(channel.open ? heldTooLong(held) : 0, 'bad'),
  overdue: ({ overdue }) => number(overdue.length, 'attention'),
  figures: ({ months }) => number(months.filter(({ flow }) => !flow.balanced).length, 'bad'),
};

/** Records in the last band of ages, beyond every limit. */
function heldTooLong({ groups }: OperatorView['held']): number {
  return groups.reduce((sum, { byAge }) => sum + (byAge.at(-1) ?? 0), 0);
}

export function healthOf(view: Examined): readonly HealthItem[] {
  return Object.entries(examinations).map(([name, examine]) => {
    const { wrong, weight, counted } = examine(view);
    return {
      item: itemNamed(name),
      state: wrong === 0 ? 'good' : weight,
      count: counted && wrong > 0 ? wrong : null,
    };
  });
}

function itemNamed(name: string): HealthItem['item'] {
  if (isItem(name)) return name;
  throw new RangeError(name);
}

function isItem(name: string): name is HealthItem['item'] {
  return Object.hasOwn(examinations, name);
}
