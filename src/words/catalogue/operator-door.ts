import type { Translations } from './translations.ts';

/** Where the operator page listens, and what it says in place of a page. */
export const operatorDoor: Translations = {
  'Operator page {0}': ['Page de l’opérateur {0}', 'Pagina van de operator {0}'],
  'what it reads the data for (default: the one that the deliberation names); or {0}, for the operator page':
    [
      'à quel titre il lit les données (par défaut : celui que la délibération nomme) ; ou {0}, pour la page de l’opérateur',
      'waarvoor het de gegevens leest (standaard: de rol die de beraadslaging noemt); of {0}, voor de pagina van de operator',
    ],
  '{0} is there and is no socket': ['{0} existe et n’est pas un socket', '{0} bestaat en is geen socket'],
  'Nothing is overwritten: name another path under [operator], or take that file away.': [
    'Rien n’est écrasé : indiquez un autre chemin sous [operator], ou retirez ce fichier.',
    'Er wordt niets overschreven: geef een ander pad op onder [operator], of haal dat bestand weg.',
  ],
  'the operator page cannot listen on {0}': [
    'la page de l’opérateur ne peut pas écouter sur {0}',
    'de pagina van de operator kan niet luisteren op {0}',
  ],
  'Under [operator] name a port above 1023, or a socket in a folder that is there and that this user may write to.':
    [
      'Indiquez sous [operator] un port supérieur à 1023, ou un socket dans un dossier qui existe et où cet utilisateur peut écrire.',
      'Geef onder [operator] een poort boven 1023 op, of een socket in een map die bestaat en waarin deze gebruiker mag schrijven.',
    ],
  'another process listens on {0} already': [
    'un autre processus écoute déjà sur {0}',
    'een ander proces luistert al op {0}',
  ],
  'Choose another address under [operator], or end the other process.': [
    'Choisissez une autre adresse sous [operator], ou arrêtez l’autre processus.',
    'Kies een ander adres onder [operator], of stop het andere proces.',
  ],
  'That is no name of this server.': [
    'Ce nom n’est pas celui de ce serveur.',
    'Dat is geen naam van deze server.',
  ],
  'Only pages of this server may send that.': [
    'Seules les pages de ce serveur peuvent envoyer cela.',
    'Alleen pagina’s van deze server mogen dat versturen.',
  ],
  'Sign in first.': ['Connectez-vous d’abord.', 'Meld u eerst aan.'],
  'There is nothing here.': ['Il n’y a rien ici.', 'Hier is niets.'],
  'Only a form is taken.': ['Seul un formulaire est accepté.', 'Alleen een formulier wordt aanvaard.'],
  'That is too large.': ['C’est trop volumineux.', 'Dat is te groot.'],
  'This cannot be shown now. The log of the site says why.': [
    'Ceci ne peut pas être affiché pour le moment. Le journal technique du site dit pourquoi.',
    'Dit kan nu niet worden getoond. Het technische logbestand van de site zegt waarom.',
  ],
};
