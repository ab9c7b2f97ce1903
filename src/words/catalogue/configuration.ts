/** What is said of the configuration. */

import type { Translations } from './translations.ts';

export const configuration: Translations = {
  '\n  line {0}: {1}': ['\n  ligne {0} : {1}', '\n  regel {0}: {1}'],
  '{0} problem': ['{0} problème', '{0} probleem'],
  '{0} problems': ['{0} problèmes', '{0} problemen'],
  '{0} has {1}:{2}': ['{0} présente {1} :{2}', '{0} bevat {1}:{2}'],
  'docs/configuration.md explains each key.': [
    'docs/configuration.md explique chaque clé.',
    'docs/configuration.md legt elke sleutel uit.',
  ],
  'there is no configuration to read at {0}': [
    'il n’y a pas de configuration lisible à l’emplacement {0}',
    'er is geen leesbare configuratie op {0}',
  ],
  'Name one with --config <file>, or write one with: passerelle init <party>': [
    'Désignez-en une avec --config <file>, ou créez-en une avec : passerelle init <party>',
    'Wijs er een aan met --config <file>, of maak er een met: passerelle init <party>',
  ],
  '{0} is no configuration: not a small regular file': [
    '{0} n’est pas une configuration : ce n’est pas un petit fichier ordinaire',
    '{0} is geen configuratie: het is geen klein gewoon bestand',
  ],
  '{0} can be changed by others than its owner': [
    '{0} peut être modifié par d’autres que son propriétaire',
    '{0} kan door anderen dan de eigenaar worden gewijzigd',
  ],
  'line {0}, column {1}': ['ligne {0}, colonne {1}', 'regel {0}, kolom {1}'],
  '{0} is not TOML: {1}: {2}': ['{0} n’est pas du TOML : {1} : {2}', '{0} is geen TOML: {1}: {2}'],
  'TOML asks for quotes around texts and for each key once; see https://toml.io': [
    'TOML veut des guillemets autour des textes et chaque clé une seule fois ; voir https://toml.io',
    'TOML vraagt aanhalingstekens rond teksten en elke sleutel slechts één keer; zie https://toml.io',
  ],
  'the state of this site stands on a PostgreSQL server, not in a file': [
    'l’état de ce site se trouve sur un serveur PostgreSQL, pas dans un fichier',
    'de toestand van deze site staat op een PostgreSQL-server, niet in een bestand',
  ],
  "The server's own tools do it there (pg_dump, for example): see docs/postgresql.md.": [
    'Les outils du serveur s’en chargent (pg_dump, par exemple) : voir docs/postgresql.md.',
    'Daar zorgen de eigen hulpmiddelen van de server voor (bijvoorbeeld pg_dump): zie docs/postgresql.md.',
  ],
  '{0} is an example key that anybody holds': [
    '{0} est une clé d’exemple que chacun possède',
    '{0} is een voorbeeldsleutel die iedereen bezit',
  ],
  'Make a key of your own with `passerelle keys`. Example keys serve in a rehearsal only.': [
    'Générez une clé qui vous soit propre avec `passerelle keys`. Les clés d’exemple ne servent qu’à une répétition.',
    'Maak een eigen sleutel met `passerelle keys`. Voorbeeldsleutels dienen alleen voor een repetitie.',
  ],
  'there is no example key {0}': [
    'il n’existe pas de clé d’exemple {0}',
    'er bestaat geen voorbeeldsleutel {0}',
  ],
  'A rehearsal needs example keys of all parties of its deliberation: docs/next-deliberation.md tells how they are made.':
    [
      'Une répétition a besoin de clés d’exemple de toutes les parties à sa délibération : docs/next-deliberation.md dit comment les créer.',
      'Een repetitie heeft voorbeeldsleutels nodig van alle partijen bij haar beraadslaging: docs/next-deliberation.md zegt hoe ze worden gemaakt.',
    ],
  '{0} is not one of the example keys': [
    '{0} n’est pas une des clés d’exemple',
    '{0} is niet een van de voorbeeldsleutels',
  ],
  'A rehearsal uses the keys in keys-example/ only, so that no real key is ever mixed with it.': [
    'Une répétition n’emploie que les clés de keys-example/, pour qu’aucune vraie clé n’y soit jamais mêlée.',
    'Een repetitie gebruikt alleen de sleutels in keys-example/, zodat er nooit een echte sleutel mee vermengd raakt.',
  ],
  'a {0} site cannot run by that clock': [
    'un site de mode {0} ne peut fonctionner avec cette horloge',
    'een site in modus {0} kan niet met die klok werken',
  ],
  'passphrase of the OpenPGP key of {0}': [
    'phrase de passe de la clé OpenPGP de {0}',
    'wachtwoordzin van de OpenPGP-sleutel van {0}',
  ],
  '{0} names no public key of {1}': [
    '{0} ne désigne aucune clé publique de {1}',
    '{0} noemt geen publieke sleutel van {1}',
  ],
  'Ask {0} for its OpenPGP key and name the file under [openpgp.correspondents].': [
    'Demandez à {0} sa clé OpenPGP et désignez le fichier sous [openpgp.correspondents].',
    'Vraag {0} zijn OpenPGP-sleutel en noem het bestand onder [openpgp.correspondents].',
  ],
  'the public key of {0}': ['la clé publique de {0}', 'de publieke sleutel van {0}'],
  '{0} cannot be read at {1}': [
    '{0} ne peut être lue à l’emplacement {1}',
    '{0} kan niet worden gelezen op {1}',
  ],
  'Put the key there, or correct its path under {0}.': [
    'Placez-y la clé, ou corrigez son chemin sous {0}.',
    'Zet de sleutel daar, of verbeter het pad onder {0}.',
  ],
  'the ledger key of {0}': ['la clé du registre journal de {0}', 'de logboeksleutel van {0}'],
  '{0} names a ledger key for {1} that is of {2}': [
    '{0} désigne pour {1} une clé de registre journal qui est celle de {2}',
    '{0} noemt voor {1} een logboeksleutel die van {2} is',
  ],
  'This Node cannot do the key exchange {0}.': [
    'Ce Node ne peut faire l’échange de clés {0}.',
    'Deze Node kan sleuteluitwisseling {0} niet uitvoeren.',
  ],
  'Run the Node that npm ci installs: the exchange needs ML-KEM, which OpenSSL has from 3.5.': [
    'Employez le Node installé par npm ci : l’échange exige ML-KEM, qu’OpenSSL possède depuis la version 3.5.',
    'Gebruik de Node die npm ci installeert: de uitwisseling vereist ML-KEM, dat OpenSSL vanaf 3.5 heeft.',
  ],
  '{0} is not a private SSH key without a passphrase': [
    '{0} n’est pas une clé privée SSH sans phrase de passe',
    '{0} is geen SSH-privésleutel zonder wachtwoordzin',
  ],
  'Make one with: passerelle keys generate host (or login)': [
    'Générez-en une avec : passerelle keys generate host (ou login)',
    'Maak er een met: passerelle keys generate host (of login)',
  ],
  'The ssh2 installed is {0}.': ['Le ssh2 installé est {0}.', 'De geïnstalleerde ssh2 is {0}.'],
  'The ssh2 installed calls itself {0}, but its code is not what was verified.': [
    'Le ssh2 installé se dit {0}, mais son code n’est pas celui qui a été vérifié.',
    'De geïnstalleerde ssh2 noemt zich {0}, maar de code ervan is niet wat gecontroleerd werd.',
  ],
  'Install ssh2 {0} as the lockfile has it: run npm ci. After a wanted upgrade, verify the key exchange against its code, then name it in src/ssh/ssh2-inside.ts.':
    [
      'Installez ssh2 {0} comme le veut le fichier de verrouillage : exécutez npm ci. Après une mise à niveau voulue, vérifiez l’échange de clés dans son code, puis inscrivez-la dans src/ssh/ssh2-inside.ts.',
      'Installeer ssh2 {0} zoals het lockbestand het heeft: voer npm ci uit. Controleer na een gewenste upgrade de sleuteluitwisseling in de code ervan, en noem die dan in src/ssh/ssh2-inside.ts.',
    ],
};
