/** What is said of a month as it is published. */

import type { Translations } from './translations.ts';

export const monthlyFiles: Translations = {
  'the {0} says two things of one record (one number and first day)': [
    'le document « {0} » dit deux choses d’une même mutation (même numéro et même premier jour)',
    'het document «{0}» zegt twee dingen over eenzelfde mutatie (zelfde nummer en zelfde eerste dag)',
  ],
  'Nothing was taken in. Ask the sender to publish the month again.': [
    'Rien n’a été repris. Demandez à l’expéditeur de publier le mois de nouveau.',
    'Er is niets overgenomen. Vraag de afzender de maand opnieuw te publiceren.',
  ],
  'monthly file': ['fichier mensuel', 'maandbestand'],
  'a record of the monthly file is not what n° {0} allows (points {1})': [
    'une mutation du fichier mensuel n’est pas ce qu’admet le n° {0} (points {1})',
    'een mutatie van het maandbestand is niet wat nr. {0} toelaat (punten {1})',
  ],
  'The schema of this program does not belong to this deliberation.': [
    'Le schéma de ce programme n’appartient pas à cette délibération.',
    'Het schema van dit programma hoort niet bij deze beraadslaging.',
  ],
  'line {0} of the {1}: {2}': [
    'ligne {0} du document « {1} » : {2}',
    'regel {0} van het document «{1}»: {2}',
  ],
  'the block holds more records than the header counts': [
    'le bloc contient plus de mutations que n’en compte l’en-tête',
    'het blok bevat meer mutaties dan de hoofding telt',
  ],
  'the block holds fewer records than the header counts': [
    'le bloc contient moins de mutations que n’en compte l’en-tête',
    'het blok bevat minder mutaties dan de hoofding telt',
  ],
  'the file is of another deliberation': [
    'le fichier relève d’une autre délibération',
    'het bestand is van een andere beraadslaging',
  ],
  'sender or receiver is no party to it': [
    'l’expéditeur ou le destinataire n’y est pas partie',
    'de afzender of de ontvanger is er geen partij bij',
  ],
  'the header holds an impossible time': [
    'l’en-tête contient une date ou une heure impossible',
    'de hoofding bevat een onmogelijk tijdstip',
  ],
  'the check digits of {0} are wrong': [
    'les chiffres de contrôle de {0} sont faux',
    'de controlecijfers van {0} kloppen niet',
  ],
  'the number does not belong in a file whose mode is {0}': [
    'ce numéro n’a pas sa place dans un fichier de mode {0}',
    'dat nummer hoort niet in een bestand in modus {0}',
  ],
  '{0} lies before {1}': ['{0} est antérieur à {1}', '{0} ligt vóór {1}'],
  'a day stands there that is in no calendar': [
    'un jour y figure qu’aucun calendrier ne connaît',
    'er staat een dag in die geen kalender kent',
  ],
  'the header names another deliberation': [
    'l’en-tête mentionne une autre délibération',
    'de hoofding noemt een andere beraadslaging',
  ],
  'the header names somebody who is no party': [
    'l’en-tête mentionne quelqu’un qui n’est pas partie',
    'de hoofding noemt iemand die geen partij is',
  ],
  'the header counts other records that are {0}': [
    'l’en-tête compte un autre nombre de mutations {0}',
    'de hoofding telt een ander aantal mutaties {0}',
  ],
  'its records do not come in the order of the blocks': [
    'ses mutations ne viennent pas dans l’ordre des blocs',
    'de mutaties komen niet in de volgorde van de blokken',
  ],
  'a record holds more than the flow has a place for': [
    'une mutation contient plus que ce que le flux prévoit',
    'een mutatie bevat meer dan de stroom voorziet',
  ],
  'a number does not belong in a file whose mode is {0}': [
    'un numéro n’a pas sa place dans un fichier de mode {0}',
    'een nummer hoort niet in een bestand in modus {0}',
  ],
  'a value of {0} is not one that the schema allows': [
    'une valeur de {0} n’est pas de celles que le schéma admet',
    'een waarde van {0} is er geen die het schema toelaat',
  ],
  'the {0} is not written: {1}': [
    'le document « {0} » n’est pas écrit : {1}',
    'het document «{0}» wordt niet geschreven: {1}',
  ],
  'Nothing was handed on. This is a fault of the program or of its database; keep both for inquiry.': [
    'Rien n’a été transmis. C’est une faute du programme ou de sa base de données ; conservez les deux pour examen.',
    'Er is niets doorgegeven. Dit is een fout van het programma of van zijn databank; bewaar beide voor onderzoek.',
  ],
  'A block of records in the database is not in our form.': [
    'Un bloc de mutations de la base de données n’a pas notre forme.',
    'Een blok mutaties in de databank heeft niet onze vorm.',
  ],
  'It was written by another version of the program: restore the database that belongs to this one.': [
    'Il a été écrit par une autre version du programme : restaurez la base de données qui va avec celle-ci.',
    'Het werd geschreven door een andere versie van het programma: zet de databank terug die bij deze hoort.',
  ],
  'The parcel is not in the database.': [
    'Le fichier scellé n’est pas dans la base de données.',
    'Het verzegelde bestand staat niet in de databank.',
  ],
  'A parcel in the database is incomplete ({0} {1}).': [
    'Un fichier scellé de la base de données est incomplet ({0} {1}).',
    'Een verzegeld bestand in de databank is onvolledig ({0} {1}).',
  ],
  'Restore the database from its last backup; nothing is sent from an incomplete parcel.': [
    'Restaurez la base de données depuis sa dernière sauvegarde ; rien n’est envoyé d’un fichier incomplet.',
    'Zet de databank terug uit de laatste back-up; van een onvolledig bestand wordt niets verzonden.',
  ],
  '{0} is not the month to publish: {1} is due': [
    '{0} n’est pas le mois à publier : {1} est attendu',
    '{0} is niet de te publiceren maand: {1} wordt verwacht',
  ],
  'Nothing was published. Publish {0} first, even with nothing to report.': [
    'Rien n’a été publié. Publiez d’abord {0}, même s’il n’y a rien à communiquer.',
    'Er is niets gepubliceerd. Publiceer eerst {0}, ook als er niets te melden is.',
  ],
  '{0} has not begun': ['{0} n’a pas commencé', '{0} is niet begonnen'],
  'Nothing was published. A month is published when it has begun, in Brussels time.': [
    'Rien n’a été publié. Un mois se publie quand il a commencé, à l’heure de Bruxelles.',
    'Er is niets gepubliceerd. Een maand wordt gepubliceerd zodra ze begonnen is, in Brusselse tijd.',
  ],
  '{0} was not published: {1}': ['{0} n’a pas été publié : {1}', '{0} werd niet gepubliceerd: {1}'],
  'Nothing was published. Another process changed the same data; run the command again.': [
    'Rien n’a été publié. Un autre processus a modifié les mêmes données ; relancez la commande.',
    'Er is niets gepubliceerd. Een ander proces heeft dezelfde gegevens gewijzigd; voer het commando opnieuw uit.',
  ],
  'the evaluations': ['les évaluations', 'de evaluaties'],
  'the period overlaps that of the same child on line {0}': [
    'la période chevauche celle du même enfant à la ligne {0}',
    'de periode overlapt die van hetzelfde kind op regel {0}',
  ],
  'new records': ['nouvelles', 'nieuwe'],
  'children may have been selected by the wrong conditions': [
    'les enfants ont peut-être été sélectionnés selon de mauvaises conditions',
    'mogelijk werden de kinderen volgens verkeerde voorwaarden geselecteerd',
  ],
  corrections: ['corrections', 'correcties'],
  'the last days may have been exported wrongly': [
    'les derniers jours ont peut-être été mal exportés',
    'mogelijk werden de laatste dagen verkeerd geëxporteerd',
  ],
  withdrawals: ['retraits', 'intrekkingen'],
  'the list of evaluations may have broken off in the middle': [
    'la liste des évaluations s’est peut-être interrompue en cours de route',
    'mogelijk brak de lijst van evaluaties halverwege af',
  ],
  '{0} are out of proportion to about {1} children a year (n° {2}, points {3}): over {4} of a kind in a month need a confirmation':
    [
      '{0} : c’est hors de proportion avec environ {1} enfants par an (n° {2}, points {3}) ; plus de {4} mutations d’un même genre en un mois demandent une confirmation',
      '{0}: dat is buiten verhouding tot ongeveer {1} kinderen per jaar (nr. {2}, punten {3}); meer dan {4} mutaties van eenzelfde soort in een maand vragen een bevestiging',
    ],
  'Nothing was done: {0}. If the month is right, confirm its {1} records: --confirm-volume {2}': [
    'Rien n’a été fait : {0}. Si le mois est exact, confirmez ses {1} mutations : --confirm-volume {2}',
    'Er is niets gedaan: {0}. Als de maand juist is, bevestig dan haar {1} mutaties: --confirm-volume {2}',
  ],
  'Nothing was done. {0} was confirmed, but the month has {1} records.': [
    'Rien n’a été fait. {0} a été confirmé, mais le mois compte {1} mutations.',
    'Er is niets gedaan. {0} werd bevestigd, maar de maand telt {1} mutaties.',
  ],
};
