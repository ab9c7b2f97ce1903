/** What the command line says of itself, and how it reports what went wrong. */

import type { Translations } from './translations.ts';

export const commandLine: Translations = {
  publisher: ['émetteur', 'verzender'],
  relay: ['relais', 'relais'],
  recipient: ['destinataire', 'ontvanger'],
  '{0} is a {1}: «{2}» has nothing to do there': [
    '{0} est un {1} : « {2} » n’y a rien à faire',
    '{0} is een {1}: «{2}» heeft daar niets te doen',
  ],
  'It is for a {0}. Name another configuration with --config.': [
    'La commande est destinée à : {0}. Désignez une autre configuration avec --config.',
    'Het commando is bestemd voor: {0}. Wijs een andere configuratie aan met --config.',
  ],
  'no file of evaluations is named': [
    'aucun fichier d’évaluations n’est désigné',
    'er is geen evaluatiebestand genoemd',
  ],
  'Name one after the command, or in the configuration under [evaluations].': [
    'Désignez-en un après la commande, ou dans la configuration sous [evaluations].',
    'Noem er een na het commando, of in de configuratie onder [evaluations].',
  ],
  '{0} To see the channel live: passerelle rehearse': [
    '{0} Pour voir le canal en fonction : passerelle rehearse',
    '{0} Om het kanaal aan het werk te zien: passerelle rehearse',
  ],
  '{0} is the configuration of a rehearsal': [
    '{0} est la configuration d’une répétition',
    '{0} is de configuratie van een repetitie',
  ],
  'Add --rehearsal, or name the configuration of the real site with --config.': [
    'Ajoutez --rehearsal, ou désignez la configuration du site réel avec --config.',
    'Voeg --rehearsal toe, of wijs de configuratie van de echte site aan met --config.',
  ],
  '{0} is the configuration of a real site': [
    '{0} est la configuration d’un site réel',
    '{0} is de configuratie van een echte site',
  ],
  'Leave out --rehearsal, or name the configuration of a rehearsal with --config.': [
    'Omettez --rehearsal, ou désignez la configuration d’une répétition avec --config.',
    'Laat --rehearsal weg, of wijs de configuratie van een repetitie aan met --config.',
  ],
  '--at chooses the time of a rehearsal, and of nothing else': [
    '--at choisit l’heure d’une répétition, et de rien d’autre',
    '--at kiest de tijd van een repetitie, en van niets anders',
  ],
  'Add --rehearsal. The time of a real site is the time.': [
    'Ajoutez --rehearsal. L’heure d’un site réel est l’heure qu’il est.',
    'Voeg --rehearsal toe. De tijd van een echte site is de echte tijd.',
  ],
  '--at is neither a day nor an instant': [
    '--at n’est ni un jour ni un instant',
    '--at is noch een dag, noch een tijdstip',
  ],
  'Write 2022-03-15, or 2022-03-15T09:30:00+01:00.': [
    'Écrivez 2022-03-15, ou 2022-03-15T09:30:00+01:00.',
    'Schrijf 2022-03-15, of 2022-03-15T09:30:00+01:00.',
  ],
  '{0} cannot be made': ['{0} ne peut être créé', '{0} kan niet worden aangemaakt'],
  'Nothing is overwritten: name a new file in a folder that is there.': [
    'Rien n’est écrasé : nommez un nouveau fichier dans un dossier existant.',
    'Er wordt niets overschreven: noem een nieuw bestand in een bestaande map.',
  ],
  'A temporary SFTP channel under a deliberation of the Belgian Information Security Committee.\nExit codes: docs/exit-codes.md. To see it live: passerelle rehearse':
    [
      'Un canal SFTP temporaire au titre d’une délibération du Comité de sécurité de l’information.\nCodes de sortie : docs/exit-codes.md. Pour le voir en fonction : passerelle rehearse',
      'Een tijdelijk SFTP-kanaal onder een beraadslaging van het Informatieveiligheidscomité.\nAfsluitcodes: docs/exit-codes.md. Om het aan het werk te zien: passerelle rehearse',
    ],
  'configuration of the site': ['configuration du site', 'configuratie van de site'],
  'run a rehearsal site: mock numbers, example keys, a clock of its own': [
    'exploiter un site de répétition : numéros fictifs, clés d’exemple, horloge à part',
    'werk met een repetitiesite: fictieve nummers, voorbeeldsleutels, een eigen klok',
  ],
  'where the clock of a rehearsal starts': [
    'où commence l’horloge d’une répétition',
    'waar de klok van een repetitie begint',
  ],
  'language in which it speaks and writes: fr, nl or en': [
    'langue dans laquelle il parle et écrit : fr, nl ou en',
    'taal waarin het spreekt en schrijft: fr, nl of en',
  ],
  'results as JSON, one document a line': [
    'résultats en JSON, un document par ligne',
    'resultaten als JSON, één document per regel',
  ],
  'no notes on stderr': ['aucune remarque sur la sortie d’erreur', 'geen opmerkingen op de foutuitvoer'],
  'when something fails, show where': ['en cas d’échec, montrer où', 'toon bij een fout waar ze optrad'],
  'Add --help to see what there is.': [
    'Ajoutez --help pour voir ce qui existe.',
    'Voeg --help toe om te zien wat er is.',
  ],
  'Everything is as it was before.': ['Tout est comme avant.', 'Alles is zoals voorheen.'],
  'What was finished before stands, nothing is half done, and the command can be run again.': [
    'Ce qui était achevé le reste, rien n’est fait à moitié, et la commande peut être relancée.',
    'Wat al voltooid was, blijft; niets is half gedaan, en het commando kan opnieuw worden uitgevoerd.',
  ],
  'Nothing was changed: keep the database as it is, it is evidence.': [
    'Rien n’a été modifié : conservez la base de données telle quelle, elle fait preuve.',
    'Er is niets gewijzigd: bewaar de databank zoals ze is, ze is een bewijsstuk.',
  ],
  'No data were moved.': ['Aucune donnée n’a été transmise.', 'Er zijn geen gegevens meegedeeld.'],
  'The command has done its work.': [
    'La commande a fait son travail.',
    'Het commando heeft zijn werk gedaan.',
  ],
  'Nothing was done.': ['Rien n’a été fait.', 'Er is niets gedaan.'],
  'Nothing was opened.': ['Rien n’a été ouvert.', 'Er is niets geopend.'],
  'Nothing was shown.': ['Rien n’a été montré.', 'Er is niets getoond.'],
  'The matrix is complete; nothing was changed.': [
    'La matrice est complète ; rien n’a été modifié.',
    'De matrix is volledig; er is niets gewijzigd.',
  ],
  'this should not happen: {0}': ['ceci ne devrait pas arriver : {0}', 'dit zou niet mogen gebeuren: {0}'],
  'Run the command again with --verbose and report what it says.': [
    'Relancez la commande avec --verbose et signalez ce qu’elle affiche.',
    'Voer het commando opnieuw uit met --verbose en meld wat het zegt.',
  ],
  'error:': ['erreur :', 'fout:'],
  'hint:': ['conseil :', 'advies:'],
  'state:': ['état :', 'toestand:'],
  'trace:': ['trace :', 'spoor:'],
  'A whole number is expected.': ['Un nombre entier est attendu.', 'Een geheel getal wordt verwacht.'],
  'A day is expected, written YYYY-MM-DD.': [
    'Un jour est attendu, écrit AAAA-MM-JJ.',
    'Een dag wordt verwacht, geschreven JJJJ-MM-DD.',
  ],
  'A month is expected, written YYYY-MM.': [
    'Un mois est attendu, écrit AAAA-MM.',
    'Een maand wordt verwacht, geschreven JJJJ-MM.',
  ],
  'A reference is expected, written 2022-03/7.': [
    'Une référence est attendue, écrite 2022-03/7.',
    'Een referentie wordt verwacht, geschreven 2022-03/7.',
  ],
  'Addresses or networks are expected, for example 192.0.2.7,2001:db8::/32.': [
    'Des adresses ou des réseaux sont attendus, par exemple 192.0.2.7,2001:db8::/32.',
    'Adressen of netwerken worden verwacht, bijvoorbeeld 192.0.2.7,2001:db8::/32.',
  ],
  '{0}: there is no terminal to ask at': [
    '{0} : il n’y a pas de terminal pour poser la question',
    '{0}: er is geen terminal om het aan te vragen',
  ],
  'Run this at a terminal, or configure a file (mode 600) or a systemd credential for it.': [
    'Exécutez ceci dans un terminal, ou configurez pour cela un fichier (mode 600) ou un credential de systemd.',
    'Voer dit uit in een terminal, of configureer er een bestand (modus 600) of een credential van systemd voor.',
  ],
  '{0}: no answer was given': ['{0} : aucune réponse n’a été donnée', '{0}: er werd geen antwoord gegeven'],
  '{0}, once more': ['{0}, une seconde fois', '{0}, nog een keer'],
  '{0}: the two answers differ': ['{0} : les deux réponses diffèrent', '{0}: de twee antwoorden verschillen'],
};
