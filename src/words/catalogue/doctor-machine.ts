/** What the doctor says of configuration, clock, disk and database. */

import type { Translations } from './translations.ts';

export const doctorMachine: Translations = {
  'sound: {0}, under deliberation n° {1}': [
    'saine : {0}, sous la délibération n° {1}',
    'gezond: {0}, onder beraadslaging nr. {1}',
  ],
  '{0} (rehearsal)': ['{0} (répétition)', '{0} (repetitie)'],
  'this system keeps no modes of files': [
    'ce système ne connaît pas les droits sur les fichiers',
    'dit systeem kent geen rechten op bestanden',
  ],
  'only the owner may write there': [
    'seul le propriétaire peut y écrire',
    'alleen de eigenaar mag er schrijven',
  ],
  '{0} is no folder': ['{0} n’est pas un dossier', '{0} is geen map'],
  'Correct its path in the configuration.': [
    'Corrigez son chemin dans la configuration.',
    'Verbeter het pad in de configuratie.',
  ],
  '{0} can be written to by others than its owner': [
    'd’autres que son propriétaire peuvent écrire dans {0}',
    'anderen dan de eigenaar kunnen schrijven in {0}',
  ],
  'Run: chmod go-w {0}': ['Exécutez : chmod go-w {0}', 'Voer uit: chmod go-w {0}'],
  '{0} is not there yet': ['{0} n’existe pas encore', '{0} is er nog niet'],
  'It is made when it is needed first.': [
    'Il est créé dès qu’on en a besoin.',
    'Hij wordt gemaakt zodra hij nodig is.',
  ],
  '{0} MiB are free for {1}': ['{0} Mio sont libres pour {1}', '{0} MiB zijn vrij voor {1}'],
  'Free some space, or move the site to a larger disk, before the next month.': [
    'Libérez de la place ou déplacez le site vers un disque plus grand, avant le mois suivant.',
    'Maak ruimte vrij of verplaats de site naar een grotere schijf, vóór de volgende maand.',
  ],
  'Plan for more: a month that does not fit is refused whole.': [
    'Prévoyez-en plus : un mois qui ne tient pas est refusé en entier.',
    'Voorzie meer: een maand die niet past, wordt in haar geheel geweigerd.',
  ],
  'everything that this place needs is named': [
    'tout ce dont ce site a besoin est nommé',
    'alles wat deze plaats nodig heeft, is genoemd',
  ],
  'no OpenPGP key is named of {0}': [
    'aucune clé OpenPGP n’est nommée de {0}',
    'er is geen OpenPGP-sleutel genoemd van {0}',
  ],
  'Ask them for it, compare its fingerprint by telephone, and name it under [openpgp.correspondents].': [
    'Demandez-la, comparez son empreinte par téléphone et nommez-la sous [openpgp.correspondents].',
    'Vraag hem, vergelijk de vingerafdruk per telefoon en noem hem onder [openpgp.correspondents].',
  ],
  'no ledger key is named of {0}: their checkpoints cannot be held against them': [
    'aucune clé de registre journal n’est nommée de {0} : leurs points de contrôle ne peuvent leur être opposés',
    'er is geen logboeksleutel genoemd van {0}: hun controlepunten kunnen hun niet worden tegengeworpen',
  ],
  'Ask them for it (passerelle keys show ledger), and name it under [ledger.correspondents].': [
    'Demandez-la (passerelle keys show ledger) et nommez-la sous [ledger.correspondents].',
    'Vraag hem (passerelle keys show ledger) en noem hem onder [ledger.correspondents].',
  ],
  'there is no [upstream]: what the relay gives back cannot be fetched': [
    'il n’y a pas de [upstream] : ce que le relais rend ne peut être retiré',
    'er is geen [upstream]: wat het relais teruggeeft, kan niet worden afgehaald',
  ],
  'there is no [upstream]: nothing can be fetched': [
    'il n’y a pas de [upstream] : rien ne peut être retiré',
    'er is geen [upstream]: niets kan worden afgehaald',
  ],
  'there is no [collect]: what the relay gives back cannot be opened': [
    'il n’y a pas de [collect] : ce que le relais rend ne peut être ouvert',
    'er is geen [collect]: wat het relais teruggeeft, kan niet worden geopend',
  ],
  'there is no [affiliation]: nothing can be routed': [
    'il n’y a pas de [affiliation] : rien ne peut être acheminé',
    'er is geen [affiliation]: niets kan worden doorgestuurd',
  ],
  'the days of {0} are known': ['les jours de {0} sont connus', 'de dagen van {0} zijn bekend'],
  'this Node does not know the hours of {0}: days would begin at the wrong time': [
    'ce Node ne connaît pas les heures de {0} : les jours commenceraient au mauvais moment',
    'deze Node kent de uren van {0} niet: dagen zouden op het verkeerde tijdstip beginnen',
  ],
  'Use a Node with full ICU data, as nodejs.org builds it.': [
    'Utilisez un Node avec les données ICU complètes, comme celui de nodejs.org.',
    'Gebruik een Node met volledige ICU-gegevens, zoals die van nodejs.org.',
  ],
  'a rehearsal has a clock of its own': [
    'une répétition a sa propre horloge',
    'een repetitie heeft een eigen klok',
  ],
  'the clock follows a time server': ['l’horloge suit un serveur de temps', 'de klok volgt een tijdserver'],
  'whether the clock follows a time server cannot be seen from here': [
    'on ne voit pas d’ici si l’horloge suit un serveur de temps',
    'of de klok een tijdserver volgt, is van hieruit niet te zien',
  ],
  'Ask the system: timedatectl, or chronyc tracking.': [
    'Demandez-le au système : timedatectl ou chronyc tracking.',
    'Vraag het aan het systeem: timedatectl, of chronyc tracking.',
  ],
  'it is {0}; the ledger has no entry yet': [
    'il est {0} ; le registre journal n’a pas encore d’entrée',
    'het is {0}; het logboek heeft nog geen inschrijving',
  ],
  'it is {0} here, and the newest entry of the ledger is of {1}': [
    'il est {0} ici, et l’entrée la plus récente du registre journal est de {1}',
    'het is hier {0}, en de jongste inschrijving in het logboek is van {1}',
  ],
  'Set the clock right. If the ledger is wrong, it was written while a clock ran ahead: see docs/ledger.md.':
    [
      'Mettez l’horloge à l’heure. Si le registre journal a tort, il a été écrit quand une horloge avançait : voir docs/ledger.md.',
      'Zet de klok juist. Als het logboek verkeerd is, werd het geschreven toen een klok voorliep: zie docs/ledger.md.',
    ],
  'it is {0} here, {1} days after the newest entry of the ledger': [
    'il est {0} ici, {1} jours après l’entrée la plus récente du registre journal',
    'het is hier {0}, {1} dagen na de jongste inschrijving in het logboek',
  ],
  'Compare the clock with another: one that runs ahead has data purged before their time.': [
    'Comparez l’horloge à une autre : une horloge qui avance fait purger des données avant l’heure.',
    'Vergelijk de klok met een andere: een klok die voorloopt, laat gegevens te vroeg wissen.',
  ],
  'it is {0}, {1} days after the newest entry of the ledger': [
    'il est {0}, {1} jours après l’entrée la plus récente du registre journal',
    'het is {0}, {1} dagen na de jongste inschrijving in het logboek',
  ],
  'it opens, belongs to this site, and every page of it is whole': [
    'elle s’ouvre, appartient à ce site, et chacune de ses pages est entière',
    'ze gaat open, behoort tot deze site, en elke bladzijde ervan is gaaf',
  ],
  'it is damaged: {0}': ['elle est endommagée : {0}', 'ze is beschadigd: {0}'],
  'Stop the site, put the file aside as evidence, and restore the last backup.': [
    'Arrêtez le site, mettez le fichier de côté comme preuve et restaurez la dernière sauvegarde.',
    'Stop de site, leg het bestand opzij als bewijsstuk en zet de laatste back-up terug.',
  ],
  'its write-ahead log has grown to {0} MiB': [
    'son journal d’écriture anticipée a atteint {0} Mio',
    'haar write-ahead log is gegroeid tot {0} MiB',
  ],
  'A process reads from the database without end: see which, and stop it.': [
    'Un processus lit la base de données sans fin : voyez lequel et arrêtez-le.',
    'Een proces leest eindeloos uit de databank: zoek welk, en stop het.',
  ],
  'PostgreSQL {0} lets {1} in, and holds this site': [
    'PostgreSQL {0} admet {1} et contient ce site',
    'PostgreSQL {0} laat {1} toe en bevat deze site',
  ],
  '{0} is a member of neither role: it works as the owner of the tables, or not at all': [
    '{0} n’est membre d’aucun des deux rôles : il travaille comme propriétaire des tables, ou pas du tout',
    '{0} is lid van geen van beide rollen: hij werkt als eigenaar van de tabellen, of helemaal niet',
  ],
  'Let each process log in as a member of its role, and grant them: passerelle store grant.': [
    'Que chaque processus se connecte comme membre de son rôle, et accordez leurs droits : passerelle store grant.',
    'Laat elk proces zich aanmelden als lid van zijn rol, en ken de rechten toe: passerelle store grant.',
  ],
  '{0} works as {1}': ['{0} travaille comme {1}', '{0} werkt als {1}'],
  '{0} may change the ledger: {1}': [
    '{0} peut modifier le registre journal : {1}',
    '{0} kan het logboek wijzigen: {1}',
  ],
  'Take those rights away, as the owner of the tables: passerelle store grant.': [
    'Retirez ces droits, comme propriétaire des tables : passerelle store grant.',
    'Neem die rechten weg, als eigenaar van de tabellen: passerelle store grant.',
  ],
  'its form is the newest, {0}': ['sa forme est la plus récente, {0}', 'haar vorm is de nieuwste, {0}'],
  'its form is {0}, and this program writes {1}': [
    'sa forme est {0}, et ce programme écrit {1}',
    'haar vorm is {0}, en dit programma schrijft {1}',
  ],
  'Any command that works with the site brings it there; older programs do not open it afterwards. Back up first.':
    [
      'Toute commande qui travaille avec le site l’y amène ; les programmes plus anciens ne l’ouvrent plus ensuite. Faites d’abord une sauvegarde.',
      'Elk commando dat met de site werkt, brengt haar daar; oudere programma’s openen haar nadien niet meer. Maak eerst een back-up.',
    ],
  'The database has form {0}; this program writes form {1}.': [
    'La base de données a la forme {0} ; ce programme écrit la forme {1}.',
    'De databank heeft vorm {0}; dit programma schrijft vorm {1}.',
  ],
  'Nothing was changed. Any command that works with the site brings it to the new form.': [
    'Rien n’a été modifié. Toute commande qui travaille avec le site l’amène à la nouvelle forme.',
    'Er is niets gewijzigd. Elk commando dat met de site werkt, brengt haar naar de nieuwe vorm.',
  ],
};
