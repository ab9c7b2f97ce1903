/** Recipes for the clients of an account. */

import type { Translations } from './translations.ts';

export const recipes: Translations = {
  'print how the holder of an account logs in with its client, ready to paste': [
    'imprimer comment le titulaire d’un compte se connecte avec son client, prêt à coller',
    'tonen hoe de houder van een account zich met zijn client aanmeldt, klaar om te plakken',
  ],
  'name of an account of this gateway': [
    'nom d’un compte de cette passerelle',
    'naam van een account van deze gateway',
  ],
  'for this client only': ['pour ce client seulement', 'alleen voor deze client'],
  'name or address by which the holder reaches the gateway': [
    'nom ou adresse par lequel le titulaire joint la passerelle',
    'naam of adres waarop de houder de gateway bereikt',
  ],
  'port by which the holder reaches it, if it is another': [
    'port par lequel le titulaire la joint, s’il diffère',
    'poort waarop de houder ze bereikt, als die verschilt',
  ],
  'where the private key lies on the machine of the holder': [
    'où se trouve la clé privée sur la machine du titulaire',
    'waar de private sleutel op de machine van de houder ligt',
  ],
  'The account is not active: nobody can log in with it.': [
    'Le compte n’est pas actif : personne ne peut se connecter avec lui.',
    'De account is niet actief: niemand kan zich ermee aanmelden.',
  ],
  'the configuration does not say how others reach the gateway': [
    'la configuration ne dit pas comment les autres joignent la passerelle',
    'de configuratie zegt niet hoe anderen de gateway bereiken',
  ],
  'Add --host <name> (and --port, if it is another from outside).': [
    'Ajoutez --host <name> (et --port, s’il diffère de l’extérieur).',
    'Voeg --host <name> toe (en --port, als die van buitenaf verschilt).',
  ],
  'that client cannot log in with what the account has': [
    'ce client ne peut se connecter avec ce que le compte possède',
    'die client kan zich niet aanmelden met wat de account heeft',
  ],
  'Leave out --client to see which can, or add a key: passerelle account add-key': [
    'Omettez --client pour voir lesquels le peuvent, ou ajoutez une clé : passerelle account add-key',
    'Laat --client weg om te zien welke het kunnen, of voeg een sleutel toe: passerelle account add-key',
  ],
  'the account has not two kinds of factor to log in with': [
    'le compte n’a pas deux sortes de facteurs pour se connecter',
    'de account heeft geen twee soorten factoren om zich aan te melden',
  ],
  'Give it what it lacks: passerelle account password, add-key, totp or add-certificate.': [
    'Donnez-lui ce qui lui manque : passerelle account password, add-key, totp ou add-certificate.',
    'Geef wat ontbreekt: passerelle account password, add-key, totp of add-certificate.',
  ],
  '## {0}:': ['## {0} :', '## {0}:'],
  'into a file sites.xml, to be imported by File → Import': [
    'dans un fichier sites.xml, à importer par Fichier → Importer',
    'in een bestand sites.xml, te importeren via Bestand → Importeren',
  ],
  'Add the key {0} under Settings → SFTP → Public-key authentication. It asks for the password.': [
    'Ajoutez la clé {0} sous Paramètres → SFTP → Authentification par clé publique. Il demande le mot de passe.',
    'Voeg de sleutel {0} toe onder Instellingen → SFTP → Authenticatie met publieke sleutel. Het vraagt het wachtwoord.',
  ],
  'It asks for the password, then for the code. Set the number of simultaneous transfers to 1: a code serves once.':
    [
      'Il demande le mot de passe, puis le code. Mettez le nombre de transferts simultanés à 1 : un code sert une fois.',
      'Het vraagt het wachtwoord, dan de code. Zet het aantal gelijktijdige overdrachten op 1: een code dient één keer.',
    ],
  'When it shows the host key the first time, compare it: {0}': [
    'Quand il montre la clé d’hôte pour la première fois, comparez-la : {0}',
    'Wanneer het de hostsleutel voor het eerst toont, vergelijk hem: {0}',
  ],
  'It asks for the password.': ['Il demande le mot de passe.', 'Het vraagt het wachtwoord.'],
  'Touch the device; it asks for the password, or for a PIN if the key was made with -O verify-required.': [
    'Touchez l’appareil ; il demande le mot de passe, ou un code PIN si la clé a été créée avec -O verify-required.',
    'Raak het toestel aan; het vraagt het wachtwoord, of een pincode als de sleutel met -O verify-required is gemaakt.',
  ],
  'It asks for the card’s PIN. The module is where eID’s middleware put it.': [
    'Il demande le code PIN de la carte. Le module est là où le logiciel eID l’a mis.',
    'Het vraagt de pincode van de kaart. De module staat waar de eID-software ze plaatste.',
  ],
  'It asks for the password, then for the code.': [
    'Il demande le mot de passe, puis le code.',
    'Het vraagt het wachtwoord, dan de code.',
  ],
  'into ~/.ssh/config': ['dans ~/.ssh/config', 'in ~/.ssh/config'],
  'and then': ['puis', 'en dan'],
  'to lftp, or into a file for lftp -f': [
    'dans lftp, ou dans un fichier pour lftp -f',
    'in lftp, of in een bestand voor lftp -f',
  ],
  'lftp answers the first prompt itself, with «unused»: let SSH_ASKPASS with SSH_ASKPASS_REQUIRE=force answer (docs/clients.md).':
    [
      'lftp répond lui-même à la première demande, par « unused » : laissez répondre SSH_ASKPASS avec SSH_ASKPASS_REQUIRE=force (docs/clients.md).',
      'lftp beantwoordt de eerste vraag zelf, met «unused»: laat SSH_ASKPASS met SSH_ASKPASS_REQUIRE=force antwoorden (docs/clients.md).',
    ],
  'into ~/.ssh/known_hosts, one line': [
    'dans ~/.ssh/known_hosts, une ligne',
    'in ~/.ssh/known_hosts, één regel',
  ],
  'once, to turn the key into PuTTY’s form': [
    'une fois, pour mettre la clé sous la forme de PuTTY',
    'één keer, om de sleutel in de vorm van PuTTY te zetten',
  ],
  'It asks for the password; in a script, -batch -pwfile <file> answers.': [
    'Il demande le mot de passe ; dans un script, -batch -pwfile <file> répond.',
    'Het vraagt het wachtwoord; in een script antwoordt -batch -pwfile <file>.',
  ],
  'into the host name of WinSCP’s login window': [
    'dans le nom d’hôte de la fenêtre de connexion de WinSCP',
    'in de hostnaam van het aanmeldvenster van WinSCP',
  ],
  'or into WinSCP.ini': ['ou dans WinSCP.ini', 'of in WinSCP.ini'],
  'or in a script': ['ou dans un script', 'of in een script'],
  'Turn the key into PuTTY’s form with PuTTYgen first, and correct its path. It asks for the password.': [
    'Mettez d’abord la clé sous la forme de PuTTY avec PuTTYgen et corrigez son chemin. Il demande le mot de passe.',
    'Zet de sleutel eerst met PuTTYgen in de vorm van PuTTY en verbeter het pad. Het vraagt het wachtwoord.',
  ],
  'It asks for the password, then for the code: store neither.': [
    'Il demande le mot de passe, puis le code : n’enregistrez ni l’un ni l’autre.',
    'Het vraagt het wachtwoord, dan de code: bewaar geen van beide.',
  ],
  'into ~/.config/rclone/rclone.conf': [
    'dans ~/.config/rclone/rclone.conf',
    'in ~/.config/rclone/rclone.conf',
  ],
  'then, for the password': ['puis, pour le mot de passe', 'dan, voor het wachtwoord'],
  '«password» is a file with your password that only you may read: rclone keeps it obscured, which is not encrypted.':
    [
      '« password » est un fichier avec votre mot de passe que vous seul pouvez lire : rclone le garde masqué, ce qui n’est pas chiffré.',
      '«password» is een bestand met uw wachtwoord dat alleen u mag lezen: rclone bewaart het verhuld, wat niet versleuteld is.',
    ],
  'A host name or an IP address is expected.': [
    'Un nom d’hôte ou une adresse IP est attendu.',
    'Een hostnaam of een IP-adres wordt verwacht.',
  ],
  'A port from 1 to 65535 is expected.': [
    'Un port de 1 à 65535 est attendu.',
    'Een poort van 1 tot 65535 wordt verwacht.',
  ],
};
