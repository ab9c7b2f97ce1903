/** What the command line says of itself, and how it reports what went wrong. */

import type { Translations } from './translations.ts';

export const commandLine: Translations = {
  'language in which it speaks and writes: fr, nl or en': [
    'langue dans laquelle il parle et écrit : fr, nl ou en',
    'taal waarin het spreekt en schrijft: fr, nl of en',
  ],
  'error:': ['erreur :', 'fout:'],
  'hint:': ['conseil :', 'raad:'],
  'state:': ['état :', 'toestand:'],
  'trace:': ['trace :', 'spoor:'],
  'Everything is as it was before.': ['Tout est comme avant.', 'Alles is zoals voorheen.'],
  'What was finished before stands, nothing is half done, and the command can be run again.': [
    'Ce qui était achevé le reste, rien n’est fait à moitié, et la commande peut être relancée.',
    'Wat al voltooid was, blijft; niets is half gedaan, en het commando kan opnieuw worden uitgevoerd.',
  ],
  'Nothing was done.': ['Rien n’a été fait.', 'Er is niets gedaan.'],
  'Nothing was opened.': ['Rien n’a été ouvert.', 'Er is niets geopend.'],
  'Nothing was shown.': ['Rien n’a été montré.', 'Er is niets getoond.'],
  'No data were moved.': ['Aucune donnée n’a été transmise.', 'Er zijn geen gegevens meegedeeld.'],
  'Nothing was changed: keep the database as it is, it is evidence.': [
    'Rien n’a été modifié : conservez la base de données telle quelle, elle fait preuve.',
    'Er is niets gewijzigd: bewaar de databank zoals ze is, ze is een bewijsstuk.',
  ],
  'The command has done its work.': [
    'La commande a fait son travail.',
    'Het commando heeft zijn werk gedaan.',
  ],
  'The matrix is complete; nothing was changed.': [
    'La matrice est complète ; rien n’a été modifié.',
    'De matrix is volledig; er is niets gewijzigd.',
  ],
  'this should not happen: {0}': ['ceci ne devrait pas arriver : {0}', 'dit zou niet mogen gebeuren: {0}'],
  'Run the command again with --verbose and report what it says.': [
    'Relancez la commande avec --verbose et signalez ce qu’elle affiche.',
    'Voer het commando opnieuw uit met --verbose en meld wat het zegt.',
  ],
};
