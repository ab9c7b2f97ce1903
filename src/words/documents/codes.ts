/** What codes of program and deliberation mean: why records were held or returned, what was refused, what happened. */

import type { Catalogue } from '../../pages/language.ts';

export const codes = {
  'unknown-ssin': {
    fr: 'NISS inconnu du CIN',
    nl: 'INSZ niet gekend door het NIC',
    en: 'SSIN unknown to the CIN',
  },
  'cancelled-ssin': { fr: 'NISS annulé', nl: 'INSZ geannuleerd', en: 'SSIN cancelled' },
  'no-insurer': {
    fr: 'Aucun organisme assureur connu',
    nl: 'Geen verzekeringsinstelling gekend',
    en: 'No insurer known',
  },
  'multiple-insurers': {
    fr: 'Plusieurs organismes assureurs',
    nl: 'Meerdere verzekeringsinstellingen',
    en: 'Several insurers',
  },
  'insurer-not-served': {
    fr: 'Organisme assureur hors du canal',
    nl: 'Verzekeringsinstelling buiten het kanaal',
    en: 'Insurer outside the channel',
  },
  'affiliation-unavailable': {
    fr: 'Le CIN n’a pas répondu',
    nl: 'Het NIC heeft niet geantwoord',
    en: 'The CIN did not answer',
  },
  'never-disclosed': {
    fr: 'Mutation d’une donnée jamais transmise',
    nl: 'Mutatie van een nooit doorgegeven gegeven',
    en: 'Change of a record never disclosed',
  },
  'ssin-unknown-to-cin': {
    fr: 'NISS inconnu du CIN',
    nl: 'INSZ niet gekend door het NIC',
    en: 'SSIN unknown to the CIN',
  },
  'ssin-cancelled': { fr: 'NISS annulé', nl: 'INSZ geannuleerd', en: 'SSIN cancelled' },
  'no-insurer-standing': {
    fr: 'Aucun organisme assureur connu',
    nl: 'Geen verzekeringsinstelling gekend',
    en: 'No insurer known',
  },
  'several-insurers-standing': {
    fr: 'Plusieurs organismes assureurs',
    nl: 'Meerdere verzekeringsinstellingen',
    en: 'Several insurers',
  },
  'insurer-outside-channel': {
    fr: 'Organisme assureur hors du canal',
    nl: 'Verzekeringsinstelling buiten het kanaal',
    en: 'Insurer outside the channel',
  },
  'record-never-disclosed': {
    fr: 'Mutation d’une donnée jamais transmise',
    nl: 'Mutatie van een nooit doorgegeven gegeven',
    en: 'Change of a record never disclosed',
  },
  'held-too-long': { fr: 'Délai d’attente dépassé', nl: 'Wachttijd verstreken', en: 'Held for too long' },
  'login-refused': { fr: 'Connexion refusée', nl: 'Aanmelding geweigerd', en: 'Login refused' },
  'parcel-refused': { fr: 'Fichier refusé', nl: 'Bestand geweigerd', en: 'File refused' },
  'receipt-refused': {
    fr: 'Accusé de réception refusé',
    nl: 'Ontvangstbewijs geweigerd',
    en: 'Receipt refused',
  },
  'checkpoint-refused': {
    fr: 'Point de contrôle refusé',
    nl: 'Controlepunt geweigerd',
    en: 'Checkpoint refused',
  },
  'consultation-refused': { fr: 'Consultation refusée', nl: 'Raadpleging geweigerd', en: 'Look-up refused' },
  'clock-refused': { fr: 'Horloge refusée', nl: 'Klok geweigerd', en: 'Clock refused' },
  'rewind-noticed': {
    fr: 'Registre journal en retard sur ses témoins',
    nl: 'Logboek achter op zijn getuigen',
    en: 'Ledger behind its witnesses',
  },
  'restore-acknowledged': {
    fr: 'Restauration reconnue',
    nl: 'Terugzetting erkend',
    en: 'Restore acknowledged',
  },
  'site-restored': {
    fr: 'Site restauré d’une sauvegarde',
    nl: 'Site teruggezet uit een back-up',
    en: 'Site restored from a backup',
  },
  'store-moved': { fr: 'Base de données déplacée', nl: 'Databank verplaatst', en: 'Database moved' },
  'volume-confirmed': {
    fr: 'Volume inhabituel confirmé',
    nl: 'Ongewoon volume bevestigd',
    en: 'Unusual volume confirmed',
  },
  'held-overdue': {
    fr: 'Mutations en attente depuis trop longtemps',
    nl: 'Mutaties te lang in wacht',
    en: 'Mutations held beyond a limit',
  },
  'account-revoked': { fr: 'Compte révoqué', nl: 'Account ingetrokken', en: 'Account revoked' },
  'deadline-missed': { fr: 'Échéance dépassée', nl: 'Termijn overschreden', en: 'Deadline missed' },
  'hold-placed': {
    fr: 'Suspension de la purge demandée',
    nl: 'Opschorting van de wissing gevraagd',
    en: 'Legal hold asked for',
  },
  'hold-confirmed': {
    fr: 'Suspension de la purge confirmée',
    nl: 'Opschorting van de wissing bevestigd',
    en: 'Legal hold confirmed',
  },
  'hold-lifted': {
    fr: 'Suspension de la purge levée',
    nl: 'Opschorting van de wissing opgeheven',
    en: 'Legal hold lifted',
  },
  'hold-expired': {
    fr: 'Suspension de la purge expirée',
    nl: 'Opschorting van de wissing verstreken',
    en: 'Legal hold expired',
  },
  possession: { fr: 'possession', nl: 'bezit', en: 'possession' },
  knowledge: { fr: 'connaissance', nl: 'kennis', en: 'knowledge' },
} as const satisfies Catalogue<string>;
