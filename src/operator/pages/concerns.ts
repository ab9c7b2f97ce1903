/** What somebody should do, the most pressing first: what stands at the top of the page on a Monday morning. */

import { counted, text } from '../../words/text.ts';
import type { HealthItem, OperatorView } from '../view.ts';
import type { Concern, ConcernRule, Todo } from './concern.ts';
import { overdue } from './late.ts';
import type { Speech } from './speech.ts';
import { healthItems } from './words.ts';

const restore: Todo = {
  says: text`Restore the newest backup, or read “After a restore” in docs/ledger.md.`,
};

/** In the order of what presses most among those of the same state. */
const rules: readonly ConcernRule[] = [
  closed,
  unwell,
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

/** Rules that say more of an item than that it is not well. */
const saysMore: Readonly<Partial<Record<HealthItem['item'], ConcernRule>>> = {
  clock: closed,
  'ledger-whole': closed,
  purge: purgeDue,
  held: heldTooLong,
  overdue,
};

const healthTodos: Readonly<Partial<Record<HealthItem['item'], Todo>>> = {
  'ledger-whole': restore,
  'ledger-key': { says: text`Make the key:`, command: 'passerelle keys generate ledger' },
  witnessed: { says: text`See that the other sites log in: checkpoints are exchanged at each meeting.` },
  gateway: { says: text`Start it, or look where it runs:`, command: 'passerelle serve' },
  figures: { says: text`See which month, and keep everything as it is:`, command: 'passerelle statement' },
};

/** Whatever is not well and of which no other rule speaks: a page never hides it. */
function unwell(view: OperatorView, speech: Speech): readonly Concern[] {
  return view.health.flatMap(({ item, state }): readonly Concern[] => {
    if (state === 'good' || (saysMore[item]?.(view, speech) ?? []).length > 0) return [];
    const { name, otherwise } = healthItems[item];
    const todo = healthTodos[item] ?? { says: text`See below.` };
    return [{ state, says: text`${name}: ${otherwise}.`, todo, part: 'health' }];
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

/** The last band is that of the records beyond the last limit; the one before, beyond the first. */
function heldTooLong({ held, channel }: OperatorView, { number }: Speech): readonly Concern[] {
  // Nobody can do anything about it once the channel is closed.
  if (!channel.open) return [];
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
