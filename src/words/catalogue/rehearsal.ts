/** What the rehearsal says. */

import type { Translations } from './translations.ts';

export const rehearsal: Translations = {
  'its root': ['sa racine', 'de wortel'],
  'Nothing was selected. Correct the export at its source and try again.': [
    'Rien n’a été sélectionné. Corrigez l’exportation à sa source et réessayez.',
    'Er is niets geselecteerd. Verbeter de export bij de bron en probeer opnieuw.',
  ],
  'The inside of ssh2 is not as the gateway expects it.': [
    'L’intérieur de ssh2 n’est pas tel que la passerelle l’attend.',
    'De binnenkant van ssh2 is niet zoals de gateway verwacht.',
  ],
  'the relay': ['le relais', 'het relais'],
  'a login at the gateway': ['une connexion à la passerelle', 'een aanmelding bij de gateway'],
  '{0} is not empty, and no rehearsal made it': [
    '{0} n’est pas vide, et aucune répétition ne l’a créé',
    '{0} is niet leeg, en geen repetitie heeft het gemaakt',
  ],
  'Name another folder with --folder. Nothing was changed.': [
    'Désignez un autre dossier avec --folder. Rien n’a été modifié.',
    'Wijs een andere map aan met --folder. Er is niets gewijzigd.',
  ],
  'Opgroeien selects and publishes': [
    'Opgroeien sélectionne et publie',
    'Opgroeien selecteert en publiceert',
  ],
  'INAMI fetches with two factors, routes and delivers': [
    'l’INAMI relève avec deux facteurs, achemine et transmet',
    'het RIZIV haalt op met twee factoren, wijst toe en geeft door',
  ],
  'insurer {0} collects': [
    'l’organisme assureur {0} retire ses fichiers',
    'verzekeringsinstelling {0} haalt op',
  ],
  'INAMI returns what the CIN does not know, and Opgroeien collects it': [
    'l’INAMI renvoie ce que le CIN ne connaît pas, et Opgroeien le retire',
    'het RIZIV stuurt terug wat het NIC niet kent, en Opgroeien haalt het op',
  ],
  '{0} published': ['{0} publiées', '{0} gepubliceerd'],
  '{0} delivered': ['{0} transmises', '{0} doorgegeven'],
  '{0} held': ['{0} en attente', '{0} wachtend'],
  '{0} returned': ['{0} renvoyées', '{0} teruggestuurd'],
  '{0} receipts': ['{0} accusés de réception', '{0} ontvangstbewijzen'],
  'sunset: after {0} the relay may not run, and a login is refused': [
    'clôture : après le {0}, le relais ne peut plus fonctionner, et une connexion est refusée',
    'sluiting: na {0} mag het relais niet meer werken, en wordt een aanmelding geweigerd',
  ],
  'closure report of the relay, in three languages and signed': [
    'rapport de clôture du relais, en trois langues et signé',
    'eindverslag van het relais, in drie talen en ondertekend',
  ],
  'purge on {0}': ['purge du {0}', 'wissing op {0}'],
  'purge on {0}: {1} data keys destroyed, {2} left': [
    'purge du {0} : {1} clés de données détruites, {2} restantes',
    'wissing op {0}: {1} gegevenssleutels vernietigd, {2} over',
  ],
  'ledgers verified': ['registres journaux vérifiés', 'logboeken geverifieerd'],
  '{0} ledgers verified, {1} entries': [
    '{0} registres journaux vérifiés, {1} entrées',
    '{0} logboeken geverifieerd, {1} inschrijvingen',
  ],
  'a child held since March, unknown to the CIN, gets an insurer': [
    'un enfant en attente depuis mars, inconnu du CIN, reçoit un organisme assureur',
    'een kind dat sinds maart wacht, niet gekend bij het NIC, krijgt een verzekeringsinstelling',
  ],
  'a child of January changes to insurer {0}': [
    'un enfant de janvier passe à l’organisme assureur {0}',
    'een kind van januari gaat over naar verzekeringsinstelling {0}',
  ],
  'its recognition ends early: the correction goes to the insurer that was told in January': [
    'sa reconnaissance prend fin plus tôt : la correction va à l’organisme assureur informé en janvier',
    'zijn erkenning eindigt vroeger: de correctie gaat naar de verzekeringsinstelling die in januari werd ingelicht',
  ],
  'the recognition of a child of February is withdrawn': [
    'la reconnaissance d’un enfant de février est retirée',
    'de erkenning van een kind van februari wordt ingetrokken',
  ],
  'a child held since April, whose number the CIN does not know, goes back to Opgroeien': [
    'un enfant en attente depuis avril, dont le CIN ne connaît pas le numéro, retourne à Opgroeien',
    'een kind dat sinds april wacht, waarvan het NIC het nummer niet kent, gaat terug naar Opgroeien',
  ],
  'Opgroeien corrects a digit of the number that came back, and publishes the child anew': [
    'Opgroeien corrige un chiffre du numéro renvoyé, et publie l’enfant de nouveau',
    'Opgroeien verbetert een cijfer van het teruggestuurde nummer, en publiceert het kind opnieuw',
  ],
  'REHEARSAL: it is {0}. Both gateways are up. Log in by key and password, or by password and code.': [
    'RÉPÉTITION : nous sommes le {0}. Les deux passerelles sont ouvertes. Connectez-vous par clé et mot de passe, ou par mot de passe et code.',
    'REPETITIE: het is {0}. Beide gateways staan open. Meld u aan met sleutel en wachtwoord, of met wachtwoord en code.',
  ],
  'This month’s parts lie ready for the insurers. Nobody has collected them yet: that is left to you.': [
    'Les fichiers de ce mois sont prêts pour les organismes assureurs. Personne ne les a encore retirés : c’est à vous de le faire.',
    'De bestanden van deze maand liggen klaar voor de verzekeringsinstellingen. Niemand heeft ze al afgehaald: dat is aan u.',
  ],
  'gateway of {0}   {1}:{2}   host key {3}': [
    'passerelle de {0}   {1}:{2}   clé d’hôte {3}',
    'gateway van {0}   {1}:{2}   hostsleutel {3}',
  ],
  'Codes change every thirty seconds and serve once: press Enter for new ones, Ctrl-C to end.': [
    'Les codes changent toutes les trente secondes et servent une fois : Entrée pour de nouveaux codes, Ctrl-C pour terminer.',
    'Codes veranderen elke dertig seconden en dienen één keer: druk op Enter voor nieuwe, op Ctrl-C om te eindigen.',
  ],
  'new': ['nouvelles', 'nieuwe'],
  corrected: ['corrigées', 'verbeterd'],
  released: ['réglées', 'afgehandeld'],
  receipts: ['accusés', 'bewijzen'],
  'REHEARSAL of deliberation n° {0}: {1} invented children': [
    'RÉPÉTITION de la délibération n° {0} : {1} enfants inventés',
    'REPETITIE van beraadslaging nr. {0}: {1} verzonnen kinderen',
  ],
  'Published {0} = delivered {1} + returned {2} + still held {3}; collected by the insurers: {4}': [
    '{0} publiées = {1} transmises + {2} renvoyées + {3} encore en attente ; retirées par les organismes assureurs : {4}',
    '{0} gepubliceerd = {1} doorgegeven + {2} teruggestuurd + {3} nog wachtend; afgehaald door de verzekeringsinstellingen: {4}',
  ],
  'Purged on {0}: {1} data keys with {2} records, over all sites; {3} keys left': [
    'Purge du {0} : {1} clés de données avec {2} mutations, tous sites confondus ; {3} clés restantes',
    'Gewist op {0}: {1} gegevenssleutels met {2} mutaties, over alle sites; {3} sleutels over',
  ],
  'Ledgers verified: {0} entries': [
    'Registres journaux vérifiés : {0} entrées',
    'Logboeken geverifieerd: {0} inschrijvingen',
  ],
  'Closure report of the relay, for the committee (point 27):': [
    'Rapport de clôture du relais, pour le Comité (point 27) :',
    'Eindverslag van het relais, voor het Comité (punt 27):',
  ],
  'Look into it:': ['Pour y regarder de plus près :', 'Om het van naderbij te bekijken:'],
  '  npm start -- --stay    keeps both gateways up for your own sftp client': [
    '  npm start -- --stay    garde les deux passerelles ouvertes pour votre propre client sftp',
    '  npm start -- --stay    houdt beide gateways open voor uw eigen sftp-client',
  ],
  'over {0} days': ['plus de {0} jours', 'meer dan {0} dagen'],
  code: ['code', 'code'],
};
