/** What a process that stays says of its configuration and keys. */

import type { Translations } from './translations.ts';

export const running: Translations = {
  'Monitoring {0}': ['Surveillance {0}', 'Bewaking {0}'],
  '{0} changes what only a new start can take: {1}': [
    '{0} modifie ce que seul un redémarrage peut prendre en compte : {1}',
    '{0} wijzigt wat alleen een herstart kan overnemen: {1}',
  ],
  'Restart the process, or undo the change. Until then it goes on by what it had.': [
    'Redémarrez le processus, ou annulez la modification. D’ici là, il continue avec ce qu’il avait.',
    'Herstart het proces, of maak de wijziging ongedaan. Tot dan gaat het verder met wat het had.',
  ],
  'put another master or ledger key in the place of the one in use; stop the site first': [
    'mettre une autre clé maîtresse ou de registre journal à la place de celle en usage ; arrêtez d’abord le site',
    'een andere hoofd- of logboeksleutel in de plaats stellen van die in gebruik; leg eerst de site stil',
  ],
  'master (opens the database), ledger (signs checkpoints)': [
    'master (ouvre la base de données), ledger (signe les points de contrôle)',
    'master (opent de databank), ledger (ondertekent controlepunten)',
  ],
  'Replaced {0}: the keys of {1} months and the secrets of {2} accounts stand under the new one': [
    '{0} a été remplacée : les clés de {1} mois et les secrets de {2} comptes dépendent de la nouvelle',
    '{0} is vervangen: de sleutels van {1} maanden en de geheimen van {2} accounts staan onder de nieuwe',
  ],
  'The one before is kept as {0}: backups made until now open with that one only': [
    'L’ancienne est conservée sous {0} : les sauvegardes faites jusqu’ici ne s’ouvrent qu’avec elle',
    'De vorige blijft bewaard als {0}: back-ups van vóór nu gaan alleen met die open',
  ],
  'Somebody changed keys or accounts meanwhile: nothing was replaced.': [
    'Quelqu’un a modifié des clés ou des comptes entre-temps : rien n’a été remplacé.',
    'Iemand heeft intussen sleutels of accounts gewijzigd: er is niets vervangen.',
  ],
  'Stop all processes of the site, and run this again.': [
    'Arrêtez tous les processus du site, puis relancez ceci.',
    'Leg alle processen van de site stil en voer dit opnieuw uit.',
  ],
  'Stop the site, name a file with the key under master_key in a copy of the configuration, run this with --config and the copy, and give the new key to systemd.':
    [
      'Arrêtez le site, désignez sous master_key, dans une copie de la configuration, un fichier contenant la clé, lancez ceci avec --config et la copie, puis donnez la nouvelle clé à systemd.',
      'Leg de site stil, noem onder master_key, in een kopie van de configuratie, een bestand met de sleutel, voer dit uit met --config en de kopie, en geef de nieuwe sleutel aan systemd.',
    ],
  'beside the one in use, whose place it takes some day (docs/rotation.md)': [
    'à côté de celle en usage, qu’elle remplacera un jour (docs/rotation.md)',
    'naast de sleutel in gebruik, waarvan hij ooit de plaats inneemt (docs/rotation.md)',
  ],
  'the one that takes its place some day': [
    'celle qui la remplacera un jour',
    'die er ooit de plaats van inneemt',
  ],
  'the master key is replaced in one go, not beside the one in use': [
    'la clé maîtresse se remplace d’un coup, et non à côté de celle en usage',
    'de hoofdsleutel wordt in één keer vervangen, niet naast die in gebruik',
  ],
  'Stop the site and run: passerelle keys replace master': [
    'Arrêtez le site et lancez : passerelle keys replace master',
    'Leg de site stil en voer uit: passerelle keys replace master',
  ],
  'passphrase of the other OpenPGP key of {0}': [
    'phrase de passe de l’autre clé OpenPGP de {0}',
    'wachtwoordzin van de andere OpenPGP-sleutel van {0}',
  ],
  'Replaced {0}: the ledger has the hand-over, signed by both keys': [
    '{0} a été remplacée : le registre journal contient la transmission, signée par les deux clés',
    '{0} is vervangen: het logboek bevat de overdracht, door beide sleutels ondertekend',
  ],
  'The one before is kept as {0}: name its public half as other_key under [ledger]': [
    'L’ancienne est conservée sous {0} : indiquez sa partie publique comme other_key sous [ledger]',
    'De vorige blijft bewaard als {0}: noem haar publieke helft als other_key onder [ledger]',
  ],
  'there is no ledger key that could take the place of the one in use': [
    'aucune clé de registre journal ne peut remplacer celle en usage',
    'er is geen logboeksleutel die de plaats kan innemen van die in gebruik',
  ],
  'Make it, and let the others compare it: passerelle keys generate ledger --next': [
    'Créez-la, et faites-la comparer par les autres : passerelle keys generate ledger --next',
    'Maak hem, en laat de anderen hem vergelijken: passerelle keys generate ledger --next',
  ],
  '{0} holds the key that is in use already': [
    '{0} contient la clé qui est déjà en usage',
    '{0} bevat de sleutel die al in gebruik is',
  ],
  'Remove it, and make another: passerelle keys generate ledger --next': [
    'Supprimez-la, et créez-en une autre : passerelle keys generate ledger --next',
    'Verwijder hem, en maak een andere: passerelle keys generate ledger --next',
  ],
};
