/** What each command is for, in a line. */

import type { Translations } from './translations.ts';

export const summaries: Translations = {
  'set up a site: configuration, folders, master key, ledger key, database': [
    'installer un site : configuration, dossiers, clé maîtresse, clé du registre journal, base de données',
    'richt een site in: configuratie, mappen, hoofdsleutel, logboeksleutel, databank',
  ],
  'generate and show the keys of the site': [
    'générer et montrer les clés du site',
    'maak en toon de sleutels van de site',
  ],
  'enrol, activate, restrict and revoke the accounts of the gateway': [
    'inscrire, activer, restreindre et révoquer les comptes de la passerelle',
    'schrijf accounts van de gateway in, activeer, beperk en trek ze in',
  ],
  'enrol and activate the people of this site who look records up or order a hold': [
    'inscrire et activer les personnes de ce site qui consultent des mutations ou ordonnent une suspension',
    'schrijf de mensen van deze site in die mutaties raadplegen of een opschorting bevelen, en activeer hen',
  ],
  'show in figures what publishing a file of evaluations would send': [
    'montrer en chiffres ce que publierait un fichier d’évaluations',
    'toon in cijfers wat de publicatie van een evaluatiebestand zou verzenden',
  ],
  'publish a month: select, sign, seal to the relay': [
    'publier un mois : sélectionner, signer, sceller pour le relais',
    'publiceer een maand: selecteer, onderteken, verzegel voor het relais',
  ],
  'run the gateway, and purge by schedule': [
    'exploiter la passerelle, et purger selon l’horaire',
    'laat de gateway draaien, en wis volgens het schema',
  ],
  'fetch what is new, route it to the insurers, seal and deliver': [
    'relever ce qui est nouveau, l’acheminer vers les organismes assureurs, sceller et transmettre',
    'haal op wat nieuw is, wijs het toe aan de verzekeringsinstellingen, verzegel en geef door',
  ],
  'list, retry and return the records for which there is no single insurer': [
    'énumérer, réessayer et renvoyer les mutations sans organisme assureur unique',
    'som de mutaties zonder één enkele verzekeringsinstelling op, probeer ze opnieuw of stuur ze terug',
  ],
  'fetch and open what lies ready at the relay, hand in receipts': [
    'relever et ouvrir ce qui est prêt au relais, remettre les accusés de réception',
    'haal op en open wat bij het relais klaarligt, geef ontvangstbewijzen af',
  ],
  'list the records that the relay could not route and gave back': [
    'énumérer les mutations que le relais n’a pu acheminer et a renvoyées',
    'som de mutaties op die het relais niet kon doorgeven en terugstuurde',
  ],
  'show where the channel, the months and the ledger stand': [
    'montrer où en sont le canal, les mois et le registre journal',
    'toon hoe het staat met het kanaal, de maanden en het logboek',
  ],
  'state in signed figures what became of each month; compare with another site': [
    'établir en chiffres signés ce que chaque mois est devenu ; comparer avec un autre site',
    'geef in ondertekende cijfers op wat er van elke maand geworden is; vergelijk met een andere site',
  ],
  'verify, read and audit the ledger, and prove it to others': [
    'vérifier, lire et contrôler le registre journal, et le prouver à d’autres',
    'verifieer, lees en audit het logboek, en bewijs het aan anderen',
  ],
  'show each clause and requirement, where it is enforced and which tests prove it': [
    'montrer chaque clause et exigence, où elle est appliquée et quels tests la prouvent',
    'toon elke clausule en vereiste, waar ze wordt afgedwongen en welke tests ze bewijzen',
  ],
  'write how the channel was used, for the evaluation of the committee': [
    'écrire comment le canal a servi, pour l’évaluation par le Comité',
    'schrijf hoe het kanaal werd gebruikt, voor de evaluatie door het Comité',
  ],
  'tell a child or its parents to whom its data were given': [
    'dire à un enfant ou à ses parents à qui ses données ont été communiquées',
    'zeg een kind of zijn ouders aan wie zijn gegevens werden meegedeeld',
  ],
  'look a child up, as a reader of this site and for a purpose of the deliberation': [
    'consulter les données d’un enfant, comme lecteur de ce site et pour une finalité de la délibération',
    'zoek een kind op, als lezer van deze site en voor een doeleinde van de beraadslaging',
  ],
  'destroy the data whose time is over, and certify it': [
    'détruire les données dont le délai est écoulé, et l’attester',
    'vernietig de gegevens waarvan de termijn verstreken is, en attesteer dat',
  ],
  'keep a month for a legal claim, by order of two operators': [
    'conserver un mois pour une action en justice, sur ordre de deux opérateurs',
    'bewaar een maand voor een rechtsvordering, op bevel van twee operatoren',
  ],
  'back up the site while it runs, and prove a backup': [
    'sauvegarder le site pendant qu’il fonctionne, et prouver une sauvegarde',
    'maak een back-up van de site terwijl ze draait, en bewijs een back-up',
  ],
  'put a backup in the place of a database that is lost': [
    'mettre une sauvegarde à la place d’une base de données perdue',
    'zet een back-up in de plaats van een verloren databank',
  ],
  'carry the site from its SQLite file to a PostgreSQL server': [
    'transférer le site de son fichier SQLite vers un serveur PostgreSQL',
    'breng de site over van haar SQLite-bestand naar een PostgreSQL-server',
  ],
  'grant the roles on the server their rights': [
    'accorder leurs droits aux rôles du serveur',
    'verleen de rollen op de server hun rechten',
  ],
  'live the whole life of the channel in a minute, with invented children': [
    'vivre toute la vie du canal en une minute, avec des enfants inventés',
    'beleef het hele leven van het kanaal in een minuut, met verzonnen kinderen',
  ],
};
