/** Who may look up what is kept under n° 21/250, and for which purposes: data of its clause on consultation. */

import type { ConsultationRules } from './clause.ts';

const purposes = {
  'increased-intervention': {
    fr: "octroi de l'intervention majorée pour les soins de santé",
    nl: 'toekenning van de verhoogde tegemoetkoming voor geneeskundige verzorging',
    en: 'granting the increased intervention for health care',
  },
  'fraud-verification': {
    fr: "investigation et vérification d'actes frauduleux",
    nl: 'onderzoek en verificatie van frauduleuze handelingen',
    en: 'investigating and verifying fraudulent acts',
  },
} as const;

const all = Object.keys(purposes);

export const consultation: ConsultationRules = {
  purposes,
  readers: [
    { party: 'relay', role: 'administrative-control', purposes: all, sees: ['periods', 'insurers'] },
    { party: 'recipient', role: 'insurability', purposes: all, sees: ['periods'] },
  ],
};
