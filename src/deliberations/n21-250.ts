/**
 * Deliberation n° 21/250 of 22 December 2021 (CSI/CSSS/21/480), as data. Nothing but data stands here,
 * and none of these facts stands anywhere else.
 */

import type { InsurerCode } from '../people/insurer.ts';
import type { Clause, Party } from './clause.ts';
import type { RaisedScoresDeliberation } from './n21-250-clauses.ts';
import { consultation } from './n21-250-consultation.ts';
import { returns } from './n21-250-returns.ts';

const adopted = '2021-12-22';
const entitlingIncapacity = 66;
const excludedFirstPillarPoints = 4;

/** A clause that has held unchanged since the deliberation was adopted. */
function clause<Value>(points: string, says: string, value: Value, ourDecision?: string): Clause<Value> {
  const values = [{ from: adopted, value }];
  return ourDecision === undefined ? { says, points, values } : { says, points, ourDecision, values };
}

function insurer(code: string, name: string, fr: string, nl: string): Party & { readonly id: InsurerCode } {
  return { id: code as InsurerCode, name, identifier: code, spoken: { fr, nl, en: name } };
}

export const n21250: RaisedScoresDeliberation = {
  number: '21/250',
  adopted,
  reference: 'CSI/CSSS/21/480',
  title:
    'Communication of personal data by the Agentschap Opgroeien regie to the National Institute for ' +
    'Health and Disability Insurance, to grant the increased intervention to certain disabled children',
  flow: 'raised-scores',

  publisher: clause('7, 25', 'Opgroeien makes the data available on an SFTP server of its own.', {
    id: 'opgroeien',
    name: 'Agentschap Opgroeien regie',
    identifier: '0886886638',
    spoken: {
      fr: 'Agence Opgroeien regie',
      nl: 'Agentschap Opgroeien regie',
      en: 'Agentschap Opgroeien regie',
    },
  }),
  relay: clause('7, 12, 25', 'INAMI fetches the data and passes them on by an SFTP server of its own.', {
    id: 'inami',
    name: 'INAMI (RIZIV), Administrative Control Service',
    identifier: '0206653946',
    spoken: {
      fr: 'INAMI, Service du contrôle administratif',
      nl: 'RIZIV, Dienst voor administratieve controle',
      en: 'INAMI (RIZIV), Administrative Control Service',
    },
  }),
  recipients: clause(
    '11, 12, 25',
    'Each insurer reaches the data of its own members only.',
    [
      insurer('100', 'Christian mutualities', 'Mutualités chrétiennes', 'Christelijke mutualiteiten'),
      insurer('200', 'Neutral mutualities', 'Mutualités neutres', 'Neutrale ziekenfondsen'),
      insurer('300', 'Socialist mutualities', 'Mutualités socialistes', 'Socialistische mutualiteiten'),
      insurer('400', 'Liberal mutualities', 'Mutualités libérales', 'Liberale mutualiteiten'),
      insurer('500', 'Independent mutualities', 'Mutualités libres', 'Onafhankelijke ziekenfondsen'),
      insurer('600', 'CAAMI, auxiliary fund', 'CAAMI, caisse auxiliaire', 'HZIV, hulpkas'),
      insurer('900', 'HR Rail', 'HR Rail', 'HR Rail'),
    ],
    'The text says «les organismes assureurs»; the list is that of eHealth `InsuranceOrgType`.',
  ),
  readers: clause(
    '11',
    'Only the Administrative Control Service and the insurability services of the insurers read the data.',
    [
      { party: 'relay', role: 'administrative-control', service: 'Service du contrôle administratif' },
      { party: 'recipient', role: 'insurability', service: "service chargé de l'assurabilité" },
    ],
  ),
  undertakingRequired: clause('11', 'All readers are bound by a duty of confidentiality.', true),
  purpose: clause('18, 19', 'The data serve to grant the increased intervention to these children.', {
    code: 'increased-intervention',
    text: "octroi de l'intervention majorée pour les soins de santé",
  }),
  consultation: clause(
    '11, 12, 18, 19, 24',
    'While the data are kept, their readers look records up to grant the right and to verify fraudulent acts.',
    consultation,
    'The text names readers and purposes; that an insurer sees no other insurer follows from points 11 and 25.',
  ),
  neutralPurpose: clause(
    '25',
    'The insurer is traced by information of the CIN.',
    { code: 'insurability', text: 'affiliation on a day' },
    'The question to the CIN must not itself disclose the category: it carries SSIN and day only.',
  ),
  intermediariesExcluded: clause('7, 25', 'In this phase the Crossroads Bank does not intervene.', ['bcss']),
  applicableLaw: clause('28, 29', 'The parties take account of these rules in full.', [
    'minimum security norms of the general coordination committee of the Crossroads Bank',
    'law of 15 January 1990 on the Crossroads Bank for Social Security',
    'Regulation (EU) 2016/679 (GDPR)',
    'law of 30 July 2018 on the protection of natural persons with regard to personal data',
  ]),
  lawfulBasis: clause('15', 'Necessary for a legal obligation of the controller.', 'GDPR article 6(1)(c)'),
  origin: clause(
    '13, 16',
    'Opgroeien collected the data when it evaluated the specific support need (zorgtoeslag); it belongs ' +
      'to the social security network by the royal decree of 16 January 2002.',
    'decree of 27 April 2018, article 16; order of the Flemish Government of 7 December 2018',
  ),
  onwardExchange: clause(
    'footnote 2',
    'Between INAMI and the insurers no deliberation is required in principle.',
    'royal decree of 4 February 1997, article 2',
  ),

  dataSubjects: clause(
    '3, 6, 9, 22',
    'Only children who are not known already are sent, and only those whom the raise brings to the right.',
    `children below ${excludedFirstPillarPoints} points in the first pillar, raised to ` +
      `${entitlingIncapacity} % or more by the conditions met`,
  ),
  entitlingIncapacity: clause(
    '2, 9, 20',
    'An incapacity of at least 66 % opens the right.',
    entitlingIncapacity,
  ),
  excludedFirstPillarPoints: clause(
    '3, 6, 9, 22',
    'Children with four points or more in the first pillar are already known and are not sent.',
    excludedFirstPillarPoints,
  ),
  conditions: clause('5, footnote 1', 'The conditions that raise the percentage.', {
    a: 'severe symptoms in spite of the available treatment',
    b: 'treatment very constraining and complex for the child and its circle',
    c: 'stability ceaselessly threatened by recurring complications',
    d: 'chronic damage to organs developing in spite of adapted treatment',
    e: 'life expectancy affected',
  }),
  raiseByConditionsMet: clause(
    '5',
    'Percentage points added for zero to five conditions met: four give 15, five give 20.',
    [0, 0, 0, 0, 15, 20],
  ),
  greatestIncapacity: clause(
    '5',
    'A percentage.',
    100,
    'The text sets no ceiling; an incapacity is never over 100 %.',
  ),
  fields: clause('11, 23', 'Per child: the social security number and the applicable period. Nothing else.', [
    { name: 'ssin', required: true },
    { name: 'startDateRecognition', required: true },
    { name: 'endDateRecognition', required: false },
  ]),
  frequency: clause('7', 'The data are collected each month.', 'monthly'),
  volume: clause('6, 22', 'About thirty children a year.', { childrenPerYear: 30 }),
  volumeCeiling: clause(
    '6, 22',
    'A month out of proportion to the expected volume needs a confirmation.',
    { recordsPerMonth: 10 },
    'Four times the monthly share of thirty a year.',
  ),
  routing: clause('25', 'The competent insurer is traced by information of the CIN: exactly one.', {
    source: 'cin',
    insurersPerChild: 1,
  }),
  heldLimits: clause(
    '25',
    'A record without an insurer waits, and is told of when it has waited too long.',
    ['P31D', 'P62D'],
    'The text names no limit: after a month the relay is warned, after two it must act.',
  ),
  returns: clause(
    '25',
    'A record for which no insurer is found goes back to the publisher, who knows it already.',
    returns,
    'The text is silent on what cannot be routed: data must be accurate (GDPR article 5(1)(d)), and only ' +
      'the publisher can correct them. It learns nothing of the insurers.',
  ),
  factorKinds: clause('25', 'At least two factors, one possessed and one known, on both servers.', [
    'possession',
    'knowledge',
  ] as const),

  retention: clause(
    '12, 24',
    'INAMI and the insurers keep the data six years: the five years after which fraud is prescribed, and ' +
      'one more to investigate.',
    { duration: 'P6Y', anchor: 'receipt' },
    'The text names no starting point: the six years run from receipt at each holder (at Opgroeien, from ' +
      'publication), each mutation on its own.',
  ),
  transit: clause(
    '18',
    'A collected file leaves the transit server.',
    { duration: 'P90D' },
    'The text names no period; sites may configure another.',
  ),
  legalHold: clause(
    '12, 24',
    'A month that a legal claim needs is kept beyond its time, by order of two, with a reason and an end.',
    { longest: 'P1Y' },
    'The text knows no exception; data are kept for legal claims under GDPR articles 17(3)(e) and 18(2), as briefly ' +
      'and as openly as can be.',
  ),
  logRetention: clause(
    '18, 28',
    'The log is kept.',
    { duration: 'P10Y' },
    'The text names no period; ten years by analogy with n° 12/039, point 24.',
  ),
  deadlines: clause(
    '7, 25',
    'Each month has its file, which is taken in and receipted.',
    { publication: 'P1M', takingIn: 'P7D', receipt: 'P7D' },
    'The text says «chaque mois»: a file is due within its month; each further step has a week, so that what is missing shows while the channel can still make it good.',
  ),
  lastDay: clause(
    '26, 27, decision',
    'The deliberation ceases in all cases to have effect on this day, which is its last.',
    '2022-12-31',
  ),
  sunsetWarnings: clause(
    '26, 27',
    'The parties prepare for the end, of which they are told so many days before.',
    [90, 30, 7, 1],
    'The text names no warning.',
  ),
  successor: clause('26', 'Afterwards only the message A652 through the Crossroads Bank.', {
    message: 'A652',
    through: 'BCSS',
    from: '2023-01-01',
  }),
  evaluation: clause(
    '27',
    'The practice is documented and submitted to the evaluation of the chamber.',
    'Information Security Committee, chamber for social security and health',
  ),
};
