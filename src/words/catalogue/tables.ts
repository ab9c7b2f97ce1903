/** What is said of tables and documents that somebody hands in. */

import type { Translations } from './translations.ts';

export const tables: Translations = {
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
