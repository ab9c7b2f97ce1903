/** Random histories: at most a year of months, a few children, and whatever may happen to them. */

import fc from 'fast-check';
import type { Happening } from './reference.ts';

const children = ['A', 'B'];

/** Two periods that never overlap, and their last days. */
const lastDays: Readonly<Record<string, readonly string[]>> = {
  '2020-01-01': ['2020-06-30', '2020-12-31'],
  '2022-01-01': ['2022-06-30', '2022-12-31', 'open'],
};

const answers = [
  ...['100', '300', '300', '900'],
  ...['unknown-ssin', 'no-insurer', 'multiple-insurers', 'cancelled-ssin', 'affiliation-unavailable'],
];

/** A happening without its date; dates are given when the order is known. */
type Planned =
  | Extract<Happening, { happens: 'evaluated' | 'misstated' | 'published' }>
  | {
      readonly happens: 'affiliated';
      readonly child: string;
      readonly inDays: number;
      readonly answer: string;
    }
  | { readonly happens: 'relayed' };

/** Most children have an insurer when a history begins. */
const beginnings: readonly Planned[] = [
  { happens: 'affiliated', child: 'A', inDays: 0, answer: '100' },
  { happens: 'affiliated', child: 'B', inDays: 0, answer: '300' },
];

const anyChild = fc.constantFrom(...children);
const anyRecord = fc.tuple(anyChild, fc.constantFrom(...Object.keys(lastDays))).chain(([child, first]) =>
  fc.record({
    record: fc.constant(`${child} ${first}`),
    last: fc.constantFrom(...(lastDays[first] ?? [])),
  }),
);

/** What happens next. A month is mostly relayed as soon as it is published. */
const anyPlan: fc.Arbitrary<readonly Planned[]> = fc.oneof(
  { weight: 6, arbitrary: anyRecord.map((said): Planned[] => [{ happens: 'evaluated', ...said }]) },
  {
    weight: 3,
    arbitrary: anyRecord.map(({ record }): Planned[] => [
      { happens: 'evaluated', record, last: 'not entitled' },
    ]),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(anyChild, fc.constantFrom(0, 0, 0, 1, 40), fc.constantFrom(...answers))
      .map(([child, inDays, answer]): Planned[] => [{ happens: 'affiliated', child, inDays, answer }]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(anyRecord, fc.constantFrom('new' as const, 'correction' as const, 'withdrawal' as const))
      .map(([said, operation]): Planned[] => [{ happens: 'misstated', operation, ...said }]),
  },
  { weight: 5, arbitrary: fc.constant<Planned[]>([{ happens: 'published' }, { happens: 'relayed' }]) },
  { weight: 1, arbitrary: fc.constant<Planned[]>([{ happens: 'published' }]) },
  { weight: 1, arbitrary: fc.constant<Planned[]>([{ happens: 'relayed' }]) },
);

/** In 2022: months that are published in order, runs of the relay on days that go by. Ends with a run. */
export const anyHistory: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(fc.subarray([...beginnings]), fc.array(anyPlan, { maxLength: 50, size: 'max' }))
  .map(([beginning, plans]) => dated([...beginning, ...plans.flat(), { happens: 'relayed' }]));

function dated(plans: readonly Planned[]): readonly Happening[] {
  let month = 0;
  let today = Temporal.PlainDate.from('2022-01-01');
  return plans.flatMap((plan): Happening[] => {
    switch (plan.happens) {
      case 'published': {
        month += 1;
        if (month > 12) return [];
        const begins = Temporal.PlainDate.from({ year: 2022, month, day: 1 });
        if (Temporal.PlainDate.compare(begins, today) > 0) today = begins;
        return [{ happens: 'published' }];
      }
      case 'relayed':
        return [{ happens: 'relayed', day: today.toString() }];
      case 'affiliated': {
        const { inDays, ...affiliated } = plan;
        return [{ ...affiliated, from: today.add({ days: inDays }).toString() }];
      }
      default:
        return [plan];
    }
  });
}

/** A history as a person would tell it, a line for each happening. */
export function toldAsStory(history: readonly Happening[]): string {
  return history.map((happening) => Object.values(happening).join(' ')).join('\n');
}
