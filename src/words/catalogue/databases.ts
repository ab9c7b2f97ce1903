/** What is said of databases and backups. */

import type { Translations } from './translations.ts';

export const databases: Translations = {
  'Another run is under way on this database.': [
    'Une autre exécution est en cours sur cette base de données.',
    'Er loopt al een andere uitvoering op deze databank.',
  ],
  'Nothing was changed. Wait until it has ended; a run that died leaves no lock behind.': [
    'Rien n’a été modifié. Attendez qu’elle soit terminée ; une exécution interrompue ne laisse aucun verrou.',
    'Er is niets gewijzigd. Wacht tot ze beëindigd is; een afgebroken uitvoering laat geen vergrendeling achter.',
  ],
  'The database has form {0}; this program knows forms up to {1}.': [
    'La base de données a la forme {0} ; ce programme connaît les formes jusqu’à {1}.',
    'De databank heeft vorm {0}; dit programma kent vormen tot {1}.',
  ],
  'Nothing was changed. Use the program that wrote it, or a newer one.': [
    'Rien n’a été modifié. Employez le programme qui l’a écrite, ou un plus récent.',
    'Er is niets gewijzigd. Gebruik het programma dat ze geschreven heeft, of een recenter.',
  ],
  'The database belongs to {0} "{1}"; this program runs as {2} "{3}".': [
    'La base de données appartient à {0} « {1} » ; ce programme s’exécute comme {2} « {3} ».',
    'De databank behoort tot {0} «{1}»; dit programma wordt uitgevoerd als {2} «{3}».',
  ],
  'Nothing was changed. Check the path in the config, and whether this is a rehearsal.': [
    'Rien n’a été modifié. Vérifiez le chemin dans la configuration, et s’il s’agit d’une répétition.',
    'Er is niets gewijzigd. Controleer het pad in de configuratie, en of dit een repetitie is.',
  ],
  'A row of the database is not in the form this program writes.': [
    'Une ligne de la base de données n’a pas la forme que ce programme écrit.',
    'Een rij van de databank heeft niet de vorm die dit programma schrijft.',
  ],
  'Something changed the database from outside: restore the last backup.': [
    'Quelque chose a modifié la base de données de l’extérieur : restaurez la dernière sauvegarde.',
    'Iets heeft de databank van buitenaf gewijzigd: zet de laatste back-up terug.',
  ],
  'The database cannot be created at {0}.': [
    'La base de données ne peut être créée à l’emplacement {0}.',
    'De databank kan niet worden aangemaakt op {0}.',
  ],
  'Nothing was changed. Check that the folder exists and that this user may write to it.': [
    'Rien n’a été modifié. Vérifiez que le dossier existe et que cet utilisateur peut y écrire.',
    'Er is niets gewijzigd. Controleer of de map bestaat en of deze gebruiker erin mag schrijven.',
  ],
  'Others than its owner may open the database {0}.': [
    'D’autres que son propriétaire peuvent ouvrir la base de données {0}.',
    'Anderen dan de eigenaar kunnen databank {0} openen.',
  ],
  'Nothing was read. Run: chmod 600 {0}': [
    'Rien n’a été lu. Exécutez : chmod 600 {0}',
    'Er is niets gelezen. Voer uit: chmod 600 {0}',
  ],
  'There is no database at {0}.': [
    'Il n’y a pas de base de données à l’emplacement {0}.',
    'Er is geen databank op {0}.',
  ],
  'Nothing was created. Check the path in the config; a new site makes its database with init.': [
    'Rien n’a été créé. Vérifiez le chemin dans la configuration ; un nouveau site crée sa base de données par init.',
    'Er is niets aangemaakt. Controleer het pad in de configuratie; een nieuwe site maakt haar databank aan met init.',
  ],
  'The site has moved from this file to {0}.': [
    'Le site a quitté ce fichier pour {0}.',
    'De site is van dit bestand verhuisd naar {0}.',
  ],
  'Nothing was changed. Use the configuration that names the server under [store].': [
    'Rien n’a été modifié. Employez la configuration qui désigne le serveur sous [store].',
    'Er is niets gewijzigd. Gebruik de configuratie die de server aanwijst onder [store].',
  ],
  'Nothing was changed. Run the command again; if it lasts, see which process keeps the file open.': [
    'Rien n’a été modifié. Relancez la commande ; si cela persiste, cherchez quel processus garde le fichier ouvert.',
    'Er is niets gewijzigd. Voer het commando opnieuw uit; blijft het duren, zoek dan welk proces het bestand openhoudt.',
  ],
  'Nothing was changed. Free some space on its disk, and run the command again.': [
    'Rien n’a été modifié. Libérez de l’espace sur son disque, puis relancez la commande.',
    'Er is niets gewijzigd. Maak ruimte vrij op de schijf en voer het commando opnieuw uit.',
  ],
  'The database cannot be read or written.': [
    'La base de données ne peut être ni lue ni écrite.',
    'De databank kan niet worden gelezen of geschreven.',
  ],
  'Nothing was changed. Check its disk, its folder, and that this user owns both.': [
    'Rien n’a été modifié. Vérifiez son disque, son dossier, et que tous deux appartiennent à cet utilisateur.',
    'Er is niets gewijzigd. Controleer de schijf, de map, en of beide van deze gebruiker zijn.',
  ],
  'The file is damaged, or it is no database.': [
    'Le fichier est endommagé, ou ce n’est pas une base de données.',
    'Het bestand is beschadigd, of het is geen databank.',
  ],
  'Nothing was changed. Check the path in the config, then restore the last backup.': [
    'Rien n’a été modifié. Vérifiez le chemin dans la configuration, puis restaurez la dernière sauvegarde.',
    'Er is niets gewijzigd. Controleer het pad in de configuratie en zet daarna de laatste back-up terug.',
  ],
  'The site has moved from this file to a server.': [
    'Le site a quitté ce fichier pour un serveur.',
    'De site is van dit bestand naar een server verhuisd.',
  ],
  'The file is a database of another program.': [
    'Le fichier est une base de données d’un autre programme.',
    'Het bestand is een databank van een ander programma.',
  ],
  'Nothing was changed. Check the path in the config.': [
    'Rien n’a été modifié. Vérifiez le chemin dans la configuration.',
    'Er is niets gewijzigd. Controleer het pad in de configuratie.',
  ],
  'Another process reads the database: its log cannot be emptied.': [
    'Un autre processus lit la base de données : son journal ne peut être vidé.',
    'Een ander proces leest de databank: haar journaal kan niet worden geledigd.',
  ],
  'What was purged is purged, its key is gone. Run the purge again to clean the file as well.': [
    'Ce qui est purgé est purgé, sa clé n’existe plus. Relancez la purge pour nettoyer aussi le fichier.',
    'Wat gewist is, is gewist; de sleutel ervan bestaat niet meer. Voer de wissing opnieuw uit om ook het bestand op te schonen.',
  ],
  'lacks a file that its sums name': [
    'ne contient pas un fichier que ses sommes de contrôle mentionnent',
    'mist een bestand dat in de controlesommen vermeld staat',
  ],
  'was changed since it was made: {0}': [
    'a été modifiée depuis qu’elle a été faite : {0}',
    'werd gewijzigd sinds ze werd gemaakt: {0}',
  ],
  'does not say where its ledger stood': [
    'ne dit pas où en était son registre journal',
    'zegt niet hoe ver haar logboek stond',
  ],
  'the backup {0}': ['la sauvegarde {0}', 'de back-up {0}'],
  'Nothing was restored, and no site was changed. Take another backup.': [
    'Rien n’a été restauré, et aucun site n’a été modifié. Prenez une autre sauvegarde.',
    'Er is niets teruggezet, en geen site werd gewijzigd. Neem een andere back-up.',
  ],
  'at {0} has no file {1} that can be read': [
    'à l’emplacement {0} n’a pas de fichier {1} lisible',
    'op {0} heeft geen leesbaar bestand {1}',
  ],
  '{0} is still there': ['{0} existe encore', '{0} bestaat nog'],
  'Destroy it first: rm -rf, or with the disk.': [
    'Détruisez-la d’abord : rm -rf, ou avec le disque.',
    'Vernietig ze eerst: rm -rf, of samen met de schijf.',
  ],
  'the ledger knows of no backup {0} that still exists': [
    'le registre journal ne connaît aucune sauvegarde {0} qui existe encore',
    'het logboek kent geen back-up {0} die nog bestaat',
  ],
  'See: ledger list --event backup-made': [
    'Voir : ledger list --event backup-made',
    'Zie: ledger list --event backup-made',
  ],
  'Nothing was noted. {0}': ['Rien n’a été noté. {0}', 'Er is niets genoteerd. {0}'],
  '{0} is there already: no backup is overwritten': [
    '{0} existe déjà : aucune sauvegarde n’est écrasée',
    '{0} bestaat al: geen enkele back-up wordt overschreven',
  ],
  '{0} holds a private key, where a public one belongs': [
    '{0} contient une clé privée, là où il faut une clé publique',
    '{0} bevat een privésleutel waar een publieke sleutel hoort te staan',
  ],
  'No backup was made. Put the public key there.': [
    'Aucune sauvegarde n’a été faite. Mettez-y la clé publique.',
    'Er is geen back-up gemaakt. Zet de publieke sleutel daar.',
  ],
  'the ledger is broken at entry {0}': [
    'le registre journal est rompu à l’entrée {0}',
    'het logboek is verbroken bij inschrijving {0}',
  ],
  'See what «passerelle ledger verify» says, and keep the last good backup.': [
    'Voyez ce que dit « passerelle ledger verify », et gardez la dernière sauvegarde saine.',
    'Kijk wat «passerelle ledger verify» zegt, en bewaar de laatste goede back-up.',
  ],
  'A parcel stands under no data key.': [
    'Un fichier scellé ne relève d’aucune clé de données.',
    'Een verzegeld bestand staat onder geen enkele gegevenssleutel.',
  ],
  '{0} is not the file that the ledger tells of.': [
    '{0} n’est pas le fichier dont parle le registre journal.',
    '{0} is niet het bestand waarvan het logboek spreekt.',
  ],
  '{0} is there already: nothing is overwritten': [
    '{0} existe déjà : rien n’est écrasé',
    '{0} bestaat al: er wordt niets overschreven',
  ],
  'Stop the site, and put the old database (with -wal and -shm) aside: it may be evidence.': [
    'Arrêtez le site et mettez l’ancienne base de données de côté (avec -wal et -shm) : elle peut faire preuve.',
    'Stop de site en zet de oude databank (met -wal en -shm) opzij: ze kan een bewijsstuk zijn.',
  ],
};
