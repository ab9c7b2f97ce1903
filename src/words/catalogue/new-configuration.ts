/** The comments of the configuration that a new site begins with. */

import type { Translations } from './translations.ts';

export const newConfiguration: Translations = {
  '{0}, deliberation n° {1}': ['{0}, délibération n° {1}', '{0}, beraadslaging nr. {1}'],
  'REHEARSAL: {0}, deliberation n° {1}': [
    'RÉPÉTITION : {0}, délibération n° {1}',
    'REPETITIE: {0}, beraadslaging nr. {1}',
  ],
  'Paths are relative to this file. No secret stands here, only where it is read from:': [
    'Les chemins partent de ce fichier. Aucun secret ne figure ici, seulement où il est lu :',
    'Paden vertrekken van dit bestand. Hier staat geen geheim, alleen waar het gelezen wordt:',
  ],
  'The SFTP server of this site.': ['Le serveur SFTP de ce site.', 'De SFTP-server van deze site.'],
  'Signs what this site sends, opens what is sealed to it.': [
    'Signe ce que ce site envoie, ouvre ce qui est scellé pour lui.',
    'Ondertekent wat deze site verzendt, opent wat voor haar verzegeld is.',
  ],
  'The public keys of the others. Compare their fingerprints by another way than the one they came by.': [
    'Les clés publiques des autres. Comparez leurs empreintes par une autre voie que celle par laquelle elles sont venues.',
    'De publieke sleutels van de anderen. Vergelijk hun vingerafdrukken langs een andere weg dan die waarlangs ze kwamen.',
  ],
  'Signs checkpoints of the ledger, which the others hold: by them a restored or rewritten ledger is noticed.':
    [
      'Signe des points de contrôle du registre journal, que les autres gardent : par eux on remarque un registre restauré ou réécrit.',
      'Ondertekent controlepunten van het logboek, die de anderen bewaren: daaraan merkt men een hersteld of herschreven logboek.',
    ],
  'What «keys show ledger» prints at the others.': [
    'Ce qu’affiche « keys show ledger » chez les autres.',
    'Wat «keys show ledger» bij de anderen toont.',
  ],
  'Where «select» and «publish» find the evaluations if the command names no file.': [
    'Où « select » et « publish » trouvent les évaluations si la commande ne nomme pas de fichier.',
    'Waar «select» en «publish» de evaluaties vinden als het commando geen bestand noemt.',
  ],
  'The gateway that this site fetches from. Its operator tells all but the files.': [
    'La passerelle où ce site vient chercher. Son opérateur dit tout, sauf les fichiers.',
    'De gateway waar deze site ophaalt. De operator ervan zegt alles, behalve de bestanden.',
  ],
  'The extract of the CIN by which records find their insurer.': [
    'L’extrait du CIN par lequel les mutations trouvent leur organisme assureur.',
    'Het uittreksel van het NIC waarmee de mutaties hun verzekeringsinstelling vinden.',
  ],
  'Where opened files are put. The purge erases them with the rest.': [
    'Où sont mis les fichiers ouverts. La purge les efface avec le reste.',
    'Waar geopende bestanden komen. De wissing verwijdert ze met de rest.',
  ],
  'Where opened feedback files are put: records that the relay could not route. The purge erases them too.': [
    'Où sont mis les fichiers de retour ouverts : les mutations que le relais n’a pu acheminer. La purge les efface aussi.',
    'Waar geopende terugmeldingsbestanden komen: mutaties die het relais niet kon toewijzen. De wissing verwijdert ook deze.',
  ],
  "A page that shows the site's own people how it does; on this machine only.": [
    'Une page qui montre aux gens du site comment il se porte ; sur cette machine seulement.',
    'Een pagina die de eigen mensen van de site toont hoe het gaat; alleen op deze machine.',
  ],
  'Cron expressions, in Brussels time.': [
    'Expressions cron, à l’heure de Bruxelles.',
    'Cron-uitdrukkingen, in Brusselse tijd.',
  ],
  'opens the database: back it up apart from it': [
    'ouvre la base de données : sauvegardez-la à part',
    'opent de databank: bewaar er apart een kopie van',
  ],
  '"0.0.0.0" or "::" for every address of the machine': [
    '"0.0.0.0" ou "::" pour toutes les adresses de la machine',
    '"0.0.0.0" of "::" voor elk adres van de machine',
  ],
  'announced to those who log in, before it takes the place of the other': [
    'annoncée à ceux qui se connectent, avant de remplacer l’autre',
    'aangekondigd aan wie aanmeldt, voor hij de andere vervangt',
  ],
  'a collected file leaves the gateway after so many days': [
    'un fichier collecté quitte la passerelle après autant de jours',
    'een opgehaald bestand verlaat de gateway na zoveel dagen',
  ],
  'as ssh-keygen -l prints it; no other server is trusted': [
    'comme l’affiche ssh-keygen -l ; aucun autre serveur n’est accepté',
    'zoals ssh-keygen -l hem toont; geen andere server wordt vertrouwd',
  ],
  'possession, instead of the key: the otpauth URI': [
    'possession, au lieu de la clé : l’URI otpauth',
    'bezit, in plaats van de sleutel: de otpauth-URI',
  ],
  'a last day before the legal one; a later one is refused': [
    'un dernier jour avant le jour légal ; un jour ultérieur est refusé',
    'een laatste dag voor de wettelijke; een latere wordt geweigerd',
  ],
  'a file that only its owner may read (chmod 600)': [
    'un fichier que seul son propriétaire peut lire (chmod 600)',
    'een bestand dat alleen de eigenaar mag lezen (chmod 600)',
  ],
  'a credential of the systemd service (LoadCredential=)': [
    'un credential du service systemd (LoadCredential=)',
    'een credential van de systemd-dienst (LoadCredential=)',
  ],
  'asked at the terminal when it is needed': [
    'demandé au terminal quand il le faut',
    'gevraagd aan de terminal wanneer het nodig is',
  ],
};
