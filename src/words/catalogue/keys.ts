/** What is said of keys, secrets, seals and the configuration. */

import type { Translations } from './translations.ts';

export const keys: Translations = {
  '\n  line {0}: {1}': ['\n  ligne {0} : {1}', '\n  regel {0}: {1}'],
  '1 problem': ['1 problème', '1 probleem'],
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
  'Run: chmod go-w {0}': ['Exécutez : chmod go-w {0}', 'Voer uit: chmod go-w {0}'],
  'line {0}, column {1}': ['ligne {0}, colonne {1}', 'regel {0}, kolom {1}'],
  '{0} is not TOML: {1}: {2}': ['{0} n’est pas du TOML : {1} : {2}', '{0} is geen TOML: {1}: {2}'],
  'TOML asks for quotes around texts and for each key once; see https://toml.io': [
    'TOML veut des guillemets autour des textes et chaque clé une seule fois ; voir https://toml.io',
    'TOML vraagt aanhalingstekens rond teksten en elke sleutel slechts één keer; zie https://toml.io',
  ],
  '{0} changes what only a new start can take: {1}': [
    '{0} modifie ce que seul un nouveau démarrage peut reprendre : {1}',
    '{0} wijzigt wat pas bij een nieuwe start kan ingaan: {1}',
  ],
  'Restart the process, or undo the change. Until then it goes on by what it had.': [
    'Redémarrez le processus, ou annulez la modification. D’ici là, il continue avec ce qu’il avait.',
    'Herstart het proces, of maak de wijziging ongedaan. Tot dan gaat het verder met wat het had.',
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
  '{0} is not one of the example keys': [
    '{0} n’est pas une des clés d’exemple',
    '{0} is niet een van de voorbeeldsleutels',
  ],
  'A rehearsal uses the keys in keys-example/ only, so that no real key is ever mixed with it.': [
    'Une répétition n’emploie que les clés de keys-example/, pour qu’aucune vraie clé n’y soit jamais mêlée.',
    'Een repetitie gebruikt alleen de sleutels in keys-example/, zodat er nooit een echte sleutel mee vermengd raakt.',
  ],
  'The deliberation asks for no factor: nobody may log in.': [
    'La délibération ne demande aucun facteur : personne ne peut se connecter.',
    'De beraadslaging vraagt geen enkele factor: niemand mag zich aanmelden.',
  ],
  'it carries data that are no message': [
    'il contient des données qui ne sont pas un message',
    'het bevat gegevens die geen bericht zijn',
  ],
  'it is no OpenPGP message, or was cut short or changed on its way': [
    'ce n’est pas un message OpenPGP, ou il a été tronqué ou modifié en chemin',
    'het is geen OpenPGP-bericht, of het werd onderweg ingekort of gewijzigd',
  ],
  'it is not encrypted with protection of its integrity (RFC 9580 section 5.13)': [
    'il n’est pas chiffré avec protection de son intégrité (RFC 9580, section 5.13)',
    'het is niet versleuteld met bescherming van de integriteit (RFC 9580, sectie 5.13)',
  ],
  'it is over {0} bytes and encrypted in OCB mode, which is slow here': [
    'il dépasse {0} octets et est chiffré en mode OCB, qui est lent ici',
    'het is groter dan {0} bytes en versleuteld in OCB-modus, die hier traag is',
  ],
  'its chunks are larger than the standard allows': [
    'ses segments sont plus grands que la norme ne l’admet',
    'de segmenten ervan zijn groter dan de norm toelaat',
  ],
  'it is sealed to too many keys': [
    'il est scellé pour trop de clés',
    'het is verzegeld voor te veel sleutels',
  ],
  'it is sealed to another key than {0}': [
    'il est scellé pour une autre clé que {0}',
    'het is verzegeld voor een andere sleutel dan {0}',
  ],
  'the parcel can not be opened: {0}': [
    'le fichier scellé ne peut être ouvert : {0}',
    'het verzegelde bestand kan niet worden geopend: {0}',
  ],
  "Nothing was read from it. Ask the sender to seal it again, to this site's key and with `gpg` or Passerelle.":
    [
      'Rien n’en a été lu. Demandez à l’expéditeur de le sceller de nouveau, pour la clé de ce site et avec `gpg` ou Passerelle.',
      'Er is niets van gelezen. Vraag de afzender het opnieuw te verzegelen, voor de sleutel van deze site en met `gpg` of Passerelle.',
    ],
  'a private key stands where a public key is expected': [
    'une clé privée se trouve là où une clé publique est attendue',
    'er staat een privésleutel waar een publieke sleutel wordt verwacht',
  ],
  'Put the file where only its owner reads it, and give the public key instead.': [
    'Placez le fichier là où seul son propriétaire le lit, et donnez plutôt la clé publique.',
    'Zet het bestand waar alleen de eigenaar het leest, en geef in de plaats de publieke sleutel.',
  ],
  'the OpenPGP key {0} needs a passphrase': [
    'la clé OpenPGP {0} demande une phrase de passe',
    'OpenPGP-sleutel {0} vraagt een wachtwoordzin',
  ],
  'Give it by prompt, by a file that only its owner reads, or as a systemd credential.': [
    'Donnez-la à l’invite, par un fichier que seul son propriétaire lit, ou comme credential de systemd.',
    'Geef ze aan de prompt, in een bestand dat alleen de eigenaar leest, of als credential van systemd.',
  ],
  'the passphrase does not unlock the OpenPGP key {0}': [
    'la phrase de passe ne déverrouille pas la clé OpenPGP {0}',
    'de wachtwoordzin ontgrendelt OpenPGP-sleutel {0} niet',
  ],
  'Check which key and which passphrase the configuration names.': [
    'Vérifiez quelle clé et quelle phrase de passe la configuration désigne.',
    'Controleer welke sleutel en welke wachtwoordzin de configuratie aanwijst.',
  ],
  'the text is not an armored OpenPGP key': [
    'le texte n’est pas une clé OpenPGP en armure ASCII',
    'de tekst is geen OpenPGP-sleutel in ASCII-armor',
  ],
  'Export it with `gpg --armor --export` (or `--export-secret-keys`).': [
    'Exportez-la avec `gpg --armor --export` (ou `--export-secret-keys`).',
    'Exporteer ze met `gpg --armor --export` (of `--export-secret-keys`).',
  ],
  'the text does not hold exactly one OpenPGP key': [
    'le texte ne contient pas exactement une clé OpenPGP',
    'de tekst bevat niet precies één OpenPGP-sleutel',
  ],
  'Export one key by its fingerprint.': [
    'Exportez une seule clé, par son empreinte.',
    'Exporteer één sleutel, met haar vingerafdruk.',
  ],
  'the OpenPGP key {0} can not be used': [
    'la clé OpenPGP {0} ne peut être employée',
    'OpenPGP-sleutel {0} kan niet worden gebruikt',
  ],
  'It is revoked, expired or not valid yet, too weak, or lacks a signing or an encryption subkey: see `gpg --show-keys`.':
    [
      'Elle est révoquée, expirée ou pas encore valable, trop faible, ou il lui manque une sous-clé de signature ou de chiffrement : voir `gpg --show-keys`.',
      'Ze is ingetrokken, vervallen of nog niet geldig, te zwak, of mist een subsleutel voor ondertekening of versleuteling: zie `gpg --show-keys`.',
    ],
  'it is not signed': ['il n’est pas signé', 'het is niet ondertekend'],
  'it carries more than one signature': [
    'il porte plus d’une signature',
    'het draagt meer dan één handtekening',
  ],
  'it is signed by another key than {0}': [
    'il est signé par une autre clé que {0}',
    'het is ondertekend met een andere sleutel dan {0}',
  ],
  'its signature does not hold for these bytes, this key and this time': [
    'sa signature ne vaut pas pour ces octets, cette clé et ce moment',
    'de handtekening geldt niet voor deze bytes, deze sleutel en dit tijdstip',
  ],
  'its signature does not cover the exact bytes': [
    'sa signature ne couvre pas exactement ces octets',
    'de handtekening dekt niet exact deze bytes',
  ],
  "the parcel's author is not proven: {0}": [
    'l’auteur du fichier scellé n’est pas prouvé : {0}',
    'de auteur van het verzegelde bestand is niet bewezen: {0}',
  ],
  "Nothing was read from it. Compare the fingerprint of the sender's key with the sender by telephone.": [
    'Rien n’en a été lu. Comparez par téléphone l’empreinte de la clé de l’expéditeur avec celui-ci.',
    'Er is niets van gelezen. Vergelijk telefonisch de vingerafdruk van de sleutel met de afzender.',
  ],
  'the sealed bytes changed while they were read': [
    'les octets scellés ont changé pendant leur lecture',
    'de verzegelde bytes zijn tijdens het lezen veranderd',
  ],
  'Nothing of the change was used. Check the disk of the database and run the command again.': [
    'Rien de cette modification n’a été employé. Vérifiez le disque de la base de données et relancez la commande.',
    'Van die wijziging is niets gebruikt. Controleer de schijf van de databank en voer het commando opnieuw uit.',
  ],
  'the text does not hold exactly one armored OpenPGP key': [
    'le texte ne contient pas exactement une clé OpenPGP en armure ASCII',
    'de tekst bevat niet precies één OpenPGP-sleutel in ASCII-armor',
  ],
  'Export one key with `gpg --armor --export`.': [
    'Exportez une seule clé avec `gpg --armor --export`.',
    'Exporteer één sleutel met `gpg --armor --export`.',
  ],
  'REHEARSAL, {0}': ['RÉPÉTITION, {0}', 'REPETITIE, {0}'],
  'master key': ['clé maîtresse', 'hoofdsleutel'],
  'the master key is not {0} bytes in base64': [
    'la clé maîtresse n’est pas de {0} octets en base64',
    'de hoofdsleutel telt geen {0} bytes in base64',
  ],
  'Put back the one that was made with the site: no other opens its data.': [
    'Remettez celle qui a été générée avec le site : aucune autre n’ouvre ses données.',
    'Zet die terug die samen met de site werd gemaakt: geen andere opent haar gegevens.',
  ],
  '{0} is there already': ['{0} existe déjà', '{0} bestaat al'],
  'It is not overwritten. Move it away first if you mean to replace it.': [
    'Le fichier n’est pas écrasé. Déplacez-le d’abord si vous voulez le remplacer.',
    'Het bestand wordt niet overschreven. Verplaats het eerst als u het wilt vervangen.',
  ],
  '{0} is a symbolic link': ['{0} est un lien symbolique', '{0} is een symbolische koppeling'],
  'Name the file itself.': ['Désignez le fichier lui-même.', 'Wijs het bestand zelf aan.'],
  '{0} is not a regular file': ['{0} n’est pas un fichier ordinaire', '{0} is geen gewoon bestand'],
  'Name a regular file.': ['Désignez un fichier ordinaire.', 'Wijs een gewoon bestand aan.'],
  '{0} is too large for a key or a password': [
    '{0} est trop grand pour une clé ou un mot de passe',
    '{0} is te groot voor een sleutel of een wachtwoord',
  ],
  'Name the right file.': ['Désignez le bon fichier.', 'Wijs het juiste bestand aan.'],
  '{0} is open to others than its owner': [
    '{0} est accessible à d’autres que son propriétaire',
    '{0} is toegankelijk voor anderen dan de eigenaar',
  ],
  'Run: chmod 600 {0}': ['Exécutez : chmod 600 {0}', 'Voer uit: chmod 600 {0}'],
  '{0} belongs to another user': ['{0} appartient à un autre utilisateur', '{0} is van een andere gebruiker'],
  'Run: chown {0} {1}': ['Exécutez : chown {0} {1}', 'Voer uit: chown {0} {1}'],
  'is not there': ['est absent', 'ontbreekt'],
  'is a symbolic link': ['est un lien symbolique', 'is een symbolische koppeling'],
  'cannot be read ({0})': ['ne peut être lu ({0})', 'kan niet worden gelezen ({0})'],
  'Check the path in the configuration, and that the file belongs to the user who runs this.': [
    'Vérifiez le chemin dans la configuration, et que le fichier appartient à l’utilisateur qui exécute le programme.',
    'Controleer het pad in de configuratie, en of het bestand van de gebruiker is die dit uitvoert.',
  ],
  '{0} cannot be written': ['{0} ne peut être écrit', '{0} kan niet worden geschreven'],
  'Check that its folder belongs to the user who runs this, and that the disk is not full.': [
    'Vérifiez que le dossier appartient à l’utilisateur qui exécute le programme, et que le disque n’est pas plein.',
    'Controleer of de map van de gebruiker is die dit uitvoert, en of de schijf niet vol is.',
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
  'Try again.': ['Réessayez.', 'Probeer opnieuw.'],
  'systemd gave this process no credential «{0}»': [
    'systemd n’a pas donné à ce processus de credential « {0} »',
    'systemd heeft dit proces geen credential «{0}» gegeven',
  ],
  'Start it as a systemd service with LoadCredential={0}:<file>.': [
    'Démarrez-le comme service systemd avec LoadCredential={0}:<file>.',
    'Start het als systemd-dienst met LoadCredential={0}:<file>.',
  ],
  '{0} is not text (UTF-8)': ['{0} n’est pas du texte (UTF-8)', '{0} is geen tekst (UTF-8)'],
  'is empty': ['est vide', 'is leeg'],
  'holds a NUL character': ['contient un caractère NUL', 'bevat een NUL-teken'],
  'begins with a byte order mark': [
    'commence par une marque d’ordre des octets',
    'begint met een bytevolgordemarkering',
  ],
  'has more than one line': ['compte plus d’une ligne', 'heeft meer dan één regel'],
  'A secret is one line of text.': [
    'Un secret est une seule ligne de texte.',
    'Een geheim is één regel tekst.',
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
  'Put each key under the party that it is of.': [
    'Placez chaque clé sous l’institution dont elle est.',
    'Zet elke sleutel onder de instelling waarvan ze is.',
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
