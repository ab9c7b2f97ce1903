/** Keys and enrolments that end on a day that is known beforehand, and when people are told. */

import type { PartyId } from '../deliberations/clause.ts';
import { type Text, text } from '../words/text.ts';
import type { Notice } from './notice.ts';

export interface Expiry {
  readonly what: 'openpgp-key' | 'card' | 'enrolment';
  /** Whose key or account it is. */
  readonly whose: PartyId;
  /** Tells it from others of its kind; never shown. */
  readonly subject: string;
  /** The last day on which it serves. */
  readonly lastDay: Temporal.PlainDate;
}

/** So many days before the end it is told, and once more when it is over. */
const warnings = [60, 30, 7, 1, -1];

type Wording = readonly [says: Text, todo: Text];

/** To the site's own people: of the site, and of a party by its name. To a party: of what is its own. */
interface Wordings {
  ours(lastDay: Temporal.PlainDate): Wording;
  theirs(lastDay: Temporal.PlainDate, name: string): Wording;
  yours(lastDay: Temporal.PlainDate): Wording;
}

const renew = text`Renew it with «passerelle account restrict» if it is still needed.`;
const nextCard = text`Enrol the certificate of the next card before that day: passerelle account add-certificate`;

const wordings: Readonly<Record<Expiry['what'], Wordings>> = {
  'openpgp-key': {
    ours: (lastDay) => [
      text`The OpenPGP key of this site serves until ${lastDay}.`,
      text`Make the next one and tell the others in time: docs/rotation.md.`,
    ],
    theirs: (lastDay, name) => [
      text`The OpenPGP key of ${name} serves until ${lastDay}.`,
      text`Ask for the next key, and compare its fingerprint by telephone.`,
    ],
    yours: (lastDay) => [
      text`Your OpenPGP key serves until ${lastDay}.`,
      text`Send us the public half of your next key, and compare its fingerprint with us by telephone.`,
    ],
  },
  card: {
    ours: (lastDay) => [
      text`The certificate of a card of this site’s people serves until ${lastDay}.`,
      nextCard,
    ],
    theirs: (lastDay, name) => [
      text`The certificate of a card of ${name} serves until ${lastDay}.`,
      nextCard,
    ],
    yours: (lastDay) => [
      text`The certificate of a card by which you log in serves until ${lastDay}.`,
      text`Have us enrol the certificate of the next card before that day.`,
    ],
  },
  enrolment: {
    ours: (lastDay) => [text`An account of this site’s people can log in until ${lastDay}.`, renew],
    theirs: (lastDay, name) => [text`An account of ${name} can log in until ${lastDay}.`, renew],
    yours: (lastDay) => [
      text`An account by which you log in serves until ${lastDay}.`,
      text`If it is still needed, ask us to renew it.`,
    ],
  },
};

/** One notice for each end that is near or past; `wordingOf` chooses who is spoken to. */
export function expiryNotices(
  expiries: readonly Expiry[],
  today: Temporal.PlainDate,
  wordingOf: (wordings: Wordings, expiry: Expiry) => Wording,
): readonly Notice[] {
  return expiries
    .toSorted((a, b) => Temporal.PlainDate.compare(a.lastDay, b.lastDay))
    .flatMap((expiry): readonly Notice[] => {
      const { what, subject, lastDay } = expiry;
      const { days } = today.until(lastDay, { largestUnit: 'days' });
      const reached = warnings.filter((within) => days <= within);
      if (reached.length === 0) return [];
      const [says, todo] = wordingOf(wordings[what], expiry);
      const ids = [`${what}/${subject}/${lastDay}/${Math.min(...reached)}`];
      return [{ topic: 'key-expiring', ids, says, todo }];
    });
}
