/** How what cannot be routed goes back under n° 21/250: data of its clause on returns. */

import type { ReturnRules } from './clause.ts';

export const returns: ReturnRules = {
  reader: {
    party: 'publisher',
    role: 'needs-evaluation',
    service: "service chargé de l'évaluation des besoins de soutien spécifiques",
  },
  reasons: {
    'ssin-unknown-to-cin': {
      says: 'the CIN does not know the number',
      heldFor: ['unknown-ssin'],
      overLastLimit: false,
    },
    'ssin-cancelled': {
      says: 'the number was cancelled',
      heldFor: ['cancelled-ssin'],
      overLastLimit: false,
    },
    'no-insurer-standing': {
      says: 'the CIN knows no insurer of the child',
      heldFor: ['no-insurer'],
      overLastLimit: false,
    },
    'several-insurers-standing': {
      says: 'the CIN knows more than one insurer of the child',
      heldFor: ['multiple-insurers'],
      overLastLimit: false,
    },
    'insurer-outside-channel': {
      says: 'the insurer of the child is none that the deliberation names',
      heldFor: ['insurer-not-served'],
      overLastLimit: false,
    },
    'record-never-disclosed': {
      says: 'it changes a record that was never passed on',
      heldFor: ['never-disclosed'],
      overLastLimit: false,
    },
    'held-too-long': {
      says: 'the time for which a record may wait is over',
      heldFor: null,
      overLastLimit: true,
    },
  },
};
