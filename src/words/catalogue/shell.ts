/** The headings of the help, the manual page and the completions. */

import type { Translations } from './translations.ts';

export const shell: Translations = {
  'Usage:': ['Utilisation :', 'Gebruik:'],
  'Arguments:': ['Arguments :', 'Argumenten:'],
  'Options:': ['Options :', 'Opties:'],
  'Global options:': ['Options communes :', 'Algemene opties:'],
  'Commands:': ['Commandes :', 'Commando’s:'],
  'Set up:': ['Installer :', 'Opzetten:'],
  'Move data:': ['Transmettre :', 'Meedelen:'],
  'See and prove:': ['Voir et prouver :', 'Zien en bewijzen:'],
  'Answer for a child:': ['Répondre pour un enfant :', 'Antwoorden voor een kind:'],
  'Keep and destroy:': ['Conserver et détruire :', 'Bewaren en vernietigen:'],
  'Stand on PostgreSQL:': ['Sur PostgreSQL :', 'Op PostgreSQL:'],
  'Try out:': ['Essayer :', 'Uitproberen:'],
  'At the shell:': ['Dans le shell :', 'In de shell:'],
  'Examples:': ['Exemples :', 'Voorbeelden:'],
  'print what bash, zsh or fish needs to complete the command line': [
    'imprimer ce qu’il faut à bash, zsh ou fish pour compléter la ligne de commande',
    'tonen wat bash, zsh of fish nodig heeft om de opdrachtregel aan te vullen',
  ],
  'print the manual page': ['imprimer la page de manuel', 'de handleidingpagina tonen'],
  'whose completions': ['du shell nommé', 'van welke shell'],
  'day at its foot (default: today)': [
    'jour à son pied (par défaut : aujourd’hui)',
    'dag onderaan (standaard: vandaag)',
  ],
  NAME: ['NOM', 'NAAM'],
  SYNOPSIS: ['SYNOPSIS', 'OVERZICHT'],
  DESCRIPTION: ['DESCRIPTION', 'BESCHRIJVING'],
  COMMANDS: ['COMMANDES', 'COMMANDO’S'],
  FILES: ['FICHIERS', 'BESTANDEN'],
  EXAMPLES: ['EXEMPLES', 'VOORBEELDEN'],
  'SEE ALSO': ['VOIR AUSSI', 'ZIE OOK'],
  'Options that all commands know:': [
    'Options que connaissent toutes les commandes :',
    'Opties die alle commando’s kennen:',
  ],
  'configuration of the site; --config names another': [
    'configuration du site ; --config en nomme une autre',
    'configuratie van de site; --config noemt een andere',
  ],
  done: ['fait', 'gedaan'],
  'an error of the program itself': ['une erreur du programme lui-même', 'een fout van het programma zelf'],
  'the command line is wrong': ['la ligne de commande est incorrecte', 'de opdrachtregel is verkeerd'],
  'the configuration is not sound, or a secret or key is not to be had': [
    'la configuration n’est pas saine, ou un secret ou une clé manque',
    'de configuratie is niet gezond, of een geheim of sleutel ontbreekt',
  ],
  'the channel is closed': ['le canal est fermé', 'het kanaal is gesloten'],
  'what came in is refused': ['ce qui est entré est refusé', 'wat binnenkwam, is geweigerd'],
  'the month is out of proportion': ['le mois est hors de proportion', 'de maand is buiten verhouding'],
  'the other gateway refused the login, or is not the one that it should be': [
    'l’autre passerelle a refusé la connexion, ou n’est pas celle qu’elle devrait être',
    'de andere gateway weigerde de aanmelding, of is niet die ze moet zijn',
  ],
  'the other gateway cannot be reached': [
    'l’autre passerelle est injoignable',
    'de andere gateway is onbereikbaar',
  ],
  'the database cannot be used': ['la base de données est inutilisable', 'de databank is onbruikbaar'],
  'the ledger is broken, or lacks what others hold of it': [
    'le registre journal est rompu, ou il lui manque ce que d’autres en détiennent',
    'het logboek is gebroken, of mist wat anderen ervan hebben',
  ],
  'the same work is under way in another process': [
    'le même travail est en cours dans un autre processus',
    'hetzelfde werk loopt in een ander proces',
  ],
  'records are held for too long': [
    'des mutations sont en attente depuis trop longtemps',
    'mutaties wachten te lang',
  ],
  'a requirement is not proven': ['une exigence n’est pas prouvée', 'een vereiste is niet bewezen'],
  'figures disagree': ['des chiffres divergent', 'cijfers spreken elkaar tegen'],
  'files or receipts are overdue': [
    'des fichiers ou accusés de réception sont en retard',
    'bestanden of ontvangstbewijzen zijn te laat',
  ],
  'the site must be mended': ['le site doit être réparé', 'de site moet worden hersteld'],
};
