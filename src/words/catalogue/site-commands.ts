/** What the commands for a site, its keys, its backups and its database say. */

import type { Translations } from './translations.ts';

export const siteCommands: Translations = {
  'make a backup in a folder of its own: database, configuration, public keys': [
    'faire une sauvegarde dans un dossier à part : base de données, configuration, clés publiques',
    'maak een back-up in een eigen map: databank, configuratie, publieke sleutels',
  ],
  'where it is to lie': ['où la placer', 'waar ze moet komen'],
  '\nNo process need be stopped. A backup holds neither the master key nor a private key: keep those apart.':
    [
      '\nAucun processus ne doit être arrêté. Une sauvegarde ne contient ni la clé maîtresse ni de clé privée : gardez-les à part.',
      '\nGeen enkel proces hoeft te stoppen. Een back-up bevat noch de hoofdsleutel noch een privésleutel: bewaar die apart.',
    ],
  'read every byte of a backup, with the master key of the site': [
    'lire chaque octet d’une sauvegarde, avec la clé maîtresse du site',
    'lees elke byte van een back-up, met de hoofdsleutel van de site',
  ],
  'the folder that «backup make» printed': [
    'le dossier affiché par « backup make »',
    'de map die «backup make» heeft getoond',
  ],
  'note in the ledger that a backup is no more: no certificate of a purge lists it then': [
    'noter dans le registre journal qu’une sauvegarde n’existe plus : aucun certificat de purge ne la mentionne alors',
    'noteer in het logboek dat een back-up niet meer bestaat: geen wissingscertificaat vermeldt ze dan nog',
  ],
  'its name, or the folder where it lay': [
    'son nom, ou le dossier où elle se trouvait',
    'haar naam, of de map waar ze stond',
  ],
  'Ledger head {0}:{1}. It still holds what is purged later: destroy it in time.': [
    'Tête du registre journal {0}:{1}. La sauvegarde contient encore ce qui sera purgé plus tard : détruisez-la à temps.',
    'Kop van het logboek {0}:{1}. De back-up bevat nog wat later gewist wordt: vernietig ze tijdig.',
  ],
  'Noted: {0} is no more.': ['Noté : {0} n’existe plus.', 'Genoteerd: {0} bestaat niet meer.'],
  'The backup is whole: {0} parcels read to their last byte.': [
    'La sauvegarde est intacte : {0} fichiers scellés lus jusqu’au dernier octet.',
    'De back-up is gaaf: {0} verzegelde bestanden tot de laatste byte gelezen.',
  ],
  'Head {0}:{1}': ['Tête {0}:{1}', 'Kop {0}:{1}'],
  'It knows {0}.': ['Elle connaît {0}.', 'Ze kent {0}.'],
  'Note: {0}': ['Remarque : {0}', 'Opmerking: {0}'],
  'openpgp (signs and opens), host (of the gateway), login (at the upstream gateway), ledger (signs checkpoints)':
    [
      'openpgp (signe et ouvre), host (de la passerelle), login (à la passerelle en amont), ledger (signe les points de contrôle)',
      'openpgp (ondertekent en opent), host (van de gateway), login (bij de bovenliggende gateway), ledger (ondertekent controlepunten)',
    ],
  'make a key where the configuration says, and its public half beside it (rehearsal: take the example key)':
    [
      'générer une clé là où le dit la configuration, et sa moitié publique à côté (répétition : reprendre la clé d’exemple)',
      'maak een sleutel waar de configuratie het zegt, en zijn publieke helft ernaast (repetitie: neem de voorbeeldsleutel)',
    ],
  '{0}, master (opens the database)': [
    '{0}, master (ouvre la base de données)',
    '{0}, master (opent de databank)',
  ],
  'openpgp: a key of RFC 9580, if the software of all the others knows it': [
    'openpgp : une clé de la RFC 9580, si les logiciels de tous les autres la connaissent',
    'openpgp: een sleutel volgens RFC 9580, als de software van alle anderen die kent',
  ],
  'print the public half of a key, to be handed to the others': [
    'afficher la moitié publique d’une clé, à remettre aux autres',
    'toon de publieke helft van een sleutel, om aan de anderen te geven',
  ],
  'list the fingerprints of all keys, ours and those of the others': [
    'énumérer les empreintes de toutes les clés, les nôtres et celles des autres',
    'som de vingerafdrukken van alle sleutels op, de onze en die van de anderen',
  ],
  'Made {0}': ['{0} est créé', '{0} is aangemaakt'],
  '{0} is there already': ['{0} existe déjà', '{0} bestaat al'],
  'It is not overwritten. Move it away first if you mean to replace it, and tell the others.': [
    'Le fichier n’est pas écrasé. Déplacez-le d’abord si vous voulez le remplacer, et avertissez les autres.',
    'Het bestand wordt niet overschreven. Verplaats het eerst als u het wilt vervangen, en verwittig de anderen.',
  ],
  'Public half {0}': ['Moitié publique {0}', 'Publieke helft {0}'],
  'Fingerprint {0}': ['Empreinte {0}', 'Vingerafdruk {0}'],
  whose: ['de qui', 'van wie'],
  key: ['clé', 'sleutel'],
  fingerprint: ['empreinte', 'vingerafdruk'],
  'the public half of the {0} key is damaged ({1})': [
    'la moitié publique de la clé {0} est endommagée ({1})',
    'de publieke helft van sleutel {0} is beschadigd ({1})',
  ],
  '{0} says nothing of a {1} key': ['{0} ne dit rien d’une clé {1}', '{0} zegt niets over een sleutel {1}'],
  'A {0} key is named under {1}, at a site that has one.': [
    'Une clé {0} se désigne sous {1}, à un site qui en a une.',
    'Een sleutel {0} wordt genoemd onder {1}, op een site die er een heeft.',
  ],
  '{0} reads the master key from a credential, not from a file': [
    '{0} lit la clé maîtresse dans un credential, pas dans un fichier',
    '{0} leest de hoofdsleutel uit een credential, niet uit een bestand',
  ],
  'Make it where systemd keeps it: head -c 32 /dev/urandom | base64': [
    'Générez-la là où systemd la garde : head -c 32 /dev/urandom | base64',
    'Maak ze waar systemd ze bewaart: head -c 32 /dev/urandom @ base64',
  ],
  'there is no public half of the {0} key at {1}': [
    'il n’y a pas de moitié publique de la clé {0} à l’emplacement {1}',
    'er is geen publieke helft van sleutel {0} op {1}',
  ],
  'Make the key with: passerelle keys generate {0}': [
    'Générez la clé avec : passerelle keys generate {0}',
    'Maak de sleutel met: passerelle keys generate {0}',
  ],
  'the same configuration, with [store] on a server instead of database': [
    'la même configuration, avec [store] sur un serveur au lieu de database',
    'dezelfde configuratie, met [store] op een server in plaats van database',
  ],
  '\nStop all processes of the site first. All tables are copied, read back and compared; then the file is closed\nfor good. It can be run again after anything that ended it. See docs/postgresql.md.':
    [
      '\nArrêtez d’abord tous les processus du site. Toutes les tables sont copiées, relues et comparées ; puis le fichier\nest fermé pour de bon. Peut être relancé quelle que soit l’interruption. Voir docs/postgresql.md.',
      '\nStop eerst alle processen van de site. Alle tabellen worden gekopieerd, teruggelezen en vergeleken; daarna wordt het\nbestand voorgoed gesloten. Kan na elke onderbreking opnieuw worden uitgevoerd. Zie docs/postgresql.md.',
    ],
  '{0} is not the configuration of this site on a server': [
    '{0} n’est pas la configuration de ce site sur un serveur',
    '{0} is niet de configuratie van deze site op een server',
  ],
  'Copy the configuration, take out the key database, and add a section [store] with kind = "postgres".': [
    'Copiez la configuration, retirez-en la clé database, et ajoutez une section [store] avec kind = "postgres".',
    'Kopieer de configuratie, haal de sleutel database eruit, en voeg een sectie [store] toe met kind = "postgres".',
  ],
  'The file is closed.': ['Le fichier est fermé.', 'Het bestand is gesloten.'],
  'Copied: {0}, {1} rows': ['Copié : {0}, {1} lignes', 'Gekopieerd: {0}, {1} rijen'],
  'Proven: {0}, {1} rows': ['Prouvé : {0}, {1} lignes', 'Bewezen: {0}, {1} rijen'],
  '{0} has moved: all that stood in the file stands on the server, row by row.': [
    '{0} est transféré : tout ce qui était dans le fichier est sur le serveur, ligne par ligne.',
    '{0} is overgebracht: alles wat in het bestand stond, staat op de server, rij per rij.',
  ],
  'SHA-256 over all tables {0}': ['SHA-256 de toutes les tables {0}', 'SHA-256 over alle tabellen {0}'],
  'From now on use --config {0}. The file still holds what is purged later: destroy it in time.': [
    'Employez désormais --config {0}. Le fichier contient encore ce qui sera purgé plus tard : détruisez-le à temps.',
    'Gebruik voortaan --config {0}. Het bestand bevat nog wat later gewist wordt: vernietig het tijdig.',
  ],
  'from {0}': ['de {0}', 'van {0}'],
  'to {0}': ['à {0}', 'aan {0}'],
  '\nNeeds the configuration and the master key of the site in their places, and no database in its own.': [
    '\nDemande la configuration et la clé maîtresse du site à leur place, et aucune base de données à la sienne.',
    '\nVraagt de configuratie en de hoofdsleutel van de site op hun plaats, en geen databank op de hare.',
  ],
  'Restored {0}: {1} parcels, each read to its last byte.': [
    '{0} restauré : {1} fichiers scellés, chacun lu jusqu’au dernier octet.',
    '{0} teruggezet: {1} verzegelde bestanden, elk tot de laatste byte gelezen.',
  ],
  'Head of the backup {0}:{1}': ['Tête de la sauvegarde {0}:{1}', 'Kop van de back-up {0}:{1}'],
  'What happened since the backup is unknown here: revoke again whom you had revoked, and see docs/every-site.md.':
    [
      'Ce qui s’est passé depuis la sauvegarde est inconnu ici : révoquez de nouveau ceux que vous aviez révoqués, et voyez docs/every-site.md.',
      'Wat sinds de back-up gebeurde, is hier niet gekend: trek opnieuw in wie u had ingetrokken, en zie docs/every-site.md.',
    ],
  'no gateway: purge by schedule only, also after the sunset and at an insurer': [
    'pas de passerelle : purger selon l’horaire seulement, aussi après la clôture et chez un organisme assureur',
    'geen gateway: alleen wissen volgens het schema, ook na de sluiting en bij een verzekeringsinstelling',
  ],
  'no purge: another process of the site does that': [
    'pas de purge : un autre processus du site s’en charge',
    'geen wissing: een ander proces van de site doet dat',
  ],
  'REHEARSAL: {0} listens on {1}, port {2}': [
    'RÉPÉTITION : {0} écoute sur {1}, port {2}',
    'REPETITIE: {0} luistert op {1}, poort {2}',
  ],
  '{0} listens on {1}, port {2}': ['{0} écoute sur {1}, port {2}', '{0} luistert op {1}, poort {2}'],
  'Host key {0}': ['Clé d’hôte {0}', 'Hostsleutel {0}'],
  '{0} purges by schedule': ['{0} purge selon l’horaire', '{0} wist volgens het schema'],
  'site of {0}, deliberation n° {1}': [
    'site {0}, délibération n° {1}',
    'site van {0}, beraadslaging nr. {1}',
  ],
  'REHEARSAL, {0}': ['RÉPÉTITION, {0}', 'REPETITIE, {0}'],
  'Ledger: {0} entries, head {1}:{2} of {3}': [
    'Registre journal : {0} entrées, tête {1}:{2} du {3}',
    'Logboek: {0} inschrijvingen, kop {1}:{2} van {3}',
  ],
  'Ledger: {0} entries, head {1}:{2}': [
    'Registre journal : {0} entrées, tête {1}:{2}',
    'Logboek: {0} inschrijvingen, kop {1}:{2}',
  ],
  'Checkpoint of {0}: {1} entries, since {2}': [
    'Point de contrôle de {0} : {1} entrées, depuis le {2}',
    'Controlepunt van {0}: {1} inschrijvingen, sinds {2}',
  ],
  'Held: {0} records; returned to the publisher: {1}': [
    'En attente : {0} mutations ; renvoyées à l’émetteur : {1}',
    'Wachtend: {0} mutaties; teruggestuurd naar de verzender: {1}',
  ],
  'Returned by the relay: {0} records': [
    'Renvoyées par le relais : {0} mutations',
    'Teruggestuurd door het relais: {0} mutaties',
  ],
  'Kept from the purge: {0} until {1}, by {2} and {3}': [
    'Purge suspendue : {0} jusqu’au {1}, par {2} et {3}',
    'Wissing opgeschort: {0} tot {1}, door {2} en {3}',
  ],
  'Not there yet: {0}': ['Pas encore présent : {0}', 'Nog niet aanwezig: {0}'],
  'from {0} {1}': ['de {0} {1}', 'van {0} {1}'],
  'to {0} {1}': ['à {0} {1}', 'aan {0} {1}'],
  'Last sequence numbers: {0}': ['Derniers numéros de suite : {0}', 'Laatste volgnummers: {0}'],
  'Parcels by month, as parcels/collected/receipted:': [
    'Fichiers par mois : envoyés/retirés/accusés :',
    'Bestanden per maand: verzonden/afgehaald/ontvangst bevestigd:',
  ],
  'Note: the channel ends after {0}, within {1} days.': [
    'Remarque : le canal prend fin après le {0}, dans les {1} jours.',
    'Opmerking: het kanaal eindigt na {0}, binnen {1} dagen.',
  ],
  'today is the last day': ['c’est aujourd’hui le dernier jour', 'vandaag is de laatste dag'],
  '{0} days left, today included': [
    'encore {0} jours, aujourd’hui inclus',
    'nog {0} dagen, vandaag inbegrepen',
  ],
  'The channel is open until {0} (points {1}): {2}.': [
    'Le canal est ouvert jusqu’au {0} (points {1}) : {2}.',
    'Het kanaal is open tot en met {0} (punten {1}): {2}.',
  ],
  'give the database roles passerelle_gateway and passerelle_relay their rights, and no more': [
    'donner leurs droits aux rôles passerelle_gateway et passerelle_relay de la base de données, et rien de plus',
    'geef de databankrollen passerelle_gateway en passerelle_relay hun rechten, en niet meer',
  ],
  '\nFor the owner of the tables; again after each new release. See docs/postgresql.md.': [
    '\nPour le propriétaire des tables ; de nouveau après chaque version. Voir docs/postgresql.md.',
    '\nVoor de eigenaar van de tabellen; opnieuw na elke nieuwe versie. Zie docs/postgresql.md.',
  ],
  'the state of this site stands in a file: who may open it is up to its mode': [
    'l’état de ce site se trouve dans un fichier : qui peut l’ouvrir dépend de son mode',
    'de toestand van deze site staat in een bestand: wie het mag openen, hangt af van zijn modus',
  ],
  'Roles are for a site on a server: see docs/postgresql.md.': [
    'Les rôles sont pour un site sur un serveur : voir docs/postgresql.md.',
    'Rollen zijn voor een site op een server: zie docs/postgresql.md.',
  ],
  'Granted: {0}': ['Accordé : {0}', 'Verleend: {0}'],
};
