/** What the commands by which data move or go say. */

import type { Translations } from './translations.ts';

export const dataCommands: Translations = {
  'stay, collect and purge by schedule; secrets are asked once and stay in memory': [
    'rester en service, relever et purger selon l’horaire ; les secrets sont demandés une fois et restent en mémoire',
    'blijf actief, haal op en wis volgens het schema; geheimen worden één keer gevraagd en blijven in het geheugen',
  ],
  'Opened {0}': ['{0} est ouvert', '{0} is geopend'],
  'Nothing new.': ['Rien de nouveau.', 'Niets nieuws.'],
  '{0}: {1} records in {2}': ['{0} : {1} mutations dans {2}', '{0}: {1} mutaties in {2}'],
  'Receipt handed in for {0}': ['Accusé de réception remis pour {0}', 'Ontvangstbewijs afgegeven voor {0}'],
  'Collecting by schedule until stopped.': [
    'Relève selon l’horaire jusqu’à l’arrêt.',
    'Haalt op volgens het schema tot het gestopt wordt.',
  ],
  'the reference month, YYYY-MM': ['le mois de référence, AAAA-MM', 'de referentiemaand, JJJJ-MM'],
  'CSV file of all evaluations that stand': [
    'fichier CSV de toutes les évaluations en vigueur',
    'CSV-bestand van alle geldende evaluaties',
  ],
  'confirm a month out of proportion, by its total': [
    'confirmer un mois hors de proportion, par son total',
    'bevestig een maand buiten verhouding, met haar totaal',
  ],
  '\nA month with nothing to report is published too. A month is published once.': [
    '\nUn mois sans rien à communiquer est publié aussi. Un mois n’est publié qu’une fois.',
    '\nOok een maand zonder iets te melden wordt gepubliceerd. Een maand wordt één keer gepubliceerd.',
  ],
  'Published {0}': ['{0} est publié', '{0} is gepubliceerd'],
  '{0} was published before; nothing was changed.': [
    '{0} a déjà été publié ; rien n’a été modifié.',
    '{0} werd al gepubliceerd; er is niets gewijzigd.',
  ],
  '{0} new, {1} corrections, {2} withdrawals': [
    '{0} nouvelles, {1} corrections, {2} retraits',
    '{0} nieuwe, {1} correcties, {2} intrekkingen',
  ],
  'print a signed certificate of what was purged, with its proofs, for whoever asks': [
    'afficher un certificat signé de ce qui a été purgé, avec ses preuves, pour qui le demande',
    'toon een ondertekend certificaat van wat gewist werd, met de bewijzen, voor wie erom vraagt',
  ],
  'of one month': ['d’un mois', 'van één maand'],
  'of all months': ['de tous les mois', 'van alle maanden'],
  'of the certificate': ['du certificat', 'van het certificaat'],
  'verify a certificate of purges; needs no site': [
    'vérifier un certificat de purge ; ne demande pas de site',
    'verifieer een wissingscertificaat; heeft geen site nodig',
  ],
  'what «purge certificate» printed, in whichever format': [
    'ce qu’a affiché « purge certificate », quel qu’en soit le format',
    'wat «purge certificate» toonde, in eender welk formaat',
  ],
  'say of which purge: --month YYYY-MM, or --all': [
    'dites de quelle purge : --month YYYY-MM, ou --all',
    'zeg van welke wissing: --month YYYY-MM, of --all',
  ],
  'nothing was purged here': ['rien n’a été purgé ici', 'hier werd niets gewist'],
  'nothing was purged here of {0}': ['rien n’a été purgé ici de {0}', 'van {0} werd hier niets gewist'],
  'See what is kept until when: passerelle purge calendar': [
    'Voyez ce qui est conservé, et jusqu’à quand : passerelle purge calendar',
    'Bekijk wat tot wanneer bewaard wordt: passerelle purge calendar',
  ],
  '{0} names no ledger key: nothing can be signed': [
    '{0} ne désigne aucune clé de registre journal : rien ne peut être signé',
    '{0} noemt geen logboeksleutel: er kan niets worden ondertekend',
  ],
  'What was purged stands in the ledger (ledger list --event data-purged). To sign it, name a file as key under [ledger], and make it: passerelle keys generate ledger':
    [
      'Ce qui a été purgé figure au registre journal (ledger list --event data-purged). Pour le signer, désignez un fichier comme key sous [ledger], et générez la clé : passerelle keys generate ledger',
      'Wat gewist werd, staat in het logboek (ledger list --event data-purged). Noem, om het te ondertekenen, een bestand als key onder [ledger] en maak de sleutel: passerelle keys generate ledger',
    ],
  'it is no certificate, or its words were changed': [
    'ce n’est pas un certificat, ou ses mots ont été modifiés',
    'het is geen certificaat, of de woorden ervan werden gewijzigd',
  ],
  'none of the keys that were named signed it': [
    'aucune des clés désignées ne l’a signé',
    'geen van de genoemde sleutels heeft het ondertekend',
  ],
  'the checkpoint in it is not of the ledger of the site that signed it': [
    'son point de contrôle n’est pas du registre journal du site qui l’a signé',
    'het controlepunt erin is niet van het logboek van de site die het ondertekende',
  ],
  'an entry in it is not in the ledger, or is not what it is shown as': [
    'une entrée n’en figure pas au registre journal, ou n’est pas telle qu’elle y est montrée',
    'een inschrijving erin staat niet in het logboek, of is niet zoals ze getoond wordt',
  ],
  'what was purged was not kept as long as the deliberation says': [
    'ce qui a été purgé n’a pas été conservé aussi longtemps que le dit la délibération',
    'wat gewist werd, is niet zo lang bewaard als de beraadslaging zegt',
  ],
  'Signed by {0}; all of it stands in its ledger of {1} entries.': [
    'Signé par {0} ; tout ce qu’il contient figure à son registre journal de {1} entrées.',
    'Ondertekend door {0}; alles ervan staat in zijn logboek van {1} inschrijvingen.',
  ],
  '{0}, kept through {1}, was purged at {2}.': [
    '{0}, conservé jusqu’au {1} inclus, a été purgé le {2}.',
    '{0}, bewaard tot en met {1}, werd gewist op {2}.',
  ],
  '{0} copies of before may still hold some of it: the certificate lists them.': [
    '{0} copies antérieures peuvent encore en contenir une partie : le certificat les énumère.',
    '{0} eerdere kopieën kunnen er nog een deel van bevatten: het certificaat somt ze op.',
  ],
  'What the checkpoint says can be held against what others saw of that ledger: passerelle ledger audit': [
    'Ce que dit le point de contrôle peut être confronté à ce que d’autres ont vu de ce registre journal : passerelle ledger audit',
    'Wat het controlepunt zegt, kan worden vergeleken met wat anderen van dat logboek zagen: passerelle ledger audit',
  ],
  'show what is due, and leave it': [
    'montrer ce qui est échu, sans y toucher',
    'toon wat vervallen is, en laat het staan',
  ],
  '\nIt also takes collected parcels off the gateway once their time there is over.': [
    '\nRetire aussi de la passerelle les fichiers relevés dont le délai y est écoulé.',
    '\nNeemt ook afgehaalde bestanden van de gateway zodra hun tijd daar voorbij is.',
  ],
  'list until when each month is kept, and what will go while its period still runs': [
    'énumérer jusqu’à quand chaque mois est conservé, et ce qui partira alors que sa période court encore',
    'som op tot wanneer elke maand bewaard wordt, en wat verdwijnt terwijl de periode ervan nog loopt',
  ],
  'Nothing is due.': ['Rien n’est échu.', 'Er is niets vervallen.'],
  'Purged {0}, received on {1}: {2} records.': [
    '{0} purgé, reçu le {1} : {2} mutations.',
    '{0} gewist, ontvangen op {1}: {2} mutaties.',
  ],
  'Taken off the gateway: {0}': ['Retiré de la passerelle : {0}', 'Van de gateway genomen: {0}'],
  'Pruned the ledger: entries {0} to {1}, the last written on {2} (points {3}).': [
    'Registre journal épuré : entrées {0} à {1}, la dernière écrite le {2} (points {3}).',
    'Logboek opgeschoond: inschrijvingen {0} tot {1}, de laatste geschreven op {2} (punten {3}).',
  ],
  'These backups still hold what was pruned; note their end with «backup destroyed»: {0}': [
    'Ces sauvegardes contiennent encore ce qui a été épuré ; notez leur destruction avec « backup destroyed » : {0}',
    'Deze back-ups bevatten nog wat opgeschoond werd; noteer hun vernietiging met «backup destroyed»: {0}',
  ],
  'Note: {0} records of {1} go after {2} while their period still runs.': [
    'Remarque : {0} mutations de {1} partent après le {2} alors que leur période court encore.',
    'Opmerking: {0} mutaties van {1} verdwijnen na {2} terwijl hun periode nog loopt.',
  ],
  'Nothing is kept.': ['Rien n’est conservé.', 'Er wordt niets bewaard.'],
  'kept until': ['conservé jusqu’au', 'bewaard tot'],
  'held until': ['suspendu jusqu’au', 'opgeschort tot'],
  'stop the clock in the third month and keep both gateways up for visitors': [
    'arrêter l’horloge au troisième mois et garder les deux passerelles ouvertes aux visiteurs',
    'zet de klok stil in de derde maand en houd beide gateways open voor bezoekers',
  ],
  'where the sites of the rehearsal are made': [
    'où les sites de la répétition sont créés',
    'waar de sites van de repetitie worden gemaakt',
  ],
  'stay, and relay by schedule; secrets are asked once and stay in memory': [
    'rester en service, et acheminer selon l’horaire ; les secrets sont demandés une fois et restent en mémoire',
    'blijf actief, en geef door volgens het schema; geheimen worden één keer gevraagd en blijven in het geheugen',
  ],
  'Delivered {0}': ['{0} transmis', '{0} doorgegeven'],
  'Relaying by schedule until stopped.': [
    'Acheminement selon l’horaire jusqu’à l’arrêt.',
    'Geeft door volgens het schema tot het gestopt wordt.',
  ],
  'Held: {0} records': ['En attente : {0} mutations', 'Wachtend: {0} mutaties'],
  '{0}: {1} received, {2} delivered ({3}), {4} held, {5} released, {6} already known, {7} superseded': [
    '{0} : {1} reçues, {2} transmises ({3}), {4} en attente, {5} réglées plus tard, {6} déjà connues, {7} dépassées',
    '{0}: {1} ontvangen, {2} doorgegeven ({3}), {4} wachtend, {5} later afgehandeld, {6} reeds gekend, {7} achterhaald',
  ],
  'to nobody': ['à personne', 'aan niemand'],
  '{0}; {1} known to the CIN under another number': [
    '{0} ; {1} connues du CIN sous un autre numéro',
    '{0}; {1} bij het NIC gekend onder een ander nummer',
  ],
  records: ['mutations', 'mutaties'],
  'Note: {0}.': ['Remarque : {0}.', 'Opmerking: {0}.'],
};
