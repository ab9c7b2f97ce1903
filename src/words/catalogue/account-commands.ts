/** What the commands for accounts and readers say. */

import type { Translations } from './translations.ts';

export const accountCommands: Translations = {
  'the certificate {0} cannot be read': [
    'le certificat {0} ne peut être lu',
    'certificaat {0} kan niet worden gelezen',
  ],
  'the public key {0} cannot be read': [
    'la clé publique {0} ne peut être lue',
    'publieke sleutel {0} kan niet worden gelezen',
  ],
  name: ['nom', 'naam'],
  party: ['institution', 'instelling'],
  role: ['rôle', 'rol'],
  status: ['statut', 'status'],
  undertaking: ['engagement', 'verbintenis'],
  factors: ['facteurs', 'factoren'],
  password: ['mot de passe', 'wachtwoord'],
  totp: ['TOTP', 'TOTP'],
  '{0} key': ['{0} clé', '{0} sleutel'],
  '{0} keys': ['{0} clés', '{0} sleutels'],
  '{0} card': ['{0} carte', '{0} kaart'],
  '{0} cards': ['{0} cartes', '{0} kaarten'],
  '{0} authority': ['{0} autorité', '{0} autoriteit'],
  '{0} authorities': ['{0} autorités', '{0} autoriteiten'],
  'key {0} {1}': ['clé {0} {1}', 'sleutel {0} {1}'],
  'authority {0} {1}': ['autorité {0} {1}', 'autoriteit {0} {1}'],
  'distrusted {0}': ['plus de confiance : {0}', 'niet meer vertrouwd: {0}'],
  'card {0} until {1}': ['carte {0} jusqu’au {1}', 'kaart {0} tot {1}'],
  'invited until {0}': ['invité jusqu’au {0}', 'uitgenodigd tot {0}'],
  'from {0} only': ['uniquement depuis {0}', 'alleen vanaf {0}'],
  'valid from {0} until {1}, both days included': [
    'valable du {0} au {1}, ces deux jours inclus',
    'geldig van {0} tot en met {1}',
  ],
  'the beginning': ['début', 'het begin'],
  'the end': ['terme', 'het einde'],
  'by {0} only': ['uniquement par {0}', 'alleen met {0}'],
  'whose account it is': ['à qui est le compte', 'van wie het account is'],
  'what it reads the data for (default: the one that the deliberation names)': [
    'à quelle fin il lit les données (par défaut, celle que désigne la délibération)',
    'waarvoor het de gegevens leest (standaard: wat de beraadslaging noemt)',
  ],
  'public SSH key: possession': ['clé SSH publique : possession', 'publieke SSH-sleutel: bezit'],
  'give it a TOTP device: possession': [
    'lui donner un appareil TOTP : possession',
    'geef het een TOTP-toestel: bezit',
  ],
  'password (else it is asked for): knowledge': [
    'mot de passe (sinon il est demandé) : connaissance',
    'wachtwoord (anders wordt het gevraagd): kennis',
  ],
  'none yet: the holder sets it by an enrolment code, see «invite»': [
    'pas encore : le titulaire le choisit par un code d’inscription, voir « invite »',
    'nog geen: de houder kiest het met een inschrijvingscode, zie «invite»',
  ],
  'print the secret of the TOTP device as an otpauth URI on stdout': [
    'afficher le secret de l’appareil TOTP comme URI otpauth sur la sortie standard',
    'toon het geheim van het TOTP-toestel als otpauth-URI op de standaarduitvoer',
  ],
  'write that URI to a new file that only you may read': [
    'écrire cette URI dans un nouveau fichier que vous seul pouvez lire',
    'schrijf die URI in een nieuw bestand dat alleen u kunt lezen',
  ],
  'list all accounts': ['énumérer tous les comptes', 'som alle accounts op'],
  'show an account and its keys': ['montrer un compte et ses clés', 'toon een account en zijn sleutels'],
  'set another password': ['choisir un autre mot de passe', 'stel een ander wachtwoord in'],
  'read it there instead of asking': [
    'le lire là au lieu de le demander',
    'lees het daar in plaats van het te vragen',
  ],
  'print a code by which the holder sets its own password at its first login': [
    'afficher un code avec lequel le titulaire choisit son mot de passe à sa première connexion',
    'toon een code waarmee de houder bij de eerste aanmelding zelf een wachtwoord kiest',
  ],
  'and sets up a TOTP device too': ['et installe aussi un appareil TOTP', 'en stelt ook een TOTP-toestel in'],
  'for how long the code is good': [
    'pendant combien d’heures le code est valable',
    'hoeveel uren de code geldig is',
  ],
  'give another TOTP device': ['donner un autre appareil TOTP', 'geef een ander TOTP-toestel'],
  'print the secret as an otpauth URI on stdout': [
    'afficher le secret comme URI otpauth sur la sortie standard',
    'toon het geheim als otpauth-URI op de standaarduitvoer',
  ],
  'add a public SSH key, also of a FIDO2 authenticator': [
    'ajouter une clé SSH publique, y compris d’un authentificateur FIDO2',
    'voeg een publieke SSH-sleutel toe, ook van een FIDO2-authenticator',
  ],
  'add an eID or another card by its authentication certificate': [
    'ajouter une eID ou une autre carte par son certificat d’authentification',
    'voeg een eID of een andere kaart toe met haar authenticatiecertificaat',
  ],
  'trust the key of an authority that certifies keys for this account': [
    'faire confiance à la clé d’une autorité qui certifie des clés pour ce compte',
    'vertrouw de sleutel van een autoriteit die sleutels voor dit account certificeert',
  ],
  'trust a certified key no longer': [
    'ne plus faire confiance à une clé certifiée',
    'vertrouw een gecertificeerde sleutel niet langer',
  ],
  'take a public SSH key away, or a card, or an authority': [
    'retirer une clé SSH publique, une carte ou une autorité',
    'neem een publieke SSH-sleutel, een kaart of een autoriteit weg',
  ],
  'say where from, when and how it may log in; ends its sessions': [
    'dire d’où, quand et comment il peut se connecter ; met fin à ses sessions',
    'zeg vanwaar, wanneer en hoe het zich mag aanmelden; beëindigt zijn sessies',
  ],
  'addresses and networks, for example 192.0.2.7,2001:db8::/32': [
    'adresses et réseaux, par exemple 192.0.2.7,2001:db8::/32',
    'adressen en netwerken, bijvoorbeeld 192.0.2.7,2001:db8::/32',
  ],
  'first day': ['premier jour', 'eerste dag'],
  'last day': ['dernier jour', 'laatste dag'],
  'of {0}': ['parmi {0}', 'uit {0}'],
  'lift all restrictions before': ['lever d’abord toutes les restrictions', 'hef eerst alle beperkingen op'],
  'let the holder log in from now on': [
    'permettre au titulaire de se connecter dès maintenant',
    'laat de houder zich vanaf nu aanmelden',
  ],
  'day on which the holder signed the undertaking of confidentiality': [
    'jour où le titulaire a signé l’engagement de confidentialité',
    'dag waarop de houder de vertrouwelijkheidsverbintenis heeft ondertekend',
  ],
  'end its sessions, until it is activated again': [
    'mettre fin à ses sessions, jusqu’à ce qu’il soit réactivé',
    'beëindig zijn sessies, tot het opnieuw geactiveerd wordt',
  ],
  'end it for good': ['y mettre fin pour de bon', 'beëindig het voorgoed'],
  'Next: passerelle account activate {0} --undertaking <day on which the holder signed it>': [
    'Ensuite : passerelle account activate {0} --undertaking <jour où le titulaire l’a signé>',
    'Daarna: passerelle account activate {0} --undertaking <dag waarop de houder ze ondertekende>',
  ],
  'No account is enrolled.': ['Aucun compte n’est inscrit.', 'Er is geen account ingeschreven.'],
  'there is no account of that name': ['il n’y a pas de compte de ce nom', 'er is geen account met die naam'],
  'See all with: passerelle account list': [
    'Voyez-les tous avec : passerelle account list',
    'Bekijk ze allemaal met: passerelle account list',
  ],
  'a code is good for 1 to {0} hours': [
    'un code est valable de 1 à {0} heures',
    'een code is 1 tot {0} uur geldig',
  ],
  'Good once, until {0}. The holder gives it as its password, and chooses its own.': [
    'Valable une seule fois, jusqu’au {0}. Le titulaire le donne comme mot de passe, puis choisit le sien.',
    'Eén keer geldig, tot {0}. De houder geeft hem als wachtwoord en kiest dan zelf een wachtwoord.',
  ],
  'no restriction is given': ['aucune restriction n’est donnée', 'er is geen beperking opgegeven'],
  'See --help.': ['Voir --help.', 'Zie --help.'],
  'new password of {0}': ['nouveau mot de passe de {0}', 'nieuw wachtwoord van {0}'],
  'social security number (NISS, INSZ) of the child': [
    'numéro d’identification de la sécurité sociale (NISS) de l’enfant',
    'identificatienummer van de sociale zekerheid (INSZ) van het kind',
  ],
  'it is no social security number ({0})': [
    'ce n’est pas un numéro d’identification de la sécurité sociale ({0})',
    'het is geen identificatienummer van de sociale zekerheid ({0})',
  ],
  'it is a number of the mock register': [
    'c’est un numéro du registre fictif',
    'het is een nummer van het fictieve register',
  ],
  'a rehearsal knows the mock register only': [
    'une répétition ne connaît que le registre fictif',
    'een repetitie kent alleen het fictieve register',
  ],
  'what was typed is not taken: {0}': [
    'ce qui a été saisi n’est pas accepté : {0}',
    'wat werd ingetikt, wordt niet aangenomen: {0}',
  ],
  'Nothing was looked up. Type the eleven digits, with or without dots and hyphens.': [
    'Rien n’a été consulté. Saisissez les onze chiffres, avec ou sans points et traits d’union.',
    'Er is niets opgezocht. Tik de elf cijfers in, met of zonder punten en koppeltekens.',
  ],
  'create an account of this site with a password and a TOTP device': [
    'créer un compte de ce site avec un mot de passe et un appareil TOTP',
    'maak een account van deze site met een wachtwoord en een TOTP-toestel',
  ],
  'password (else it is asked for)': [
    'mot de passe (sinon il est demandé)',
    'wachtwoord (anders wordt het gevraagd)',
  ],
  'list the accounts of this site’s own people': [
    'énumérer les comptes des personnes de ce site',
    'som de accounts op van de eigen mensen van deze site',
  ],
  'let the holder look records up from now on': [
    'permettre au titulaire de consulter des mutations dès maintenant',
    'laat de houder vanaf nu mutaties raadplegen',
  ],
  'Next: passerelle reader activate {0} --undertaking <day on which the holder signed it>': [
    'Ensuite : passerelle reader activate {0} --undertaking <jour où le titulaire l’a signé>',
    'Daarna: passerelle reader activate {0} --undertaking <dag waarop de houder ze ondertekende>',
  ],
  'No reader is enrolled.': ['Aucun lecteur n’est inscrit.', 'Er is geen lezer ingeschreven.'],
  'there is no reader of {0} of that name': [
    'il n’y a pas de lecteur de {0} de ce nom',
    'er is geen lezer van {0} met die naam',
  ],
  'See all with: passerelle reader list. Accounts of the gateway: passerelle account': [
    'Voyez-les tous avec : passerelle reader list. Comptes de la passerelle : passerelle account',
    'Bekijk ze allemaal met: passerelle reader list. Accounts van de gateway: passerelle account',
  ],
  'It is not overwritten.': ['Le fichier n’est pas écrasé.', 'Het bestand wordt niet overschreven.'],
  'there is no terminal to show the QR code of the TOTP device at': [
    'il n’y a pas de terminal où montrer le code QR de l’appareil TOTP',
    'er is geen terminal om de QR-code van het TOTP-toestel te tonen',
  ],
  'Run this at a terminal, or add --uri-file <file> or --show-uri.': [
    'Exécutez ceci dans un terminal, ou ajoutez --uri-file <file> ou --show-uri.',
    'Voer dit uit in een terminal, of voeg --uri-file <file> of --show-uri toe.',
  ],
  'To be scanned now by the authenticator of the holder; it is not shown again:': [
    'À scanner maintenant par l’authentificateur du titulaire ; ne sera plus montré :',
    'Nu te scannen met de authenticator van de houder; wordt niet opnieuw getoond:',
  ],
};
