/** What to do after a failure that does not say so itself, and what is going on meanwhile. */

import type { Translations } from './translations.ts';

export const advice: Translations = {
  'Ask who sent it for another, and do not go on with this one by other means.': [
    'Demandez-en un autre à l’expéditeur, et ne continuez pas avec celui-ci par d’autres moyens.',
    'Vraag de afzender om een ander, en ga met dit niet verder via andere wegen.',
  ],
  'See what is wrong with the site: passerelle doctor': [
    'Voyez ce qui ne va pas sur le site : passerelle doctor',
    'Kijk wat er mis is met de site: passerelle doctor',
  ],
  'Stop the site, and compare with the last backup and with what others hold: docs/ledger.md': [
    'Arrêtez le site et comparez avec la dernière sauvegarde et avec ce que les autres détiennent : docs/ledger.md',
    'Stop de site en vergelijk met de laatste back-up en met wat anderen hebben: docs/ledger.md',
  ],
  'See which keys there are, ours and those of the others: passerelle keys fingerprint': [
    'Voyez quelles clés existent, les nôtres et celles des autres : passerelle keys fingerprint',
    'Kijk welke sleutels er zijn, de onze en die van de anderen: passerelle keys fingerprint',
  ],
  'See since when, and what still works: passerelle status': [
    'Voyez depuis quand, et ce qui fonctionne encore : passerelle status',
    'Kijk sinds wanneer, en wat nog werkt: passerelle status',
  ],
  'Correct the file, and run the command again.': [
    'Corrigez le fichier et relancez la commande.',
    'Verbeter het bestand en voer het commando opnieuw uit.',
  ],
  'See which months there are: passerelle status': [
    'Voyez quels mois existent : passerelle status',
    'Kijk welke maanden er zijn: passerelle status',
  ],
  'See what is held: passerelle held --records': [
    'Voyez ce qui est en attente : passerelle held --records',
    'Kijk wat er wacht: passerelle held --records',
  ],
  'See which holds there are: passerelle hold list': [
    'Voyez quelles suspensions existent : passerelle hold list',
    'Kijk welke opschortingen er zijn: passerelle hold list',
  ],
  'See who may look up what: passerelle reader list': [
    'Voyez qui peut consulter quoi : passerelle reader list',
    'Kijk wie wat mag opzoeken: passerelle reader list',
  ],
  'Keep this backup as it is, and try another.': [
    'Conservez cette sauvegarde telle quelle et essayez-en une autre.',
    'Bewaar deze back-up zoals hij is en probeer een andere.',
  ],
  'Compare it with the month before; if it is right, confirm its total with --confirm-volume.': [
    'Comparez-le au mois précédent ; s’il est exact, confirmez son total avec --confirm-volume.',
    'Vergelijk ze met de vorige maand; als ze klopt, bevestig het totaal met --confirm-volume.',
  ],
  'Run the command again; if it lasts, see which process holds the database.': [
    'Relancez la commande ; si cela dure, voyez quel processus tient la base de données.',
    'Voer het commando opnieuw uit; blijft het duren, kijk welk proces de databank bezet.',
  ],
  'Free some space for the database, and run the command again.': [
    'Libérez de la place pour la base de données et relancez la commande.',
    'Maak ruimte vrij voor de databank en voer het commando opnieuw uit.',
  ],
  'Wait until it has ended, and run the command again.': [
    'Attendez qu’il soit fini et relancez la commande.',
    'Wacht tot het gedaan is en voer het commando opnieuw uit.',
  ],
  'See whether the ledger is whole: passerelle ledger verify': [
    'Voyez si le registre journal est entier : passerelle ledger verify',
    'Kijk of het logboek gaaf is: passerelle ledger verify',
  ],
  'Run the tests where the program was made, or name their evidence with --evidence.': [
    'Exécutez les tests là où le programme a été fait, ou nommez leurs preuves avec --evidence.',
    'Voer de tests uit waar het programma gemaakt is, of noem hun bewijzen met --evidence.',
  ],
  'Verifying the ledger: {0} entries': [
    'Vérification du registre journal : {0} entrées',
    'Logboek wordt geverifieerd: {0} inschrijvingen',
  ],
  'Reading the evaluations, signing and sealing…': [
    'Lecture des évaluations, signature et chiffrement…',
    'Evaluaties lezen, ondertekenen en verzegelen…',
  ],
  'Fetching what is new…': ['Récupération des nouveautés…', 'Ophalen wat nieuw is…'],
  'Copying the database, and proving the copy…': [
    'Copie de la base de données et preuve de la copie…',
    'Databank kopiëren en de kopie bewijzen…',
  ],
  'Reading the backup to its last byte…': [
    'Lecture de la sauvegarde jusqu’au dernier octet…',
    'Back-up lezen tot de laatste byte…',
  ],
};
