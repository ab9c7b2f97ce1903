/** What is said of a month as it is taken in, routed and given back. */

import type { Translations } from './translations.ts';

export const routing: Translations = {
  '{0} was not taken in: {1}': ['{0} n’a pas été repris : {1}', '{0} werd niet overgenomen: {1}'],
  'Another process changed the same data; run the command again.': [
    'Un autre processus a modifié les mêmes données ; relancez la commande.',
    'Een ander proces heeft dezelfde gegevens gewijzigd; voer het commando opnieuw uit.',
  ],
  'There is no room left for opened files in {0}.': [
    'Il n’y a plus de place pour les fichiers ouverts dans {0}.',
    'Er is geen plaats meer voor geopende bestanden in {0}.',
  ],
  'Free some space on its disk, and run the command again.': [
    'Libérez de l’espace sur son disque, puis relancez la commande.',
    'Maak ruimte vrij op de schijf en voer het commando opnieuw uit.',
  ],
  'Opened files cannot be kept in {0} ({1}).': [
    'Les fichiers ouverts ne peuvent être gardés dans {0} ({1}).',
    'Geopende bestanden kunnen niet worden bewaard in {0} ({1}).',
  ],
  'Check its disk, and that this user may write there; then run the command again.': [
    'Vérifiez son disque, et que cet utilisateur peut y écrire ; puis relancez la commande.',
    'Controleer de schijf, en of deze gebruiker er mag schrijven; voer het commando daarna opnieuw uit.',
  ],
  'it returns records of {0}, which was not published': [
    'il renvoie des mutations de {0}, qui n’a pas été publié',
    'het stuurt mutaties terug van {0}, dat niet werd gepubliceerd',
  ],
  '{0} does not come in the order of its month': [
    '{0} ne vient pas dans l’ordre de son mois',
    '{0} komt niet in de volgorde van zijn maand',
  ],
  '{0} was returned before': ['{0} a déjà été renvoyé', '{0} werd al teruggestuurd'],
  '{0} was not published so': ['{0} n’a pas été publié ainsi', '{0} werd niet zo gepubliceerd'],
  'the feedback file is refused: {0}': [
    'le fichier de retour est refusé : {0}',
    'het terugmeldingsbestand wordt geweigerd: {0}',
  ],
  'Nothing was taken in. Ask the relay which records it means to return.': [
    'Rien n’a été repris. Demandez au relais quelles mutations il entend renvoyer.',
    'Er is niets overgenomen. Vraag het relais welke mutaties het wil terugsturen.',
  ],
  'feedback file': ['fichier de retour', 'terugmeldingsbestand'],
  'the deliberation knows no such reason': [
    'la délibération ne connaît pas ce motif',
    'de beraadslaging kent die reden niet',
  ],
  '{0} is held for another reason, {1}': [
    '{0} est en attente pour un autre motif, {1}',
    '{0} wacht om een andere reden, {1}',
  ],
  'none yet': ['aucun à ce jour', 'nog geen'],
  '{0} has not been held for {1} yet': [
    '{0} n’est pas encore en attente depuis {1}',
    '{0} wacht nog geen {1}',
  ],
  'that of why it is held': ['celui de la mise en attente', 'die waarom het wacht'],
  'Nothing was returned. Reasons that may hold: {0}.': [
    'Rien n’a été renvoyé. Motifs qui peuvent valoir : {0}.',
    'Er is niets teruggestuurd. Redenen die kunnen gelden: {0}.',
  ],
  'not held here: {0}': ['pas en attente ici : {0}', 'wacht hier niet: {0}'],
  'Nothing was returned. See what is held, by its reference: passerelle held --records': [
    'Rien n’a été renvoyé. Voyez ce qui est en attente, par référence : passerelle held --records',
    'Er is niets teruggestuurd. Bekijk wat wacht, per referentie: passerelle held --records',
  ],
  'no record is named': ['aucune mutation n’est désignée', 'er is geen mutatie genoemd'],
  'nothing was returned: {0}': ['rien n’a été renvoyé : {0}', 'er is niets teruggestuurd: {0}'],
  '{0} did not take the receipt of {1}': [
    '{0} n’a pas accepté l’accusé de réception de {1}',
    '{0} heeft het ontvangstbewijs van {1} niet aangenomen',
  ],
  'The parcel is kept, and its receipt is owed. The ledger of {0} says why (receipt-refused): clauses, if the two sites run different versions of the program; signature, if it has another key of this site.':
    [
      'Le fichier est conservé, et son accusé de réception reste dû. Le registre journal de {0} dit pourquoi (receipt-refused) : clauses, si les deux sites n’ont pas la même version du programme ; signature, s’il possède une autre clé de ce site.',
      'Het bestand wordt bewaard, en het ontvangstbewijs blijft verschuldigd. Het logboek van {0} zegt waarom (receipt-refused): clauses, als de twee sites verschillende versies van het programma hebben; signature, als het een andere sleutel van deze site heeft.',
    ],
  'Nothing was taken in from there on. Ask {0} which parcels it published.': [
    'À partir de là, rien n’a été repris. Demandez à {0} quels fichiers il a publiés.',
    'Vanaf daar is niets overgenomen. Vraag {0} welke bestanden het heeft gepubliceerd.',
  ],
  'is repeated': ['est répété', 'wordt herhaald'],
  'comes too early': ['vient trop tôt', 'komt te vroeg'],
  'parcel number {0} of {1} {2}: number {3} is due': [
    'le fichier numéro {0} de {1} {2} : le numéro {3} est attendu',
    'bestand nummer {0} van {1} {2}: nummer {3} wordt verwacht',
  ],
  'parcel number {0} of {1} reports {2}: {3} is due': [
    'le fichier numéro {0} de {1} porte sur {2} : {3} est attendu',
    'bestand nummer {0} van {1} gaat over {2}: {3} wordt verwacht',
  ],
  '{0} is too large to be a parcel': [
    '{0} est trop grand pour un fichier scellé',
    '{0} is te groot voor een verzegeld bestand',
  ],
  'It has {0} bytes, the limit is {1}. Nothing was taken in.': [
    'Il compte {0} octets, la limite est de {1}. Rien n’a été repris.',
    'Het telt {0} bytes, de grens is {1}. Er is niets overgenomen.',
  ],
  '{0} did not arrive as announced': [
    '{0} n’est pas arrivé comme annoncé',
    '{0} is niet aangekomen zoals aangekondigd',
  ],
  '{0} bytes came, {1} were announced. Nothing was taken in; run the command again.': [
    '{0} octets sont arrivés, {1} étaient annoncés. Rien n’a été repris ; relancez la commande.',
    'Er kwamen {0} bytes aan, er waren er {1} aangekondigd. Er is niets overgenomen; voer het commando opnieuw uit.',
  ],
  'was made under another deliberation': [
    'a été établi au titre d’une autre délibération',
    'werd gemaakt onder een andere beraadslaging',
  ],
  'was made under other clauses of the deliberation than this site runs': [
    'a été établi sous d’autres clauses de la délibération que celles de ce site',
    'werd gemaakt onder andere clausules van de beraadslaging dan die van deze site',
  ],
  'The two sites run different versions of the program: update the older one.': [
    'Les deux sites n’ont pas la même version du programme : mettez à jour la plus ancienne.',
    'De twee sites hebben verschillende versies van het programma: werk de oudste bij.',
  ],
  'mixes rehearsal and reality': ['mêle répétition et réalité', 'vermengt repetitie en werkelijkheid'],
  'is not from that sender to this site': [
    'n’est pas de cet expéditeur à ce site',
    'is niet van die afzender aan deze site',
  ],
  'reports another month than its name says': [
    'porte sur un autre mois que ne le dit son nom',
    'gaat over een andere maand dan de naam zegt',
  ],
  'has another sequence number than its name says': [
    'a un autre numéro de suite que ne le dit son nom',
    'heeft een ander volgnummer dan de naam zegt',
  ],
  'Nothing was taken in. {0}': ['Rien n’a été repris. {0}', 'Er is niets overgenomen. {0}'],
  'Ask {0} to publish the month again.': [
    'Demandez à {0} de publier le mois de nouveau.',
    'Vraag {0} de maand opnieuw te publiceren.',
  ],
  'the month {0} was not delivered: {1}': [
    'le mois {0} n’a pas été transmis : {1}',
    'maand {0} werd niet doorgegeven: {1}',
  ],
  'Nothing was delivered. Another process changed the same data; run the command again.': [
    'Rien n’a été transmis. Un autre processus a modifié les mêmes données ; relancez la commande.',
    'Er is niets doorgegeven. Een ander proces heeft dezelfde gegevens gewijzigd; voer het commando opnieuw uit.',
  ],
  'what is held of {0} was changed: {1}': [
    'ce qui est en attente de {0} a été modifié : {1}',
    'wat van {0} wacht, werd gewijzigd: {1}',
  ],
  'no OpenPGP key is known for insurer {0}': [
    'aucune clé OpenPGP n’est connue pour l’organisme assureur {0}',
    'er is geen OpenPGP-sleutel gekend voor verzekeringsinstelling {0}',
  ],
  'Add it under [openpgp.correspondents]. Nothing was delivered to anybody.': [
    'Ajoutez-la sous [openpgp.correspondents]. Rien n’a été transmis à personne.',
    'Voeg ze toe onder [openpgp.correspondents]. Er is aan niemand iets doorgegeven.',
  ],
  'one record stands twice among what is {0} for insurer {1}': [
    'une mutation figure deux fois parmi celles du genre {0} pour l’organisme assureur {1}',
    'een mutatie staat twee keer bij die van de soort {0} voor verzekeringsinstelling {1}',
  ],
  'Nothing was delivered. Ask the publisher to publish the month again.': [
    'Rien n’a été transmis. Demandez à l’émetteur de publier le mois de nouveau.',
    'Er is niets doorgegeven. Vraag de verzender de maand opnieuw te publiceren.',
  ],
};
