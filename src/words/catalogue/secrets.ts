/** What is said of secrets and seals. */

import type { Translations } from './translations.ts';

export const secrets: Translations = {
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
  'master key': ['clé maîtresse', 'hoofdsleutel'],
  'the master key is not {0} bytes in base64': [
    'la clé maîtresse n’est pas de {0} octets en base64',
    'de hoofdsleutel telt geen {0} bytes in base64',
  ],
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
};
