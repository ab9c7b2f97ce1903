/** What is said of a database on a PostgreSQL server. */

import type { Translations } from './translations.ts';

export const postgresql: Translations = {
  'The ledger is broken at entry {0}.': [
    'Le registre journal est rompu à l’entrée {0}.',
    'Het logboek is verbroken bij inschrijving {0}.',
  ],
  'The site was not moved: the file can be used as before. Look into it with: passerelle ledger verify': [
    'Le site n’a pas été déplacé : le fichier peut servir comme avant. Examinez-le avec : passerelle ledger verify',
    'De site werd niet verplaatst: het bestand kan gebruikt worden zoals voorheen. Onderzoek het met: passerelle ledger verify',
  ],
  'What arrived in the table {0} is not what was sent.': [
    'Ce qui est arrivé dans la table {0} n’est pas ce qui a été envoyé.',
    'Wat in tabel {0} is aangekomen, is niet wat werd verzonden.',
  ],
  'The site was not moved: the file can be used as before. Look at the server, then run the command again.': [
    'Le site n’a pas été déplacé : le fichier peut servir comme avant. Examinez le serveur, puis relancez la commande.',
    'De site werd niet verplaatst: het bestand kan gebruikt worden zoals voorheen. Kijk de server na en voer het commando opnieuw uit.',
  ],
  'password of the database user {0}': [
    'mot de passe de l’utilisateur {0} de la base de données',
    'wachtwoord van databankgebruiker {0}',
  ],
  'the certificates under [store] cannot be read at {0}': [
    'les certificats désignés sous [store] ne peuvent être lus à l’emplacement {0}',
    'de certificaten onder [store] kunnen niet worden gelezen op {0}',
  ],
  'Put them there, or correct the path authorities under [store].': [
    'Placez-les à cet endroit, ou corrigez le chemin authorities sous [store].',
    'Zet ze daar, of verbeter het pad authorities onder [store].',
  ],
  'The database on the server is not empty.': [
    'La base de données du serveur n’est pas vide.',
    'De databank op de server is niet leeg.',
  ],
  'Nothing was changed. If the site was carried there before, look with the new configuration: passerelle ledger verify.':
    [
      'Rien n’a été modifié. Si le site y a été transféré auparavant, vérifiez-le avec la nouvelle configuration : passerelle ledger verify.',
      'Er is niets gewijzigd. Als de site er eerder naartoe werd overgebracht, kijk dan met de nieuwe configuratie: passerelle ledger verify.',
    ],
  'The connection that holds the lock of this run is lost.': [
    'La connexion qui détient le verrou de cette exécution est perdue.',
    'De verbinding die de vergrendeling van deze uitvoering vasthoudt, is verloren.',
  ],
  'What was not committed is undone, and another run may begin. Run the command again.': [
    'Ce qui n’était pas validé est annulé, et une autre exécution peut commencer. Relancez la commande.',
    'Wat nog niet vastgelegd was, is ongedaan gemaakt, en een andere uitvoering kan beginnen. Voer het commando opnieuw uit.',
  ],
  'Another process holds the database.': [
    'Un autre processus occupe la base de données.',
    'Een ander proces houdt de databank bezet.',
  ],
  'Nothing was changed. Run the command again; if it lasts, look into pg_stat_activity on the server.': [
    'Rien n’a été modifié. Relancez la commande ; si cela persiste, consultez pg_stat_activity sur le serveur.',
    'Er is niets gewijzigd. Voer het commando opnieuw uit; blijft het duren, kijk dan in pg_stat_activity op de server.',
  ],
  'There is no room left for the database.': [
    'Il n’y a plus de place pour la base de données.',
    'Er is geen plaats meer voor de databank.',
  ],
  "Nothing was changed. Free some space on the server's disk, and run the command again.": [
    'Rien n’a été modifié. Libérez de l’espace sur le disque du serveur, puis relancez la commande.',
    'Er is niets gewijzigd. Maak ruimte vrij op de schijf van de server en voer het commando opnieuw uit.',
  ],
  'The server does not let this user in.': [
    'Le serveur n’admet pas cet utilisateur.',
    'De server laat deze gebruiker niet toe.',
  ],
  'Nothing was changed. Check user, database and password under [store], and pg_hba.conf on the server.': [
    'Rien n’a été modifié. Vérifiez l’utilisateur, la base de données et le mot de passe sous [store], ainsi que pg_hba.conf sur le serveur.',
    'Er is niets gewijzigd. Controleer gebruiker, databank en wachtwoord onder [store], en pg_hba.conf op de server.',
  ],
  "The database user of this process may not do that: its role's rights end before it.": [
    'L’utilisateur de base de données de ce processus n’y est pas autorisé : les droits de son rôle ne vont pas jusque-là.',
    'De databankgebruiker van dit proces mag dat niet: de rechten van zijn rol reiken niet zo ver.',
  ],
  'Nothing was changed. docs/postgresql.md says which command runs as which role.': [
    'Rien n’a été modifié. docs/postgresql.md indique sous quel rôle chaque commande s’exécute.',
    'Er is niets gewijzigd. docs/postgresql.md zegt onder welke rol elk commando wordt uitgevoerd.',
  ],
  'The database cannot be written.': [
    'La base de données ne peut être écrite.',
    'Er kan niet naar de databank worden geschreven.',
  ],
  'Nothing was changed. Check that [store] names the primary server, and the disk of that server.': [
    'Rien n’a été modifié. Vérifiez que [store] désigne le serveur primaire, ainsi que le disque de ce serveur.',
    'Er is niets gewijzigd. Controleer of [store] de primaire server aanwijst, en de schijf van die server.',
  ],
  'The database is damaged.': ['La base de données est endommagée.', 'De databank is beschadigd.'],
  'Nothing was changed. Stop all processes of the site, and restore the last backup.': [
    'Rien n’a été modifié. Arrêtez tous les processus du site et restaurez la dernière sauvegarde.',
    'Er is niets gewijzigd. Stop alle processen van de site en zet de laatste back-up terug.',
  ],
  'The database server cannot be reached, or it broke the connection.': [
    'Le serveur de base de données est injoignable, ou il a rompu la connexion.',
    'De databankserver is onbereikbaar, of hij heeft de verbinding verbroken.',
  ],
  'What was not committed is undone. Check host and port under [store] and that the server runs; then run the command again.':
    [
      'Ce qui n’était pas validé est annulé. Vérifiez l’hôte et le port sous [store] et que le serveur fonctionne ; puis relancez la commande.',
      'Wat nog niet vastgelegd was, is ongedaan gemaakt. Controleer host en poort onder [store] en of de server draait; voer het commando daarna opnieuw uit.',
    ],
  'The database server does not prove by TLS that it is the one under [store].': [
    'Le serveur de base de données ne prouve pas par TLS qu’il est celui désigné sous [store].',
    'De databankserver bewijst niet via TLS dat hij die onder [store] is.',
  ],
  'Nothing was sent. Check host and authorities under [store], and ssl on the server.': [
    'Rien n’a été envoyé. Vérifiez l’hôte et authorities sous [store], et ssl sur le serveur.',
    'Er is niets verzonden. Controleer host en authorities onder [store], en ssl op de server.',
  ],
  'The database refused what it was asked.': [
    'La base de données a refusé ce qui lui était demandé.',
    'De databank heeft geweigerd wat haar werd gevraagd.',
  ],
  'Nothing was changed. This is a defect of the program: report it.': [
    'Rien n’a été modifié. C’est un défaut du programme : signalez-le.',
    'Er is niets gewijzigd. Dit is een fout van het programma: meld ze.',
  ],
  'older than PostgreSQL 17': ['plus ancienne que PostgreSQL 17', 'ouder dan PostgreSQL 17'],
  'Upgrade the server.': ['Mettez le serveur à niveau.', 'Werk de server bij.'],
  'not in UTF-8': ['pas en UTF-8', 'niet in UTF-8'],
  "Create the database with ENCODING 'UTF8'.": [
    'Créez la base de données avec ENCODING UTF8.',
    'Maak de databank aan met ENCODING UTF8.',
  ],
  'on a server that does not wait for its disk (fsync = off)': [
    'sur un serveur qui n’attend pas son disque (fsync = off)',
    'op een server die niet op zijn schijf wacht (fsync = off)',
  ],
  'Set fsync = on in postgresql.conf.': [
    'Mettez fsync = on dans postgresql.conf.',
    'Zet fsync = on in postgresql.conf.',
  ],
  'The database is {0}.': ['La base de données est {0}.', 'De databank is {0}.'],
  'Nothing was changed. {0}': ['Rien n’a été modifié. {0}', 'Er is niets gewijzigd. {0}'],
  'There is no site in this database.': [
    'Il n’y a aucun site dans cette base de données.',
    'Er is geen site in deze databank.',
  ],
  'Nothing was created. Check [store] in the configuration; a site comes there by: passerelle migrate-store':
    [
      'Rien n’a été créé. Vérifiez [store] dans la configuration ; un site y arrive par : passerelle migrate-store',
      'Er is niets aangemaakt. Controleer [store] in de configuratie; een site komt er door: passerelle migrate-store',
    ],
  'The schema {0} belongs to another program.': [
    'Le schéma {0} appartient à un autre programme.',
    'Schema {0} behoort tot een ander programma.',
  ],
  'Nothing was changed. Give the site a database of its own.': [
    'Rien n’a été modifié. Donnez au site une base de données qui lui soit propre.',
    'Er is niets gewijzigd. Geef de site een eigen databank.',
  ],
  'The server lacks the roles {0}.': ['Il manque au serveur les rôles {0}.', 'De server mist de rollen {0}.'],
  'Nothing was granted. Its administrator runs: {0}': [
    'Aucun droit n’a été accordé. Son administrateur exécute : {0}',
    'Er zijn geen rechten verleend. De beheerder voert uit: {0}',
  ],
  'This database user may not rewrite the table {0}.': [
    'Cet utilisateur de base de données ne peut réécrire la table {0}.',
    'Deze databankgebruiker mag tabel {0} niet herschrijven.',
  ],
  'What was purged is purged, its key is gone. Run the purge as the role passerelle_relay or as the owner.': [
    'Ce qui est purgé est purgé, sa clé n’existe plus. Lancez la purge sous le rôle passerelle_relay ou comme propriétaire.',
    'Wat gewist is, is gewist; de sleutel ervan bestaat niet meer. Voer de wissing uit onder de rol passerelle_relay of als eigenaar.',
  ],
  'A transaction on the server still sees rows that were deleted.': [
    'Une transaction sur le serveur voit encore des lignes supprimées.',
    'Een transactie op de server ziet nog rijen die verwijderd zijn.',
  ],
  'What was purged is purged, its key is gone. Run the purge again to clean the files as well.': [
    'Ce qui est purgé est purgé, sa clé n’existe plus. Relancez la purge pour nettoyer aussi les fichiers.',
    'Wat gewist is, is gewist; de sleutel ervan bestaat niet meer. Voer de wissing opnieuw uit om ook de bestanden op te schonen.',
  ],
  'The connection broke while a step was being committed.': [
    'La connexion s’est rompue pendant la validation d’une étape.',
    'De verbinding werd verbroken terwijl een stap werd vastgelegd.',
  ],
  'All of the step was done, or nothing: run the command again once the server answers; it repeats nothing.':
    [
      'L’étape a été faite en entier, ou pas du tout : relancez la commande dès que le serveur répond ; elle ne répète rien.',
      'De stap is volledig uitgevoerd, of helemaal niet: voer het commando opnieuw uit zodra de server antwoordt; het herhaalt niets.',
    ],
};
