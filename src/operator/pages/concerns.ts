/** What somebody should do, the most pressing first: what stands at the top of the page on a Monday morning. */

import { counted, type Text, text } from '../../words/text.ts';
import type { HealthItem, OperatorView, OverdueView } from '../view.ts';
import type { Speech } from './speech.ts';
import { healthItems } from './words.ts';

export interface Concern {
  /** `bad`: somebody must act; `attention`: somebody should look. */
  readonly state: 'bad' | 'attention';
  readonly says: Text;
  readonly todo: Todo;
  /** The part of the page that shows it. */
  readonly part: string;
}

interface Todo {
  readonly says: Text;
  /** What to type at the site. */
  readonly command?: string;
}

const restore: Todo = {
  says: text`Restore the newest backup, or read “After a restore” in docs/ledger.md.`,
};

type Rule = (view: OperatorView, speech: Speech) => readonly Concern[];

/** In the order of what presses most among those of the same state. */
const rules: readonly Rule[] = [
  closed,
  health,
  purgeDue,
  overdue,
  heldTooLong,
  refusedLogins,
  holdRequests,
  sunset,
];

export function concernsOf(view: OperatorView, speech: Speech): readonly Concern[] {
  const all = rules.flatMap((rule) => rule(view, speech));
  return [...all.filter(({ state }) => state === 'bad'), ...all.filter(({ state }) => state === 'attention')];
}

/** A channel that is closed though its term runs. */
function closed({ channel }: OperatorView, { moment }: Speech): readonly Concern[] {
  if (channel.open) return [];
  const since = moment(channel.since);
  if (channel.reason === 'clock-ran-back') {
    return [
      {
        state: 'bad',
        says: text`The channel is closed: the clock runs behind the newest entry of the ledger, of ${since}.`,
        todo: { says: text`Set the clock of this machine right.` },
        part: 'health',
      },
    ];
  }
  if (channel.reason === 'ledger-rewound') {
    return [
      {
        state: 'bad',
        says: text`The channel is closed: since ${since} it is known that others hold more of this site’s ledger than there is here.`,
        todo: restore,
        part: 'ledger',
      },
    ];
  }
  return [];
}

/** Told elsewhere, with more to say than that something is wrong. */
const toldElsewhere: ReadonlySet<HealthItem['item']> = new Set([
  'channel',
  'clock',
  'purge',
  'held',
  'overdue',
]);

const healthTodos: Readonly<Partial<Record<HealthItem['item'], Todo>>> = {
  'ledger-whole': restore,
  'ledger-key': { says: text`Make the key:`, command: 'passerelle keys generate ledger' },
  witnessed: { says: text`See that the other sites log in: checkpoints are exchanged at each meeting.` },
  gateway: { says: text`Start it, or look where it runs:`, command: 'passerelle serve' },
  figures: { says: text`See which month, and keep everything as it is:`, command: 'passerelle statement' },
};

function health({ channel, health: items }: OperatorView): readonly Concern[] {
  const rewound = !channel.open && channel.reason === 'ledger-rewound';
  return items.flatMap(({ item, state }): readonly Concern[] => {
    if (state === 'good' || toldElsewhere.has(item) || (rewound && item === 'ledger-whole')) return [];
    const { name, otherwise } = healthItems[item];
    return [
      {
        state,
        says: text`${name}: ${otherwise}.`,
        todo: healthTodos[item] ?? { says: text`See below.` },
        part: 'health',
      },
    ];
  });
}

function purgeDue({ purge }: OperatorView, { month, ofMonth, number }: Speech): readonly Concern[] {
  const due = purge.entries.filter(({ state }) => state === 'due');
  const [first] = due;
  if (first === undefined) return [];
  return [
    {
      state: 'bad',
      says: counted(
        due.length,
        text`The data ${ofMonth(first.month)} are kept beyond their last day.`,
        text`The data of ${number(due.length)} months are kept beyond their last day, from ${month(first.month)} on.`,
      ),
      todo: { says: text`Purge them:`, command: 'passerelle purge' },
      part: 'purge',
    },
  ];
}

function overdue(view: OperatorView, speech: Speech): readonly Concern[] {
  return view.overdue.map((owed) =>
    owed.what === 'month' ? lateMonth(owed, view, speech) : lateReceipt(owed, view, speech),
  );
}

