/** What is said of the contents of files: evaluations, monthly files, feedback and receipts. */

import type { Translations } from './translations.ts';

export const files: Translations = {
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
  'is not allowed: only {0} may be handed in (points {1})': [
    'n’est pas admise : seules {0} peuvent être remises (points {1})',
    'is niet toegelaten: alleen {0} mogen worden afgegeven (punten {1})',
  ],
  'is not a whole number from 0 to {0}': [
    'n’est pas un nombre entier de 0 à {0}',
    'is geen geheel getal van 0 tot {0}',
  ],
  'is not in the code list of points': [
    'ne figure pas dans la liste des codes de points',
    'staat niet in de codelijst van de punten',
  ],
  'is not a list of conditions, each once at most': [
    'n’est pas une liste de conditions, chacune une fois au plus',
    'is geen lijst van voorwaarden, elk hoogstens één keer',
  ],
  'is of the mock register, which a real site refuses': [
    'est du registre fictif, qu’un site réel refuse',
    'is van het fictieve register, dat een echte site weigert',
  ],
  'is not of the mock register, and a rehearsal refuses all others': [
    'n’est pas du registre fictif, et une répétition refuse tout autre numéro',
    'is niet van het fictieve register, en een repetitie weigert alle andere',
  ],
  'is not a day (YYYY-MM-DD)': ['n’est pas un jour (AAAA-MM-JJ)', 'is geen dag (JJJJ-MM-DD)'],
  'lies in the future': ['est dans le futur', 'ligt in de toekomst'],
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
  'is not a social security number ({0})': [
    'n’est pas un numéro d’identification de la sécurité sociale ({0})',
    'is geen identificatienummer van de sociale zekerheid ({0})',
  ],
  'lies before {0}': ['est antérieur à {0}', 'ligt vóór {0}'],
  'is neither empty nor a day (YYYY-MM-DD)': [
    'n’est ni vide ni un jour (AAAA-MM-JJ)',
    'is noch leeg, noch een dag (JJJJ-MM-DD)',
  ],
  'a quotation mark is not closed': ['un guillemet n’est pas fermé', 'een aanhalingsteken is niet gesloten'],
  'something stands behind a closing quotation mark': [
    'quelque chose suit un guillemet fermant',
    'er staat iets na een sluitend aanhalingsteken',
  ],
  'a quotation mark stands inside a value': [
    'un guillemet se trouve dans une valeur',
    'er staat een aanhalingsteken in een waarde',
  ],
  'has {0} cells instead of {1}': [
    'compte {0} cellules au lieu de {1}',
    'heeft {0} cellen in plaats van {1}',
  ],
  'the header is missing': ['l’en-tête manque', 'de hoofding ontbreekt'],
  'is not CSV': ['n’est pas du CSV', 'is geen CSV'],
  'is longer than {0} bytes': ['dépasse {0} octets', 'is langer dan {0} bytes'],
  'is not UTF-8': ['n’est pas en UTF-8', 'is niet in UTF-8'],
  'column {0} {1}': ['la colonne {0} {1}', 'kolom {0} {1}'],
  'this column stands there before': ['cette colonne figure déjà plus haut', 'deze kolom staat er al eerder'],
  'the column {0} is missing': ['la colonne {0} manque', 'kolom {0} ontbreekt'],
  'the columns must stand in this order: {0}': [
    'les colonnes doivent être dans cet ordre : {0}',
    'de kolommen moeten in deze volgorde staan: {0}',
  ],
  '  and {0} more': ['  et {0} autres', '  en nog {0} andere'],
  '{0} cannot be used:': ['{0} : fichier inutilisable :', '{0}: niet bruikbaar:'],
  'line {0}': ['ligne {0}', 'regel {0}'],
  'line {0}, column {1} ({2})': ['ligne {0}, colonne {1} ({2})', 'regel {0}, kolom {1} ({2})'],
  '{0} is expected, and another element stands there': [
    '{0} est attendu, et un autre élément s’y trouve',
    '{0} wordt verwacht, en er staat een ander element',
  ],
  '{0} is expected, and text stands there': [
    '{0} est attendu, et du texte s’y trouve',
    '{0} wordt verwacht, en er staat tekst',
  ],
  '{0} is missing': ['{0} manque', '{0} ontbreekt'],
  'the value of {0} is not one that the schema allows': [
    'la valeur de {0} n’est pas de celles que le schéma admet',
    'de waarde van {0} is er geen die het schema toelaat',
  ],
  'the end of {0}': ['la fin de {0}', 'het einde van {0}'],
  'a tag or a text is too long': ['une balise ou un texte est trop long', 'een tag of een tekst is te lang'],
  'only XML 1.0 in UTF-8 is taken': [
    'seul XML 1.0 en UTF-8 est admis',
    'alleen XML 1.0 in UTF-8 wordt aangenomen',
  ],
  'an attribute stands there that is not the namespace of the schema': [
    'un attribut s’y trouve qui n’est pas l’espace de noms du schéma',
    'er staat een attribuut dat niet de naamruimte van het schema is',
  ],
  'the root element is not in the namespace of the schema': [
    'l’élément racine n’est pas dans l’espace de noms du schéma',
    'het hoofdelement staat niet in de naamruimte van het schema',
  ],
  'a processing instruction stands there': [
    'une instruction de traitement s’y trouve',
    'er staat een verwerkingsinstructie',
  ],
  'the document ends before it is complete': [
    'le document se termine avant d’être complet',
    'het document eindigt voor het volledig is',
  ],
  'is not well-formed XML': ['n’est pas du XML bien formé', 'is geen welgevormde XML'],
  'a character stands there that no such document holds': [
    'un caractère s’y trouve qu’aucun document de ce genre ne contient',
    'er staat een teken dat geen enkel dergelijk document bevat',
  ],
};
