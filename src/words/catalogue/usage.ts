/** What is said of a command line that is wrong, and by the help of commander. */

import type { Translations } from './translations.ts';

export const usage: Translations = {
  'choices:': ['choix :', 'keuze:'],
  'default:': ['par défaut :', 'standaard:'],
  'print the version': ['afficher la version', 'toon de versie'],
  'explain the command': ['expliquer la commande', 'leg het commando uit'],
  "unknown option '{0}'": ['option inconnue : {0}', 'onbekende optie: {0}'],
  "unknown command '{0}'": ['commande inconnue : {0}', 'onbekend commando: {0}'],
  "missing required argument '{0}'": [
    'l’argument obligatoire « {0} » manque',
    'het verplichte argument «{0}» ontbreekt',
  ],
  "option '{0}' argument missing": ['l’option « {0} » demande une valeur', 'optie «{0}» vraagt een waarde'],
  "required option '{0}' not specified": [
    'l’option obligatoire « {0} » manque',
    'de verplichte optie «{0}» ontbreekt',
  ],
  'too many arguments. Expected {0}, but got {1}.': [
    'trop d’arguments : {0} attendus, {1} reçus',
    'te veel argumenten: {0} verwacht, {1} gekregen',
  ],
  "option '{0}' argument '{1}' is invalid. Allowed choices are {2}.": [
    '« {1} » n’est pas une valeur de l’option « {0} » ; sont admis : {2}',
    '«{1}» is geen waarde van optie «{0}»; toegelaten zijn: {2}',
  ],
  "option '{0}' argument '{1}' is invalid. {2}": [
    '« {1} » n’est pas une valeur de l’option « {0} ». {2}',
    '«{1}» is geen waarde van optie «{0}». {2}',
  ],
  "argument '{0}' value '{1}' is invalid. Allowed choices are {2}.": [
    '« {1} » n’est pas une valeur de l’argument « {0} » ; sont admis : {2}',
    '«{1}» is geen waarde van argument «{0}»; toegelaten zijn: {2}',
  ],
  "argument '{0}' value '{1}' is invalid. {2}": [
    '« {1} » n’est pas une valeur de l’argument « {0} ». {2}',
    '«{1}» is geen waarde van argument «{0}». {2}',
  ],
  'Did you mean {0}?': ['Vouliez-vous dire {0} ?', 'Bedoelde u {0}?'],
  BCSS: ['la BCSS', 'de KSZ'],
};
