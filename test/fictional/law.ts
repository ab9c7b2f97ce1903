/**
 * INVENTED. A deliberation that the committee never took, so that tests can run a channel that is in force: other
 * parties, fields, periods and selection than any that there is, and a number that no deliberation bears. Its first
 * and last day are asked for, so that it never grows old; as the second data file of an institution would, it holds
 * nothing but data.
 */

import type { Clause, Deliberation, Party } from '../../src/deliberations/clause.ts';
import type { ClauseNameOf, Requirement } from '../../src/deliberations/requirement.ts';
import type { InsurerCode } from '../../src/people/insurer.ts';

/** What this deliberation says beyond what every one does: by what its publisher selects. */
export interface HeatingSupportDeliberation extends Deliberation {
  readonly flow: 'heating-support';
  /** Euros a month. */
  readonly largestIncome: Clause<number>;
}

/** First and last day of the channel, ISO 8601. */
export interface Days {
  readonly adopted: string;
  readonly lastDay: string;
}

function insurer(code: string, name: string): Party & { readonly id: InsurerCode } {
  return { id: code as InsurerCode, name, identifier: code };
}

export function heatingSupport({ adopted, lastDay }: Days): HeatingSupportDeliberation {
  function clause<Value>(points: string, says: string, value: Value, ourDecision?: string): Clause<Value> {
    const values = [{ from: adopted, value }];
    return ourDecision === undefined ? { says, points, values } : { says, points, ourDecision, values };
  }
  const dayAfter = Temporal.PlainDate.from(lastDay).add({ days: 1 }).toString();
  const purposes = {
    'heating-support': {
      fr: 'octroi d’un soutien inventé au chauffage',
      nl: 'toekenning van een verzonnen steun voor verwarming',
      en: 'granting an invented support for heating',
    },
  };
  return {
    number: '00/000',
    adopted,
    reference: 'INVENTED/00/000',
    title: 'Invented communication of data on an invented support, for tests only',
    flow: 'heating-support',

    publisher: clause('1', 'The invented fund makes the data available.', {
      id: 'warmfund',
      name: 'Invented Fund for Warm Houses',
      identifier: '0000000001',
      spoken: {
        fr: 'Fonds inventé des maisons chaudes',
        nl: 'Verzonnen Fonds voor warme huizen',
        en: 'Invented Fund for Warm Houses',
      },
    }),
    relay: clause('1', 'The invented exchange passes the data on.', {
      id: 'exchange',
      name: 'Invented Exchange',
      identifier: '0000000002',
      spoken: { fr: 'Échange inventé', nl: 'Verzonnen Wisselpunt', en: 'Invented Exchange' },
    }),
    recipients: clause('2', 'Two insurers take part.', [
      insurer('300', 'First insurer of the invention'),
      insurer('900', 'Second insurer of the invention'),
    ]),
    readers: clause('3', 'These services read the data.', [
      { party: 'relay', role: 'exchange-desk', service: 'invented desk of the exchange' },
      { party: 'recipient', role: 'counter', service: 'invented counter' },
    ]),
    undertakingRequired: clause('3', 'Readers sign an undertaking.', true),
    purpose: clause('4', 'The data serve to grant the support.', {
      code: 'heating-support',
      text: purposes['heating-support'].fr,
    }),
    consultation: clause('4', 'The readers look people up to grant the support.', {
      purposes,
      readers: [
        {
          party: 'relay',
          role: 'exchange-desk',
          purposes: ['heating-support'],
          sees: ['periods', 'code', 'insurers'],
        },
        { party: 'recipient', role: 'counter', purposes: ['heating-support'], sees: ['periods'] },
      ],
    }),
    neutralPurpose: clause('5', 'The question to the CIN says no more than that.', {
      code: 'membership',
      text: 'membership on a day',
    }),
    intermediariesExcluded: clause('1', 'Nobody stands between the parties.', []),
    applicableLaw: clause('9', 'These rules hold.', [
      'minimum security norms of the general coordination committee of the Crossroads Bank',
      'Regulation (EU) 2016/679 (GDPR)',
    ]),
    lawfulBasis: clause('4', 'Necessary for a task in the public interest.', 'GDPR article 6(1)(e)'),
    origin: clause('1', 'The fund has the data from its own files.', 'invented decree'),
    onwardExchange: clause('2', 'The exchange with the insurers is part of it.', 'this deliberation'),

    dataSubjects: clause('6', 'Only those below the income are sent.', 'people of an invented income'),
    largestIncome: clause('6', 'The largest monthly income with a right to the support.', 2000),
    fields: clause('7', 'Number, first day, last day and grade. Nothing else.', [
      { name: 'personNumber', required: true },
      { name: 'supportedFrom', required: true },
      { name: 'supportedUntil', required: false },
      { name: 'grade', required: true },
    ]),
    frequency: clause('1', 'The data are sent each month.', 'monthly'),
    volume: clause('6', 'A handful.', { childrenPerYear: 6 }),
    volumeCeiling: clause('6', 'More than these need a confirmation.', { recordsPerMonth: 2 }),
    routing: clause('5', 'By information of the CIN.', { source: 'cin', insurersPerChild: 1 }),
    heldLimits: clause('5', 'A record waits so long.', ['P10D', 'P20D']),
    returns: clause('5', 'What has no insurer goes back.', {
      reader: { party: 'publisher', role: 'file-desk', service: 'invented desk of the fund' },
      reasons: {
        'no-membership': {
          says: 'the CIN knows no insurer of the person',
          heldFor: ['no-insurer'],
          overLastLimit: false,
        },
      },
    }),
    factorKinds: clause('8', 'One factor possessed, one known.', ['possession', 'knowledge'] as const),

    retention: clause('9', 'The data are kept for eighteen months.', {
      duration: 'P18M',
      anchor: 'receipt',
    }),
    transit: clause('9', 'A collected file leaves the server.', { duration: 'P14D' }),
    legalHold: clause('9', 'A month may be held.', { longest: 'P3M' }),
    logRetention: clause('9', 'The log is kept.', { duration: 'P5Y' }),
    deadlines: clause('1', 'Steps are due.', { publication: 'P1M', takingIn: 'P3D', receipt: 'P3D' }),
    lastDay: clause('10', 'The channel ends after this day.', lastDay),
    sunsetWarnings: clause('10', 'The end is told of.', [14, 2]),
    successor: clause('10', 'Afterwards an invented message.', {
      message: 'Z001',
      through: 'invented bus',
      from: dayAfter,
    }),
    evaluation: clause('10', 'The practice is evaluated.', 'nobody: the deliberation is invented'),
  };
}

/** One requirement, which rests on every clause: what a real deliberation requires stands in many. */
export function requirementsOf(law: HeatingSupportDeliberation): readonly Requirement[] {
  const clauses = Object.entries(law).flatMap(([name, part]) => (typeof part === 'object' ? [name] : []));
  const names = clauses as readonly ClauseNameOf<HeatingSupportDeliberation>[];
  const says = 'An invented deliberation is run as it is written.';
  return [
    {
      id: 'Z01',
      points: '1–10',
      strength: 'stated',
      actors: ['all parties'],
      says,
      clauses: names,
      borneBy: 'software',
    },
  ];
}