function lateMonth({ from, month, due }: OverdueView, view: OperatorView, speech: Speech): Concern {
  const own = from === view.site;
  return {
    state: 'bad',
    says: own
      ? text`The file ${speech.ofMonth(month)} is not published: it was due by ${speech.day(due)}.`
      : text`The file ${speech.ofMonth(month)} has not come from ${nameOf(from, view)}: it was due by ${speech.day(due)}.`,
    todo: own
      ? { says: text`Publish it:`, command: `passerelle publish ${month}` }
      : { says: text`Ask the sender, then run:`, command: 'passerelle relay' },
    part: 'months',
  };
}

function lateReceipt({ from, month, due }: OverdueView, view: OperatorView, speech: Speech): Concern {
  const cell = view.months.find((row) => row.month === month)?.cells.find(({ party }) => party === from);
  const waits = cell !== undefined && cell.collected < cell.files;
  return {
    state: 'attention',
    says: text`${nameOf(from, view)} owes a receipt for ${speech.month(month)} since ${speech.day(due)}.`,
    todo: {
      says: waits
        ? text`Nobody has collected the file yet: remind them, and see that their account works.`
        : text`The file was collected: ask them to hand in the receipt.`,
    },
    part: 'months',
  };
}

function nameOf(id: string, { parties, upstream }: OperatorView): string {
  const named = [...parties, ...(upstream === null ? [] : [upstream])].find(({ party }) => party === id);
  if (named === undefined) return id;
  return /^[0-9]+$/.test(id) ? `${id} (${named.name})` : named.name;
}

/** The last band is that of the records beyond the last limit; the one before, beyond the first. */
function heldTooLong({ held }: OperatorView, { number }: Speech): readonly Concern[] {
  return held.bands.flatMap(({ from }, band): readonly Concern[] => {
    const records = held.groups.reduce((sum, { byAge }) => sum + (byAge[band] ?? 0), 0);
    if (band === 0 || records === 0) return [];
    const last = band === held.bands.length - 1;
    const days = number(from - 1);
    return [
      {
        state: last ? 'bad' : 'attention',
        says: counted(
          records,
          text`${number(records)} record is held for more than ${days} days.`,
          text`${number(records)} records are held for more than ${days} days.`,
        ),
        todo: last
          ? { says: text`Give back what stays without an insurer:`, command: 'passerelle held return' }
          : { says: text`See why, and ask the CIN again:`, command: 'passerelle held' },
        part: 'held',
      },
    ];
  });
}

/** So many refusals in a week are more than slips of the finger. */
const manyRefusals = 10;

function refusedLogins({ refusedLogins: { days } }: OperatorView, { number }: Speech): readonly Concern[] {
  const week = days.slice(-7).reduce((sum, { count }) => sum + count, 0);
  if (week < manyRefusals) return [];
  return [
    {
      state: 'attention',
      says: text`${number(week)} logins were refused in the last seven days.`,
      todo: { says: text`See whose:`, command: 'passerelle ledger list --event login-refused' },
      part: 'access',
    },
  ];
}

function holdRequests({ holds }: OperatorView, { month }: Speech): readonly Concern[] {
  return holds
    .filter(({ confirmedBy }) => confirmedBy === null)
    .map(({ month: held, placedBy }) => ({
      state: 'attention',
      says: text`${placedBy} asks for a legal hold on ${month(held)}: it keeps nothing until a second operator confirms it.`,
      todo: { says: text`Confirm it or withdraw it:`, command: 'passerelle hold list' },
      part: 'purge',
    }));
}

/** Within so many days of the end the channel is being taken down. */
const endInSight = 30;

function sunset({ channel }: OperatorView, { number, day }: Speech): readonly Concern[] {
  if (!channel.open || channel.daysLeft > endInSight) return [];
  const left = counted(
    channel.daysLeft,
    text`Today is the last day of the channel.`,
    text`The channel ends after ${day(channel.lastDay)}: ${number(channel.daysLeft)} days are left, today included.`,
  );
  return [
    {
      state: 'attention',
      says: left,
      todo: { says: text`Bring everything through by then; afterwards nothing moves any more.` },
      part: 'sunset',
    },
  ];
}
