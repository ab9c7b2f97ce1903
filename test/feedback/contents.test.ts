import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasCode } from '../../src/errors.ts';
import { feedbackContents } from '../../src/feedback/contents.ts';
import type { ReturnedMutation } from '../../src/feedback/feedback-file.ts';
import {
  child,
  deliberation,
  month,
  mutation,
  openChannel,
  publisher,
  type TestChannel,
} from '../support/channel.ts';
import { headerFor } from '../support/monthly-files.ts';

let channel: TestChannel;
const january = month('2022-01');
const published = [1, 2].map((number) => mutation('new', child(number), '2022-01-01'));

beforeEach(async () => {
  channel = await openChannel();
  await channel.publish(january, published);
});

afterEach(() => channel.close());

function returned(number: number, of = published[number - 1]): ReturnedMutation {
  if (of === undefined) throw new RangeError(String(number));
  return { ...of, number, reason: 'no-insurer-standing' };
}

async function take(items: readonly ReturnedMutation[], of = january) {
  const contents = feedbackContents({ ...channel.site(publisher), deliberation });
  const reception = await contents.receive(headerFor(items, { month: of }));
  await reception.take(items);
  return reception;
}

it('takes what was published, and notes each record at its place', async () => {
  const { id: origin } = (await channel.site(publisher).store.parcels({}))[0] ?? { id: '' };
  const reception = await take([returned(1), returned(2)]);
  const place = { parcel: origin, block: 0, reason: 'no-insurer-standing', feedback: 'parcel' };
  expect([...reception.changes('parcel')]).toEqual([
    { change: 'add-returned', returned: { ...place, slot: 0 } },
    { change: 'add-returned', returned: { ...place, slot: 1 } },
  ]);
});

it.each<[string, () => readonly ReturnedMutation[]]>([
  ['a number beyond the month', () => [returned(3, published[1])]],
  ['another child', () => [returned(1, published[1])]],
  ['another operation', () => [returned(1, mutation('withdrawal', child(1), '2022-01-01'))]],
  ['another last day', () => [returned(1, mutation('new', child(1), '2022-01-01', '2022-06-30'))]],
  ['records out of order', () => [returned(2), returned(1)]],
  ['a record twice', () => [returned(1), returned(1)]],
])('refuses %s', async (_case, items) => {
  await expect(take(items())).rejects.toSatisfy((error) => hasCode(error, 'feedback-file-invalid'));
});

it('refuses records of a month that was not published', async () => {
  await expect(take([returned(1)], month('2022-02'))).rejects.toSatisfy((error) =>
    hasCode(error, 'feedback-file-invalid'),
  );
});

it('refuses a record that was returned before', async () => {
  await channel.relay();
  await channel.giveBack(['2022-01/1'], 'ssin-unknown-to-cin');
  await channel.collect(publisher);
  await expect(take([returned(1), returned(2)])).rejects.toSatisfy(
    (error) =>
      hasCode(error, 'feedback-file-invalid') && /2022-01\/1 was returned before/.test(error.message),
  );
  await take([returned(2)]);
});
